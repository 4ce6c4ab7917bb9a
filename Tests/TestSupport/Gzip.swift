/// Gzip without compression, and gzip that expands a lot, for tests of readers.
package enum Gzip {
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    /// The bytes as stored blocks.
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out = header
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            out += [rest.isEmpty ? 1 : 0] + littleEndian(count) + littleEndian(~count) + block
        } while !rest.isEmpty
        return out + littleEndian(crc32(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// About `count` zero bytes at 158 to one. The check sum is left out: a reader is expected to stop before it.
    package static func zeros(count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(1, count: 1)  // the last block
        bits.write(1, count: 2)  // fixed codes
        bits.writeCode(0b0011_0000, count: 8)  // a zero
        for _ in 0..<(count / 258) {
            bits.writeCode(0b1100_0101, count: 8)  // 258 bytes
            bits.writeCode(0, count: 5)  // from one byte back
        }
        bits.writeCode(0, count: 7)  // the end
        return header + bits.bytes
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        var used = 8

        mutating func write(_ value: Int, count: Int) {
            for position in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8((value >> position) & 1) << used
                used += 1
            }
        }

        /// Huffman codes stand with their highest bit first.
        mutating func writeCode(_ value: Int, count: Int) {
            for position in (0..<count).reversed() { write((value >> position) & 1, count: 1) }
        }
    }
}
