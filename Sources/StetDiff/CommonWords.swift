/// What one text, held, has in common with others, one after the other: the weight of the words, in order or not.
///
/// A table over all words tells where each stands in the held text, so that only what both have is looked at.
struct CommonWords {
    /// Texts of more pairs of words than this, without their equal ends, are compared as bags of words.
    static let orderedAreaLimit = 1 << 16

    /// Weight of each word, by its number.
    let weights: [Int32]
    private var held: [UInt32] = []
    private var places: [Place]
    /// One more than where the same word stood before; 0 where it did not.
    private var previous: [Int32] = []
    private var row: [Int32] = []

    /// Where a word stands in the held text.
    private struct Place {
        var count: Int32 = 0
        /// One more than its last place.
        var last: Int32 = 0
    }

    init(weights: [Int32]) {
        self.weights = weights
        places = Array(repeating: Place(), count: weights.count)
    }

    /// Takes the text that the next ones are compared with.
    mutating func hold(_ text: Span<UInt32>) { Self.hold(text, &held, &places, &previous) }

    private static func hold(
        _ text: Span<UInt32>, _ held: inout [UInt32], _ places: inout [Place], _ previous: inout [Int32]
    ) {
        var places = places.mutableSpan
        for id in held { places[Int(id)] = Place() }
        held.removeAll(keepingCapacity: true)
        previous.removeAll(keepingCapacity: true)
        held.reserveCapacity(text.count)
        previous.reserveCapacity(text.count)
        for index in text.indices {
            let id = text[index]
            let place = places[Int(id)]
            held.append(id)
            previous.append(place.last)
            places[Int(id)] = Place(count: place.count &+ 1, last: Int32(truncatingIfNeeded: index &+ 1))
        }
    }

    /// The weight of the text held.
    var weight: Int { held.reduce(0) { $0 + Int(weights[Int($1)]) } }

    /// The weight of the words that both have, whatever their order.
    ///
    /// - Complexity: O(n) in the other text.
    mutating func inBags(_ other: Span<UInt32>) -> Int {
        Self.inBags(other, weights, &places)
    }

    private static func inBags(_ other: Span<UInt32>, _ weights: [Int32], _ places: inout [Place]) -> Int {
        let weights = weights.span
        var places = places.mutableSpan
        var total = 0
        for index in other.indices {
            let id = Int(other[index])
            let left = places[id].count
            // Safe: there are as many weights as places.
            if left > 0 { total &+= unsafe Int(weights[unchecked: id]) }
            unsafe places[unchecked: id].count = left &- 1
        }
        // Safe: the same places again.
        for index in other.indices { unsafe places[unchecked: Int(other[unchecked: index])].count &+= 1 }
        return total
    }

    /// The weight of the heaviest common subsequence; of long texts, of the words that both have.
    ///
    /// Source: Hunt and Szymanski, "A fast algorithm for computing longest common subsequences" (1977), with weights.
    /// - Complexity: O(n + m + r) for r pairs of equal words, and O(m) for each of n where most are equal.
    mutating func inOrder(_ other: Span<UInt32>) -> Int {
        guard held.count * other.count > Self.orderedAreaLimit else { return heaviestSubsequence(other) }
        // Equal ends are part of some heaviest common subsequence.
        var (start, end, otherEnd) = (0, held.count, other.count)
        while start < end, start < otherEnd, held[start] == other[start] { start += 1 }
        while end > start, otherEnd > start, held[end - 1] == other[otherEnd - 1] {
            (end, otherEnd) = (end - 1, otherEnd - 1)
        }
        guard (end - start) * (otherEnd - start) <= Self.orderedAreaLimit else { return inBags(other) }
        let whole = held
        hold(whole.span.extracting(start..<end))
        let middle = heaviestSubsequence(other.extracting(start..<otherEnd))
        hold(whole.span)
        return (whole[..<start] + whole[end...]).reduce(middle) { $0 + Int(weights[Int($1)]) }
    }

    private mutating func heaviestSubsequence(_ other: Span<UInt32>) -> Int {
        let count = held.count
        if row.count <= count { row = Array(repeating: 0, count: 2 * count + 1) }
        return Self.heaviestSubsequence(other, count, weights, places, previous, &row)
    }

    private static func heaviestSubsequence(
        _ other: Span<UInt32>, _ count: Int, _ weights: [Int32], _ places: [Place], _ previous: [Int32],
        _ row: inout [Int32]
    ) -> Int {
        let (weights, places, previous) = (weights.span, places.span, previous.span)
        var row = row.mutableSpan
        for index in 0...count { row[index] = 0 }
        for index in other.indices {
            let id = Int(other[index])
            var place = Int(places[id].last)
            guard place > 0 else { continue }
            let weight = weights[id]
            // From the last place to the first, so that none sees what another of this row put in.
            while place > 0 {
                let value = row[place - 1] &+ weight
                var next = place
                // Safe: a row has a place more than the text.
                while next <= count, unsafe row[unchecked: next] < value {
                    unsafe row[unchecked: next] = value
                    next &+= 1
                }
                place = Int(previous[place - 1])
            }
        }
        return Int(row[count])
    }
}
