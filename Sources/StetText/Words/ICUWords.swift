internal import CICU

/// Word boundaries by Unicode UAX #29 as ICU finds them, root locale. The ICU call is `ubrk_next`.
enum ICUWords {
    struct Boundary: Hashable {
        /// Where the piece ends, counted like the range it was asked for.
        var end: Int
        /// What the piece is: one of `STET_WORD_NONE` and its neighbours.
        var status: UInt8
    }

    /// The boundaries inside `range` and at its end. An empty range has none.
    ///
    /// ICU counts in 32 bits: what is longer is cut into pieces of `pieceLimit` bytes.
    static func boundaries(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [Boundary] {
        var result: [Boundary] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start + pieceLimit)
            append(bytes, start..<end, to: &result)
            start = end
        }
        return result
    }

    static let pieceLimit = 1 << 28

    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to result: inout [Boundary]) {
        let length = range.count
        var count = -1
        var kinds = [UInt8](repeating: 0, count: length)
        let ends = unsafe [Int32](unsafeUninitializedCapacity: length) { ends, initialized in
            unsafe bytes.extracting(range).withUnsafeBufferPointer { text in
                unsafe kinds.withUnsafeMutableBufferPointer { kinds in
                    guard let text = text.baseAddress, let kinds = kinds.baseAddress, let ends = ends.baseAddress
                    else { return }
                    unsafe count = Int(stet_icu_words(text, Int32(length), ends, kinds))
                }
            }
            initialized = max(0, count)
        }
        guard count > 0 else {
            // ICU had no memory or no data: the run stays one piece, so that nothing of the text is lost.
            result.append(Boundary(end: range.upperBound, status: UInt8(STET_WORD_LETTER)))
            return
        }
        result.reserveCapacity(result.count + count)
        for index in 0..<count {
            result.append(Boundary(end: range.lowerBound + Int(ends[index]), status: kinds[index]))
        }
    }
}
