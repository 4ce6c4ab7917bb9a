import Foundation
import StetDiff
import StetModel
import Testing

@Suite("Three-way merges") struct TextMergeTests {
    @Test("Merging with the base gives the other side, byte by byte", arguments: 0..<120)
    func laws(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let article = random.article()
        let texts = [article, random.edited(article), random.edited(article)].map { CanonicalForm.bytes(of: $0) }
        // Canonical files have a line a sentence; run together, paragraphs are lines.
        for texts in [texts, texts.map(Self.unwrapped)] {
            let (base, one, two) = (texts[0], texts[1], texts[2])
            #expect(TextMerge(base: base, local: base, new: one).text == one, "seed \(seed)")
            #expect(TextMerge(base: base, local: one, new: base).text == one, "seed \(seed)")
            #expect(TextMerge(base: base, local: one, new: one).text == one, "seed \(seed)")
            let merge = TextMerge(base: base, local: one, new: two)
            let swapped = TextMerge(base: base, local: two, new: one).pieces.map { piece in
                if case .conflict(let base, let local, let new) = piece {
                    return TextMerge.Piece.conflict(base: base, local: new, new: local)
                }
                return piece
            }
            #expect(merge.pieces == swapped, "seed \(seed)")
        }
    }

    @Test("Hostile bytes keep the laws", arguments: 0..<80)
    func hostileBytes(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let pieces = [
            "# ", "- ", "\n", "\r\n", "\n\n", "a", " ", "  ", "\u{0}", "é", "東。", "word ", "```\n", ". ", "<<<<<<< ",
            "Stop. ",
        ]
        func text() -> [UInt8] {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(40) {
                bytes += Array(pieces[random.below(pieces.count)].utf8)
                if random.below(20) == 0 { bytes.append(UInt8(random.below(256))) }
            }
            return bytes
        }
        let (base, one, two) = (text(), text(), text())
        #expect(TextMerge(base: base, local: base, new: one).text == one, "seed \(seed)")
        #expect(TextMerge(base: base, local: one, new: base).text == one, "seed \(seed)")
        #expect(TextMerge(base: base, local: one, new: one).text == one, "seed \(seed)")
        let merge = TextMerge(base: base, local: one, new: two)
        #expect(merge.conflictCount > 0 || merge.marked() == merge.text, "seed \(seed)")
    }

    @Test("Edits in different paragraphs merge as git merges them", arguments: 0..<40)
    func oracle(seed: UInt64) throws {
        var random = RandomArticles(seed: seed)
        let count = 3 + random.below(8)
        let base = (0..<count).map { number in
            "Paragraph \(number) begins. "
                + (0..<3).map { _ in random.words(7).joined(separator: " ") + "." }.joined(separator: " ")
        }
        var (local, new) = (base, base)
        for index in base.indices where random.below(2) == 0 {
            var words = base[index].split(separator: " ").map(String.init)
            for _ in 0...random.below(3) {
                words[3 + random.below(words.count - 3)] = random.words(1 + random.below(3)).joined(separator: " ")
            }
            let edited = words.joined(separator: " ")
            if random.below(2) == 0 { local[index] = edited } else { new[index] = edited }
        }
        let texts = [base, local, new].map { Array(($0.joined(separator: "\n\n") + "\n").utf8) }
        let git = try Self.gitMerge(texts)
        #expect(git.conflicts == 0, "seed \(seed)")
        #expect(TextMerge(base: texts[0], local: texts[1], new: texts[2]).text == git.text, "seed \(seed)")
    }

