internal import CDeflate

/// Compresses objects as git stores them, in the format of zlib. The libdeflate calls are `libdeflate_*`.
@safe
struct Deflater: ~Copyable {
    private let compressor: OpaquePointer
    private var scratch: [UInt8] = []

    /// 0 to 12. See docs/decisions/0009 for what levels cost and save.
    static let level: CInt = 1

    init() throws(GitError) {
        guard let compressor = unsafe libdeflate_alloc_compressor(Self.level) else {
            throw GitError(.other, "compress", "there is no memory for it")
        }
        unsafe self.compressor = unsafe compressor
    }

    deinit {
        unsafe libdeflate_free_compressor(compressor)
    }

    /// Puts the compressed bytes at the end of `output`.
    mutating func compress(_ bytes: [UInt8], to output: inout [UInt8]) {
        let bound = unsafe libdeflate_zlib_compress_bound(compressor, bytes.count)
        if scratch.count < bound { scratch = [UInt8](repeating: 0, count: bound + bound / 2) }
        let compressor = unsafe self.compressor
        let count = unsafe scratch.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe libdeflate_zlib_compress(
                    compressor, source.baseAddress, source.count, target.baseAddress, target.count)
            }
        }
        precondition(count > 0, "what the bound promised is enough")
        output += scratch[..<count]
    }

    /// Bytes that hardly get shorter, such as a small folder: names and random ids. To set up the search for what comes again
    /// takes longer than all else that is done with so few.
    static let storedByteLimit = 256

    /// Puts the bytes at the end of `output` as they are, in the same format.
    ///
    /// Source: RFC 1950 and RFC 1951, section 3.2.4.
    static func store(_ bytes: [UInt8], to output: inout [UInt8]) {
        precondition(bytes.count <= storedByteLimit, "a stored block has at most 65,535 bytes")
        let count = UInt16(bytes.count)
        // A window of 32 KB, the fastest level; the last block, stored.
        output += [0x78, 0x01, 0x01]
        for word in [count, ~count] { output += [UInt8(word & 0xFF), UInt8(word >> 8)] }
        output += bytes
        output.append(
            bigEndian: unsafe bytes.withUnsafeBytes { unsafe libdeflate_adler32(1, $0.baseAddress, $0.count) })
    }

    /// The checksum of a pack's entry. The libdeflate call is `libdeflate_crc32`.
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
    }
}

/// Uncompresses objects. The libdeflate calls are `libdeflate_*`.
@safe
struct Inflater: ~Copyable {
    private let decompressor: OpaquePointer

    init() throws(GitError) {
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
            throw GitError(.other, "uncompress", "there is no memory for it")
        }
        unsafe self.decompressor = unsafe decompressor
    }

    deinit {
        unsafe libdeflate_free_decompressor(decompressor)
    }

    /// The bytes, or nil where they are not of this size or damaged.
    func bytes(_ compressed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        let decompressor = unsafe self.decompressor
        var isWhole = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            let result = unsafe compressed.withUnsafeBytes { source in
                unsafe libdeflate_zlib_decompress(
                    decompressor, source.baseAddress, source.count, target.baseAddress, size, nil)
            }
            isWhole = result == LIBDEFLATE_SUCCESS
            count = isWhole ? size : 0
        }
        return isWhole ? bytes : nil
    }
}
