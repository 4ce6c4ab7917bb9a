internal import CGit2

/// The SHA-1 name of a git object.
public struct ObjectID: Hashable, Sendable {
    // Three words rather than an array: ids are dictionary keys on the recording path.
    private var high: UInt64
    private var middle: UInt64
    private var low: UInt32

    public static let byteCount = 20
    public static let hexDigitCount = 40

    /// The 20 bytes of an id as they stand in a tree object.
    public init?(_ bytes: some Sequence<UInt8>) { self.init(reading: bytes) }

    /// The same, where the bytes are a part of others: modules share no code that is generic.
    public init?(_ bytes: ArraySlice<UInt8>) { self.init(reading: bytes) }

    private init?(reading bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        for byte in bytes {
            switch count {
            case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
            case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
            case 16..<Self.byteCount: words.2 = words.2 << 8 | UInt64(byte)
            default: return nil
            }
            count += 1
        }
        guard count == Self.byteCount else { return nil }
        (high, middle, low) = (words.0, words.1, UInt32(words.2))
    }

    /// Reads 40 hexadecimal digits of either case.
    public init?(hex: some StringProtocol) {
        self.init(readingHex: hex.utf8)
    }

    init?(hex: ArraySlice<UInt8>) { self.init(readingHex: hex) }

    private init?(readingHex digits: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        for digit in digits {
            guard let value = hexDigitValue(digit) else { return nil }
            switch count {
            case 0..<16: words.0 = words.0 << 4 | UInt64(value)
            case 16..<32: words.1 = words.1 << 4 | UInt64(value)
            case 32..<Self.hexDigitCount: words.2 = words.2 << 4 | UInt64(value)
            default: return nil
            }
            count += 1
        }
        guard count == Self.hexDigitCount else { return nil }
        (high, middle, low) = (words.0, words.1, UInt32(words.2))
    }

    /// The name git gives to an object of this kind and content.
    ///
    /// Trees are made of names and ids that we choose, so nobody can aim a collision at them, and they are most of what is
    /// hashed: the processor's own instructions are used, five times as fast. All else may hold what strangers wrote, and
    /// libgit2 looks for collisions in it. The libgit2 call is `git_odb_hash`; `printf %s TEXT | git hash-object --stdin`
    /// says the same of a blob.
    public init(hashing bytes: [UInt8], as kind: ObjectKind = .blob) {
        if kind == .tree {
            self.init(hashingOwn: bytes, as: "tree")
            return
        }
        LibGit2.start
        var id = git_oid()
        let code = unsafe bytes.withLentBytes { unsafe git_odb_hash(&id, $0, bytes.count, kind.type) }
        precondition(code == 0, "hashing fails only for a kind that git does not have")
        self.init(id)
    }

    /// The name git gives to content that is ours, or where two that are alike do no harm: nobody looks for collisions.
    package init(hashingOwn bytes: [UInt8], as kind: StaticString = "blob") {
        var hash = SHA1()
        hash.add(Array("\(kind) \(bytes.count)\0".utf8))
        hash.add(bytes)
        // A SHA-1 has 20 bytes.
        self = ObjectID(hash.digest())!
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// Puts the 20 bytes at the end of others.
    func append(to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    /// Lends the 20 bytes.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // The words stand one after another, without a gap.
        let words = (high.bigEndian, middle.bigEndian, low.bigEndian)
        return unsafe Swift.withUnsafeBytes(of: words) {
            unsafe body(UnsafeRawBufferPointer(rebasing: $0[..<Self.byteCount]))
        }
    }

    /// Reads 20 bytes.
    package init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "an id has 20 bytes")
        unsafe high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        unsafe middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        unsafe low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    package var firstByte: UInt8 { UInt8(truncatingIfNeeded: high >> 56) }
    var firstTwoBytes: UInt16 { UInt16(truncatingIfNeeded: high >> 48) }
}

extension ObjectID {
    /// The first word says enough: an id is a hash already.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(high)
    }
}

extension ObjectID: Comparable {
    /// As the bytes stand, the first before the last.
    public static func < (before: ObjectID, after: ObjectID) -> Bool {
        (before.high, before.middle, before.low) < (after.high, after.middle, after.low)
    }
}

extension ObjectID: CustomStringConvertible {
    /// 40 lower-case hexadecimal digits.
    public var description: String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return unsafe String(unsafeUninitializedCapacity: Self.hexDigitCount) { digits in
            unsafe withUnsafeBytes { bytes in
                for index in 0..<Self.byteCount {
                    unsafe digits[2 * index] = digit(bytes[index] >> 4)
                    unsafe digits[2 * index + 1] = digit(bytes[index] & 15)
                }
            }
            return Self.hexDigitCount
        }
    }

    /// The first digits, for people.
    public var short: String { String(description.prefix(10)) }
}

extension ObjectID {
    init(_ id: git_oid) {
        // A git_oid of this libgit2 always has 20 bytes.
        self = unsafe Swift.withUnsafeBytes(of: id.id) { unsafe ObjectID($0) }
    }

    var oid: git_oid {
        var id = git_oid()
        unsafe withUnsafeMutableBytes(of: &id.id) { target in
            unsafe withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        return id
    }
}

private func hexDigitValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// The four kinds of git object.
public enum ObjectKind: Hashable, Sendable {
    case commit, tree, blob, tag

    init?(_ type: git_object_t) {
        switch type {
        case GIT_OBJECT_COMMIT: self = .commit
        case GIT_OBJECT_TREE: self = .tree
        case GIT_OBJECT_BLOB: self = .blob
        case GIT_OBJECT_TAG: self = .tag
        default: return nil
        }
    }

    var type: git_object_t {
        switch self {
        case .commit: GIT_OBJECT_COMMIT
        case .tree: GIT_OBJECT_TREE
        case .blob: GIT_OBJECT_BLOB
        case .tag: GIT_OBJECT_TAG
        }
    }
}

extension [UInt8] {
    /// Lends the bytes to libgit2, which refuses a null pointer even where there are none.
    func withLentBytes(_ body: (UnsafeRawPointer) -> Int32) -> Int32 {
        unsafe (isEmpty ? [0] : self).withUnsafeBytes { unsafe body($0.baseAddress!) }
    }
}
