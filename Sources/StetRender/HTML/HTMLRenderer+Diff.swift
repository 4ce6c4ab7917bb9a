public import StetDiff

extension HTMLRenderer {
    /// A page that shows a diff inline, and side by side at the press of a button.
    public func diff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        let reading = DiffReading(diff)
        let title = heading.title ?? heading.url ?? "Untitled article"
        return page(title: "What changed: " + title) { html in
            writeHead(title, heading, diff, into: &html)
            guard reading.blocks.contains(where: { $0.change.kind != .equal }) else { return }
            let outline = DiffOutline(reading, context: context, onlyChanges: showsOnlyChanges)
            // The buttons stand before both views: style alone switches between them.
            html += """
                <input class="view-choice" type="radio" name="view" id="view-inline" checked><label for="view-inline">\
                Inline</label>
                <input class="view-choice" type="radio" name="view" id="view-side"><label for="view-side">Side by side\
                </label>

                """
            let language = HTMLText.languageAttribute(heading.language)
            html += "<main class=\"text inline\"\(language)>\n"
            var inline = InlineView(reading: reading, marks: ChangeMarks(heading), context: context, html: html)
            for entry in outline.entries { inline.write(entry) }
            html = inline.finish()
            html += "</main>\n<section class=\"text side\" aria-label=\"Side by side\"\(language)>\n"
            writeSideBySide(outline, of: reading, heading, into: &html)
            html += "</section>\n"
        }
    }

    private func writeHead(_ title: String, _ heading: DiffHeading, _ diff: ArticleDiff, into html: inout String) {
        let language = HTMLText.languageAttribute(heading.language)
        html += "<header class=\"page-head\">\n<h1 dir=\"auto\"\(language)>\(HTMLText.line(title))</h1>\n"
        if let url = heading.url { html += "<p>\(link(to: url, HTMLText.line(url)))</p>\n" }
        let sides = [heading.before, heading.after].compactMap(\.self).map { side in
            let label = HTMLText.line(side.label)
            return side.time.map { "<time datetime=\"\(HTMLText.line($0))\">\(label)</time>" } ?? label
        }
        let interval = heading.interval.map(HTMLText.line)
        let facts = [sides.joined(separator: " → "), interval ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        if !facts.isEmpty { html += "<p>\(facts)</p>\n" }
        if let technical = heading.technical {
            html += "<p class=\"technical\"><strong>\(HTMLText.line(technical.sentence))</strong></p>\n"
        }
        let summary = DiffSummary(diff).text
        let sentence = summary.prefix(1).uppercased() + summary.dropFirst() + "."
        html += "<p class=\"summary\">\(HTMLText.line(sentence))</p>\n"
        if !diff.isEmpty { html += "<p class=\"legend\"><del>removed</del> <ins>added</ins></p>\n" }
        html += "</header>\n"
        let fields = FieldReading.readings(of: diff)
        guard !fields.isEmpty else { return }
        html += "<dl class=\"fields\">\n"
        let marks = ChangeMarks(heading)
        for field in fields {
            let values = field.segments.map { marks.html($0) }.joined(separator: field.isWhole ? " → " : "")
            html += "<dt>\(HTMLText.line(field.label))</dt><dd dir=\"auto\">\(values)</dd>\n"
        }
        html += "</dl>\n"
    }
}

/// Wraps changed words in `<ins>` and `<del>`, with the time of the revision that brought the change where it is known.
struct ChangeMarks {
    private let attributes: String

    init(_ heading: DiffHeading) {
        attributes = heading.after?.time.map { " datetime=\"\(HTMLText.line($0))\"" } ?? ""
    }

    func html(_ segments: [ArticleDiff.Segment]) -> String { segments.map { html($0) }.joined() }

    /// Marks hug the words: a marked blank would look like a letter.
    func html(_ segment: ArticleDiff.Segment) -> String {
        let text = HuggedText(segment.text)
        guard segment.kind != .equal, !text.words.isEmpty else { return HTMLText.line(segment.text) }
        return HTMLText.line(text.leading) + html(HTMLText.line(text.words), as: segment.kind)
            + HTMLText.line(text.trailing)
    }

    func html(_ escaped: String, as kind: ArticleDiff.Segment.Kind) -> String {
        switch kind {
        case .equal: escaped
        case .removed: "<del\(attributes)>\(escaped)</del>"
        case .added: "<ins\(attributes)>\(escaped)</ins>"
        case .reformatted: "<span class=\"reformatted-words\" title=\"formatting changed\">\(escaped)</span>"
        }
    }
}

extension DiffText.BlockKind {
    /// The element that a block of this kind is, outside lists and tables.
    var element: String {
        switch self {
        // The page's own heading is the first level.
        case .heading(let level): "h\(max(2, min(level, 6)))"
        case .quotation: "blockquote"
        case .code: "pre"
        case .listItem: "li"
        default: "p"
        }
    }

    var attributes: String {
        switch self {
        case .caption: " caption"
        default: ""
        }
    }
}
