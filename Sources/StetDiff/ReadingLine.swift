/// The two texts that segments spell, and the stretches that are equal on both.
struct ReadingLine {
    typealias Stretch = (before: Range<Int>, after: Range<Int>)

    let before: ReadingText
    let after: ReadingText
    /// Sorted on both sides, each the same bytes.
    var kept: [Stretch] = []

    /// Kept text of more words or more substance between two changes is a border between them. A comma and "of the" are less.
    private static let islandTokens = 2
    private static let islandSubstance = 4
    /// So many times the substance of what is kept the changes around it must have to swallow it.
    private static let islandShare = 4

    init(_ segments: [ArticleDiff.Segment]) {
        var (before, after): ([UInt8], [UInt8]) = ([], [])
        for segment in segments where !segment.text.isEmpty {
            let bytes = Array(segment.text.utf8)
            if segment.kind != .added { before += bytes }
            if segment.kind != .removed { after += bytes }
            guard !segment.isChange else { continue }
            let run = (
                before: before.count - bytes.count..<before.count, after: after.count - bytes.count..<after.count
            )
            if let last = kept.last, last.before.upperBound == run.before.lowerBound,
                last.after.upperBound == run.after.lowerBound
            {
                kept[kept.count - 1] = (
                    last.before.lowerBound..<run.before.upperBound, last.after.lowerBound..<run.after.upperBound
                )
            } else {
                kept.append(run)
            }
        }
        self.before = ReadingText(before)
        self.after = ReadingText(after)
    }

    // MARK: Units

    /// Takes back from kept text what is part of a date, an amount, an address or a character that changed in another part.
    ///
    /// - Complexity: O(1) for each end of a kept stretch.
    mutating func keepUnitsWhole() {
        kept = kept.compactMap { run in
            let head = max(
                shared(before.unit(around: run.before.lowerBound), run.before).head,
                shared(after.unit(around: run.after.lowerBound), run.after).head)
            let tail = max(
                shared(before.unit(around: run.before.upperBound), run.before).tail,
                shared(after.unit(around: run.after.upperBound), run.after).tail)
            guard head + tail < run.before.count else { return nil }
            return (
                run.before.lowerBound + head..<run.before.upperBound - tail,
                run.after.lowerBound + head..<run.after.upperBound - tail
            )
        }
    }

    /// How many bytes of a kept stretch a unit that reaches beyond it has at its head and its tail.
    private func shared(_ unit: Range<Int>?, _ run: Range<Int>) -> (head: Int, tail: Int) {
        guard let unit else { return (0, 0) }
        return (
            unit.contains(run.lowerBound) ? min(unit.upperBound, run.upperBound) - run.lowerBound : 0,
            unit.contains(run.upperBound) ? run.upperBound - max(unit.lowerBound, run.lowerBound) : 0
        )
    }

    // MARK: Islands

    /// Takes back kept words that only tear apart what a person would call one change.
    ///
    /// From left to right; where something was taken back, the stretch before it is weighed again, as what stands behind it has grown.
    /// - Complexity: O(stretches · log text): each is weighed once, and once more for each that is taken back.
    mutating func dropIslands() {
        // Those that are no islands so far; each weighed against the gap up to the one before it.
        var passed: [Stretch] = []
        var next = 0
        var current = kept.first
        while let run = current {
            let left = gap(after: passed.last, before: run)
            let right = gap(after: run, before: next + 1 < kept.count ? kept[next + 1] : nil)
            if isIsland(run, left, right) {
                if let last = passed.popLast() {
                    current = last
                    continue
                }
            } else {
                passed.append(run)
            }
            next += 1
            current = next < kept.count ? kept[next] : nil
        }
        kept = passed
    }

