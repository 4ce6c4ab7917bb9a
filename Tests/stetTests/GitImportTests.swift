import Foundation
import Testing

/// Stock git makes the histories, and says what is in them.
@Suite("Import of git histories")
struct GitImportTests {
    @Test("Every version that a branch stood at is a check of its time, from the bytes that git shows")
    func versions() throws {
        let work = try Workplace()
        try work.source("init", "-q", "-b", "main")
        for (number, part) in [1, 2, 2, 1].enumerated() {
            try work.write(text(part), to: "source/docs/terms.txt")
            if number == 2 { try work.write(text(9), to: "source/docs/other.txt") }
            try work.commit("version \(number)", at: 1_700_000_000 + 1_000 * number)
        }
        try work.source("rm", "-q", "docs/terms.txt")
        try work.commit("gone", at: 1_700_010_000)
        try work.write(text(3), to: "source/docs/terms.txt")
        try work.commit("back", at: 1_700_020_000)
        let answer = try work.stet("import", "git", "source", "--path", "docs/terms.txt", "--url", "example.org/terms")
        #expect(answer.code == 0 && answer.output == "1 article: 4 revisions\n", "\(answer)")

        let lines = try work.exported()
        #expect(lines.map { $0["kind"] } == ["new", "change", "return", "change"])
        let known = try work.source(
            "log", "--reverse", "--diff-filter=AM", "--format=%H %cI", "--", "docs/terms.txt"
        ).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(known.count == 4)
        for (line, commit) in zip(lines, known) {
            let formatter = ISO8601DateFormatter()
            #expect(formatter.date(from: line["observed"] ?? "") == formatter.date(from: commit[1]))
            let capture = try #require(line["capture"])
            let stem = try #require(line["path"]).dropLast(".md".count)
            let body = try work.git("show", "\(capture):\(stem).body").output
            #expect(body == (try work.source("show", "\(commit[0]):docs/terms.txt")))
            #expect(try work.git("show", "\(capture):\(stem).head.json").output.contains("\"\(commit[0])\""))
        }
        #expect(try work.git("fsck", "--strict").code == 0)
        #expect(try work.git("status", "--porcelain").output == "")
    }

    @Test("A later import adds what came since, from a bare repository too; merged branches count from the merge on")
    func continued() throws {
        let work = try Workplace()
        try work.source("init", "-q", "-b", "main")
        try work.write(text(1), to: "source/a.txt")
        try work.commit("first", at: 1_700_000_000)
        let arguments = ["import", "git", "source", "--base", "https://example.org/"]
        #expect(try work.stet(arguments).output == "1 article: 1 revision\n")
        try work.source("checkout", "-q", "-b", "side")
        try work.write(text(2), to: "source/a.txt")
        try work.commit("on the side", at: 1_700_001_000)
        try work.source("checkout", "-q", "main")
        try work.source("merge", "-q", "--no-ff", "-m", "merge", "side", at: 1_700_005_000)
        try work.source("clone", "-q", "--bare", ".", "../bare.git")
        let bare = ["import", "git", "bare.git", "--base", "https://example.org/"]
        #expect(try work.stet(bare).output == "1 article: 1 revision, 1 imported before\n")
        #expect(try work.stet(arguments).output == "1 article: 0 revisions, 2 imported before\n")
        #expect(try work.exported().map { $0["observed"] } == ["2023-11-14T22:13:20Z", "2023-11-14T23:36:40Z"])
        #expect(try work.exported().map { $0["url"] } == ["https://example.org/a.txt", "https://example.org/a.txt"])

        try work.source("clone", "-q", "--depth", "1", "file://" + work.folder.path + "/source", "../shallow")
        let other = try Workplace()
        let shallow = try other.stet("import", "git", work.folder.path + "/shallow", "--base", "example.org")
        #expect(shallow.code == 0 && shallow.message.contains("cloned in part"), "\(shallow)")
        #expect(shallow.output == "1 article: 1 revision\n")
    }

    @Test("A version written at another time than it was committed is from the time that is asked for")
    func authorTime() throws {
        let work = try Workplace()
        try work.source("init", "-q", "-b", "main")
        try work.write(text(1), to: "source/a.txt")
        try work.commit("first", at: 1_700_000_000, authored: 1_600_000_000)
        #expect(try work.stet("import", "git", "source", "--base", "example.org", "--time", "author").code == 0)
        #expect(try work.exported().map { $0["observed"] } == ["2020-09-13T12:26:40Z"])
    }

