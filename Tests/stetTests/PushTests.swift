import Foundation
import Testing

/// Stock git keeps the remotes, serves them, and says what is in them.
@Suite("Pushing an archive")
struct PushTests {
    @Test("A remote gets all branches, then what came since; what is restored from it verifies and tells the same")
    func backup() throws {
        let work = try Workplace()
        try work.record(1...3)
        try work.bare("backup.git")
        let dry = try work.stet("push", "backup.git", "--dry-run")
        #expect(dry.code == 0 && dry.output.hasPrefix("would push to backup.git\n"), "\(dry)")
        #expect(try work.refs(of: "backup.git").isEmpty)

        let first = try work.stet("push", "backup.git")
        #expect(first.code == 0 && first.message.isEmpty, "\(first)")
        #expect(first.output.contains("main      new at ") && first.output.contains("4 commits"))
        #expect(try work.refs(of: "backup.git") == work.refs(of: "archive"))
        try work.record(4...4)
        let added = try work.stet("push", "file://" + work.folder.path + "/backup.git", "--format", "json")
        let json = try #require(JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any])
        let branches = try #require(json["branches"] as? [[String: Any]])
        #expect(branches.map { $0["name"] as? String } == ["captures", "journal", "main"])
        #expect(branches.map { $0["commits"] as? Int } == [1, 1, 1])
        #expect(json["upToDate"] as? Bool == false)
        #expect(try work.refs(of: "backup.git") == work.refs(of: "archive"))
        #expect(try work.stet("push", "backup.git").output == "backup.git has all of the archive\n")

        try work.expectRestorable(from: "backup.git")
    }

