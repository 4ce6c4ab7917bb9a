internal import CCompression

/// Undoes one compression, piece by piece.
@safe
struct Decoder: ~Copyable {
    enum Coding {
        case gzip, zlib, deflate, brotli
    }

    enum State {
        case more, done, failed
    }

    private let handle: OpaquePointer

    /// Nil where there is no library for it.
    init?(_ coding: Coding) {
        let kind: stet_coding =
            switch coding {
            case .gzip: stet_coding_gzip
            case .zlib: stet_coding_zlib
            case .deflate: stet_coding_deflate
            case .brotli: stet_coding_brotli
            }
        guard let handle = unsafe stet_decoder_begin(kind) else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe stet_decoder_end(handle) }

    /// Takes from the front of `input` what gives at most a piece of output, and adds that.
    borrowing func step(_ input: inout ArraySlice<UInt8>, into output: inout [UInt8], pieceByteCount: Int) -> State {
        var (taken, given) = (input.count, pieceByteCount)
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: pieceByteCount))
        let handle = unsafe self.handle
        let state = unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stet_decoder_step(handle, source.baseAddress, &taken, target.baseAddress! + start, &given)
            }
        }
        output.removeLast(pieceByteCount - given)
        input = input.dropFirst(taken)
        return state == stet_decoder_done ? .done : state == stet_decoder_failed ? .failed : .more
    }
}

package enum GzipMember {
    /// zlib's own middle: half the size of level 1 for twice the time.
    private static let level: Int32 = 6

    /// The bytes as one member of a gzip file. The same bytes give the same member.
    package static func of(_ bytes: [UInt8]) -> [UInt8] {
        let room = stet_gzip_bound(bytes.count)
        return unsafe Array(unsafeUninitializedCapacity: room) { buffer, count in
            count = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe stet_gzip(source.baseAddress, source.count, level, buffer.baseAddress!, room)
            }
            precondition(count > 0, "what the bound promised is enough")
        }
    }
}
