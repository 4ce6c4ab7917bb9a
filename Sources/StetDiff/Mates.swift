internal import SequenceDiff

/// Which element of one side belongs to which of the other, one to one; -1 where to none yet.
struct Mates {
    private(set) var ofBefore: [Int32]
    private(set) var ofAfter: [Int32]

    init(beforeCount: Int, afterCount: Int) {
        ofBefore = Array(filledWith: -1, count: beforeCount)
        ofAfter = Array(filledWith: -1, count: afterCount)
    }

    mutating func link(_ before: Int, _ after: Int) {
        assert(ofBefore[before] < 0 && ofAfter[after] < 0, "an element belongs to one other")
        ofBefore[before] = Int32(truncatingIfNeeded: after)
        ofAfter[after] = Int32(truncatingIfNeeded: before)
    }

    mutating func unlink(_ before: Int, _ after: Int) {
        assert(areLinked(before, after), "they belong together")
        ofBefore[before] = -1
        ofAfter[after] = -1
    }

    func isFree(before: Int) -> Bool { ofBefore[before] < 0 }
    func isFree(after: Int) -> Bool { ofAfter[after] < 0 }
    func areFree(_ before: Int, _ after: Int) -> Bool { ofBefore[before] < 0 && ofAfter[after] < 0 }

    /// Whether both sides have elements that are in no link.
    var areBothOpen: Bool { ofBefore.contains { $0 < 0 } && ofAfter.contains { $0 < 0 } }

    func areLinked(_ before: Int, _ after: Int) -> Bool { ofBefore[before] == after }

    /// Whether no link crosses another.
    private var areInOrder: Bool {
        var last: Int32 = -1
        for mate in ofBefore where mate >= 0 {
            if mate < last { return false }
            last = mate
        }
        return true
    }

    /// For each element before, whether its link is in the heaviest set of links that do not cross; nil where no link crosses
    /// another.
    fileprivate func inPlace(
        weight: (_ before: Int, _ after: Int) -> Int, exactWeight: (_ before: Int, _ after: Int) -> Int
    ) -> [Bool]? {
        if areInOrder { return nil }
        let linked = ofBefore.indices.filter { ofBefore[$0] >= 0 }
        var isInPlace = [Bool](filledWith: false, count: ofBefore.count)
        for index in heaviestIncreasing(
            linked.map { Int(ofBefore[$0]) }, weight: { weight(linked[$0], Int(ofBefore[linked[$0]])) },
            exactWeight: { exactWeight(linked[$0], Int(ofBefore[linked[$0]])) })
        {
            isInPlace[linked[index]] = true
        }
        return isInPlace
    }
}

/// For each element, the number of the gap between two links in place that it lies in or, if linked, ends.
struct Gaps {
    private(set) var ofBefore: [Int32]
    private(set) var ofAfter: [Int32]

    init(_ mates: Mates, of texts: LinkTexts) {
        self.init(
            mates, weight: { texts.weight($0, $1) }, exactWeight: { texts.exactWeight($0, $1) })
    }

    /// `weight` is what a link weighs: what moved is lighter than what it moved over.
    init(_ mates: Mates, weight: (_ before: Int, _ after: Int) -> Int) {
        self.init(mates, weight: weight, exactWeight: weight)
    }

    /// `exactWeight` settles it between links that weigh the same.
    private init(
        _ mates: Mates, weight: (_ before: Int, _ after: Int) -> Int,
        exactWeight: (_ before: Int, _ after: Int) -> Int
    ) {
        if let isInPlace = mates.inPlace(weight: weight, exactWeight: exactWeight) {
            ofBefore = Self.numbers(mates.ofBefore) { index, _ in isInPlace[index] }
            ofAfter = Self.numbers(mates.ofAfter) { _, mate in isInPlace[mate] }
        } else {
            ofBefore = Self.numbers(mates.ofBefore) { _, _ in true }
            ofAfter = Self.numbers(mates.ofAfter) { _, _ in true }
        }
    }

    @inline(__always)
    private static func numbers(_ mates: [Int32], isInPlace: (Int, Int) -> Bool) -> [Int32] {
        var numbers = [Int32](filledWith: 0, count: mates.count)
        var out = numbers.mutableSpan
        var gap: Int32 = 0
        for index in mates.indices {
            out[index] = gap
            if mates[index] >= 0, isInPlace(index, Int(mates[index])) { gap &+= 1 }
        }
        return numbers
    }
}
