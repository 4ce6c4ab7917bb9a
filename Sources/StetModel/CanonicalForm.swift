/// The exact bytes an article's content is stored as: one Markdown file, one sentence per line, YAML front matter.
///
/// Law: `CanonicalForm.parse(CanonicalForm.bytes(of: a)) == a` for every article in normal form, and
/// `bytes(of: parse(b)) == b` for all bytes that `bytes(of:)` wrote.
public enum CanonicalForm {
    /// The canonical bytes of `article`: UTF-8, LF, ending in one line break.
    public static func bytes(of article: Article) -> [UInt8] {
        []
    }

    /// Reads what `bytes(of:)` wrote.
    public static func parse(_ bytes: [UInt8]) throws(CanonicalFormError) -> Article {
        throw CanonicalFormError(line: 1, reason: "not written yet")
    }
}

/// Bytes that are no canonical form: the 1-based line and the reason.
public struct CanonicalFormError: Error, Hashable, CustomStringConvertible {
    public var line: Int
    public var reason: String

    public init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    public var description: String { "line \(line): \(reason)" }
}
