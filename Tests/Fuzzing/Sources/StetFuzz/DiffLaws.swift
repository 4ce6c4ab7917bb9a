internal import StetDiff

/// What holds of the difference of any two texts whatever.
enum DiffLaws {
    /// Parts the text before from the text after in the input: a byte that stands in no UTF-8.
    private static let border: UInt8 = 0xFF

    static func check(_ data: [UInt8]) {
        let before = Array(data.prefix { $0 != border })
        let after = Array(data.dropFirst(before.count + 1))
        let diff = TextDiff(markdownOrPlain: before, to: after, language: "en")
        check(diff, from: before, to: after)
        require(diff == TextDiff(markdownOrPlain: before, to: after, language: "en"), "the same texts, the same diff")
        let apart = TextDiff(
            from: DiffText(markdownOrPlain: before, language: "en"),
            to: DiffText(markdownOrPlain: after, language: "en"))
        require(diff == apart, "texts cut one by one give the same diff")
        require(diff.inverted().inverted() == diff, "turned round twice it is itself")
        check(diff.inverted(), from: after, to: before)
        require(
            TextDiff(markdownOrPlain: before, to: before, language: "en").isEmpty, "a text does not differ from itself")
        _ = ArticleDiff(text: diff)
        _ = diff.neutralJSON()
    }

    private static func check(_ diff: TextDiff, from before: [UInt8], to after: [UInt8]) {
        require(TextPatch(diff).applied(to: before) == after, "applying gives the text after")
        require(diff.matches.count <= before.count + after.count, "no more matches than bytes")
        for (text, ranges) in [(before, diff.matches.map(\.before)), (after, diff.matches.map(\.after))] {
            let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
            require(sorted.allSatisfy { !$0.isEmpty && $0.upperBound <= text.count }, "matches lie in the text")
            require(
                zip(sorted, sorted.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
                "no byte is kept twice")
        }
        let inPlace = diff.matches.filter { !$0.isMoved }.map(\.before)
        require(
            zip(inPlace, inPlace.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
            "what is in place keeps its order")
        for match in diff.matches {
            require(
                words(before[match.before]) == words(after[match.after]), "what is kept is the same on both sides")
        }
        for text in [diff.before, diff.after] {
            require(
                zip(text.sentences, text.sentences.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
                "sentences are in order")
        }
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        bytes.split { $0 <= 0x20 || $0 == 0x7F }
    }

    private static func require(_ condition: Bool, _ law: @autoclosure () -> String) {
        Laws.require(condition, law())
    }
}
