/// The article's text as the page's own JSON-LD states it.
///
/// It is a witness, not the text: it is often cut short, without marks, or older than the page. It may vouch for a
/// line; its silence condemns none.
struct BodyWitness {
    /// Shorter texts are summaries.
    private static let minimumByteCount = 300
    private static let shingleLength = 4
    /// A line is held when this share of its shingles is: an edit of some words must not flip the answer.
    private static let minimumShare = 0.5

    private var shingles: Set<Int> = []
    let byteCount: Int

    init?(_ text: String) {
        guard text.utf8.count >= Self.minimumByteCount else { return nil }
        byteCount = text.utf8.count
        for shingle in Self.shingles(of: text) { shingles.insert(shingle) }
    }

    func holds(_ text: String) -> Bool {
        let all = Self.shingles(of: text)
        guard !all.isEmpty else { return false }
        let held = all.reduce(0) { $0 + (shingles.contains($1) ? 1 : 0) }
        return Double(held) >= Self.minimumShare * Double(all.count)
    }

    /// FNV-1a hashes of runs of words; the same in every process.
    static func shingles(of text: String) -> [Int] {
        var words: [UInt64] = []
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var isWord = false
        func close() {
            if isWord { words.append(hash) }
            hash = 0xCBF2_9CE4_8422_2325
            isWord = false
        }
        let bytes = text.utf8.span
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            // Letters and digits only: quotes, dashes and spaces differ between the data and the page, and so do hyphens
            // that are not seen. Of two bytes are the signs of Latin-1, of three punctuation and symbols.
            switch byte {
            case 0xC2:
                if index < bytes.count, bytes[index] != 0xAD { close() }
                index += 1
            case 0xE2:
                let isInvisible = index + 1 < bytes.count && bytes[index] == 0x80 && 0x8B...0x8F ~= bytes[index + 1]
                if !isInvisible { close() }
                index += 2
            case 48...57, 65...90, 97...122, 0x80...:
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
                isWord = true
            default: close()
            }
        }
        close()
        guard words.count >= shingleLength else { return [] }
        return (0...words.count - shingleLength).map { start in
            var all: UInt64 = 17
            for word in words[start..<start + shingleLength] { all = (all &* 31) ^ word }
            return Int(truncatingIfNeeded: all)
        }
    }
}
