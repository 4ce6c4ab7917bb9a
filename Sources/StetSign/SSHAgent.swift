#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Signing by an agent that holds the key.
///
/// Source: draft-miller-ssh-agent, "Private key operations".
enum SSHAgent {
    private static let signRequest: UInt8 = 13
    private static let signResponse: UInt8 = 14
    /// An answer with an Ed25519 signature has about 100 bytes.
    private static let answerByteLimit = 64 << 10
    /// An agent may ask a person for leave; one that does not answer at all must not stop a service for ever.
    private static let patienceSeconds = 120

    /// Where the agent of this session listens; nil without one.
    static var place: String? { unsafe getenv("SSH_AUTH_SOCK").map { unsafe String(cString: $0) } }

    static func signature(
        over message: [UInt8], by key: PublicKey, at place: String?
    ) throws(SigningError) -> [UInt8] {
        let operation = "sign with the key \(key.fingerprint)"
        let hint =
            "give it to an agent: eval $(ssh-agent); ssh-add KEY; or be asked for the passphrase, at a terminal or by $SSH_ASKPASS"
        guard let place, !place.isEmpty else {
            throw SigningError(operation, "it is encrypted, and $SSH_AUTH_SOCK names no agent", hint: hint)
        }
        let agent = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard agent >= 0 else { throw SigningError(operation, unsafe String(cString: strerror(errno))) }
        defer { close(agent) }
        guard connect(agent, to: place) else {
            throw SigningError(operation, "the agent at \(place) does not answer", hint: hint)
        }
        var limit = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(agent, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        var request = SSHWriter()
        request.raw([signRequest])
        request.string(key.blob)
        request.string(message)
        request.word(0)
        var packet = SSHWriter()
        packet.string(request.bytes)
        guard send(packet.bytes, to: agent), let head = receive(4, from: agent) else {
            throw SigningError(operation, "the agent at \(place) hung up")
        }
        let count = head.reduce(0) { $0 << 8 | Int($1) }
        guard count > 0, count <= answerByteLimit, let answer = receive(count, from: agent) else {
            throw SigningError(operation, "the agent at \(place) hung up")
        }
        var reader = SSHReader(answer.dropFirst())
        guard answer[0] == signResponse, var signature = reader.string().map({ SSHReader($0) }),
            signature.text() == PublicKey.algorithm, let bytes = signature.string(), key.isValid(bytes, over: message)
        else { throw SigningError(operation, "the agent does not have it, or refused", hint: hint) }
        return bytes
    }

    private static func connect(_ agent: Int32, to path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < capacity else { return false }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(agent, $0, size) == 0
            }
        }
    }

    private static func send(_ bytes: [UInt8], to agent: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(agent, $0.baseAddress! + start, $0.count - start, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 || errno == EINTR else { return false }
            start += max(0, count)
        }
        return true
    }

    private static func receive(_ count: Int, from agent: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var start = 0
        while start < count {
            let received = unsafe bytes.withUnsafeMutableBytes {
                unsafe recv(agent, $0.baseAddress! + start, count - start, 0)
            }
            guard received > 0 || (received < 0 && errno == EINTR) else { return nil }
            start += max(0, received)
        }
        return bytes
    }
}