    @Test(
        "What only one side changed is taken",
        arguments: [
            // Sentences of one line.
            (
                "One stands. Two stands. Three stands.", "One stood. Two stands. Three stands.",
                "One stands. Two stands. Three stood.", "One stood. Two stands. Three stood."
            ),
            // Words of one sentence.
            (
                "The old bridge will close in May for repairs.", "The stone bridge will close in May for repairs.",
                "The old bridge will close in June for repairs.", "The stone bridge will close in June for repairs."
            ),
            // An edit and a sentence put in beside it.
            (
                "One stands. Two stands.", "One stood. Two stands.", "One stands. A half stands. Two stands.",
                "One stood. A half stands. Two stands."
            ),
            // Both made the same edit, and one of them another.
            ("One stands. Two stands.", "One stood. Two stands.", "One stood. Two stood.", "One stood. Two stood."),
            // One wrapped the lines anew, the other edited a word.
            (
                "One stands here now. Two stands\nthere now.", "One stands here now.\nTwo stands there now.",
                "One stands here now. Two stands\nthere then.", "One stands here now.\nTwo stands there then."
            ),
            // A note put in by the editor of a translation.
            (
                "- First item.\n- Second item.\n", "- First item. [checked]\n- Second item.\n",
                "- First item.\n- Second thing.\n", "- First item. [checked]\n- Second thing.\n"
            ),
        ])
    func taken(base: String, local: String, new: String, merged: String) {
        #expect(Self.merge(base, local, new).text.map { String(decoding: $0, as: UTF8.self) } == merged)
        #expect(Self.merge(base, new, local).text.map { String(decoding: $0, as: UTF8.self) } == merged)
    }

    @Test("Sides that changed the same words otherwise are a conflict of whole sentences")
    func conflict() {
        let merge = Self.merge(
            "One stands. The bridge will close on Monday. Nobody was hurt. Three stands.\n\nFour stands.\n",
            "One stands. The bridge will close on Tuesday. Nobody was hurt. Three stands.\n\nFour stood.\n",
            "One stands. The bridge will close on Friday. Nobody was hurt. Three stood.\n\nFour stands.\n")
        #expect(merge.conflictCount == 1)
        #expect(merge.text == nil)
        #expect(
            String(decoding: merge.marked(.init(local: "mine.md", new: "new.md"), showsBase: true), as: UTF8.self)
                == """
                One stands.\u{20}
                <<<<<<< mine.md
                The bridge will close on Tuesday.
                ||||||| base
                The bridge will close on Monday.
                =======
                The bridge will close on Friday.
                >>>>>>> new.md
                Nobody was hurt. Three stood.

                Four stood.

                """)
    }

    @Test("Neighbouring words that both sides changed are one phrase, and so a conflict")
    func neighbours() {
        let base = "The old bridge will close in May."
        #expect(
            Self.merge(base, "The stone bridge will close in May.", "The old footbridge will close in May.")
                .conflictCount == 1)
        #expect(Self.merge(base, base + " Two.", base + " Three.").conflictCount == 1)
        #expect(Self.merge(base, "", base.replacing("May", with: "June")).conflictCount == 1)
    }

    @Test("Markers are longer than what looks like one in the text")
    func markers() {
        let merge = Self.merge("Head\n========\n\nOne.\n", "Head\n========\n\nTwo.\n", "Head\n========\n\nThree.\n")
        #expect(
            String(decoding: merge.marked(), as: UTF8.self)
                == "Head\n========\n\n<<<<<<<<< local\nTwo.\n=========\nThree.\n>>>>>>>>> new\n")
    }

    @Test("Hostile texts are merged within bounds", arguments: [("word ", " "), ("Stop. ", ""), ("a\n\n", "")])
    func bounds(piece: String, end: String) {
        let base = String(repeating: piece, count: 8_000)
        let merge = Self.merge(base, String(repeating: piece, count: 7_000) + "x. ", "y. " + base + "z")
        #expect(merge.pieces.count < 20)
    }

    // MARK: What the tests ask

    private static func merge(_ base: String, _ local: String, _ new: String) -> TextMerge {
        TextMerge(base: Array(base.utf8), local: Array(local.utf8), new: Array(new.utf8))
    }

    private static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing(/([.!?”’])\n(?=[^\n])/) { $0.output.1 + " " }.utf8)
    }

    private static func gitMerge(_ texts: [[UInt8]]) throws -> (text: [UInt8], conflicts: Int) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-merge-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in zip(["base", "local", "new"], texts) {
            try Data(text).write(to: folder.appending(path: name))
        }
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/git")
        git.arguments = ["merge-file", "-p", "local", "base", "new"]
        git.currentDirectoryURL = folder
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        return (Array(text), Int(git.terminationStatus))
    }
}