    @Test("Lines of history and checkpoints go along; people's own branches and tags do not")
    func furtherBranches() throws {
        let work = try Workplace()
        let config = ["XDG_CONFIG_HOME": work.folder.appending(path: "config").path]
        #expect(try work.stet(["init", "--sign", "archive"], environment: config).code == 0)
        try work.record(1...2)
        try work.write("hosts: [example.org]\nremove: [\"p:last-of-type\"]\n", to: "archive/rules/example.org.yaml")
        #expect(try work.git("add", "-A").code == 0 && work.git("commit", "-q", "-m", "a rule").code == 0)
        #expect(try work.stet("reextract").code == 0)
        #expect(try work.stet("checkpoint").code == 0)
        #expect(try work.git("branch", "draft").code == 0 && work.git("tag", "-a", "-m", "x", "mine").code == 0)
        try work.bare("backup.git")
        let pushed = try work.stet("push", "backup.git")
        #expect(pushed.code == 0, "\(pushed)")
        let names = try work.refs(of: "backup.git").map { $0.split(separator: " ")[1] }
        #expect(
            names == [
                "refs/heads/captures", "refs/heads/checkpoints", "refs/heads/journal", "refs/heads/lines/1",
                "refs/heads/main",
            ])
        try work.expectRestorable(from: "backup.git")
    }

    @Test("A remote of other history is left as it is, with an error that names the branch")
    func diverged() throws {
        let work = try Workplace()
        try work.record(1...2)
        try work.bare("backup.git")
        #expect(try work.stet("push", "backup.git").code == 0)
        #expect(try work.git("clone", "-q", "--mirror", "../backup.git", "../mirror.git").code == 0)
        // Both go on, each on its own.
        try work.record(3...3)
        try work.record(4...4, archive: "mirror.git")
        let other = try work.stet("push", "--archive", "mirror.git")
        #expect(other.code == 0, "a mirror pushes where it came from: \(other)")
        let before = try work.refs(of: "backup.git")
        let refused = try work.stet("push", "backup.git")
        #expect(refused.code == 2 && refused.message.contains("which is no part of this archive"), "\(refused)")
        #expect(refused.message.contains("its branch journal stands at"))
        #expect(try work.refs(of: "backup.git") == before)

        // Known here, and still not what this archive went on from.
        #expect(try work.git("fetch", "-q", "../backup.git", "refs/heads/*:refs/other/*").code == 0)
        #expect(try work.stet("push", "backup.git").message.contains("which is no part of this archive"))
        #expect(try work.git("clone", "-q", "--mirror", "../mirror.git", "../behind.git").code == 0)
        try work.record(5...5, archive: "mirror.git")
        #expect(try work.stet("push", "--archive", "mirror.git").code == 0)
        #expect(
            try work.run(
                "/usr/bin/git", ["-C", "behind.git", "fetch", "-q", "../backup.git", "refs/heads/*:refs/other/*"],
                environment: [:]
            ).code == 0)
        let behind = try work.stet("push", "backup.git", "--archive", "behind.git")
        #expect(behind.code == 2 && behind.message.contains("is ahead of this archive"), "\(behind)")

        try work.bare("code.git")
        #expect(try work.git("push", "-q", "../code.git", "main:refs/heads/trunk").code == 0)
        #expect(try work.stet("push", "code.git").message.contains("it holds something else, a branch trunk"))
    }

    @Test("An archive with holes goes on to where its history is, and nowhere else")
    func holes() throws {
        let work = try Workplace()
        try work.record(1...3)
        try work.bare("backup.git")
        try work.bare("late.git")
        #expect(try work.stet("push", "backup.git").code == 0)
        #expect(try work.stet("redact", "pier", "@2", "--reason", "an order of the court", "--yes").code == 0)
        let late = try work.stet("push", "late.git")
        #expect(late.code == 2 && late.message.contains("git sends no history with holes"), "\(late)")
        #expect(try work.refs(of: "late.git").isEmpty)
        let pushed = try work.stet("push", "backup.git")
        #expect(pushed.code == 0 && pushed.output.contains("redactions  new at"), "\(pushed)")
        #expect(pushed.output.contains("is still stored there, until `stet redact --finish"))
        let still = try work.stet("verify", "--archive", "backup.git")
        #expect(still.code == 1 && still.output.contains("is still here; `stet redact --finish`"), "\(still)")
        #expect(try work.stet("redact", "--finish", "--archive", "backup.git").code == 0)
        let finished = try work.stet("verify", "--archive", "backup.git")
        #expect(finished.code == 0 && finished.output.contains("redacted: "), "\(finished)")
    }

    @Test("Remotes are found by name, and what is missing or closed is said to be")
    func remotes() throws {
        let work = try Workplace()
        try work.record(1...1)
        #expect(try work.stet("push").message.contains("the archive has no remote"))
        try work.bare("backup.git")
        #expect(try work.git("remote", "add", "backup", "../backup.git").code == 0)
        #expect(try work.stet("push").output.hasPrefix("pushed to backup\n"))
        #expect(try work.git("remote", "add", "second", "../none.git").code == 0)
        let several = try work.stet("push")
        #expect(several.code == 2 && several.message.contains("backup, second"))
        #expect(try work.stet("push", "second").message.contains("there is no repository that you may see"))
        #expect(try work.stet("push", "--archive", "archive", "--", "--upload-pack=touch gone").code == 2)
        let secret = try work.stet("push", "http://me:secret@127.0.0.1:1/x.git")
        #expect(secret.code == 2 && secret.message.contains("http://…@127.0.0.1:1/x.git : it cannot be reached"))
        #expect(!secret.message.contains("secret"))
        let none = try work.stet(["push", "backup"], environment: ["PATH": work.folder.path])
        #expect(none.code == 2 && none.message.contains("git: it is not installed"), "\(none)")

        // A branch that the remote protects.
        try work.record(2...2)
        try work.write("#!/bin/sh\necho \"main is \u{1B}[31mclosed\" >&2\nexit 1\n", to: "backup.git/hooks/pre-receive")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: work.folder.path + "/backup.git/hooks/pre-receive")
        let before = try work.refs(of: "backup.git")
        let closed = try work.stet("push", "backup")
        #expect(closed.code == 2 && closed.message.contains("it would not move its branch"), "\(closed)")
        #expect(closed.message.contains("closed") && !closed.message.contains("\u{1B}"))
        #expect(try work.refs(of: "backup.git") == before)
    }

    @Test("A server asks who comes: credential helpers of git answer, and without them it is said what is missing")
    func smartHTTP() throws {
        let work = try Workplace()
        try work.record(1...4)
        try work.bare("backup.git")
        try work.write("[http]\nreceivepack = true\n", to: "more")
        #expect(
            try work.run("/bin/sh", ["-c", "cat more >> backup.git/config"], environment: [:]).code == 0)
        let server = try GitServer(of: work.folder, user: "me", password: "secret")
        defer { server.stop() }
        let address = server.address + "/backup.git"
        let unknown = try work.stet(["push", address], environment: ["GIT_CONFIG_GLOBAL": "/dev/null"])
        #expect(unknown.code == 2 && unknown.message.contains("it does not let you in"), "\(unknown)")

        let helper = "!f() { echo username=me; echo password=secret; }; f"
        try work.write("[credential]\n\thelper = \"\(helper)\"\n", to: "gitconfig")
        let settings = ["GIT_CONFIG_GLOBAL": work.folder.path + "/gitconfig"]
        let pushed = try work.stet(["push", address], environment: settings)
        #expect(pushed.code == 0, "\(pushed)")
        #expect(try work.refs(of: "backup.git") == work.refs(of: "archive"))
        try work.record(5...5)
        #expect(try work.stet(["push", address], environment: settings).code == 0)
        #expect(try work.stet(["push", address], environment: settings).output.contains("has all of the archive"))
        #expect(
            try work.git("clone", "-q", "--mirror", "http://me:secret@" + address.dropFirst(7), "../new.git").code == 0)
        #expect(try work.stet("verify", "--archive", "new.git").code == 0)
        let wrong = try work.stet(
            ["push", "http://me:wrong@" + address.dropFirst(7)], environment: ["GIT_CONFIG_GLOBAL": "/dev/null"])
        #expect(wrong.code == 2 && wrong.message.contains("it does not let you in"), "\(wrong)")
        #expect(!wrong.message.contains("wrong"))
    }
}

