internal import StetText

/// What a piece of text says, as a number: letters in small form, every number as one sign, all else left out.
///
/// "1,204 people watching" and "987 people watching" have the same key, so have two fetches of a sentence whose quotes
/// or spaces differ. FNV-1a of 64 bits, the same in every process; a clash can only tip a line that is near the border.
enum TextKey {
    /// Nil for text with fewer letters than these: a bare number or sign is told by its place alone.
    static let minimumLetterCount = 3

    /// - Complexity: O(n).
    static func of(_ text: String) -> UInt64? { of(text.utf8.span) }

    static func of(_ text: Substring) -> UInt64? { of(text.utf8.span) }

    private static func of(_ utf8: borrowing Span<UInt8>) -> UInt64? {
        for index in utf8.indices where utf8[index] >= 0x80 {
            var copy: [UInt8] = []
            copy.reserveCapacity(utf8.count)
            for index in utf8.indices { copy.append(utf8[index]) }
            return key(of: Normalization.normalized(copy).span)
        }
        return key(of: utf8)
    }

    private static func key(of bytes: borrowing Span<UInt8>) -> UInt64? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var letterCount = 0
        var isInNumber = false
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                add(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                add(byte | 0x20)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if !isInNumber { add(UInt8(ascii: "#")) }
                isInNumber = true
                continue
            case 0x80...:
                // Signs of Latin-1 and general punctuation: quotes and dashes are not what a text says.
                if byte == 0xC2 {
                    index += 1
                    continue
                }
                if byte == 0xE2, index < bytes.count, bytes[index] == 0x80 || bytes[index] == 0x81 {
                    index += 2
                    continue
                }
                add(byte)
            default: continue
            }
            isInNumber = false
            letterCount += 1
        }
        return letterCount >= minimumLetterCount ? hash : nil
    }
}
