extension [ArticleDiff.Segment] {
    /// The segments as a reader wants them: a date, an amount or an address that changed in part is one change, and so is what was
    /// rewritten around words that say little. What was put in or taken out is told where a phrase begins and ends, as far as the text
    /// lets that be chosen.
    ///
    /// The segments of a diff are exact: what stands on both sides is told as equal. What is joined here still spells both texts.
    ///
    /// - Complexity: O(text).
    public func joinedForReading() -> [ArticleDiff.Segment] {
        guard contains(where: { $0.kind == .equal || $0.kind == .reformatted }), contains(where: { $0.isChange }) else {
            return self
        }
        var line = ReadingLine(self)
        line.keepUnitsWhole()
        line.dropIslands()
        line.slideToBorders()
        return line.segments(of: self).withFoldings()
    }
}

extension ArticleDiff.Segment {
    fileprivate var isChange: Bool { kind == .removed || kind == .added }
}

/// The two texts that segments spell, and the stretches that are equal on both.
private struct ReadingLine {
    private var before: [UInt8] = []
    private var after: [UInt8] = []
    /// Sorted on both sides, each the same bytes.
    private var kept: [(before: Range<Int>, after: Range<Int>)] = []

    /// Kept text of more words or more substance between two changes is a border between them. A comma and "of the" are less.
    private static let islandTokens = 2
    private static let islandSubstance = 4
    /// So many times the substance of what is kept the changes around it must have to swallow it.
    private static let islandShare = 4

    init(_ segments: [ArticleDiff.Segment]) {
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
    }

    /// Takes back from kept text what is part of a date, an amount or an address that changed in another part.
    ///
    /// - Complexity: O(1) for each end of a kept stretch.
    mutating func keepUnitsWhole() {
        kept = kept.compactMap { run in
            let head = max(
                shared(unit(at: run.before.lowerBound, before), run.before).head,
                shared(unit(at: run.after.lowerBound, after), run.after).head)
            let tail = max(
                shared(unit(at: run.before.upperBound, before), run.before).tail,
                shared(unit(at: run.after.upperBound, after), run.after).tail)
            guard head + tail < run.before.count else { return nil }
            return (
                run.before.lowerBound + head..<run.before.upperBound - tail,
                run.after.lowerBound + head..<run.after.upperBound - tail
            )
        }
    }

    private func unit(at position: Int, _ bytes: [UInt8]) -> Range<Int>? {
        WholeUnit.around(position, in: bytes, within: bytes.indices)
    }

    /// How many bytes of a kept stretch a unit that reaches beyond it has at its head and its tail.
    private func shared(_ unit: Range<Int>?, _ run: Range<Int>) -> (head: Int, tail: Int) {
        guard let unit else { return (0, 0) }
        return (
            unit.contains(run.lowerBound) ? min(unit.upperBound, run.upperBound) - run.lowerBound : 0,
            unit.contains(run.upperBound) ? run.upperBound - max(unit.lowerBound, run.lowerBound) : 0
        )
    }

    /// Takes back kept words that only tear apart what a person would call one change.
    mutating func dropIslands() {
        var index = 0
        while index < kept.count {
            if isIsland(index) {
                kept.remove(at: index)
                index = max(0, index - 1)
            } else {
                index += 1
            }
        }
    }

    /// Whether kept text between two changes weighs little beside them: a comma or "the" inside a rewrite.
    ///
    /// Two words, or two units, replaced one by one with a word between them stay two changes.
    private func isIsland(_ index: Int) -> Bool {
        let weight = TextWeight(after, kept[index].after)
        guard weight.tokens <= Self.islandTokens, weight.substance <= Self.islandSubstance else { return false }
        let left = gap(before: index)
        let right = gap(before: index + 1)
        let weights = [
            TextWeight(before, left.before), TextWeight(after, left.after), TextWeight(before, right.before),
            TextWeight(after, right.after),
        ]
        guard weights[0].tokens + weights[1].tokens > 0, weights[2].tokens + weights[3].tokens > 0 else { return false }
        func isOne(_ weight: TextWeight, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
            weight.tokens <= 1 || isUnit(range, bytes)
        }
        if isOne(weights[0], before, left.before), isOne(weights[1], after, left.after),
            isOne(weights[2], before, right.before), isOne(weights[3], after, right.after)
        {
            return false
        }
        return weights.reduce(0) { $0 + $1.substance } >= Self.islandShare * weight.substance
    }

    /// Whether a stretch is one date, amount or address and nothing else, but for blanks around it.
    private func isUnit(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
        var range = range
        while let first = range.first, Byte.isBlank(bytes[first]) { range.removeFirst() }
        while let last = range.last, Byte.isBlank(bytes[last]) { range.removeLast() }
        guard range.count > 1 else { return true }
        var second = range.lowerBound + 1
        while second < range.upperBound, bytes[second] & 0xC0 == 0x80 { second += 1 }
        guard let unit = unit(at: second, bytes) else { return false }
        return unit.lowerBound <= range.lowerBound && range.upperBound <= unit.upperBound
    }

