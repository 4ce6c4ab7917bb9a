import StetDiff
import StetModel
import Testing

@Suite("Article diffs") struct ArticleDiffTests {
    @Test("An announced update shows its words, its moved paragraph and its stamp, and nothing else")
    func announcedUpdate() {
        let diff = ArticleDiff(from: ReportFixture.first, to: ReportFixture.second)
        #expect(
            told(diff) == [
                "title: … secretary of state, [-saying-]{+warning+} China-U.S. relations …",
                "updated: 2024-06-01T10:43 → 2024-06-01T13:05",
                "edited: … 30 to June [-2-]{+3+}.",
                "edited: … the consultation was \"{+frank and +}constructive,\" and the …",
                "moved: The two sides also discussed …", "movedAway: The two sides also discussed …",
            ])
    }

    @Test("A silent edit shows each changed word and the sentence that was taken out")
    func silentEdit() {
        let diff = ArticleDiff(from: ReportFixture.second, to: ReportFixture.third)
        #expect(
            told(diff) == [
                "edited: … Joe Biden's commitments, [-said Ma-]{+Ma claimed+}.",
                "edited: … red line that [-must-]{+should+} not be …",
                "removed: The U.S. should take concrete …",
            ])
    }

    @Test("An article does not differ from itself")
    func selfDiff() {
        #expect(ArticleDiff(from: ReportFixture.first, to: ReportFixture.first).isEmpty)
        #expect(ArticleDiff(from: ReportFixture.first, to: ReportFixture.first).text.isEmpty)
    }

    @Test("New marks on the same words are formatting only")
    func formattingOnly() {
        let before = Article(blocks: [
            .paragraph([Sentence("The council met on Monday in the old hall."), Sentence("It will meet again in May.")])
        ])
        let after = Article(blocks: [
            .paragraph([
                Sentence([.text("The council met on "), .strong([.text("Monday")]), .text(" in the old hall.")]),
                Sentence("It will meet again in May."),
            ])
        ])
        let diff = ArticleDiff(from: before, to: after)
        #expect(diff.text.isEmpty && !diff.isEmpty)
        #expect(diff.blocks.map(\.kind) == [.reformatted])
        #expect(diff.blocks[0].sentences.map(\.kind) == [.reformatted, .equal])
        #expect(
            diff.blocks[0].sentences[0].segments == [
                .init(kind: .equal, text: "The council met on "), .init(kind: .reformatted, text: "Monday"),
                .init(kind: .equal, text: " in the old hall."),
            ])
    }

    @Test("A link to another target is formatting, also beside an edited word")
    func linkTarget() {
        func article(_ target: String, _ word: String) -> Article {
            Article(blocks: [
                .paragraph([
                    Sentence([
                        .text("Read the \(word) report of the committee on "),
                        .link(target: target, content: [.text("its pages")]), .text(" today."),
                    ])
                ])
            ])
        }
        let diff = ArticleDiff(
            from: article("https://a.example/", "first"), to: article("https://b.example/", "second"))
        #expect(
            diff.blocks[0].sentences[0].segments == [
                .init(kind: .equal, text: "Read the "), .init(kind: .removed, text: "first"),
                .init(kind: .added, text: "second"), .init(kind: .equal, text: " report of the committee on "),
                .init(kind: .reformatted, text: "its pages"), .init(kind: .equal, text: " today."),
            ])
    }

    @Test("A heading of another level is reformatted, not edited")
    func headingLevel() {
        let before = Article(blocks: [
            .heading(level: 2, content: Sentence("What comes next")), .paragraph([Sentence("Nothing.")]),
        ])
        let after = Article(blocks: [
            .heading(level: 3, content: Sentence("What comes next")), .paragraph([Sentence("Nothing.")]),
        ])
        #expect(ArticleDiff(from: before, to: after).blocks.map(\.kind) == [.reformatted, .equal])
    }

    @Test("The view of every pair of versions gives both texts back", arguments: 0..<60)
    func viewKeepsBothTexts(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let before = random.article()
        let after = random.edited(before)
        let diff = ArticleDiff(from: before, to: after)
        var seen = (before: [Int](), after: [Int]())
        for block in diff.blocks {
            for sentence in block.sentences where sentence.kind != .movedAway {
                func text(_ kinds: Set<ArticleDiff.Segment.Kind>) -> String {
                    sentence.segments.filter { kinds.contains($0.kind) }.map(\.text).joined()
                }
                seen.after += sentence.after
                if sentence.kind != .moved || sentence.before.count == 1 { seen.before += sentence.before }
                if let first = sentence.after.first, let last = sentence.after.last {
                    let range = diff.text.after.sentences[first].lowerBound..<diff.text.after.sentences[last].upperBound
                    let expected = String(decoding: diff.text.after.bytes[range], as: UTF8.self)
                    #expect(text([.equal, .added, .reformatted]).words == expected.words, "seed \(seed)")
                }
                if let first = sentence.before.first, let last = sentence.before.last,
                    sentence.kind != .moved || sentence.after.count == 1
                {
                    let range =
                        diff.text.before.sentences[first].lowerBound..<diff.text.before.sentences[last].upperBound
                    let expected = String(decoding: diff.text.before.bytes[range], as: UTF8.self)
                    #expect(text([.equal, .removed, .reformatted]).words == expected.words, "seed \(seed)")
                }
            }
        }
        #expect(Set(seen.after).count == diff.text.after.sentences.count, "seed \(seed)")
        #expect(seen.after.count == diff.text.after.sentences.count, "seed \(seed)")
        #expect(Set(seen.before).count == diff.text.before.sentences.count, "seed \(seed)")
    }
}

extension String {
    fileprivate var words: [Substring] { split(separator: " ") }
}

/// What a reader is told, one line a change: `…` for what is equal beyond the nearest words.
private func told(_ diff: ArticleDiff) -> [String] {
    var lines = diff.metadata.map { change in
        "\(change.field): "
            + (change.words.map(line) ?? "\(change.before ?? "nothing") → \(change.after ?? "nothing")")
    }
    for block in diff.blocks where block.kind != .equal {
        let isWhole = [.moved, .movedAway, .added, .removed].contains(block.kind)
        if isWhole {
            lines.append("\(block.kind): \(opening(block.sentences[0].segments[0].text))")
            continue
        }
        for sentence in block.sentences where sentence.kind != .equal {
            let isWhole = sentence.segments.count == 1
            lines.append(
                "\(sentence.kind): \(isWhole ? opening(sentence.segments[0].text) : line(sentence.segments))")
        }
    }
    return lines
}

private func opening(_ text: String) -> String { text.split(separator: " ").prefix(5).joined(separator: " ") + " …" }

private func line(_ segments: [ArticleDiff.Segment]) -> String {
    var line = ""
    for (index, segment) in segments.enumerated() {
        switch segment.kind {
        case .removed: line += "[-\(segment.text)-]"
        case .added: line += "{+\(segment.text)+}"
        case .reformatted: line += "{~\(segment.text)~}"
        case .equal:
            let words = segment.text.split(separator: " ", omittingEmptySubsequences: false)
            if index == 0, words.count > 4 {
                line += "… " + words.suffix(4).joined(separator: " ").drop { $0 == " " }
            } else if index == segments.count - 1, words.count > 3 {
                line += words.prefix(3).joined(separator: " ") + " …"
            } else {
                line += segment.text
            }
        }
    }
    return line
}
