/// Numbers of articles, ascending, each as its distance from the one before in seven bits a byte, the lowest first.
struct Postings {
    private(set) var bytes: [UInt8] = []
    private(set) var last: Int64 = -1

    /// Adds a number; one that is there already, as the last one, is not added again.
    ///
    /// - Returns: Whether it was.
    @discardableResult
    mutating func add(_ article: Int64) -> Bool {
        guard article != last else { return false }
        precondition(article > last, "articles are added in their order")
        var rest = UInt64(article - last)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
        last = article
        return true
    }

    /// The numbers; nil for bytes that are none.
    static func articles(_ bytes: UnsafeRawBufferPointer) -> [Int64]? {
        var articles: [Int64] = []
        var (last, value, shift): (Int64, UInt64, UInt64) = (-1, 0, 0)
        for index in bytes.indices {
            guard shift < 56 else { return nil }
            let byte = unsafe bytes[index]
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            last += Int64(value)
            articles.append(last)
            (value, shift) = (0, 0)
        }
        return shift == 0 ? articles : nil
    }
}
