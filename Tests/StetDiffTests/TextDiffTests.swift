import StetDiff
import StetModel
import Testing

@Suite("Text diffs") struct TextDiffTests {
    @Test("Random edits keep the laws of a diff", arguments: 0..<150)
    func laws(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let article = random.article()
        let edited = random.edited(article)
        let before = DiffText(article: article)
        let after = DiffText(article: edited)
        let diff = TextDiff(from: before, to: after)
        check(diff, "seed \(seed)")
        check(diff.inverted(), "seed \(seed), inverted")
        #expect(diff.inverted().inverted() == diff, "seed \(seed)")
        #expect(diff == TextDiff(from: before, to: after), "seed \(seed)")
        #expect(TextDiff(from: before, to: before).isEmpty, "seed \(seed)")
        #expect(TextDiff(from: after, to: after).matches.allSatisfy { !$0.isMoved && $0.before == $0.after })
    }

    @Test("Hostile bytes keep the laws of a diff", arguments: 0..<100)
    func hostileBytes(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let pieces = [
            "# ", "- ", "> ", "|", "```\n", "\n", "\n\n", "a", " ", "1. ", "\u{0}", "é", "東", "*", "---\n", "word ",
            "👩‍👩‍👧 ", ".",
        ]
        func text(_ random: inout RandomArticles) -> [UInt8] {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(60) {
                bytes += Array(pieces[random.below(pieces.count)].utf8)
                if random.below(20) == 0 { bytes.append(UInt8(random.below(256))) }
            }
            return bytes
        }
        let (one, two) = (text(&random), text(&random))
        let diff = TextDiff(from: DiffText(markdownOrPlain: one), to: DiffText(markdownOrPlain: two))
        check(diff, "seed \(seed)")
        #expect(TextDiff(markdownOrPlain: one, to: two, language: "en") == diff, "seed \(seed)")
        #expect(
            TextDiff(from: DiffText(markdownOrPlain: one), to: DiffText(markdownOrPlain: one)).isEmpty, "seed \(seed)")
    }

    @Test("Text that was only wrapped anew has no changes")
    func rewrapped() {
        let words = "The council met on Monday. It will meet again in May, if the river allows it. Nothing was decided."
        let wrapped = words.replacing(". It", with: ".\nIt").replacing("the river", with: "the\nriver")
        let diff = TextDiff(
            from: DiffText(markdownOrPlain: Array(words.utf8)), to: DiffText(markdownOrPlain: Array(wrapped.utf8)))
        #expect(diff.isEmpty)
    }

    @Test("A space beyond ASCII that both sides have is kept with the words beside it")
    func noBreakSpaces() {
        let text = Array(
            "Costs rose by 5\u{A0}%:\u{A0}\n\n* in\u{202F}May \u{3000}2024\u{A0}\n\n#### Then\u{A0}\n".utf8)
        let same = TextDiff(markdownOrPlain: text, to: text)
        #expect(same.matches.map(\.before) == [0..<text.count - 1] && same.matches.map(\.after) == [0..<text.count - 1])
        let other = Array(
            "A line.\n\nCosts rose by 7\u{A0}%:\u{A0}\n\n* in\u{202F}May \u{3000}2024\u{A0}\n\n#### Now\u{A0}\n".utf8)
        let kept = TextDiff(markdownOrPlain: text, to: other).matches.map {
            String(decoding: text[$0.before], as: UTF8.self)
        }
        #expect(kept == ["Costs rose by", "%:\u{A0}\n\n* in\u{202F}May \u{3000}2024\u{A0}\n\n####"])
    }

    @Test("Lines may end anywhere in Chinese, in a word, too; a space that was put in is told")
    func rewrappedUnspaced() {
        func diff(_ before: String, _ after: String) -> TextDiff {
            TextDiff(
                from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8)))
        }
        let words = "很多人担心人工智能将取代工人，它可能会先取代旧程序，而这一趋势在未来几年里还会继续加快。我已经使用了几年，效果非常好。"
        let wrapped = String(words.enumerated().flatMap { $0 > 0 && $0 % 20 == 0 ? ["\n", $1] : [$1] })
        let alone = diff(words, wrapped)
        #expect(alone.isEmpty)
        check(alone, "wrapped")
        let edited = diff(words, wrapped.replacing("几年，", with: "多年，"))
        #expect(edited.sentenceLinks.map(\.kind) == [.equal, .edited])
        check(edited, "wrapped and edited")
        #expect(diff(words, words.replacing("几年，", with: "几 年，")).sentenceLinks.map(\.isEdited) == [false, true])
    }

    @Test("Comparing texts at once is comparing them cut one by one", arguments: 0..<40)
    func cutOnce(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let paragraphs = (0..<12).map { _ in
            "Dr. \(random.below(9)) said “no. Never.” It rained  in\nMay. \(random.below(3)) came."
        }
        var edited = paragraphs
        for _ in 0..<random.below(4) { edited.swapAt(random.below(12), random.below(12)) }
        edited.insert("- An item. It is new.", at: random.below(12))
        edited.remove(at: random.below(12))
        let one = Array(paragraphs.joined(separator: "\n\n").utf8)
        let two = Array(edited.joined(separator: "\n\n").utf8)
        let apart = TextDiff(
            from: DiffText(markdownOrPlain: one, language: "en"), to: DiffText(markdownOrPlain: two, language: "en"))
        #expect(TextDiff(markdownOrPlain: one, to: two, language: "en") == apart)
    }

    @Test("White space counts as one space wherever it stands in a block", arguments: 0..<40)
    func folded(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let words = (0..<30).map { _ in String(repeating: "w", count: 1 + random.below(12)) }
        func text(_ random: inout RandomArticles) -> [UInt8] {
            let blanks = [" ", "  ", "\t", " \t ", "     ", "\u{c}"]
            return Array(words.reduce("") { $0 + ($0.isEmpty ? "" : blanks[random.below(blanks.count)]) + $1 }.utf8)
        }
        let diff = TextDiff(markdownOrPlain: text(&random), to: text(&random), language: "en")
        #expect(diff.isEmpty)
        #expect(diff.blockLinks.map(\.kind) == [.equal])
    }

    @Test("One changed number is one changed number")
    func oneNumber() {
        #expect(
            changes(
                "At least 12 people, 3 of them children, were hurt.",
                "At least 12 people, 5 of them children, were hurt.")
                == ["3→5"])
    }

    @Test("A rewritten phrase is not torn apart by a chance word")
    func chanceWords() {
        #expect(
            changes(
                "The ministry rejected the claims of the opposition on Friday afternoon in Berlin.",
                "The ministry rejected a long list of questions about the matter on Friday afternoon in Berlin."
            )
            .count <= 2)
    }

    @Test("A sentence that moved and was edited is told as moved, with its edit")
    func movedAndEdited() {
        let one = "Prices rose by three percent in the last quarter of the year."
        let others = [
            "Exports fell in every month since the summer began.", "The bank had expected a smaller drop than that.",
            "Analysts called the figures a warning to investors abroad.",
            "Farmers were hit the hardest by the long dry spell.",
        ]
        let before = ([one] + others).joined(separator: " ")
        let after = (others + [one.replacing("three", with: "four")]).joined(separator: " ")
        let diff = TextDiff(
            from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8)))
        #expect(diff.sentenceLinks.map(\.kind) == [.equal, .equal, .equal, .equal, .moved])
        #expect(diff.sentenceLinks.map(\.isEdited) == [false, false, false, false, true])
    }

    @Test("A sentence cut in two is a split, and the reverse a merge")
    func splitAndMerge() {
        let whole =
            "First words stand here. The committee approved the budget on Tuesday, and the mayor signed it a day later in public. Last words."
        let parts =
            "First words stand here. The committee approved the budget on Tuesday. The mayor signed it a day later in public. Last words."
        let (one, two) = (DiffText(markdownOrPlain: Array(whole.utf8)), DiffText(markdownOrPlain: Array(parts.utf8)))
        #expect(TextDiff(from: one, to: two).sentenceLinks.map(\.kind) == [.equal, .split, .equal])
        #expect(TextDiff(from: two, to: one).sentenceLinks.map(\.kind) == [.equal, .merged, .equal])
    }

    @Test("Of repeated captions the one that is gone is told by its neighbours")
    func repeatedCaptions() {
        let caption = "Photo: A view of the square on Monday, Anna Holt/Agency"
        let before = [
            "One fish swims in the lake.", caption, "Two birds fly over the house.", caption, "Three dogs.", caption,
        ]
        var after = before
        after.remove(at: 3)
        let diff = TextDiff(
            from: DiffText(markdownOrPlain: Array(before.joined(separator: "\n\n").utf8)),
            to: DiffText(markdownOrPlain: Array(after.joined(separator: "\n\n").utf8)))
        #expect(diff.blockLinks.map(\.before) == [[0], [1], [2], [4], [5]])
    }

    @Test(
        "Hostile texts are compared within bounds",
        arguments: ["one word", "equal paragraphs", "reversed", "unrelated", "one sentence"])
    func bounds(name: String) {
        var random = RandomArticles(seed: 7)
        let before: String
        let after: String
        switch name {
        case "one word":
            before = String(repeating: "word ", count: 20_000)
            after = String(repeating: "word ", count: 19_000)
        case "equal paragraphs":
            before = String(repeating: "The same words again and again.\n\n", count: 3_000)
            after = String(repeating: "The same words again and again.\n\n", count: 2_000) + "Another end.\n"
        case "reversed":
            let sentences = (0..<1_500).map { "Sentence \($0) of \(random.words(6).joined(separator: " ")).\n\n" }
            before = sentences.joined()
            after = sentences.reversed().joined()
        case "unrelated":
            before = (0..<1_500).map { _ in random.words(10).joined(separator: " ") + ".\n" }.joined()
            after = (0..<1_500).map { _ in random.words(10).joined(separator: " ") + ".\n" }.joined()
        default:
            before = random.words(10_000).joined(separator: " ").replacing(".", with: "")
            after = random.words(10_000).joined(separator: " ").replacing(".", with: "")
        }
        check(
            TextDiff(
                from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8))),
            name)
    }

    @Test("The neutral form names kept text and changes by their bytes")
    func neutralForm() {
        let diff = TextDiff(
            from: DiffText(markdownOrPlain: Array("It is “old” now.".utf8)),
            to: DiffText(markdownOrPlain: Array("It is “new” now.".utf8)))
        #expect(
            String(decoding: diff.neutralJSON(pair: "a\"b"), as: UTF8.self)
                == #"{"pair":"a\"b","ops":[{"op":"equal","a":[0,9],"b":[0,9]},{"op":"replace","a":[9,12],"b":[9,12]},"#
                + #"{"op":"equal","a":[12,20],"b":[12,20]}],"sentences":{"a":[[0,20]],"b":[[0,20]],"#
                + #""links":[{"kind":"edited","a":[0],"b":[0],"edited":true}]}}"#)
    }

    @Test("The neutral form writes numbers of any length, and links of any number of sentences")
    func neutralNumbers() {
        let numbers =
            [0, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, 99_999, 1_234_567, 99_999_999, 100_000_000]
            + [1_000_000_001, 99_999_999_999_999, 123_456_789_012_345_678, Int.max]
        let spans = zip(numbers, numbers.dropFirst()).map { $0..<$1 }
        let link = TextDiff.Link(kind: .split, before: [100_000_000], after: [7, 89], isEdited: true)
        let diff = TextDiff(
            before: DiffText(bytes: [], blocks: [], sentences: spans),
            after: DiffText(bytes: [], blocks: [], sentences: []), matches: [], sentenceLinks: [link], blockLinks: [])
        let expected = spans.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",")
        #expect(
            String(decoding: diff.neutralJSON(), as: UTF8.self)
                == #"{"ops":[],"sentences":{"a":[\#(expected)],"b":[],"#
                + #""links":[{"kind":"split","a":[100000000],"b":[7,89],"edited":true}]}}"#)
    }

    @Test("The neutral form of a long text comes in parts that make the whole")
    func neutralParts() {
        let text = Array(String(repeating: "One. Two! Three? ", count: 4_000).utf8)
        let diff = TextDiff(markdownOrPlain: text, to: text)
        var parts: [ArraySlice<UInt8>] = []
        diff.writeNeutralJSON(pair: "long", isLine: true) { parts.append($0) }
        #expect(parts.count > 1)
        #expect(parts.allSatisfy { !$0.isEmpty && $0.count <= 1 << 16 })
        #expect(Array(parts.joined()) == diff.neutralJSON(pair: "long") + [UInt8(ascii: "\n")])
    }

    @Test("Without links of blocks the rest is the same")
    func withoutBlockLinks() {
        let (before, after) = (Array("One.\n\nTwo is here.".utf8), Array("Two is there.\n\nOne.".utf8))
        var diff = TextDiff(markdownOrPlain: before, to: after)
        #expect(!diff.blockLinks.isEmpty)
        diff.blockLinks = []
        #expect(TextDiff(markdownOrPlain: before, to: after, linksBlocks: false) == diff)
    }

    // MARK: What the tests ask

    private func changes(_ before: String, _ after: String) -> [String] {
        let diff = TextDiff(
            from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8)))
        var found: [String] = []
        var (x, y) = (0, 0)
        let end = TextDiff.Match(
            before: diff.before.bytes.count..<diff.before.bytes.count,
            after: diff.after.bytes.count..<diff.after.bytes.count,
            isMoved: false)
        for match in diff.matches + [end] {
            let removed = String(decoding: diff.before.bytes[x..<match.before.lowerBound], as: UTF8.self)
            let added = String(decoding: diff.after.bytes[y..<match.after.lowerBound], as: UTF8.self)
            let pair = [removed, added].map { $0.split(separator: " ").joined(separator: " ") }
            if pair != ["", ""] { found.append(pair.joined(separator: "→")) }
            (x, y) = (match.before.upperBound, match.after.upperBound)
        }
        return found
    }

    private func check(_ diff: TextDiff, _ name: String) {
        #expect(TextPatch(diff).applied(to: diff.before.bytes) == diff.after.bytes, "\(name)")
        for (text, ranges) in [(diff.before, diff.matches.map(\.before)), (diff.after, diff.matches.map(\.after))] {
            #expect(
                (ranges + text.sentences + text.blocks.map(\.range)).allSatisfy { range in
                    [range.lowerBound, range.upperBound].allSatisfy { isBorder(text.bytes, $0) }
                }, "\(name)")
            let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
            #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(name)")
            #expect(
                zip(text.sentences, text.sentences.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(name)"
            )
            for block in text.blocks {
                #expect(
                    block.sentences.allSatisfy {
                        block.range.lowerBound <= text.sentences[$0].lowerBound
                            && text.sentences[$0].upperBound <= block.range.upperBound
                    }, "\(name)")
            }
        }
        let kept = diff.matches.filter { !$0.isMoved }.map(\.before)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(name)")
        for match in diff.matches {
            #expect(words(diff.before.bytes[match.before]) == words(diff.after.bytes[match.after]), "\(name)")
        }
        #expect(
            Set(diff.sentenceLinks.flatMap(\.before)).count == diff.sentenceLinks.reduce(0) { $0 + $1.before.count })
        #expect(Set(diff.sentenceLinks.flatMap(\.after)).count == diff.sentenceLinks.reduce(0) { $0 + $1.after.count })
    }

    private func words(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { bytes.split { $0 <= 0x20 || $0 == 0x7f } }

    /// A position between two characters, or beside bytes that are no UTF-8.
    private func isBorder(_ bytes: [UInt8], _ position: Int) -> Bool {
        guard position > 0, position < bytes.count, bytes[position] & 0xc0 == 0x80 else { return true }
        var start = position
        while start > 0, position - start < 3, bytes[start] & 0xc0 == 0x80 { start -= 1 }
        let lead = bytes[start]
        let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
        return start + length <= position
            || String(validating: bytes[start..<min(bytes.count, start + length)], as: UTF8.self) == nil
    }
}
