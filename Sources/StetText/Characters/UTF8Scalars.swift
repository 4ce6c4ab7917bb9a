/// Reading single characters out of UTF-8. Bytes that are no UTF-8 read as U+FFFD, one at a time, so that
/// every walk ends and both directions agree on valid text.
enum UTF8Scalars {
    static let replacement: UInt32 = 0xFFFD

    /// The character at `index` and how many bytes it takes; `end` is where the text ends.
    ///
    /// - Precondition: `index < end <= bytes.count`.
    @inline(__always)
    static func decode(_ bytes: Span<UInt8>, at index: Int, end: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        return decodeMultiByte(bytes, first, at: index, end: end)
    }

    private static func decodeMultiByte(
        _ bytes: Span<UInt8>, _ first: UInt8, at index: Int, end: Int
    ) -> (scalar: UInt32, length: Int) {
        func continuation(_ offset: Int) -> UInt32? {
            guard index + offset < end else { return nil }
            let byte = bytes[index + offset]
            return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
        }
        switch first {
        case 0xC2...0xDF:
            guard let a = continuation(1) else { break }
            return (UInt32(first & 0x1F) << 6 | a, 2)
        case 0xE0...0xEF:
            guard let a = continuation(1), let b = continuation(2) else { break }
            let scalar = UInt32(first & 0x0F) << 12 | a << 6 | b
            guard scalar >= 0x800, scalar & 0xF800 != 0xD800 else { break }
            return (scalar, 3)
        case 0xF0...0xF4:
            guard let a = continuation(1), let b = continuation(2), let c = continuation(3) else { break }
            let scalar = UInt32(first & 0x07) << 18 | a << 12 | b << 6 | c
            guard scalar >= 0x10000, scalar <= 0x10FFFF else { break }
            return (scalar, 4)
        default: break
        }
        return (replacement, 1)
    }

    /// The character that ends before `index`, and how many bytes it takes; `start` is where the text begins.
    ///
    /// - Precondition: `start < index`.
    static func decode(_ bytes: Span<UInt8>, before index: Int, start: Int) -> (scalar: UInt32, length: Int) {
        let last = bytes[index - 1]
        if last < 0x80 { return (UInt32(last), 1) }
        var first = index - 1
        let limit = max(start, index - 4)
        while first > limit, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        let (scalar, length) = decode(bytes, at: first, end: index)
        return first + length == index ? (scalar, length) : (replacement, 1)
    }

    @inline(__always)
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            bytes.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
