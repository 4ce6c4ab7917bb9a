internal import StetModel

/// Reads a page that is a canonical file already, as `stet show` and `stet export dir` write it: nothing is judged, and what
/// comes out are the same bytes.
enum CanonicalPage {
    private static let opening = Array("---\n".utf8)

    /// Nil for every other page, also for Markdown with front matter of its own.
    ///
    /// - Complexity: O(text), and O(1) for a page that does not open like one.
    static func extract(_ input: PageInput) -> Extraction? {
        guard input.bytes.starts(with: opening), input.furtherPages.isEmpty,
            let article = try? CanonicalForm.parse(input.bytes), !article.blocks.isEmpty,
            CanonicalForm.bytes(of: article) == input.bytes
        else { return nil }
        return Extraction(
            article: article, report: ExtractionReport(lines: [], claims: []), encoding: "UTF-8",
            encodingOrigin: "UTF-8, as every canonical file")
    }
}
