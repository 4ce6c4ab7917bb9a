internal import CSodium

/// A public Ed25519 key (RFC 8032).
public struct PublicKey: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    static let algorithm = "ssh-ed25519"
    private static let byteCount = 32
    static let signatureByteCount = 64

    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Whether the 64 bytes of `signature` were made over `message` by this key's owner.
    ///
    /// The libsodium call is `crypto_sign_verify_detached`, which refuses weak keys and signatures in another form than
    /// the one that signing gives.
    func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount else { return false }
        return unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
    }
}

/// A key pair in memory.
struct PrivateKey: Sendable {
    let publicKey: PublicKey
    /// The seed and the public key, as OpenSSH and libsodium both keep them: 64 bytes.
    let bytes: [UInt8]

    static let byteCount = 64

    /// Makes a new key of the system's random bytes. The libsodium call is `crypto_sign_keypair`.
    init() {
        Sodium.start
        var publicBytes = [UInt8](repeating: 0, count: PublicKey.signatureByteCount / 2)
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        precondition(unsafe crypto_sign_keypair(&publicBytes, &bytes) == 0, "making a key cannot fail")
        self.init(bytes: bytes)!
    }

    /// Nil when the public half is not that of the seed: signatures made with such a pair give the seed away.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        var publicBytes = [UInt8](repeating: 0, count: Self.byteCount / 2)
        var secret = [UInt8](repeating: 0, count: Self.byteCount)
        guard unsafe crypto_sign_seed_keypair(&publicBytes, &secret, Array(bytes[..<(Self.byteCount / 2)])) == 0,
            secret == bytes, let key = PublicKey(bytes: publicBytes)
        else { return nil }
        publicKey = key
        self.bytes = bytes
    }

    /// 64 bytes. The same key and message give the same signature. The libsodium call is `crypto_sign_detached`.
    func signature(over message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: PublicKey.signatureByteCount)
        let code = unsafe crypto_sign_detached(&signature, nil, message, UInt64(message.count), bytes)
        precondition(code == 0, "signing cannot fail")
        return signature
    }
}

enum Sodium {
    /// libsodium's own state, set up once for the process: it chooses the fastest code for this processor.
    static let start: Void = {
        precondition(sodium_init() >= 0, "libsodium finds no source of random bytes")
    }()

    static func randomWord() -> UInt32 {
        start
        return randombytes_random()
    }

    static func sha512(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 64)
        unsafe crypto_hash_sha512(&hash, bytes, UInt64(bytes.count))
        return hash
    }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        unsafe crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
        return hash
    }
}
