internal import FoundationEssentials

/// Base64 with the usual alphabet and padding (RFC 4648, 4), as keys and signatures carry it: in lines.
enum Base64 {
    static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func encoded(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }

    /// Nil for what is no base64. Line breaks are passed over.
    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return Data(base64Encoded: Data(digits)).map { Array($0) }
    }
}