    @Test("Names, links and sizes of a hostile history reach neither the terminal nor another article")
    func hostile() throws {
        let work = try Workplace()
        try work.source("init", "-q", "-b", "main")
        try work.write(text(1), to: "source/good.txt")
        try work.write(text(2), to: "source/b\u{1B}[31m?x=#.txt")
        try FileManager.default.createSymbolicLink(
            atPath: work.folder.path + "/source/link.txt", withDestinationPath: "/etc/hostname")
        let large = work.folder.appending(path: "source/large.txt")
        try Data().write(to: large)
        try FileHandle(forWritingTo: large).truncate(atOffset: (64 << 20) + 1)
        try work.commit("all", at: 1_700_000_000)
        // A folder that is named "..", which git itself makes none of.
        let blob = try work.source("rev-parse", "HEAD:good.txt")
        let inner = try work.tree(Array("100644 terms.txt\0".utf8) + bytes(ofHex: blob))
        let tree = try work.tree(Array("40000 ..\0".utf8) + bytes(ofHex: inner))
        let commit = try work.source("commit-tree", "-p", "HEAD", "-m", "climb", tree, at: 1_700_000_100).prefix(40)
        try work.source("update-ref", "refs/heads/main", String(commit))

        let answer = try work.stet("import", "git", "source", "--base", "https://example.org/docs")
        #expect(answer.code == 2 && answer.output == "2 articles: 2 revisions; 2 versions passed over\n", "\(answer)")
        #expect(answer.message.contains("64 MB") && answer.message.contains("no name of a file"), "\(answer.message)")
        #expect(!answer.message.contains("\u{1B}"))
        #expect(
            Set(try work.exported().map { $0["url"] }) == [
                "https://example.org/docs/good.txt", "https://example.org/docs/b%1B%5B31m%3Fx%3D%23.txt",
            ])
    }

    @Test("Names that are no UTF-8 are addresses of their own, byte by byte")
    func namesInOtherEncodings() throws {
        let work = try Workplace()
        try work.source("init", "-q", "-b", "main")
        for part in [1, 2, 3] {
            try work.write(text(part), to: "source/terms.txt")
            try work.commit("\(part)", at: 1_700_000_000)
        }
        let blobs = try (0...2).map { try bytes(ofHex: work.source("rev-parse", "HEAD~\($0):terms.txt")) }
        // "café.txt" and "cafè.txt" in Latin-1, and a file that is called like the address of the first.
        let endings: [[UInt8]] = [Array("%E9".utf8), [0xE8], [0xE9]]
        let entries = zip(endings, blobs).map { ending, blob in
            Array("100644 caf".utf8) + ending + Array(".txt\0".utf8) + blob
        }
        let tree = try work.tree(entries.flatMap { $0 })
        let commit = try work.source("commit-tree", "-m", "names", tree, at: 1_700_000_100).prefix(40)
        try work.source("update-ref", "refs/heads/main", String(commit))

        let answer = try work.stet("import", "git", "source", "--base", "https://example.org/docs")
        #expect(answer.output == "3 articles: 3 revisions\n", "\(answer)")
        let lines = try work.exported()
        #expect(
            Set(lines.map { $0["url"] }) == [
                "https://example.org/docs/caf%25E9.txt", "https://example.org/docs/caf%E8.txt",
                "https://example.org/docs/caf%E9.txt",
            ])
        for line in lines {
            let capture = try #require(line["capture"])
            let stem = try #require(line["path"]).dropLast(".md".count)
            let body = try work.git("rev-parse", "\(capture):\(stem).body").output.prefix(40)
            let name = try #require(line["url"]).split(separator: "/").last ?? ""
            let index = name.contains("%25") ? 0 : name.contains("%E8") ? 1 : 2
            #expect(bytes(ofHex: String(body)) == blobs[index])
            #expect(
                try work.git("show", "\(capture):\(stem).head.json").output.contains(
                    index == 1 ? "caf%E8.txt" : "caf%E9.txt"))
        }
        #expect(try work.git("fsck", "--strict").code == 0)
    }

    @Test("What is no history is said to be none")
    func refusals() throws {
        let work = try Workplace()
        #expect(try work.stet("import", "git", "nowhere").code == 2)
        try work.source("init", "-q", "-b", "main")
        #expect(try work.stet("import", "git", "source").message.contains("it has no commits"))
        try work.write(text(1), to: "source/a.txt")
        try work.commit("first", at: 1_700_000_000)
        #expect(try work.stet("import", "git", "source", "--branch", "next").message.contains("no branch next"))
        let none = try work.stet("import", "git", "source", "--path", "b.txt")
        #expect(none.code == 2 && none.output.isEmpty && none.message.contains("no version that is meant"), "\(none)")
        #expect(try work.stet("import", "git", "source", "--url", "a.org/b").message.contains("--path"))
    }
}

private func text(_ part: Int) -> String {
    """
    The terms of the pier

    The council said in part \(part) of its report that the pier would be rebuilt.

    Nobody expected the pier to be closed in the middle of the season, the mayor told us.

    """
}

/// The bytes of an id.
private func bytes(ofHex id: String) -> [UInt8] {
    let digits = id.prefix(40).compactMap { $0.hexDigitValue.map { UInt8($0) } }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

extension Workplace {
    /// Runs stock git in the folder "source".
    @discardableResult
    fileprivate func source(_ arguments: String..., at seconds: Int = 1_700_000_000) throws -> String {
        try source(arguments, at: seconds, authored: seconds)
    }

    @discardableResult
    private func source(_ arguments: [String], at seconds: Int, authored: Int) throws -> String {
        let place = folder.appending(path: "source")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var environment = ["GIT_CONFIG_GLOBAL": "/dev/null"]
        for (name, time) in [("AUTHOR", authored), ("COMMITTER", seconds)] {
            environment["GIT_\(name)_NAME"] = "A Writer"
            environment["GIT_\(name)_EMAIL"] = "writer@example.com"
            environment["GIT_\(name)_DATE"] = "@\(time) +0200"
        }
        let answer = try run("/usr/bin/git", ["-C", place.path] + arguments, environment: environment)
        try #require(answer.code == 0, "git \(arguments): \(answer.message)")
        return answer.output
    }

    fileprivate func commit(_ message: String, at seconds: Int, authored: Int? = nil) throws {
        try source(["add", "-A"], at: seconds, authored: seconds)
        try source(["commit", "-q", "-m", message], at: seconds, authored: authored ?? seconds)
    }

    /// Puts a tree object into "source", whatever is in it; returns its id.
    fileprivate func tree(_ bytes: [UInt8]) throws -> String {
        let file = folder.appending(path: "tree-\(UUID())")
        try Data(bytes).write(to: file)
        return String(try source("hash-object", "-t", "tree", "-w", "--literally", file.path).prefix(40))
    }

    fileprivate func exported() throws -> [[String: String]] {
        try stet("export", "jsonl").output.split(separator: "\n").map { line in
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return object.compactMapValues { $0 as? String }
        }
    }
}
