internal import SequenceDiff

/// For each key, the sentences that have it; empty for keys that too many have.
struct PostingLists {
    private var starts: [Int32]
    private(set) var sentences: [Int32]

    /// `keys` has the key of each token; one that is `keyCount` or more stands for none.
    ///
    /// - Complexity: O(n) in the tokens of the sentences and the keys.
    init(keyCount: Int, limit: Int, sentences all: [Int32], _ tokens: TokenRanges, keys: [UInt32]) {
        var lists = [List](filledWith: List(), count: keyCount)
        Self.count(all, tokens, keys.span, &lists)
        starts = Array(filledWith: 0, count: keyCount + 1)
        let total = Self.layOut(&lists, &starts, limit: limit)
        sentences = Array(filledWith: 0, count: total)
        Self.fill(&sentences, all, tokens, keys.span, &lists)
    }

    private struct List {
        /// How many sentences there are, and then where the next one is put.
        var count: Int32 = 0
        /// The sentence seen last; the greatest number where none is asked for.
        var last: Int32 = -1
    }

    /// Counts each sentence once for each key it has. Sentences are sorted.
    private static func count(_ all: [Int32], _ tokens: TokenRanges, _ keys: Span<UInt32>, _ lists: inout [List]) {
        var lists = lists.mutableSpan
        for sentence in all {
            for token in tokens[Int(sentence)] {
                let key = Int(keys[token])
                guard key < lists.count else { continue }
                let list = lists[key]
                if list.last < sentence { lists[key] = List(count: list.count &+ 1, last: sentence) }
            }
        }
    }

    /// Gives the lists their places one behind the other, but for those of too many sentences, which are left out. Returns
    /// how many places there are.
    private static func layOut(_ lists: inout [List], _ starts: inout [Int32], limit: Int) -> Int {
        var lists = lists.mutableSpan
        var starts = starts.mutableSpan
        var total: Int32 = 0
        for key in lists.indices {
            starts[key] = total
            let count = Int(lists[key].count) > limit ? 0 : lists[key].count
            lists[key] = List(count: total, last: count == 0 ? .max : -1)
            total += count
        }
        starts[lists.count] = total
        return Int(total)
    }

    private static func fill(
        _ sentences: inout [Int32], _ all: [Int32], _ tokens: TokenRanges, _ keys: Span<UInt32>, _ lists: inout [List]
    ) {
        var lists = lists.mutableSpan
        var sentences = sentences.mutableSpan
        for sentence in all {
            for token in tokens[Int(sentence)] {
                let key = Int(keys[token])
                guard key < lists.count else { continue }
                let list = lists[key]
                guard list.last < sentence else { continue }
                sentences[Int(list.count)] = sentence
                lists[key] = List(count: list.count &+ 1, last: sentence)
            }
        }
    }

    /// Where in `sentences` those of a key stand.
    @inline(__always)
    func range(of key: Int) -> Range<Int> { Int(starts[key])..<Int(starts[key + 1]) }
}
