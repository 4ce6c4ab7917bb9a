internal import CSHA1

/// A SHA-1 in the making, by the processor's own instructions where it has them.
///
/// It does not look for collisions, as the hash that libgit2 makes does. So it is for bytes that we make up ourselves:
/// trees, and the checksums of packs and indexes. What strangers wrote is hashed by libgit2: see
/// `ObjectID.init(hashing:as:)`.
package struct SHA1: ~Copyable {
    private var hash = stet_sha1()

    init() {
        unsafe stet_sha1_begin(&hash)
    }

    mutating func add(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe stet_sha1_add(&hash, $0.baseAddress, $0.count) }
    }

    consuming func digest() -> [UInt8] {
        var hash = hash
        return unsafe Array(unsafeUninitializedCapacity: ObjectID.byteCount) { buffer, count in
            unsafe stet_sha1_end(&hash, buffer.baseAddress!)
            count = ObjectID.byteCount
        }
    }

    /// Of bytes that are whole.
    package static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA1()
        hash.add(bytes)
        return hash.digest()
    }

    /// The same without the processor's instructions.
    static func portable(_ bytes: [UInt8]) -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: ObjectID.byteCount) { buffer, count in
            unsafe bytes.withUnsafeBytes { unsafe stet_sha1_portable($0.baseAddress, $0.count, buffer.baseAddress!) }
            count = ObjectID.byteCount
        }
    }
}
