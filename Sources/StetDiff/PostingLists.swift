/// For each key, the sentences that have it; empty for keys that too many have.
struct PostingLists {
    private var starts: [Int32]
    private(set) var sentences: [Int32]

    /// `keys` has the key of each token; one that is `keyCount` or more stands for none.
    ///
    /// - Complexity: O(n) in the tokens of the sentences and the keys.
    init(keyCount: Int, limit: Int, sentences all: [Int32], _ tokens: TokenRanges, keys: [UInt32]) {
        var lists = [List](repeating: List(), count: keyCount)
        var total = 0
        Self.visit(all, tokens, keys.span, &lists) { list, _ in
            list.count += 1
        }
        starts = []
        starts.reserveCapacity(keyCount + 1)
        for key in lists.indices {
            starts.append(Int32(truncatingIfNeeded: total))
            let count = Int(lists[key].count) > limit ? 0 : Int(lists[key].count)
            lists[key] = List(count: Int32(truncatingIfNeeded: total), last: count == 0 ? .max : -1)
            total += count
        }
        starts.append(Int32(truncatingIfNeeded: total))
        var found = [Int32](repeating: 0, count: total)
        Self.visit(all, tokens, keys.span, &lists) { list, sentence in
            found[Int(list.count)] = sentence
            list.count += 1
        }
        sentences = found
    }

    private struct List {
        /// How many sentences there are, and then where the next one is put.
        var count: Int32 = 0
        /// The sentence seen last; the greatest number where none is asked for.
        var last: Int32 = -1
    }

    /// Each sentence once for each key it has. Sentences are sorted.
    @inline(__always)
    private static func visit(
        _ all: [Int32], _ tokens: TokenRanges, _ keys: Span<UInt32>, _ lists: inout [List],
        _ body: (inout List, Int32) -> Void
    ) {
        var lists = lists.mutableSpan
        for sentence in all {
            for token in tokens[Int(sentence)] {
                let key = Int(keys[token])
                guard key < lists.count, lists[key].last < sentence else { continue }
                lists[key].last = sentence
                body(&lists[key], sentence)
            }
        }
    }

    /// Where in `sentences` those of a key stand.
    func range(of key: Int) -> Range<Int> { Int(starts[key])..<Int(starts[key + 1]) }
}
