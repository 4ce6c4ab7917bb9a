/// For each key, the sentences that have it; empty for keys that too many have.
struct PostingLists {
    private var starts: [Int32]
    private(set) var sentences: [Int32]

    init(keyCount: Int, limit: Int, sentences all: [Int], keys: (Int, (Int) -> Void) -> Void) {
        var counts = [Int32](repeating: 0, count: keyCount + 1)
        var lastSeen = [Int32](repeating: -1, count: keyCount)
        for sentence in all {
            keys(sentence) { key in
                if lastSeen[key] != Int32(truncatingIfNeeded: sentence) {
                    lastSeen[key] = Int32(truncatingIfNeeded: sentence)
                    counts[key] += 1
                }
            }
        }
        var total: Int32 = 0
        for key in 0...keyCount {
            let count = counts[key] > limit ? 0 : counts[key]
            counts[key] = total
            total += count
        }
        starts = counts
        sentences = Array(repeating: 0, count: Int(total))
        var filled = starts
        for key in lastSeen.indices { lastSeen[key] = -1 }
        let ends = starts
        var out = sentences
        for sentence in all {
            keys(sentence) { key in
                guard ends[key] < ends[key + 1], lastSeen[key] != Int32(truncatingIfNeeded: sentence) else { return }
                lastSeen[key] = Int32(truncatingIfNeeded: sentence)
                out[Int(filled[key])] = Int32(truncatingIfNeeded: sentence)
                filled[key] += 1
            }
        }
        sentences = out
    }

    /// Where in `sentences` those of a key stand.
    func range(of key: Int) -> Range<Int> { Int(starts[key])..<Int(starts[key + 1]) }
}
