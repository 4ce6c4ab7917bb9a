/// Rows of combining marks on one letter, cut to a length that spelling needs.
///
/// Comparing and hashing a string sorts every row of marks, in time by the square of its length.
enum MarkRuns {
    /// As in the form that text is stored in: see `Normalization`.
    private static let limit = 30

    /// - Complexity: O(n).
    static func limit(_ utf8: inout [UInt8]) {
        guard mayExceed(utf8.span) else { return }
        var count = 0
        var index = 0
        var excess: [Range<Int>] = []
        while index < utf8.count {
            let byte = utf8[index]
            guard byte >= 0x80 else {
                count = 0
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let end = min(index + length, utf8.count)
            var code = UInt32(byte) & (0xFF >> UInt32(length + 1))
            for position in index + 1..<max(end, index + 1) { code = code << 6 | UInt32(utf8[position] & 0x3F) }
            count = ScalarClass.of(code).contains(.mark) ? count + 1 : 0
            if count > limit {
                if let last = excess.last, last.upperBound == index {
                    excess[excess.count - 1] = last.lowerBound..<end
                } else {
                    excess.append(index..<end)
                }
            }
            index = end
        }
        guard !excess.isEmpty else { return }
        var kept: [UInt8] = []
        kept.reserveCapacity(utf8.count)
        var start = 0
        for range in excess {
            kept += utf8[start..<range.lowerBound]
            start = range.upperBound
        }
        utf8 = kept + utf8[start...]
    }

    /// Whether so many bytes beyond ASCII may stand in a row as marks over the limit take: each has two bytes or more,
    /// so that two neighbouring ones of the bytes that are looked at fall into the row.
    ///
    /// - Complexity: O(n), in steps of 31 bytes.
    private static func mayExceed(_ utf8: Span<UInt8>) -> Bool {
        var wasWide = false
        for index in stride(from: 0, to: utf8.count, by: limit + 1) {
            let isWide = utf8[index] >= 0x80
            if isWide, wasWide { return true }
            wasWide = isWide
        }
        return false
    }

    static func limited(_ text: String) -> String {
        guard mayExceed(text.utf8.span) else { return text }
        var bytes = Array(text.utf8)
        limit(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
