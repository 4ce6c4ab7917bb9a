/// Renders diffs and articles as standalone HTML pages: one file, no script, nothing loaded from anywhere.
///
/// The page's own Content-Security-Policy allows nothing but its own style sheets, by their hashes. All text is escaped;
/// links lead to http, https and mailto addresses only.
public struct HTMLRenderer: Sendable {
    /// How many unchanged sentences stand open before and after a change; the rest can be unfolded. Nil opens all.
    public var context: Int?
    /// Whether to show nothing but the sentences that changed and the headings they stand under.
    public var showsOnlyChanges: Bool

    public init(context: Int? = 1, showsOnlyChanges: Bool = false) {
        self.context = context
        self.showsOnlyChanges = showsOnlyChanges
    }

    /// - Parameter style: The style of this sort of page, after that of every page.
    func page(title: String, style: (any PageStyle.Type)? = nil, body: (inout String) -> Void) -> String {
        let styles: [any PageStyle.Type] = [StyleSheet.self] + (style.map { [$0] } ?? [])
        let digests = styles.map { "'sha256-\($0.digest)'" }.joined(separator: " ")
        let elements = styles.map { "<style>\($0.text)</style>" }.joined(separator: "\n")
        var html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src \(digests); base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="Stet">
            <title>\(HTMLText.line(title))</title>
            \(elements)
            </head>
            <body>

            """
        body(&html)
        html += "</body>\n</html>\n"
        return html
    }

    /// A page with one paragraph, for what cannot be shown.
    public func notice(_ text: String) -> String {
        page(title: text) { $0 += "<p>\(HTMLText.lines(text))</p>\n" }
    }

    /// A note of Stet's beside words of the article; it has no say in the direction that these are laid out in.
    static func mark(_ note: String) -> String { "<bdi class=\"mark\">\(HTMLText.escaped(note))</bdi>" }

    /// The words of a sentence between Stet's notes on it.
    static func marked(_ words: String, _ notes: (leading: String?, trailing: String?)) -> String {
        (notes.leading.map { mark($0) + " " } ?? "") + words + (notes.trailing.map { " " + mark($0) } ?? "")
    }

    /// A link where the address may be followed, else the text alone.
    func link(to target: String, _ content: String) -> String {
        guard let target = HTMLText.link(target) else { return content }
        return "<a href=\"\(target)\" rel=\"nofollow noopener noreferrer\">\(content)</a>"
    }
}
