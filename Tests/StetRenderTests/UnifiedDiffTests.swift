import Foundation
import StetRender
import TestSupport
import Testing

@Suite("A unified diff")
struct UnifiedDiffTests {
    private func patch(_ before: String?, _ after: String?, path: String = "story.md") -> String {
        String(
            decoding: UnifiedDiff(
                before: before.map { Array($0.utf8) }, after: after.map { Array($0.utf8) }, path: path
            )
            .bytes,
            as: UTF8.self)
    }

    @Test("Three lines of context stand around a change")
    func context() {
        let before = (1...9).map { "\($0)\n" }.joined()
        #expect(
            patch(before, before.replacing("5\n", with: "five\n")) == """
                diff --git a/story.md b/story.md
                --- a/story.md
                +++ b/story.md
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8

                """)
    }

    @Test("A missing line feed at the end is said")
    func lineFeedAtTheEnd() {
        #expect(patch("a\nb", "a\nb\n").hasSuffix("-b\n\\ No newline at end of file\n+b\n"))
    }

    @Test("Equal sides have no patch")
    func equal() { #expect(patch("same\n", "same\n").isEmpty) }

    @Test("git applies a patch to exactly the after side", arguments: 0..<12 as Range<UInt64>)
    func gitApplies(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<4 {
            let before = Self.text(using: &random)
            let after = Self.edited(before, using: &random)
            // git refuses an empty patch.
            guard before != after else { continue }
            try expectApplies(
                Array(before.utf8), Array(after.utf8), path: "h/news.example.com/story.md", "seed \(seed)")
        }
    }

    @Test("git applies patches that create, delete or empty a file, at paths with unusual characters")
    func gitAppliesEdgeCases() throws {
        for path in ["a b/c d.md", "naïve/\"quoted\"\\.md", "tab\there.md", "two\nlines.md", "東/🎉 .md"] {
            try expectApplies(nil, Array("one\ntwo".utf8), path: path)
            try expectApplies(Array("one\ntwo\n".utf8), nil, path: path)
            try expectApplies(nil, [], path: path)
            try expectApplies([], nil, path: path)
            try expectApplies([], Array("\n".utf8), path: path)
            try expectApplies([], Array("one".utf8), path: path)
            try expectApplies(Array("one".utf8), [], path: path)
            try expectApplies(Array("one\ntwo".utf8), Array("one\ntwo\n".utf8), path: path)
            try expectApplies(Array("one\ntwo\n".utf8), Array("one\nthree".utf8), path: path)
            try expectApplies(Array("\r\none\r".utf8), Array("\none\r\n".utf8), path: path)
            try expectApplies(Array("one\n".utf8), [], path: path)
        }
    }

    @Test("git applies a patch between texts with nothing in common, whatever the bound of the search")
    func gitAppliesRewrites() throws {
        let before = (0..<1_500).map { "old \($0)\n" }.joined()
        let after = (0..<1_400).map { "new \($0)\n" }.joined()
        try expectApplies(Array(before.utf8), Array(after.utf8), path: "story.md")
    }

    /// Stock git is the oracle: the patch must pass its check and lead to exactly the other bytes.
    private func expectApplies(
        _ before: [UInt8]?, _ after: [UInt8]?, path: String, _ comment: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-patch-\(UUID().uuidString)")
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        if let before { try Data(before).write(to: file) }
        // Whatever a page calls itself, it is no part of the patch.
        let heading = DiffHeading(
            title: "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\u{2028}+b", before: .init(label: "@1"),
            after: .init(label: "@2", time: "2024-06-01T10:50:00Z"),
            technical: .init(isAll: true, reason: "with rules/post.yaml"))
        let patch = UnifiedDiff(before: before, after: after, path: path, heading: heading).bytes
        for options in [["--check"], []] {
            let git = Process()
            git.executableURL = URL(filePath: "/usr/bin/env")
            git.arguments = ["git", "apply", "--whitespace=nowarn"] + options + ["-"]
            git.currentDirectoryURL = folder
            git.environment = ProcessInfo.processInfo.environment.merging(
                ["GIT_CEILING_DIRECTORIES": folder.deletingLastPathComponent().path]
            ) { _, ours in ours }
            let input = Pipe()
            let errors = Pipe()
            git.standardInput = input
            git.standardError = errors
            try git.run()
            try input.fileHandleForWriting.write(contentsOf: Data(patch))
            try input.fileHandleForWriting.close()
            let message = try errors.fileHandleForReading.readToEnd() ?? Data()
            git.waitUntilExit()
            #expect(
                git.terminationStatus == 0, "\(comment) \(path): \(String(decoding: message, as: UTF8.self))",
                sourceLocation: sourceLocation)
        }
        let exists = FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
        #expect(exists == (after != nil), "\(comment) \(path)", sourceLocation: sourceLocation)
        if let after, exists {
            #expect(try Data(contentsOf: file) == Data(after), "\(comment) \(path)", sourceLocation: sourceLocation)
        }
    }

    private static func text(using random: inout SplitMix64) -> String {
        let lines = (0..<Int.random(in: 0...60, using: &random)).map { _ in line(using: &random) }
        return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
    }

    /// Few different lines, so that repeats and chance matches are common.
    private static func line(using random: inout SplitMix64) -> String {
        ["", "---", "+++ x", "-", "@@ -1 +1 @@", "One sentence.", "Другое.", "第二句。", "\\ No newline", "tail \r"]
            .randomElement(using: &random) ?? ""
    }

    private static func edited(_ text: String, using random: inout SplitMix64) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let index = Int.random(in: 0...lines.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: lines.insert(line(using: &random), at: index)
            case 1 where index < lines.count: lines.remove(at: index)
            default: if index < lines.count { lines[index] = line(using: &random) }
            }
        }
        return lines.joined(separator: "\n")
    }
}
