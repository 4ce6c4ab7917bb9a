internal import StetGit

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Something that signs: a key in memory, one that an agent holds, or one under a passphrase.
public struct SigningKey: Sendable {
    public let publicKey: PublicKey
    private let source: Source

    private enum Source: Sendable {
        case open(PrivateKey)
        case agent
        case locked(LockedKey)
    }

    private let agentPlace: String?

    private init(_ publicKey: PublicKey, _ source: Source, agentPlace: String?) {
        self.publicKey = publicKey
        self.source = source
        self.agentPlace = agentPlace
    }

    /// Signs a message for git. About 30 µs with a key in memory.
    ///
    /// A key under a passphrase is first looked for in the agent. Where that does not have it a person is asked, once for this value and its
    /// copies.
    public func sign(_ message: [UInt8]) throws -> SSHSignature {
        let payload = SSHSignature.payload(message, namespace: SSHSignature.gitNamespace)
        let bytes: [UInt8] =
            switch source {
            case .open(let key): key.signature(over: payload)
            case .agent: try SSHAgent.signature(over: payload, by: publicKey, at: agentPlace)
            case .locked(let key): try key.signature(over: payload, agentPlace: agentPlace)
            }
        return SSHSignature(publicKey: publicKey, namespace: SSHSignature.gitNamespace, bytes: bytes)
    }

    /// A larger file is no key.
    private static let fileByteLimit: Int64 = 64 << 10

    /// Reads a key file of OpenSSH.
    ///
    /// A `.pub` file stands for a key in the agent at `$SSH_AUTH_SOCK`; an encrypted key is used through the agent, or asks for its
    /// passphrase when it first signs.
    public init(atPath path: String) throws {
        try self.init(atPath: path, agentPlace: SSHAgent.place, ask: Passphrase.askPerson)
    }

    /// - Parameter ask: Asked for the passphrase, until it is the right one or it gives none.
    init(
        atPath path: String, agentPlace: String?,
        ask: @escaping @Sendable (_ question: String) throws -> [UInt8]? = { _ in nil }
    ) throws {
        let operation = "use the signing key \(path)"
        guard let size = Files.size(of: path), let bytes = size <= Self.fileByteLimit ? try Files.read(path) : [] else {
            throw SigningError(
                operation, "there is no such file",
                hint: "bring the key back, or name another one: stet init --sign --key FILE ARCHIVE")
        }
        guard size <= Self.fileByteLimit else { throw SigningError(operation, "it is too large for a key") }
        let text = String(decoding: bytes, as: UTF8.self)
        if let key = PublicKey(text: text) {
            self.init(key, .agent, agentPlace: agentPlace)
            return
        }
        switch OpenSSHKey(text: text) {
        case .encrypted(let key):
            self.init(key.publicKey, .locked(LockedKey(key, path: path, ask: ask)), agentPlace: agentPlace)
        case .open(let key):
            guard Self.isPrivate(path) else {
                throw SigningError(operation, "others can read it", hint: "chmod 600 \(path)")
            }
            self.init(key.publicKey, .open(key), agentPlace: nil)
        case nil:
            throw SigningError(
                operation, "it is no Ed25519 key in OpenSSH's form", hint: "make one with `ssh-keygen -t ed25519`")
        }
    }

    /// Makes a new key, readable by its owner alone, and `<path>.pub` beside it.
    public static func make(atPath path: String, comment: String) throws -> SigningKey {
        let operation = "make the signing key \(path)"
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Files.makeFolder(String(path[..<slash]))
        }
        let key = PrivateKey()
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SigningError(operation, unsafe String(cString: strerror(errno))) }
        defer { close(file) }
        let text = Array(OpenSSHKey.text(of: key, comment: comment).utf8)
        let written = unsafe text.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        guard written == text.count, fsync(file) == 0 else {
            throw SigningError(operation, unsafe String(cString: strerror(errno)))
        }
        try Files.replace(path + ".pub", with: Array("\(key.publicKey.text) \(comment)\n".utf8))
        return SigningKey(key.publicKey, .open(key), agentPlace: nil)
    }

    static func isPrivate(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & 0o077 == 0
    }
}
