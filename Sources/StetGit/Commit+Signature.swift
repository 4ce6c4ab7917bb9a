/// A commit object taken apart: what its signature was made over, and the signature.
public struct SignedCommit {
    /// The object's bytes without the signature.
    public var payload: [UInt8]
    /// The signature's lines as they were made; nil for a commit without one.
    public var signature: [UInt8]?

    private static let header = Array("gpgsig ".utf8)
    private static let lineBreak = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")

    /// Takes the bytes of a commit object apart, as `git verify-commit` does.
    public init(_ bytes: [UInt8]) {
        payload = []
        payload.reserveCapacity(bytes.count)
        var rest = bytes[...]
        var isInSignature = false
        while let end = rest.firstIndex(of: Self.lineBreak) {
            let line = rest[...end]
            if line.count == 1 { break }
            if isInSignature, line.first == Self.space {
                signature?.append(contentsOf: line.dropFirst())
            } else if line.starts(with: Self.header) {
                isInSignature = true
                signature = Array(line.dropFirst(Self.header.count))
            } else {
                isInSignature = false
                payload += line
            }
            rest = rest[(end + 1)...]
        }
        payload += rest
    }

    /// Puts a signature into the bytes of a commit that has none, as the last of its headers.
    public static func bytes(_ unsigned: [UInt8], signedBy signature: [UInt8]) -> [UInt8] {
        var end = 0
        while let line = unsigned[end...].firstIndex(of: lineBreak), line != end { end = line + 1 }
        var bytes = Array(unsigned[..<end])
        var lead = header
        for line in signature.split(separator: lineBreak) {
            bytes += lead + line + [lineBreak]
            lead = [space]
        }
        return bytes + unsigned[end...]
    }
}
