/// Bytes of ASCII that the engine looks at.
enum Byte {
    static let lineFeed = UInt8(ascii: "\n")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// White space and control characters of ASCII.
    static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }

    /// Whether there is nothing but white space.
    static func areBlank(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy(isBlank) }

    /// Where the line that goes on at `index` ends: at its line feed, or where the text does.
    ///
    /// - Complexity: O(n), sixteen bytes a step.
    static func endOfLine(_ bytes: [UInt8], from index: Int) -> Int {
        let text = unsafe bytes.span.bytes
        var index = index
        // Compared with a vector: with a number the compiler compares byte by byte.
        let lineFeeds = SIMD16(repeating: lineFeed)
        while index &+ 16 <= text.byteCount {
            // Safe: sixteen bytes are left, and are two words, the first in front.
            let found = unsafe unsafeBitCast(
                text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self) .== lineFeeds,
                to: SIMD2<UInt64>.self)
            if found[0] != 0 { return index + UInt64(littleEndian: found[0]).trailingZeroBitCount / 8 }
            if found[1] != 0 { return index + 8 + UInt64(littleEndian: found[1]).trailingZeroBitCount / 8 }
            index &+= 16
        }
        while index < bytes.count, bytes[index] != lineFeed { index += 1 }
        return index
    }
}
