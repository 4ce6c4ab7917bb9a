internal import SequenceDiff

/// Which element of one side belongs to which of the other, one to one; -1 where to none yet.
struct Mates {
    private(set) var ofBefore: [Int32]
    private(set) var ofAfter: [Int32]

    init(beforeCount: Int, afterCount: Int) {
        ofBefore = Array(repeating: -1, count: beforeCount)
        ofAfter = Array(repeating: -1, count: afterCount)
    }

    mutating func link(_ before: Int, _ after: Int) {
        assert(ofBefore[before] < 0 && ofAfter[after] < 0, "an element belongs to one other")
        ofBefore[before] = Int32(truncatingIfNeeded: after)
        ofAfter[after] = Int32(truncatingIfNeeded: before)
    }

    func isFree(before: Int) -> Bool { ofBefore[before] < 0 }
    func isFree(after: Int) -> Bool { ofAfter[after] < 0 }
    func areFree(_ before: Int, _ after: Int) -> Bool { ofBefore[before] < 0 && ofAfter[after] < 0 }

    func areLinked(_ before: Int, _ after: Int) -> Bool { ofBefore[before] == after }

    /// The heaviest set of links that do not cross: what stands in place. Sorted.
    func inPlace(weights: (Int) -> Int) -> [(before: Int, after: Int)] {
        var links: [(before: Int, after: Int)] = []
        var isSorted = true
        for (before, after) in ofBefore.enumerated() where after >= 0 {
            if let last = links.last, last.after > Int(after) { isSorted = false }
            links.append((before: before, after: Int(after)))
        }
        if isSorted { return links }
        return heaviestIncreasing(links.map { $0.after }, weights: links.map { weights($0.before) + 1 }).map {
            links[$0]
        }
    }
}

/// For each element, the number of the gap between two links in place that it lies in or, if linked, ends.
struct Gaps {
    private(set) var ofBefore: [Int32]
    private(set) var ofAfter: [Int32]

    init(_ mates: Mates, weights: (Int) -> Int) {
        let links = mates.inPlace(weights: weights)
        ofBefore = Self.number(count: mates.ofBefore.count, borders: links.map { $0.before })
        ofAfter = Self.number(count: mates.ofAfter.count, borders: links.map { $0.after })
    }

    private static func number(count: Int, borders: [Int]) -> [Int32] {
        var numbers = [Int32](repeating: 0, count: count)
        var start = 0
        for (gap, border) in borders.enumerated() {
            for index in start...border { numbers[index] = Int32(truncatingIfNeeded: gap) }
            start = border + 1
        }
        for index in start..<max(count, start) { numbers[index] = Int32(truncatingIfNeeded: borders.count) }
        return numbers
    }
}
