/// Writes what SSH sends and stores: big-endian numbers, and byte strings with their length before them (RFC 4251, 5).
struct SSHWriter {
    private(set) var bytes: [UInt8] = []

    mutating func word(_ value: UInt32) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func string(_ value: [UInt8]) {
        word(UInt32(value.count))
        bytes += value
    }

    mutating func string(_ value: String) { string(Array(value.utf8)) }

    mutating func raw(_ value: some Sequence<UInt8>) { bytes += value }
}

/// Reads what ``SSHWriter`` writes. Everything gives nil where the bytes end too early.
struct SSHReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    mutating func word() -> UInt32? {
        guard rest.count >= 4 else { return nil }
        let value = rest.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        rest = rest.dropFirst(4)
        return value
    }

    mutating func string() -> [UInt8]? {
        guard let count = word(), rest.count >= Int(count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    mutating func text() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }

    /// Takes these bytes, or gives false where others stand.
    mutating func take(_ magic: String) -> Bool {
        guard rest.starts(with: magic.utf8) else { return false }
        rest = rest.dropFirst(magic.utf8.count)
        return true
    }
}

extension PublicKey {
    /// The key as SSH sends it: algorithm and bytes.
    var blob: [UInt8] {
        var writer = SSHWriter()
        writer.string(Self.algorithm)
        writer.string(bytes)
        return writer.bytes
    }

    /// Nil for keys of other algorithms, and for what is no key.
    init?(blob: [UInt8]) {
        var reader = SSHReader(blob)
        guard reader.text() == Self.algorithm, let bytes = reader.string(), reader.rest.isEmpty else { return nil }
        self.init(bytes: bytes)
    }

    /// "ssh-ed25519 AAAA…", as in `.pub` files.
    public var text: String { Self.algorithm + " " + Base64.text(of: blob) }

    /// Reads "ssh-ed25519 AAAA… comment".
    public init?(text: some StringProtocol) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, words[0] == Self.algorithm, let blob = Base64.bytes(of: words[1]) else { return nil }
        self.init(blob: blob)
    }

    /// "SHA256:…", as `ssh-keygen -l` shows it.
    public var fingerprint: String {
        "SHA256:" + Base64.text(of: Sodium.sha256(blob)).prefix { $0 != "=" }
    }
}