    // MARK: Sliding

    /// Of the places where the same words may be told to have been put in or taken out, takes the one with the best borders: of "by the
    /// river, by the lake, by the sea" that is "by the lake, " and not "lake, by the ".
    ///
    /// - Complexity: O(text).
    mutating func slideToBorders() {
        for index in kept.indices.dropFirst() {
            let gap = gap(before: index)
            if gap.before.isEmpty, !gap.after.isEmpty {
                move(gapBefore: index, by: bestSlide(after, gap.after, kept[index - 1].after, kept[index].after))
            } else if gap.after.isEmpty, !gap.before.isEmpty {
                move(gapBefore: index, by: bestSlide(before, gap.before, kept[index - 1].before, kept[index].before))
            }
        }
    }

    private mutating func move(gapBefore index: Int, by distance: Int) {
        let (left, right) = (kept[index - 1], kept[index])
        kept[index - 1] = (
            left.before.lowerBound..<left.before.upperBound + distance,
            left.after.lowerBound..<left.after.upperBound + distance
        )
        kept[index] = (
            right.before.lowerBound + distance..<right.before.upperBound,
            right.after.lowerBound + distance..<right.after.upperBound
        )
    }

    /// How many bytes to the right (to the left where it is negative) the stretch `gap` has its best place.
    private func bestSlide(_ bytes: [UInt8], _ gap: Range<Int>, _ left: Range<Int>, _ right: Range<Int>) -> Int {
        var best = (distance: 0, value: borderValue(bytes, gap))
        func consider(_ distance: Int) {
            let range = gap.lowerBound + distance..<gap.upperBound + distance
            guard [range.lowerBound, range.upperBound].allSatisfy({ $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 })
            else {
                return
            }
            let value = borderValue(bytes, range)
            if value > best.value { best = (distance, value) }
        }
        var distance = 0
        while -distance < min(left.count, Self.slideReach),
            bytes[gap.lowerBound + distance - 1] == bytes[gap.upperBound + distance - 1]
        {
            distance -= 1
            consider(distance)
        }
        distance = 0
        while distance < min(right.count, Self.slideReach),
            bytes[gap.lowerBound + distance] == bytes[gap.upperBound + distance]
        {
            distance += 1
            consider(distance)
        }
        return best.distance
    }

    private func borderValue(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        borderValue(bytes, range.lowerBound) + borderValue(bytes, range.upperBound)
    }

    /// How well text parts at a place: behind the end of a sentence best, within a word not at all.
    private func borderValue(_ bytes: [UInt8], _ place: Int) -> Int {
        let head = String(decoding: bytes[max(0, place - Self.borderReach)..<place], as: UTF8.self).unicodeScalars
        let tail = String(decoding: bytes[place..<min(bytes.count, place + Self.borderReach)], as: UTF8.self)
            .unicodeScalars
        guard let last = head.last(where: { !$0.properties.isWhitespace }) else { return 4 }
        guard let first = tail.first(where: { !$0.properties.isWhitespace }) else { return 4 }
        let isApart = head.last?.properties.isWhitespace ?? true || tail.first?.properties.isWhitespace ?? true
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        if isWord(last), isWord(first) { return isApart ? 1 : 0 }
        if [.openPunctuation, .initialPunctuation].contains(last.properties.generalCategory) { return 0 }
        if [.closePunctuation, .finalPunctuation].contains(first.properties.generalCategory) { return 0 }
        if ".!?。！？…".unicodeScalars.contains(last) { return 4 }
        return isWord(last) && ",;:，、；：.!?。".unicodeScalars.contains(first) ? 2 : 3
    }

    /// Bytes that a change is slid at most; phrases are shorter.
    private static let slideReach = 256

    /// Bytes looked at on either side of a border: a character and some blanks.
    private static let borderReach = 16

    /// What lies between kept stretch `index - 1` and `index`.
    private func gap(before index: Int) -> (before: Range<Int>, after: Range<Int>) {
        let start =
            index > 0 ? (kept[index - 1].before.upperBound, kept[index - 1].after.upperBound) : (0, 0)
        let end =
            index < kept.count
            ? (kept[index].before.lowerBound, kept[index].after.lowerBound) : (before.count, after.count)
        return (start.0..<end.0, start.1..<end.1)
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
            put(.removed, before[a])
            put(.added, after[b])
            guard index < kept.count else { break }
            var start = kept[index].after.lowerBound
            while start < kept[index].after.upperBound {
                while forms[form].end <= start { form += 1 }
                let stop = min(forms[form].end, kept[index].after.upperBound)
                // What slid out of an addition is equal to what slid into it.
                put(forms[form].kind == .reformatted ? .reformatted : .equal, after[start..<stop])
                start = stop
            }
        }
        return result
    }
}
