internal import SequenceDiff

/// What one text, held, has in common with others, one after the other: the weight of the words, in order or not.
///
/// A table over all words tells where each stands in the held text, so that only what both have is looked at.
struct CommonWords {
    /// Texts of more pairs of words than this, without their equal ends, are compared as bags of words.
    static let orderedAreaLimit = 1 << 16

    /// The text held is the first `count` words.
    private var held: [UInt32] = []
    private var count = 0
    private var places: [Place]
    /// One more than where the same word of the text held stood before; 0 where it did not.
    private var previous: [Int32] = []
    private var row: [Int32] = []

    /// What a word weighs, and where it stands in the held text.
    private struct Place {
        let weight: Int32
        var count: Int32 = 0
        /// One more than its last place.
        var last: Int32 = 0
    }

    /// `weights` has the weight of each word, by its number.
    init(weights: [Int32]) { places = weights.map { Place(weight: $0) } }

    func weight(_ id: UInt32) -> Int { Int(places[Int(id)].weight) }

    /// Takes the text that the next ones are compared with.
    mutating func hold(_ text: Span<UInt32>) { Self.hold(text, &held, &count, &places, &previous) }

    private static func hold(
        _ text: Span<UInt32>, _ held: inout [UInt32], _ count: inout Int, _ places: inout [Place],
        _ previous: inout [Int32]
    ) {
        var places = places.mutableSpan
        for index in 0..<count {
            places[Int(held[index])].count = 0
            places[Int(held[index])].last = 0
        }
        count = text.count
        if held.count < count {
            held = Array(filledWith: 0, count: 2 * count)
            previous = Array(filledWith: 0, count: 2 * count)
        }
        var held = held.mutableSpan
        var previous = previous.mutableSpan
        for index in text.indices {
            let id = text[index]
            let place = places[Int(id)]
            held[index] = id
            previous[index] = place.last
            places[Int(id)] = Place(
                weight: place.weight, count: place.count &+ 1, last: Int32(truncatingIfNeeded: index &+ 1))
        }
    }

    /// The weight of the text held.
    var weight: Int { held[..<count].reduce(0) { $0 + weight($1) } }

    /// The weight of the words that both have, whatever their order.
    ///
    /// - Complexity: O(n) in the other text.
    mutating func inBags(_ other: Span<UInt32>) -> Int {
        Self.inBags(other, &places)
    }

    private static func inBags(_ other: Span<UInt32>, _ places: inout [Place]) -> Int {
        var places = places.mutableSpan
        var total = 0
        for index in other.indices {
            let id = Int(other[index])
            let place = places[id]
            if place.count > 0 { total &+= Int(place.weight) }
            // Safe: the same place again.
            unsafe places[unchecked: id].count = place.count &- 1
        }
        // Safe: the same places again.
        for index in other.indices { unsafe places[unchecked: Int(other[unchecked: index])].count &+= 1 }
        return total
    }

    /// The weight of the heaviest common subsequence; of long texts, of the words that both have.
    ///
    /// Equal ends are part of some heaviest common subsequence: only what lies between is looked at.
    ///
    /// Source: Hunt and Szymanski, "A fast algorithm for computing longest common subsequences" (1977), with weights.
    /// - Complexity: O(n + m + r) for r pairs of equal words, and O(m) for each of n where most are equal.
    mutating func inOrder(_ other: Span<UInt32>) -> Int {
        var (start, end, otherEnd) = (0, count, other.count)
        var ends = 0
        while start < end, start < otherEnd, held[start] == other[start] {
            ends += weight(other[start])
            start += 1
        }
        while end > start, otherEnd > start, held[end - 1] == other[otherEnd - 1] {
            (end, otherEnd) = (end - 1, otherEnd - 1)
            ends += weight(other[otherEnd])
        }
        let middle = start..<otherEnd
        guard start < end, !middle.isEmpty else { return ends }
        guard (end - start) * middle.count <= Self.orderedAreaLimit else { return inBags(other) }
        if row.count <= count { row = Array(filledWith: 0, count: 2 * count + 1) }
        return ends
            + Self.heaviestSubsequence(other.extracting(middle), start, end - start, places, previous, &row)
    }

    /// The same of the `count` words of the text held from `start` on.
    private static func heaviestSubsequence(
        _ other: Span<UInt32>, _ start: Int, _ count: Int, _ places: [Place], _ previous: [Int32], _ row: inout [Int32]
    ) -> Int {
        let (places, previous) = (places.span, previous.span)
        var row = row.mutableSpan
        for index in 0...count { row[index] = 0 }
        for index in other.indices {
            let word = places[Int(other[index])]
            guard word.last > start else { continue }
            let weight = word.weight
            var place = Int(word.last) &- start
            while place > count { place = Int(previous[start &+ place &- 1]) &- start }
            // From the last place to the first, so that none sees what another of this row put in.
            while place > 0 {
                let value = row[place - 1] &+ weight
                var next = place
                // Safe: a row has a place more than the text.
                while next <= count, unsafe row[unchecked: next] < value {
                    unsafe row[unchecked: next] = value
                    next &+= 1
                }
                place = Int(previous[start &+ place &- 1]) &- start
            }
        }
        return Int(row[count])
    }
}