    /// Whether kept text between two changes weighs little beside them: a comma or "the" inside a rewrite.
    ///
    /// Two words, or two units, replaced one by one with a word between them stay two changes.
    private func isIsland(_ run: Stretch, _ left: Stretch, _ right: Stretch) -> Bool {
        if run.after.isEmpty { return true }
        let weight = after.weight(of: run.after)
        guard weight.tokens <= Self.islandTokens, weight.substance <= Self.islandSubstance else { return false }
        let weights = [
            before.weight(of: left.before), after.weight(of: left.after), before.weight(of: right.before),
            after.weight(of: right.after),
        ]
        guard weights[0].tokens + weights[1].tokens > 0, weights[2].tokens + weights[3].tokens > 0 else { return false }
        if before.isOne(left.before), after.isOne(left.after), before.isOne(right.before), after.isOne(right.after) {
            return false
        }
        return weights.reduce(0) { $0 + $1.substance } >= Self.islandShare * weight.substance
    }

    // MARK: White space

    /// Takes back from kept text the words and signs around white space that came or went alone, which nobody would see.
    ///
    /// - Complexity: O(stretches · log text).
    mutating func widenBlanks() {
        for index in kept.indices.dropFirst() {
            let gap = gap(before: index)
            guard gap.before.isEmpty != gap.after.isEmpty, Byte.areBlank(before.bytes[gap.before]),
                Byte.areBlank(after.bytes[gap.after])
            else { continue }
            let (left, right) = (kept[index - 1], kept[index])
            let tail = min(left.after.count, gap.after.lowerBound - after.startOfToken(before: gap.after.lowerBound))
            let head = min(right.after.count, after.endOfToken(from: gap.after.upperBound) - gap.after.upperBound)
            kept[index - 1] = (left.before.dropLast(tail), left.after.dropLast(tail))
            kept[index] = (right.before.dropFirst(head), right.after.dropFirst(head))
        }
        kept.removeAll { $0.after.isEmpty }
    }

    // MARK: Making segments

    /// What lies between kept stretch `index - 1` and `index`.
    func gap(before index: Int) -> Stretch {
        gap(after: index > 0 ? kept[index - 1] : nil, before: index < kept.count ? kept[index] : nil)
    }

    /// What lies between two kept stretches, or up to where the text begins or ends.
    private func gap(after last: Stretch?, before next: Stretch?) -> Stretch {
        (
            (last?.before.upperBound ?? 0)..<(next?.before.lowerBound ?? before.bytes.count),
            (last?.after.upperBound ?? 0)..<(next?.after.lowerBound ?? after.bytes.count)
        )
    }

    /// The segments with what is kept no longer told as removed and added.
    func segments(of exact: [ArticleDiff.Segment]) -> [ArticleDiff.Segment] {
        var result: [ArticleDiff.Segment] = []
        func put(_ kind: ArticleDiff.Segment.Kind, _ bytes: ArraySlice<UInt8>) {
            guard !bytes.isEmpty else { return }
            let text = String(decoding: bytes, as: UTF8.self)
            if let last = result.indices.last, result[last].kind == kind {
                result[last].text += text
            } else {
                result.append(.init(kind: kind, text: text))
            }
        }
        // Where equal and reformatted words lie on the after side.
        var forms: [(kind: ArticleDiff.Segment.Kind, end: Int)] = []
        var end = 0
        for segment in exact where segment.kind != .removed {
            end += segment.text.utf8.count
            forms.append((segment.kind, end))
        }
        var form = 0
        for index in 0...kept.count {
            let (a, b) = gap(before: index)
            put(.removed, before.bytes[a])
            put(.added, after.bytes[b])
            guard index < kept.count else { break }
            var start = kept[index].after.lowerBound
            while start < kept[index].after.upperBound {
                while forms[form].end <= start { form += 1 }
                let stop = min(forms[form].end, kept[index].after.upperBound)
                // What slid out of an addition is equal to what slid into it.
                put(forms[form].kind == .reformatted ? .reformatted : .equal, after.bytes[start..<stop])
                start = stop
            }
        }
        return result
    }
}
