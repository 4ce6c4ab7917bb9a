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

    /// The checksum of a pack's entry. The libdeflate call is `libdeflate_crc32`.
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
    }
}
