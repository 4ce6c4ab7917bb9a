internal import StetHTML

/// Repairs text that was encoded to UTF-8 twice: "itâ€™s" for "it's".
///
/// Publishing systems do it when a database and a program disagree; a browser shows the damage. A letter such as "â"
/// followed by signs that no text puts there is what the bytes of another character look like when read as
/// windows-1252, so reading them back gives the character.
enum DoubleEncoding {
    /// A page with fewer damaged characters is left alone: one "Â»" may be meant.
    private static let minimumCount = 3

    /// - Complexity: O(n); a page without damage is searched for the letters that damage begins with, and not copied.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        let span = bytes.span
        var damaged: [(start: Int, end: Int, character: [UInt8])] = []
        var index = 0
        while let start = span.firstOffset(of: 0xC3, from: index) {
            if let found = character(in: bytes, at: start) {
                damaged.append((start, found.end, found.bytes))
                index = found.end
            } else {
                index = start + 1
            }
        }
        guard damaged.count >= minimumCount else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        index = 0
        for place in damaged {
            out += bytes[index..<place.start]
            out += place.character
            index = place.end
        }
        out += bytes[index...]
        return out
    }

    /// The character whose own UTF-8 was encoded again at `start`.
    private static func character(in bytes: [UInt8], at start: Int) -> (bytes: [UInt8], end: Int)? {
        guard start + 1 < bytes.count else { return nil }
        let lead = bytes[start + 1] | 0x40
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        // Ordinary letters such as "é" end here.
        guard start + 2 < bytes.count, bytes[start + 2] >= 0xC2 else { return nil }
        var original = [lead]
        var index = start + 2
        while original.count < length {
            guard let (byte, end) = singleByte(in: bytes, at: index), (0x80...0xBF).contains(byte) else { return nil }
            original.append(byte)
            index = end
        }
        guard length > 2 || lead <= 0xC5, String(validating: original, as: UTF8.self) != nil else { return nil }
        return (original, index)
    }

    /// The windows-1252 byte of the character at `start`; its C1 controls stand for themselves.
    private static func singleByte(in bytes: [UInt8], at start: Int) -> (UInt8, Int)? {
        guard start + 1 < bytes.count else { return nil }
        switch bytes[start] {
        case 0xC2: return (bytes[start + 1], start + 2)
        case 0xC5, 0xC6, 0xCB:
            let value = UInt32(bytes[start] & 0x1F) << 6 | UInt32(bytes[start + 1] & 0x3F)
            return windows1252[value].map { ($0, start + 2) }
        case 0xE2:
            guard start + 2 < bytes.count else { return nil }
            let value = 0x2000 | UInt32(bytes[start + 1] & 0x3F) << 6 | UInt32(bytes[start + 2] & 0x3F)
            return windows1252[value].map { ($0, start + 3) }
        default: return nil
        }
    }

    private static let windows1252: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
        0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
        0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
        0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]
}
