import Foundation
import StetDiff
import StetModel
import StetRender
import Testing

@Suite("Word diff for tools")
struct PorcelainTests {
    @Test("Pieces stand behind their signs, sentences end in a tilde")
    func pieces() {
        let diff = WrittenDiff().block(.equal, "One.", "Two.", "Three.").block(.edited, "It ends on June [-2-]{+3+}.")
            .block(.added, "{+New.+}").diff
        #expect(
            PorcelainRenderer(context: 1).diff(diff, path: "story.md") == """
                diff --git a/story.md b/story.md
                --- a/story.md
                +++ b/story.md
                @@ -3,3 +3,5 @@
                 Three.
                ~
                \u{20}
                ~
                 It ends on June\u{20}
                -2
                +3
                 .
                ~
                ~
                +New.
                ~

                """)
    }

    @Test("Both texts can be read off, moves included")
    func bothSides() {
        var update = announcedUpdate
        update.metadata = []
        let text = PorcelainRenderer(context: nil).diff(update, path: "story.md")
        for (sign, side) in [("-", announcedUpdate.text.before), ("+", announcedUpdate.text.after)] {
            let lines = text.split(separator: "\n").drop { !$0.hasPrefix("@@") }.dropFirst()
            let read = lines.filter { $0.hasPrefix(" ") || $0.hasPrefix(sign) }.map { $0.dropFirst() }.joined()
            let expected = side.sentences.map { String(decoding: side.bytes[$0], as: UTF8.self) }.joined()
            #expect(read.split(separator: " ").joined() == expected.split(separator: " ").joined())
        }
    }

    @Test("What is known of the two sides stands above, and changed fields are the first lines")
    func metadata() {
        let diff = WrittenDiff().field("title", "A plan", "The plan", words: "[-A-]{+The+} plan")
            .field("updated", nil, "2024-06-01").block(.equal, "One.").diff
        let heading = DiffHeading(
            title: "The plan\n--- a/x", after: .init(label: "@2"), technical: .init(isAll: true, reason: "by a rule"))
        #expect(
            PorcelainRenderer(context: 0).diff(diff, path: "story.md", heading: heading) == """
                # The plan --- a/x
                # @2
                # Read otherwise by a rule: not the publisher's change.
                diff --git a/story.md b/story.md
                --- a/story.md
                +++ b/story.md
                @@ -1,3 +1,4 @@
                 title:\u{20}
                -A
                +The
                  plan
                ~
                +updated: 2024-06-01
                ~
                \u{20}
                ~
                 One.
                ~

                """)
    }

    /// Edits in which git, whose words are what white space sets apart, finds the words that Stet finds: sentences a line each,
    /// an empty line between paragraphs.
    private static let edits: [(name: String, before: String, after: String)] = [
        (
            "words", "The quick brown fox jumps.\nA line stands.\n\nIt has words.\n",
            "The quick red fox jumps.\nA line stands.\n\nIt has many words.\n"
        ),
        ("a word gone", "One big thing stands here.\nTwo stand there.\n", "One thing stands here.\nTwo stand there.\n"),
        ("the first word gone", "Yesterday people stood here for hours.\n", "people stood here for hours.\n"),
        ("the first word new", "people stood here for hours.\n", "Yesterday people stood here for hours.\n"),
        ("words gone and new", "Alpha beta gamma delta runs on.\n", "Alpha gamma delta epsilon runs on.\n"),
        ("a sentence gone", "One stands here.\nTwo stand there.\n\nThree sit.\n", "One stands here.\n\nThree sit.\n"),
        ("a sentence new", "One stands here.\n\nThree sit.\n", "One stands here.\nTwo went there.\n\nThree sit.\n"),
        ("a paragraph new", "One stands here.\n\nThree sit.\n", "One stands here.\n\nNew words came.\n\nThree sit.\n"),
        (
            "a last paragraph new", "One stands here.\n\nThree sit.\n",
            "One stands here.\n\nThree sit.\n\nNew words came.\n"
        ),
        ("a first paragraph new", "Three sit.\n", "New words came.\n\nThree sit.\n"),
        (
            "a last paragraph gone", "One stands here.\n\nThree sit.\n\nOld words went.\n",
            "One stands here.\n\nThree sit.\n"
        ),
        (
            "a paragraph that is another", "One stands here.\n\nWolves eat sheep.\n\nThree sit.\n",
            "One stands here.\n\nTaxes rose again.\n\nThree sit.\n"
        ),
        ("a paragraph parted", "One stands here.\nTwo stand there.\n", "One stands here.\n\nTwo stand there.\n"),
        ("paragraphs joined", "One stands here.\n\nTwo stand there.\n", "One stands here.\nTwo stand there.\n"),
        ("items", "- one thing\n- two things\n\nText stands.\n", "- one thing\n- two other things\n\nText stands.\n"),
        ("another script", "جاء الرجل أمس هنا.\n\nنعم.\n", "جاء الرجل اليوم هنا.\n\nنعم.\n"),
    ]

    @Test("Lines, ends of lines and counts are those of git", arguments: edits.indices)
    func asGitPrintsThem(index: Int) throws {
        let (name, before, after) = Self.edits[index]
        let sides = try [before, after].map {
            try CanonicalForm.parse(Array("---\nlanguage: \"en\"\n---\n\n\($0)".utf8))
        }
        let own = PorcelainRenderer(context: nil).diff(ArticleDiff(from: sides[0], to: sides[1]), path: "story.md")
        // Stet's lines know nothing of Markdown's markers.
        let plain = [before, after].map { $0.replacing("- ", with: "") }
        let expected = try Self.git(plain[0], plain[1])
        func hunks(_ text: String) -> [Substring] {
            Array(text.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("@@") })
        }
        #expect(hunks(own) == hunks(expected), "\(name)")
    }

    private static func git(_ before: String, _ after: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-porcelain-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        try Data(before.utf8).write(to: folder.appending(path: "a"))
        try Data(after.utf8).write(to: folder.appending(path: "b"))
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "diff", "--no-index", "--no-color", "-U1000", "--word-diff=porcelain", "a", "b"]
        git.currentDirectoryURL = folder
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        // git's word that the files differ.
        #expect(git.terminationStatus == 1)
        return String(decoding: text, as: UTF8.self)
    }

    @Test("Statistics count what changed and how much there is")
    func statistics() {
        #expect(
            TerminalRenderer().statistics(announcedUpdate) == """
                2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update
                time changed.

                Fields     headline, update time
                Blocks     1 moved
                Sentences  2 edited, 1 removed
                Words      11 removed, 5 added; 97 before, 91 after

                """)
    }
}
