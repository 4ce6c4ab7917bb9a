/// Why bytes are no text that can be compared: the first thing that is wrong with them.
public enum TextFault: Error, Hashable, Sendable {
    /// A byte that begins no character of UTF-8.
    case notUTF8(byteOffset: Int)
    /// No text holds a NUL; what does was cut from a record of fixed size, or is no text.
    case holdsNUL(byteOffset: Int)

    /// The first fault of a text; nil where there is none.
    ///
    /// - Complexity: O(n); ASCII, 32 bytes a step.
    public init?(in bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            index = bytes.endOfPlainASCII(from: index)
            guard index < bytes.count else { return nil }
            if bytes[index] == 0 {
                self = .holdsNUL(byteOffset: index)
                return
            }
            // ASCII was passed over: nothing else takes one byte.
            let length = UTF8Scalars.decode(bytes, at: index, end: bytes.count).length
            guard length > 1 else {
                self = .notUTF8(byteOffset: index)
                return
            }
            index += length
        }
        return nil
    }
}

extension TextFault: CustomStringConvertible {
    /// To stand after what is wrong: "is not UTF-8 (byte 3)", counted from 0.
    public var description: String {
        switch self {
        case .notUTF8(let byteOffset): "is not UTF-8 (byte \(byteOffset))"
        case .holdsNUL(let byteOffset): "holds a NUL (byte \(byteOffset))"
        }
    }
}

extension Span<UInt8> {
    /// Where the ASCII that begins at `start` ends, or a NUL stands in it.
    fileprivate func endOfPlainASCII(from start: Int) -> Int {
        let count = count
        return unsafe withUnsafeBytes { bytes in
            /// The top bit of each byte that is no plain ASCII. A byte below 1 borrows from its top bit, and may from those of bytes
            /// behind it: the first bit is right.
            func faults(at index: Int) -> UInt64 {
                let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                return (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
            }
            var index = start
            while index + 32 <= count,
                faults(at: index) | faults(at: index + 8) | faults(at: index + 16) | faults(at: index + 24) == 0
            {
                index += 32
            }
            while index + 8 <= count {
                let faults = faults(at: index)
                if faults != 0 { return index + faults.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < count, unsafe bytes[index] < 0x80, unsafe bytes[index] != 0 { index += 1 }
            return index
        }
    }
}
