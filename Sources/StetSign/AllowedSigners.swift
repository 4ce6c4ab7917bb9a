/// Whose signatures count: a file of `ssh-keygen -Y verify`, which git names `gpg.ssh.allowedSignersFile`.
///
/// Source: ssh-keygen(1), "ALLOWED SIGNERS".
public struct AllowedSigners: Hashable, Sendable {
    public var keys: Set<PublicKey> = []
    /// Lines that are not understood, from 1: their keys do not count.
    public var unreadLines: [Int] = []

    public init(keys: Set<PublicKey> = []) {
        self.keys = keys
    }

    /// A larger file is not read: it would hold ten thousand keys.
    private static let byteLimit = 1 << 20

    /// Lines with an option other than `namespaces="git"` are not understood: a key under a condition that is not looked
    /// at must not count without it.
    public init(file: [UInt8]) {
        guard file.count <= Self.byteLimit else {
            unreadLines = [1]
            return
        }
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            var words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            words.removeFirst()
            if words.first == Self.option[...] { words.removeFirst() }
            if let key = PublicKey(text: words.joined(separator: " ")) {
                keys.insert(key)
            } else {
                unreadLines.append(number)
            }
        }
    }

    private static let option = #"namespaces="git""#

    /// The line that lets a key sign commits.
    public static func line(_ key: PublicKey, for principal: String) -> String {
        "\(principal) \(option) \(key.text)\n"
    }
}
