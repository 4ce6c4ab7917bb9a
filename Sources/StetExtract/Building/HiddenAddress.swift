/// An e-mail address that a proxy hides from robots in a link to a page of its own.
///
/// It is written in hexadecimal after the number sign, its first byte joined to all others by exclusive or: otherwise with
/// every fetch, so that the link would change though the address does not.
///
/// Source: Cloudflare, "Email Address Obfuscation", and the script email-decode.min.js that it adds to pages.
enum HiddenAddress {
    private static let start = "/cdn-cgi/l/email-protection#"

    /// The link that a reader follows once the page's script has run, such as "mailto:desk@post.example"; nil where
    /// `reference` hides none.
    static func link(in reference: String) -> String? {
        guard reference.contains(start), let mark = reference.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let digits = reference.utf8[mark...].dropFirst().map { Character(Unicode.Scalar($0)).hexDigitValue ?? 0x10 }
        guard digits.count >= 4, digits.count % 2 == 0, digits.allSatisfy({ $0 < 0x10 }) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        let address = bytes.dropFirst().map { $0 ^ bytes[0] }
        guard address.contains(UInt8(ascii: "@")), address.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return "mailto:" + String(decoding: address, as: UTF8.self)
    }
}
