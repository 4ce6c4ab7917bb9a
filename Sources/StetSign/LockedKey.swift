internal import Synchronization

/// A key under a passphrase, which is asked for when it is needed, and kept in memory then.
final class LockedKey: Sendable {
    private let key: EncryptedKey
    private let path: String
    private let ask: @Sendable (String) throws -> [UInt8]?
    private let opened = Mutex<PrivateKey?>(nil)

    init(_ key: EncryptedKey, path: String, ask: @escaping @Sendable (String) throws -> [UInt8]?) {
        self.key = key
        self.path = path
        self.ask = ask
    }

    func signature(over payload: [UInt8], agentPlace: String?) throws -> [UInt8] {
        try opened.withLock { opened in
            if let opened { return opened.signature(over: payload) }
            do throws(SigningError) {
                return try SSHAgent.signature(over: payload, by: key.publicKey, at: agentPlace)
            } catch {
                guard let known = try askAll(after: error) else { throw error }
                opened = known
                return known.signature(over: payload)
            }
        }
    }

    /// Nil where nobody can be asked.
    private func askAll(after failure: SigningError) throws -> PrivateKey? {
        guard key.canBeOpened else { return nil }
        let operation = "use the signing key \(path)"
        guard SigningKey.isPrivate(path) else {
            throw SigningError(operation, "others can read it", hint: "chmod 600 \(path)")
        }
        for attempt in 1...Passphrase.attemptLimit {
            guard let passphrase = try ask("Enter passphrase for key '\(path)': ") else {
                if attempt == 1 { return nil }
                break
            }
            // An empty line gives up.
            if passphrase.isEmpty { break }
            if let opened = key.opened(with: passphrase) { return opened }
        }
        throw SigningError(operation, "the passphrase is not the right one")
    }
}
