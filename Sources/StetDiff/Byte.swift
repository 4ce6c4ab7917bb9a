/// Bytes of ASCII that the engine looks at.
enum Byte {
    static let lineFeed = UInt8(ascii: "\n")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// White space and control characters of ASCII.
    static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }
}
