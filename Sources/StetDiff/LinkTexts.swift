/// The pieces of text that the links of a comparison join, and what links of them weigh when it is settled which of two links that
/// cross one another moved: the text of both sides.
struct LinkTexts {
    struct Side {
        let bytes: [UInt8]
        /// Where each piece stands in `bytes`.
        let pieces: [Range<Int>]
        /// The blocks that the pieces lie in, where that tells something of them, and the number of the block of each piece, or -1.
        var blocks: [DiffText.Block] = []
        var owners: [Int32] = []

        fileprivate func hash(_ index: Int) -> UInt64 { FoldedText.hash(bytes, pieces[index], seed: 0) }

        /// The same with what the piece is: its block's kind, and the marker and text that it begins with.
        fileprivate func hashInBlock(_ index: Int) -> UInt64 {
            guard !owners.isEmpty, owners[index] >= 0 else { return hash(index) }
            let block = blocks[Int(owners[index])]
            let opening = block.range.prefix(Self.openingLength)
            return hash(index) &* 3 &+ FoldedText.hash(bytes, opening, seed: UInt64(block.kind.code))
        }

        /// Bytes of a block that are looked at for each of its sentences: a paragraph may be a whole book.
        private static let openingLength = 256
    }

    let before: Side
    let after: Side

    /// Whether two pieces of the sides, which differ, come in the order of their sides: by what they say, and not by which
    /// side is called before.
    func isTurned(_ i: Int, _ j: Int) -> Bool { before.hash(i) > after.hash(j) }

    func weight(_ i: Int, _ j: Int) -> Int { before.pieces[i].count + after.pieces[j].count + 1 }

    func weight(_ befores: IndexList, _ afters: IndexList) -> Int {
        befores.reduce(1) { $0 + before.pieces[$1].count } + afters.reduce(0) { $0 + after.pieces[$1].count }
    }

    /// The weight in upper bits, and below it a hash of the text, of the blocks it stands in and of how far it stands from its old
    /// place.
    ///
    /// Nothing else can decide between two links that weigh the same that is the same whichever side is called before, and
    /// whatever stands in front: two blocks that changed places stand in each other's.
    ///
    /// - Complexity: O(n) in the pieces.
    func exactWeight(_ i: Int, _ j: Int) -> Int {
        settled(weight(i, j), before.hashInBlock(i) &+ after.hashInBlock(j), distance: i - j)
    }

    func exactWeight(_ befores: IndexList, _ afters: IndexList) -> Int {
        let hash =
            befores.reduce(0) { $0 &+ before.hashInBlock($1) } &+ afters.reduce(0) { $0 &+ after.hashInBlock($1) }
        return settled(weight(befores, afters), hash, distance: befores[0] - afters[0])
    }

    private func settled(_ weight: Int, _ hash: UInt64, distance: Int) -> Int {
        // Weights add up to less than twice the bytes of both texts, and there are fewer links than bytes: so many bits are left
        // for the sum of the hashes, and so many for each. In texts of many megabytes that is few.
        let room = (before.bytes.count + after.bytes.count).leadingZeroBitCount - 3
        let bits = max(8, 2 * room - 61)
        let hash = hash &+ UInt64(distance.magnitude) &* 0x9e37_79b9_7f4a_7c15
        return weight << room | Int(truncatingIfNeeded: hash >> UInt64(64 - bits))
    }
}
