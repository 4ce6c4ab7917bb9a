extension ReadingLine {
    /// Of the places where the same words may be told to have been put in or taken out, takes the one with the best borders: of "by the
    /// river, by the lake, by the sea" that is "by the lake, " and not "lake, by the ". No word, unit or character is torn that stood
    /// whole, and where one was torn it is made whole where that can be had: of "$1.10 and then $1.20" what is new is "$1.10 and then ".
    ///
    /// - Complexity: O(changes · `slideReach` · log text).
    mutating func slideToBorders() {
        for index in kept.indices.dropFirst() {
            let gap = gap(before: index)
            let distance =
                if gap.before.isEmpty, !gap.after.isEmpty {
                    bestSlide(of: gap.after, in: after, at: gap.before.lowerBound, of: before, index)
                } else if gap.after.isEmpty, !gap.before.isEmpty {
                    bestSlide(of: gap.before, in: before, at: gap.after.lowerBound, of: after, index)
                } else {
                    0
                }
            if distance != 0 { move(gapBefore: index, by: distance) }
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

    /// How many bytes to the right (to the left where it is negative) the stretch `gap` of `text` has its best place, when nothing
    /// stands at `place` of `other` instead.
    private func bestSlide(
        of gap: Range<Int>, in text: ReadingText, at place: Int, of other: ReadingText, _ index: Int
    ) -> Int {
        let bytes = text.bytes
        func tornCount(_ distance: Int) -> Int {
            (text.isTorn(at: gap.lowerBound + distance) ? 1 : 0) + (text.isTorn(at: gap.upperBound + distance) ? 1 : 0)
                + (other.isTorn(at: place + distance) ? 1 : 0)
        }
        func value(_ distance: Int) -> Int {
            Self.borderValue(bytes, gap.lowerBound + distance) + Self.borderValue(bytes, gap.upperBound + distance)
        }
        func isInside(_ place: Int) -> Bool { place < bytes.count && bytes[place] & 0xC0 == 0x80 }
        var best = (distance: 0, tornCount: tornCount(0), value: value(0))
        func consider(_ distance: Int) {
            guard !isInside(gap.lowerBound + distance), !isInside(gap.upperBound + distance) else { return }
            let torn = tornCount(distance)
            guard torn <= best.tornCount else { return }
            let value = value(distance)
            if torn < best.tornCount || value > best.value { best = (distance, torn, value) }
        }
        // What is slid over stays the same bytes: it leaves the stretch on one side and comes into it on the other.
        var distance = 0
        while -distance < min(kept[index - 1].after.count, Self.slideReach),
            bytes[gap.lowerBound + distance - 1] == bytes[gap.upperBound + distance - 1]
        {
            distance -= 1
            consider(distance)
        }
        distance = 0
        while distance < min(kept[index].after.count, Self.slideReach),
            bytes[gap.lowerBound + distance] == bytes[gap.upperBound + distance]
        {
            distance += 1
            consider(distance)
        }
        return best.distance
    }

    /// How well text parts at a place: behind the end of a sentence best, within a word not at all.
    private static func borderValue(_ bytes: [UInt8], _ place: Int) -> Int {
        let head = String(decoding: bytes[max(0, place - borderReach)..<place], as: UTF8.self).unicodeScalars
        let tail = String(decoding: bytes[place..<min(bytes.count, place + borderReach)], as: UTF8.self).unicodeScalars
        guard let last = head.last(where: { !$0.properties.isWhitespace }) else { return 4 }
        guard let first = tail.first(where: { !$0.properties.isWhitespace }) else { return 4 }
        let isApart = head.last?.properties.isWhitespace ?? true || tail.first?.properties.isWhitespace ?? true
        if isWord(last), isWord(first) { return isApart ? 1 : 0 }
        if !isApart, isJoint(last, behind: head.dropLast().last, before: first) { return 0 }
        if !isApart, isJoint(first, behind: last, before: tail.dropFirst().first) { return 0 }
        if [.openPunctuation, .initialPunctuation].contains(last.properties.generalCategory) { return 0 }
        if [.closePunctuation, .finalPunctuation].contains(first.properties.generalCategory) { return 0 }
        if ".!?。！？…".unicodeScalars.contains(last) { return 4 }
        return isWord(last) && ",;:，、；：.!?。".unicodeScalars.contains(first) ? 2 : 3
    }

    /// A letter, a digit, or a mark on one.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Whether a sign stands between two words without white space, as in "well-known", "and/or" and "file.txt".
    private static func isJoint(
        _ sign: Unicode.Scalar, behind left: Unicode.Scalar?, before right: Unicode.Scalar?
    ) -> Bool {
        guard let left, let right, isWord(left), isWord(right) else { return false }
        return joints.contains(sign)
    }

    private static let joints = Set("-‐‑–/\\.,:'’_&+=~·".unicodeScalars)

    /// Bytes that a change is slid at most; phrases are shorter.
    private static let slideReach = 256

    /// Bytes looked at on either side of a border: a character and some blanks.
    private static let borderReach = 16
}
