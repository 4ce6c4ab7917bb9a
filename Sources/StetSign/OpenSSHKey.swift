/// A private key in the form of OpenSSH ("openssh-key-v1").
///
/// Source: PROTOCOL.key in OpenSSH's sources.
enum OpenSSHKey {
    case open(PrivateKey)
    /// Under a passphrase.
    case encrypted(EncryptedKey)

    private static let magic = "openssh-key-v1\0"
    private static let firstLine = "-----BEGIN OPENSSH PRIVATE KEY-----"
    private static let lastLine = "-----END OPENSSH PRIVATE KEY-----"
    private static let lineWidth = 70
    private static let blockByteCount = 8

    static func text(of key: PrivateKey, comment: String) -> String {
        var secret = SSHWriter()
        let check = Sodium.randomWord()
        secret.word(check)
        secret.word(check)
        secret.string(PublicKey.algorithm)
        secret.string(key.publicKey.bytes)
        secret.string(key.bytes)
        secret.string(comment)
        var padding: UInt8 = 1
        while secret.bytes.count % blockByteCount != 0 {
            secret.raw([padding])
            padding += 1
        }
        var writer = SSHWriter()
        writer.raw(magic.utf8)
        writer.string("none")
        writer.string("none")
        writer.string("")
        writer.word(1)
        writer.string(key.publicKey.blob)
        writer.string(secret.bytes)
        var lines = [firstLine]
        var rest = Base64.text(of: writer.bytes)[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(lineWidth)))
            rest = rest.dropFirst(lineWidth)
        }
        return (lines + [lastLine]).joined(separator: "\n") + "\n"
    }

    /// Nil for what is no such key, and for keys of other algorithms than Ed25519.
    init?(text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count >= 3, lines.first == Self.firstLine[...], lines.last == Self.lastLine[...],
            let bytes = Base64.bytes(of: lines.dropFirst().dropLast().joined())
        else { return nil }
        var reader = SSHReader(bytes)
        guard reader.take(Self.magic), let cipher = reader.text(), let derivation = reader.text(),
            let options = reader.string(), reader.word() == 1,
            let publicKey = reader.string().flatMap({ PublicKey(blob: $0) }),
            let secret = reader.string()
        else { return nil }
        guard cipher == "none" else {
            self = .encrypted(
                EncryptedKey(
                    publicKey: publicKey, secret: secret,
                    encryption: KeyEncryption(cipher: cipher, derivation: derivation, options: options)))
            return
        }
        guard let key = Self.key(in: secret, of: publicKey) else { return nil }
        self = .open(key)
    }

    /// Nil for bytes that were decrypted with another passphrase.
    fileprivate static func key(in secret: [UInt8], of publicKey: PublicKey) -> PrivateKey? {
        var parts = SSHReader(secret)
        guard let check = parts.word(), parts.word() == check, parts.text() == PublicKey.algorithm,
            parts.string() != nil, let key = parts.string().flatMap({ PrivateKey(bytes: $0) }),
            key.publicKey == publicKey
        else { return nil }
        return key
    }
}

/// A private key that cannot be read without its passphrase; the public half can.
struct EncryptedKey: Sendable {
    let publicKey: PublicKey
    fileprivate let secret: [UInt8]
    /// Nil where it is encrypted in another way than OpenSSH's own.
    fileprivate let encryption: KeyEncryption?

    var canBeOpened: Bool { encryption != nil }

    /// The key; nil where that is not its passphrase.
    func opened(with passphrase: [UInt8]) -> PrivateKey? {
        encryption.flatMap { OpenSSHKey.key(in: $0.decrypted(secret, passphrase: passphrase), of: publicKey) }
    }
}
