internal import CBcrypt

/// How OpenSSH encrypts a key file: AES-256 in counter mode under a key that bcrypt derives from the passphrase. That is what `ssh-keygen`
/// has made since OpenSSH 7.6; for others there is the agent.
///
/// Source: PROTOCOL.key in OpenSSH's sources; bcrypt_pbkdf(3).
struct KeyEncryption: Hashable, Sendable {
    let salt: [UInt8]
    /// How often each part is hashed.
    let roundCount: Int

    private static let cipher = "aes256-ctr"
    private static let derivation = "bcrypt"
    private static let keyByteCount = 32
    private static let counterByteCount = 16
    private static let hashByteCount = 32
    /// A file that asks for more would keep us for minutes; `ssh-keygen` takes 16 or 24 by itself.
    private static let roundLimit = 1_024

    /// Nil for other ciphers, and for files that ask for too much.
    init?(cipher: String, derivation: String, options: [UInt8]) {
        guard cipher == Self.cipher, derivation == Self.derivation else { return nil }
        var reader = SSHReader(options)
        guard let salt = reader.string(), !salt.isEmpty, let rounds = reader.word(), reader.rest.isEmpty, rounds > 0,
            rounds <= Self.roundLimit
        else { return nil }
        self.salt = salt
        roundCount = Int(rounds)
    }

    /// What stands under the passphrase. With another one it is nothing that could be told from chance.
    ///
    /// - Complexity: 5 ms a round.
    func decrypted(_ secret: [UInt8], passphrase: [UInt8]) -> [UInt8] {
        let derived = key(from: passphrase, byteCount: Self.keyByteCount + Self.counterByteCount)
        return Self.crypted(
            secret, key: Array(derived[..<Self.keyByteCount]), counter: Array(derived[Self.keyByteCount...]))
    }

    /// Encrypts, or decrypts, by a key of 32 bytes and a counter of 16.
    static func crypted(_ bytes: [UInt8], key: [UInt8], counter: [UInt8]) -> [UInt8] {
        precondition(key.count == keyByteCount && counter.count == counterByteCount, "AES-256 takes 32 and 16 bytes")
        var bytes = bytes
        unsafe stet_aes256_ctr(key, counter, &bytes, bytes.count)
        return bytes
    }

    /// Parts of 32 bytes each, of which one byte after the other goes to the key in turn.
    func key(from passphrase: [UInt8], byteCount: Int) -> [UInt8] {
        let hashedPassphrase = Sodium.sha512(passphrase)
        let partCount = (byteCount + Self.hashByteCount - 1) / Self.hashByteCount
        let takenCount = (byteCount + partCount - 1) / partCount
        var key = [UInt8](repeating: 0, count: byteCount)
        for part in 0..<partCount {
            var writer = SSHWriter()
            writer.raw(salt)
            writer.word(UInt32(part + 1))
            var hash = Self.hash(hashedPassphrase, salt: Sodium.sha512(writer.bytes))
            var sum = hash
            for _ in 1..<roundCount {
                hash = Self.hash(hashedPassphrase, salt: Sodium.sha512(hash))
                for index in sum.indices { sum[index] ^= hash[index] }
            }
            for index in 0..<takenCount where index * partCount + part < byteCount {
                key[index * partCount + part] = sum[index]
            }
        }
        return key
    }

    private static func hash(_ passphrase: [UInt8], salt: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: hashByteCount)
        unsafe stet_bcrypt_hash(passphrase, salt, &hash)
        return hash
    }
}
