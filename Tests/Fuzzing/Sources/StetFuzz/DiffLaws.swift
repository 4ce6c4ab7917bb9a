internal import SequenceDiff
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
        require(
            TextDiff(markdownOrPlain: after, to: before, language: "en") == diff.inverted(),
            "with the sides exchanged the diff is turned round")
        checkPrepending(diff)
        _ = ArticleDiff(text: diff)
        _ = diff.neutralJSON()
        checkScript(before.prefix(longestScript).map(UInt32.init), after.prefix(longestScript).map(UInt32.init))
    }

    /// Bytes of each side that are compared as elements of a sequence, too.
    private static let longestScript = 1_024

    private static let front = Array("Qx zy qvw 77, and nothing like it stands elsewhere.\n\n".utf8)

    /// Equal text in front changes nothing else, where it does not change how the texts are cut.
    private static func checkPrepending(_ alone: TextDiff) {
        let behind = TextDiff(
            markdownOrPlain: front + alone.before.bytes, to: front + alone.after.bytes, language: "en")
        func moved(_ range: Range<Int>) -> Range<Int> {
            range.lowerBound + front.count..<range.upperBound + front.count
        }
        func areCutAlike(_ text: DiffText, _ other: DiffText) -> Bool {
            other.sentences.dropFirst().elementsEqual(text.sentences.map(moved))
                && other.blocks.dropFirst().elementsEqual(text.blocks) {
                    $0.kind == $1.kind && $0.range == moved($1.range)
                }
        }
        guard areCutAlike(alone.before, behind.before), areCutAlike(alone.after, behind.after) else { return }
        func shifted(_ links: [TextDiff.Link]) -> [TextDiff.Link] {
            links.map {
                TextDiff.Link(
                    kind: $0.kind, before: IndexList($0.before.map { $0 + 1 }),
                    after: IndexList($0.after.map { $0 + 1 }),
                    isEdited: $0.isEdited)
            }
        }
        require(
            behind.sentenceLinks.dropFirst().elementsEqual(shifted(alone.sentenceLinks))
                && behind.blockLinks.dropFirst().elementsEqual(shifted(alone.blockLinks)),
            "equal text in front changes no link")
        // A run of kept text may begin in front.
        func kept(_ diff: TextDiff, from start: Int) -> Set<Int> {
            var pairs: Set<Int> = []
            for match in diff.matches {
                let x = match.before.filter { !isBlank(diff.before.bytes[$0]) }
                let y = match.after.filter { !isBlank(diff.after.bytes[$0]) }
                for (a, b) in zip(x, y) where a >= start { pairs.insert((a - start) << 32 | (b - start)) }
            }
            return pairs
        }
        require(
            kept(behind, from: front.count) == kept(alone, from: 0), "equal text in front changes nothing that is kept")
    }

    private static func checkScript(_ before: [UInt32], _ after: [UInt32]) {
        let script = EditScript(from: before, to: after)
        require(script.applied(to: before) { after[$0] } == after, "applying a script gives the sequence after")
        require(
            script.inverted().applied(to: after) { before[$0] } == before, "applying its inverse gives the one before")
        require(EditScript(from: after, to: before) == script.inverted(), "with the sides exchanged it is the inverse")
        let back = script.composed(with: script.inverted())
        require(
            back.matches.allSatisfy { $0.before == $0.after } && keptCount(back) == keptCount(script),
            "there and back again keeps what was kept")
        let front = [UInt32](repeating: 1_000, count: 150)
        let hunks = script.hunks.map {
            Hunk(
                before: $0.before.lowerBound + 150..<$0.before.upperBound + 150,
                after: $0.after.lowerBound + 150..<$0.after.upperBound + 150)
        }
        require(
            EditScript(from: front + before, to: front + after).hunks == hunks, "an equal front moves the hunks alone")
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
        for (text, ranges) in [(diff.before, diff.matches.map(\.before)), (diff.after, diff.matches.map(\.after))]
        where String(validating: text.bytes, as: UTF8.self) != nil {
            for range in text.sentences + text.blocks.map(\.range) + ranges {
                require(
                    isBorder(range.lowerBound, text.bytes) && isBorder(range.upperBound, text.bytes),
                    "offsets lie on character boundaries")
            }
        }
        for text in [diff.before, diff.after] {
            require(
                zip(text.sentences, text.sentences.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
                "sentences are in order")
        }
    }

    private static func keptCount(_ script: EditScript) -> Int { script.matches.reduce(0) { $0 + $1.before.count } }

    private static func isBorder(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        offset == bytes.count || bytes[offset] & 0xC0 != 0x80
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

    private static func words(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        bytes.split(whereSeparator: isBlank)
    }

    private static func require(_ condition: Bool, _ law: @autoclosure () -> String) {
        Laws.require(condition, law())
    }
}
