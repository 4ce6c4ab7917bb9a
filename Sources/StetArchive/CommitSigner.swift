internal import StetGit
internal import StetSign
internal import Synchronization

/// Signs the commits of an archive with a key that is read when the first one is made.
final class CommitSigner: Sendable {
    let path: String
    private let key = Mutex<SigningKey?>(nil)

    init(keyAt path: String) {
        self.path = path
    }

    func signature(over payload: [UInt8]) throws -> [UInt8] {
        try loaded().sign(payload).text
    }

    /// The key, once it has shown that it can sign: a passphrase may be wrong, or an agent gone.
    func tried() throws -> PublicKey {
        let key = try loaded()
        _ = try key.sign([])
        return key.publicKey
    }

    private func loaded() throws -> SigningKey {
        try key.withLock { key in
            let loaded = try key ?? SigningKey(atPath: path)
            key = loaded
            return loaded
        }
    }
}

extension CommitSigner: Hashable {
    static func == (one: CommitSigner, other: CommitSigner) -> Bool { one.path == other.path }

    func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

extension ArchiveIdentity {
    /// The bytes of a commit object, signed where the archive is.
    func bytes(of commit: Commit) throws -> [UInt8] {
        guard let signer else { return commit.bytes }
        let bytes = commit.bytes
        return SignedCommit.bytes(bytes, signedBy: try signer.signature(over: bytes))
    }
}