/// git's own server side behind a small web server on the loopback interface.
final class GitServer {
    let address: String
    private let process = Process()
    /// The server goes when it is closed, at the latest with the tests.
    private let life = Pipe()

    /// Answers with what `git http-backend` says to those who give the password, and asks all others for it.
    static let program = """
        import base64, http.server, os, ssl, subprocess, sys, threading
        root, password = sys.argv[1], base64.b64encode(sys.argv[2].encode()).decode()
        class Handler(http.server.BaseHTTPRequestHandler):
            def body(self):
                if self.headers.get("Transfer-Encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length") or 0))
                pieces = b""
                while True:
                    count = int(self.rfile.readline(), 16)
                    pieces += self.rfile.read(count)
                    self.rfile.readline()
                    if count == 0: return pieces
            def do_GET(self):
                body = self.body()
                if self.headers.get("Authorization") != "Basic " + password:
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", "Basic realm=x")
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                path, _, query = self.path.partition("?")
                environment = dict(
                    os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path, QUERY_STRING=query,
                    REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""),
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""), REMOTE_USER="me",
                    CONTENT_LENGTH=str(len(body)), GIT_PROTOCOL=self.headers.get("Git-Protocol", ""))
                answer = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True).stdout
                head, _, rest = answer.partition(b"\\r\\n\\r\\n")
                fields = [line.split(": ", 1) for line in head.decode().split("\\r\\n")]
                self.send_response(int(dict(fields).get("Status", "200").split()[0]))
                for name, value in fields:
                    if name != "Status": self.send_header(name, value)
                self.send_header("Content-Length", str(len(rest)))
                self.end_headers()
                self.wfile.write(rest)
            do_POST = do_GET
            protocol_version = "HTTP/1.1"
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if len(sys.argv) > 3:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[3], sys.argv[4])
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        sys.stdin.read()
        """

    init(of folder: URL, user: String, password: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.program, folder.path, "\(user):\(password)"]
        let output = Pipe()
        process.standardInput = life
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).prefix { $0.isNumber }
        try #require(!port.isEmpty, "the server started")
        address = "http://127.0.0.1:\(port)"
    }

    func stop() {
        try? life.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

extension Workplace {
    fileprivate func record(_ parts: ClosedRange<Int>, archive: String = "archive") throws {
        for part in parts {
            let page = """
                <html><head><title>Old pier</title></head><body><main><h1>Old pier</h1>
                <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
                <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>
                """
            try write(page, to: "page.html")
            let answer = try stet(
                [
                    "snapshot", "page.html", "--url", "example.org/pier", "--at", "2024-06-0\(part)", "--archive",
                    archive,
                ],
                environment: ["XDG_CONFIG_HOME": folder.appending(path: "config").path])
            try #require(answer.code == 0, "\(answer)")
        }
    }

    fileprivate func bare(_ name: String) throws {
        try #require(try git("init", "-q", "--bare", "-b", "main", "../" + name).code == 0)
    }

    /// "<id> <name>" of each branch.
    fileprivate func refs(of name: String) throws -> [String] {
        let answer = try run(
            "/usr/bin/git", ["-C", name, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads"],
            environment: [:])
        try #require(answer.code == 0, "\(answer)")
        return answer.output.split(separator: "\n").map(String.init)
    }

    /// A mirror of the remote verifies, and tells what the archive tells.
    fileprivate func expectRestorable(from remote: String) throws {
        #expect(try git("clone", "-q", "--mirror", "../" + remote, "../restored.git").code == 0)
        let verified = try stet("verify", "--archive", "restored.git")
        #expect(verified.code == 0 && verified.output.hasSuffix("all is well\n"), "\(verified)")
        for arguments in [["log", "pier", "--format", "json"], ["export", "jsonl"], ["list"]] {
            #expect(try stet(arguments + ["--archive", "restored.git"]).output == stet(arguments).output)
        }
        let check = try run("/usr/bin/git", ["-C", "restored.git", "fsck", "--strict"], environment: [:])
        #expect(check.code == 0, "\(check)")
    }
}
