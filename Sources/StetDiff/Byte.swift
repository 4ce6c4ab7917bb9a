/// Bytes of ASCII that the engine looks at.
enum Byte {
    static let lineFeed = UInt8(ascii: "\n")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// White space and control characters of ASCII.
    static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }

    /// Where the line that goes on at `index` ends: at its line feed, or where the text does.
    ///
    /// - Complexity: O(n), eight bytes a step.
    static func endOfLine(_ bytes: [UInt8], from index: Int) -> Int {
        let text = unsafe bytes.span.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = index
        while index + 8 <= text.byteCount {
            // Safe: eight bytes are left.
            let word = unsafe UInt64(
                littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            let other = word ^ UInt64(lineFeed) &* ones
            let found = (other &- ones) & ~other & (0x80 &* ones)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] != lineFeed { index += 1 }
        return index
    }
}
