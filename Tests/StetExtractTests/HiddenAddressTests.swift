import StetModel
import Testing

@testable import StetExtract

/// E-mail addresses that a proxy hides from robots.
@Suite("Hidden addresses")
struct HiddenAddressTests {
    @Test("An address that a proxy hides in a link is the same link with every fetch")
    func hiddenAddress() throws {
        func hidden(_ key: UInt8) -> String {
            let bytes = [key] + Array("desk@post.example".utf8).map { $0 ^ key }
            let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return "/cdn-cgi/l/email-protection#\(digits)"
        }
        for key: UInt8 in [0x0C, 0xEE] {
            let article = try Pages.extract(
                Pages.html(
                    body: Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
                        + "<p>Questions go to <a href='\(hidden(key))'>the desk</a> of the paper, as ever.</p>")
            ).article
            #expect(
                String(decoding: CanonicalForm.bytes(of: article), as: UTF8.self).contains("(mailto:desk@post.example)")
            )
        }
        for broken in ["/cdn-cgi/l/email-protection#0c", "/cdn-cgi/l/email-protection#xyz1", "/about#0c68"] {
            #expect(HiddenAddress.link(in: broken) == nil)
        }
    }
}
