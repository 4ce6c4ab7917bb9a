/// A signature over bytes in the form of OpenSSH: `ssh-keygen -Y sign` makes such, and git keeps them in commits.
///
/// Source: PROTOCOL.sshsig in OpenSSH's sources, version 1.
public struct SSHSignature: Hashable, Sendable {
    public var publicKey: PublicKey
    /// What the signature is for: "git". One made for something else is not valid here.
    public var namespace: String
    var hashAlgorithm: HashAlgorithm
    /// The 64 bytes of Ed25519.
    var bytes: [UInt8]

    enum HashAlgorithm: String {
        case sha512, sha256

        func hash(_ bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .sha512: Sodium.sha512(bytes)
            case .sha256: Sodium.sha256(bytes)
            }
        }
    }

    public static let gitNamespace = "git"
    private static let magic = "SSHSIG"
    private static let version: UInt32 = 1
    private static let firstLine = "-----BEGIN SSH SIGNATURE-----"
    private static let lastLine = "-----END SSH SIGNATURE-----"
    private static let lineWidth = 70
    /// One of an Ed25519 key has less than 400 bytes; a page of text that claims to be one is not read.
    private static let textByteLimit = 4_096

    /// What the key signs: not the message, but its hash and what it is signed for.
    static func payload(_ message: [UInt8], namespace: String, hash: HashAlgorithm = .sha512) -> [UInt8] {
        var writer = SSHWriter()
        writer.raw(magic.utf8)
        writer.string(namespace)
        writer.string("")
        writer.string(hash.rawValue)
        writer.string(hash.hash(message))
        return writer.bytes
    }

    init(publicKey: PublicKey, namespace: String, hashAlgorithm: HashAlgorithm = .sha512, bytes: [UInt8]) {
        self.publicKey = publicKey
        self.namespace = namespace
        self.hashAlgorithm = hashAlgorithm
        self.bytes = bytes
    }

    /// Whether the key signed this message for this purpose. It says nothing of whose key it is.
    public func isValid(over message: [UInt8], namespace: String = gitNamespace) -> Bool {
        self.namespace == namespace
            && publicKey.isValid(
                bytes, over: Self.payload(message, namespace: namespace, hash: hashAlgorithm))
    }

    /// The lines from BEGIN to END, each ended by a line break.
    public var text: [UInt8] {
        var signature = SSHWriter()
        signature.string(PublicKey.algorithm)
        signature.string(bytes)
        var writer = SSHWriter()
        writer.raw(Self.magic.utf8)
        writer.word(Self.version)
        writer.string(publicKey.blob)
        writer.string(namespace)
        writer.string("")
        writer.string(hashAlgorithm.rawValue)
        writer.string(signature.bytes)
        var lines = Array((Self.firstLine + "\n").utf8)
        var rest = Base64.encoded(writer.bytes)[...]
        while !rest.isEmpty {
            lines += rest.prefix(Self.lineWidth) + [UInt8(ascii: "\n")]
            rest = rest.dropFirst(Self.lineWidth)
        }
        return lines + Array((Self.lastLine + "\n").utf8)
    }

    /// Nil for what is no signature, and for signatures of other algorithms than Ed25519.
    public init?(text: [UInt8]) {
        guard text.count <= Self.textByteLimit else { return nil }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        guard lines.count >= 3, lines.first == Self.firstLine[...], lines.last == Self.lastLine[...],
            let blob = Base64.bytes(of: lines.dropFirst().dropLast().joined())
        else { return nil }
        var reader = SSHReader(blob)
        guard reader.take(Self.magic), reader.word() == Self.version,
            let key = reader.string().flatMap({ PublicKey(blob: $0) }), let namespace = reader.text(),
            reader.string() != nil, let hash = reader.text().flatMap({ HashAlgorithm(rawValue: $0) }),
            let signature = reader.string()
        else { return nil }
        var parts = SSHReader(signature)
        guard parts.text() == PublicKey.algorithm, let bytes = parts.string(),
            bytes.count == PublicKey.signatureByteCount
        else { return nil }
        self.init(publicKey: key, namespace: namespace, hashAlgorithm: hash, bytes: bytes)
    }
}
