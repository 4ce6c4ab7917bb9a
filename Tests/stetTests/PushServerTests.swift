import Foundation
import Testing

/// Pushing to servers as they are in the world: OpenSSH's, and git's own behind TLS.
///
/// Each test is one script, which starts its server and ends it. A server that is a child of the tests would keep open what tells other
/// tests that their children have ended.
@Suite("Pushing over ssh and https")
struct PushServerTests {
    private static func isHere(_ paths: String...) -> Bool {
        paths.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private func archive() throws -> Workplace {
        let work = try Workplace()
        try record("first", in: work)
        try #require(try work.git("init", "-q", "--bare", "-b", "main", "../backup.git").code == 0)
        return work
    }

    private func record(_ word: String, in work: Workplace) throws {
        try work.write(
            "<html><head><title>Pier</title></head><body><article><h1>Pier to close</h1><p>The pier closes for repairs of its "
                + "deck and railings, the harbour office said on the \(word) day.</p></article></body></html>",
            to: "page.html")
        try #require(try work.stet("snapshot", "page.html", "--url", "https://example.org/pier").code == 0)
    }

    /// What each step of a script printed, by the name that it gave it with `step`, with "code 2" at its end where it failed so.
    private func steps(_ script: String, in work: Workplace) throws -> [String: String] {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet").path
        try work.write(
            "set -e\nstet=\(program)\nexport STET_ARCHIVE=\(work.archive.path) SSH_AUTH_SOCK= GIT_CONFIG_GLOBAL=/dev/null\n"
                + "step() { echo \"== $1\"; shift; \"$@\" 2>&1 || echo \"code $?\"; }\n" + script, to: "script")
        let answer = try work.run("/usr/bin/timeout", ["-s", "KILL", "120", "sh", "script"], environment: [:])
        try #require(answer.code == 0, "\(answer)")
        var steps: [String: String] = [:]
        for part in answer.output.components(separatedBy: "== ").dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            steps[String(lines[0])] = lines.count > 1 ? String(lines[1]) : ""
        }
        return steps
    }

    @Test(
        "OpenSSH's server takes an archive from whoever has the key, and it is told what is wrong else",
        .enabled(
            if: isHere("/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keyscan") && getuid() == 0,
            "sshd is not here, or may not be run by this user"))
    func ssh() throws {
        let work = try archive()
        let steps = try steps(
            """
            for key in host mine other; do ssh-keygen -q -t ed25519 -N "" -f $key; done
            mkdir -p /run/sshd
            port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
            cat > sshd_config <<END
            Port $port
            ListenAddress 127.0.0.1
            HostKey $PWD/host
            AuthorizedKeysFile $PWD/mine.pub
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PidFile none
            END
            /usr/sbin/sshd -D -e -f "$PWD/sshd_config" 2>log & server=$!
            trap 'kill -9 $server' EXIT
            for attempt in $(seq 100); do
                ssh-keyscan -t ed25519 -p $port 127.0.0.1 2>log2 | grep -q ssh-ed25519 && break
                sleep 0.1
            done
            url=ssh://127.0.0.1:$port$PWD/backup.git
            ssh_with() { echo "ssh -F none -i $PWD/$1 -o IdentitiesOnly=yes -o UserKnownHostsFile=$PWD/known"; }
            new="-o StrictHostKeyChecking=accept-new"
            export GIT_SSH_COMMAND="$(ssh_with mine)"
            step unknown "$stet" push $url
            export GIT_SSH_COMMAND="$(ssh_with other) $new"
            step refused "$stet" push $url
            export GIT_SSH_COMMAND="$(ssh_with mine) $new"
            step pushed "$stet" push $url
            step again "$stet" push $url
            step missing "$stet" push ${url}x
            step verified "$stet" verify --archive backup.git
            ssh-keygen -q -p -a 1 -P "" -N "a phrase" -f mine
            step locked "$stet" push $url
            echo "[127.0.0.1]:$port $(cat other.pub)" > known
            step changed "$stet" push $url
            """, in: work)
        func expect(_ step: String, _ words: String..., fails: Bool) {
            let said = steps[step] ?? ""
            for word in words { #expect(said.contains(word), "\(step): \(said)") }
            #expect(said.contains("code 2") == fails, "\(step): \(said)")
            #expect(!said.contains("correct access rights"), "\(step): \(said)")
        }
        expect("unknown", "its host key is not known here", fails: true)
        expect("refused", "it does not let you in", "Permission denied (", fails: true)
        expect("pushed", "main      new at", fails: false)
        expect("again", "has all of the archive", fails: false)
        expect("missing", "there is no repository that you may see", fails: true)
        expect("verified", "all is well", fails: false)
        // Nobody is there to be asked for the passphrase: it fails, and does not wait.
        expect("locked", "it does not let you in", fails: true)
        expect("changed", "another than before", fails: true)
    }

    @Test(
        "A server whose certificate is not known, or another's, gets nothing; with its authority named it does",
        .enabled(if: isHere("/usr/bin/openssl"), "openssl is not here"))
    func https() throws {
        let work = try archive()
        try work.write(GitServer.program, to: "server.py")
        let steps = try steps(
            """
            git -C backup.git config http.receivepack true
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=Tests -days 2 2>log
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -out own.csr -subj /CN=127.0.0.1 2>log
            printf subjectAltName=IP:127.0.0.1 > names
            openssl x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out own.pem -days 2 -extfile names 2>log
            mkfifo life
            python3 server.py "$PWD" me:secret own.pem own.key <life >port 2>log & server=$!
            trap 'kill -9 $server' EXIT
            exec 3>life
            for attempt in $(seq 200); do [ -s port ] && break; sleep 0.1; done
            port=$(cat port)
            step unknown "$stet" push https://me:secret@127.0.0.1:$port/backup.git
            export GIT_SSL_CAINFO="$PWD/ca.pem"
            step other "$stet" push https://me:secret@localhost:$port/backup.git
            step nobody "$stet" push https://127.0.0.1:$port/backup.git
            step pushed "$stet" push https://me:secret@127.0.0.1:$port/backup.git
            step verified "$stet" verify --archive backup.git
            """, in: work)
        func expect(_ step: String, _ words: String..., fails: Bool) {
            let said = steps[step] ?? ""
            for word in words { #expect(said.contains(word), "\(step): \(said)") }
            #expect(said.contains("code 2") == fails, "\(step): \(said)")
            #expect(!said.contains("secret"), "\(step): \(said)")
        }
        expect("unknown", "its certificate does not show", "http.sslCAInfo", fails: true)
        expect("other", "its certificate does not show", fails: true)
        expect("nobody", "it does not let you in", fails: true)
        expect("pushed", "main      new at", fails: false)
        expect("verified", "all is well", fails: false)
    }

    @Test("A branch that is checked out at the remote is told to be that")
    func checkedOut() throws {
        let work = try archive()
        #expect(try work.git("clone", "-q", ".", "../copy").code == 0)
        try record("second", in: work)
        let answer = try work.stet("push", "copy")
        #expect(answer.code == 2 && answer.message.contains("its branch main is checked out there"), "\(answer)")
        #expect(answer.message.contains("git init --bare") && !answer.message.contains("protected"))
    }
}
