internal import StetGit

/// Where an article stands in the archive: `articles/<hh>/<host>/<xx>/<slug>-<id>.md`.
///
/// It follows from the article's URL alone. `hh` spreads hosts and `xx` the articles of one host over 256 folders, so
/// that no folder grows with the archive: what a commit costs is the bytes of the folders it rewrites. `id` is the
/// name git gives to the URL's bytes (`printf %s URL | git hash-object --stdin`), cut short.
///
/// URLs are hostile. Only `a-z`, `0-9`, `-` and, in hosts, single inner dots come through, so no part can be `..`,
/// `.git`, a device name, or longer than a file system allows.
public struct ArticlePath: Hashable, Sendable, CustomStringConvertible {
    /// The path without its ending.
    public let stem: String

    /// 64 bits: two articles of one host and slug that share an id are refused when the second is recorded.
    static let idDigitCount = 16
    static let slugByteLimit = 60
    static let hostByteLimit = 100
    static let folder = "articles"

    public init(url: String) {
        let bytes = Array(url.utf8)
        let (host, path) = Self.parts(of: bytes)
        let hostName = Self.hostName(host)
        // Of the names so few digits are used that one who wants two of them alike need not aim at SHA-1.
        let id = ObjectID(hashingOwn: bytes).description
        let hostHash = ObjectID(hashingOwn: Array(hostName.utf8)).description
        var text = Self.folder
        text.reserveCapacity(Self.folder.utf8.count + hostName.utf8.count + Self.slugByteLimit + 32)
        for part in ["/", hostHash.prefix(2), "/", hostName[...], "/", id.prefix(2), "/"] as [Substring] {
            text += part
        }
        text += Self.slug(path)
        text += "-"
        text += id.prefix(Self.idDigitCount)
        stem = text
    }

    /// The canonical text, on `main`.
    public var text: String { stem + ".md" }
    /// The response's head and body, on `captures`.
    public var head: String { stem + ".head.json" }
    public var body: String { stem + ".body" }

    public var description: String { text }

    /// The folder that all of these stand in.
    var folder: String { String(stem.utf8.prefix(upTo: Self.slash(in: stem)))! }
    /// How a file is called in its folder.
    static func fileName(_ path: String) -> String { String(path.utf8[slash(in: path)...].dropFirst())! }

    /// The last one; a path always has one.
    private static func slash(in path: String) -> String.Index { path.utf8.lastIndex(of: UInt8(ascii: "/"))! }

    /// The same for one page of an article that is spread over several; the first is `head` and `body`.
    func head(ofPage number: Int) -> String { number == 1 ? head : "\(stem).\(number).head.json" }
    func body(ofPage number: Int) -> String { number == 1 ? body : "\(stem).\(number).body" }

    /// The path on `captures` of the response's head or body, for an article's path on `main`.
    static func head(ofText path: String, page: Int = 1) -> String { ArticlePath(text: path).head(ofPage: page) }
    static func body(ofText path: String, page: Int = 1) -> String { ArticlePath(text: path).body(ofPage: page) }

    /// Whether an article's text can stand there. Journals come from other people's archives, too, and nothing that they name may
    /// lead out of a folder that texts are written to.
    static func isPath(_ text: String) -> Bool {
        guard text.hasPrefix(folder + "/"), text.hasSuffix(".md") else { return false }
        return text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first, first != UInt8(ascii: ".") else { return false }
            return part.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
        }
    }

    private init(text: String) {
        stem = String(text.dropLast(".md".count))
    }

    /// "articles/<hh>/<host>" of an article's path on `main`.
    static func siteFolder(ofText path: String) -> Substring {
        path.split(separator: "/", maxSplits: 3).dropLast().last.map { path[..<$0.endIndex] } ?? path[...]
    }

    /// The host with its port, and the path, of "scheme://user@host:port/path?query#fragment".
    private static func parts(of url: [UInt8]) -> (host: ArraySlice<UInt8>, path: ArraySlice<UInt8>) {
        let end = url.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.count
        let rest = url[..<end]
        let slashes = Array("://".utf8)
        let colon = UInt8(ascii: ":")
        guard let scheme = rest.indices.first(where: { rest[$0] == colon && rest[$0...].starts(with: slashes) }) else {
            return ([], rest)
        }
        let authority = rest[(scheme + slashes.count)...]
        let slash = authority.firstIndex(of: UInt8(ascii: "/")) ?? authority.endIndex
        let host = authority[..<slash]
        let afterUser = host.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? host.startIndex
        return (host[afterUser...], authority[slash...])
    }

    private static func hostName(_ bytes: ArraySlice<UInt8>) -> String {
        let labels = bytes.split(separator: UInt8(ascii: ".")).map { words(in: $0).joined(separator: "-") }
            .filter { !$0.isEmpty }
        guard let first = labels.first else { return "local" }
        let name = String(labels.joined(separator: ".").prefix(hostByteLimit))
        return (deviceNames.contains(first) ? "_" : "") + (name.hasSuffix(".") ? String(name.dropLast()) : name)
    }

    /// Names that Windows gives to devices, whatever follows their first dot.
    private static let deviceNames: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

    /// The last part of the path that says something, as lower-case words.
    private static func slug(_ path: ArraySlice<UInt8>) -> String {
        for part in path.split(separator: UInt8(ascii: "/")).reversed() {
            var words = words(in: part)
            if words.count > 1, ["html", "htm", "php", "asp", "aspx", "txt", "md"].contains(words.last!) {
                words.removeLast()
            }
            if words.isEmpty || words == ["index"] { continue }
            var slug = ""
            for word in words {
                let longer = slug.isEmpty ? word : slug + "-" + word
                guard longer.utf8.count <= slugByteLimit else { break }
                slug = longer
            }
            return slug.isEmpty ? String(words[0].prefix(slugByteLimit)) : slug
        }
        return "article"
    }

    /// The runs of ASCII letters and digits, in lower case. Percent-encoded bytes say nothing to a reader.
    private static func words(in bytes: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func end() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        var skipped = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            if skipped > 0 {
                skipped -= 1
                continue
            }
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte + 32)
            case UInt8(ascii: "%") where index + 2 < bytes.endIndex:
                end()
                skipped = 2
            default: end()
            }
        }
        end()
        return words
    }
}
