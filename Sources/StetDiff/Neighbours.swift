internal import StetText

/// Which of the removed elements of a gap is told right before which of the added ones.
///
/// The script links what is the same thing edited; of a passage that was written anew little is, and still a reader sees what took
/// the place of what. So that they stand beside each other, as many as can be are paired in order, first those that share
/// words. It says nothing but where they are told.
struct Neighbours {
    /// Gaps with more pairs than this to look at are told as they are: all that was removed, then all that was added. No reader
    /// keeps so much in mind, and it bounds the work.
    static let bound = 1024

    /// What two elements of one kind gain by standing beside each other, beside one for each word that they share: less than
    /// a word, so that words say which.
    private static let sameKind = 1
    private static let sharedWord = 4

    /// Positions in the two lists, rising on both sides.
    let pairs: [(removed: Int, added: Int)]

    /// - Parameters:
    ///   - isAlike: whether two are of one kind.
    ///   - words: the words of each, numbered.
    /// - Complexity: O(removed · added · words).
    init(_ removed: [Set<UInt32>], _ added: [Set<UInt32>], isAlike: (Int, Int) -> Bool) {
        guard !removed.isEmpty, !added.isEmpty, removed.count * added.count <= Self.bound else {
            pairs = []
            return
        }
        // The best of what stands behind each place of both lists.
        let width = added.count + 1
        var best = [Int](repeating: 0, count: (removed.count + 1) * width)
        var gain = best
        for x in removed.indices.reversed() {
            for y in added.indices.reversed() {
                let shared = removed[x].intersection(added[y]).count
                gain[x * width + y] = shared * Self.sharedWord + (isAlike(x, y) ? Self.sameKind : 0)
                best[x * width + y] = max(
                    best[(x + 1) * width + y], best[x * width + y + 1],
                    best[(x + 1) * width + y + 1] + gain[x * width + y])
            }
        }
        var pairs: [(Int, Int)] = []
        var (x, y) = (0, 0)
        while x < removed.count, y < added.count {
            let here = best[x * width + y]
            // Where it is all the same, what was removed and has no place in what came stands first.
            if best[(x + 1) * width + y] == here {
                x += 1
            } else if gain[x * width + y] > 0, best[(x + 1) * width + y + 1] + gain[x * width + y] == here {
                pairs.append((x, y))
                x += 1
                y += 1
            } else {
                y += 1
            }
        }
        self.pairs = pairs
    }
}

/// The words of stretches of two texts, numbered alike.
struct WordNumbers {
    private var vocabulary = Vocabulary(capacity: 0)

    /// Words are the same whether a sentence begins with them or not: capitals of ASCII count as small letters. Words that say little
    /// stand everywhere and are left out.
    ///
    /// - Complexity: O(range).
    mutating func words(of bytes: [UInt8], _ range: Range<Int>) -> Set<UInt32> {
        var words: Set<UInt32> = []
        for token in DiffTokens.tokens(in: bytes, range) {
            let id = vocabulary.number(bytes.span, token.range, kind: token.kind)
            let word = vocabulary.words[Int(id)]
            if word.substance > Vocabulary.littleSubstance { words.insert(word.folded) }
        }
        return words
    }
}
