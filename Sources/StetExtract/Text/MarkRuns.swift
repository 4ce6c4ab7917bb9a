internal import StetText

/// Rows of combining marks on one letter, cut to a length that spelling needs.
///
/// Comparing and hashing a string sorts every row of marks, in time by the square of its length.
enum MarkRuns {
    /// - Complexity: O(n).
    static func limit(_ utf8: inout [UInt8]) {
        if mayExceed(utf8.span) { utf8 = Normalization.withBoundedMarks(utf8) }
    }

    /// Whether so many bytes beyond ASCII may stand in a row as marks over the limit take: each has two bytes or more,
    /// so that two neighbouring ones of the bytes that are looked at fall into the row.
    ///
    /// - Complexity: O(n), in steps of 31 bytes.
    private static func mayExceed(_ utf8: Span<UInt8>) -> Bool {
        var wasWide = false
        for index in stride(from: 0, to: utf8.count, by: Normalization.maximumMarkCount + 1) {
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
