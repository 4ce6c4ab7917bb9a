/// The exact bytes an article's content is stored as: one Markdown file, one sentence per line, YAML front matter.
///
/// Law: `parse(bytes(of: a)) == a.normalized()` for every article, and `bytes(of: parse(b)) == b` for all bytes that
/// `bytes(of:)` wrote. A change of these bytes for a valid article is a breaking change.
///
/// The grammar is a part of CommonMark with GitHub's tables, so a hosting site shows the file rendered; see
/// docs/reference/canonical-form.md.
public enum CanonicalForm {
    /// The canonical bytes of `article`: UTF-8, LF, ending in one line break.
    ///
    /// - Complexity: O(text).
    public static func bytes(of article: Article) -> [UInt8] {
        bytes(ofNormal: article.normalized())
    }

    /// The same of an article that is in normal form already.
    package static func bytes(ofNormal article: Article) -> [UInt8] {
        var output: [UInt8] = []
        FrontMatter.write(article.metadata, to: &output)
        if !article.blocks.isEmpty {
            output.append(UInt8(ascii: "\n"))
            var writer = BlockWriter()
            writer.write(article.blocks, prefix: Prefix())
            output += writer.output
        }
        return output
    }

    /// Reads what `bytes(of:)` wrote.
    ///
    /// - Complexity: O(text · nesting).
    public static func parse(_ bytes: [UInt8]) throws(CanonicalFormError) -> Article {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CanonicalFormError(line: 1, reason: "the file is not UTF-8")
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let (metadata, bodyStart) = try FrontMatter.parse(lines)
        let parser = BlockParser()
        let blocks = try parser.parse(
            lines[bodyStart...].enumerated().map { Line(number: bodyStart + $0.offset + 1, bytes: $0.element) },
            depth: 0)
        return Article(metadata: metadata, blocks: blocks)
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
