public import StetModel

/// A revision as other programs get it: a line of JSON, or of a table.
public struct ExportedRevision: Hashable, Sendable {
    /// The article's address and its path in the archive.
    public var url: String
    public var path: String
    public var number: Int
    public var kind: String
    public var title: String?
    /// ISO 8601, UTC: when it was first and last seen, when another text was still seen, and when it was written down.
    public var observed: String
    public var lastObserved: String
    public var notYetAt: String?
    public var recorded: String
    /// The number of the revision with the same text, where a text came back.
    public var returnsTo: Int?
    public var commit: String
    /// The blob of the canonical text.
    public var state: String
    /// The commit on `captures` with the page.
    public var capture: String?
    public var rules: String?
    public var extractor: String?
    /// Why the text was taken out of the archive; nil where it is there.
    public var redacted: String?
    /// Why the text cannot be read; nil where it can, or was taken out.
    public var damaged: String?

    public init(
        url: String, path: String, number: Int, kind: String, title: String?, observed: String, lastObserved: String,
        notYetAt: String?, recorded: String, returnsTo: Int?, commit: String, state: String, capture: String?,
        rules: String?, extractor: String?
    ) {
        self.url = url
        self.path = path
        self.number = number
        self.kind = kind
        self.title = title
        self.observed = observed
        self.lastObserved = lastObserved
        self.notYetAt = notYetAt
        self.recorded = recorded
        self.returnsTo = returnsTo
        self.commit = commit
        self.state = state
        self.capture = capture
        self.rules = rules
        self.extractor = extractor
    }
}

extension JSONRenderer {
    /// One line of `stet export jsonl`, ending in a line break.
    ///
    /// - Parameter text: The article's text without marks, as `stet extract --jsonl` has it.
    ///   Nil of what was taken out or cannot be read, as the article.
    public func line(_ revision: ExportedRevision, _ article: Article?, text: String?) -> [UInt8] {
        var json = JSONWriter(isIndented: false)
        json.object {
            $0.member("url", revision.url)
            $0.member("path", revision.path)
            $0.member("number", revision.number)
            $0.member("kind", revision.kind)
            $0.member("observed", revision.observed)
            $0.member("lastObserved", revision.lastObserved)
            $0.member("notYetAt", revision.notYetAt)
            $0.member("recorded", revision.recorded)
            $0.member("returnsTo", revision.returnsTo)
            $0.member("commit", revision.commit)
            $0.member("state", revision.state)
            $0.member("capture", revision.capture)
            $0.member("rules", revision.rules)
            $0.member("extractor", revision.extractor)
            $0.member("redacted", revision.redacted)
            $0.member("damaged", revision.damaged)
            $0.object("metadata") { json in article.map { write($0.metadata, into: &json) } }
            $0.member("text", text)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

/// A table of revisions as comma-separated values.
///
/// Source: RFC 4180, with a heading line. A cell that a spreadsheet would take for a formula gets an apostrophe in front: titles
/// come from pages.
public struct CSVRenderer: Sendable {
    public init() {}

    private static let lineEnd = "\r\n"

    public var heading: String {
        "url,path,number,kind,title,observed,lastObserved,notYetAt,recorded,returnsTo,commit,state,capture,rules,extractor,redacted"
            + Self.lineEnd
    }

    public func row(_ revision: ExportedRevision) -> String {
        let cells: [String?] = [
            revision.url, revision.path, "\(revision.number)", revision.kind, revision.title, revision.observed,
            revision.lastObserved, revision.notYetAt, revision.recorded, revision.returnsTo.map { "\($0)" },
            revision.commit, revision.state, revision.capture, revision.rules, revision.extractor, revision.redacted,
        ]
        return cells.map { Self.cell($0 ?? "") }.joined(separator: ",") + Self.lineEnd
    }

    static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
        // Bytes: a line break of two characters is one Character.
        var quoted = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { quoted.append(byte) }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
