extension HTMLRenderer {
    /// A page that shows the blocks of another page in their order: what was kept as it reads, what was left out
    /// coloured by the sort of reason, struck through and labelled with the reason.
    ///
    /// - Parameter isDetailed: Scores and places beside every block, counts, and every claim about the article.
    public func explanation(_ explanation: Explanation, isDetailed: Bool = true) -> String {
        let title = explanation.title ?? explanation.name
        return page(title: "What was read: " + title, style: ExplanationStyle.self) { html in
            writeHead(explanation, title: title, isDetailed: isDetailed, into: &html)
            html += "<main class=\"blocks\"\(HTMLText.languageAttribute(explanation.language))>\n"
            write(explanation.blocks, isDetailed: isDetailed, into: &html)
            html += "</main>\n"
            if isDetailed, !explanation.fields.isEmpty { write(explanation.fields, into: &html) }
        }
    }

    private func writeHead(
        _ explanation: Explanation, title: String, isDetailed: Bool, into html: inout String
    ) {
        let language = HTMLText.languageAttribute(explanation.language)
        html += "<header class=\"page-head\">\n<h1 dir=\"auto\"\(language)>\(HTMLText.line(title))</h1>\n"
        if let url = explanation.url { html += "<p>\(link(to: url, HTMLText.line(url)))</p>\n" }
        html += "<p>Read as \(HTMLText.line(explanation.encoding)).</p>\n"
        for note in explanation.notes { html += "<p>\(HTMLText.line(note))</p>\n" }
        html += "<p class=\"summary\">\(HTMLText.line(explanation.summary))</p>\n"
        let used = Set(explanation.blocks.lazy.filter { !$0.isKept }.map { Explanation.sortKey($0.sort) })
        if !used.isEmpty {
            html += "<ul class=\"sorts\"><li>kept: part of the article</li>\n"
            for sort in Explanation.sorts where used.contains(sort.key) {
                html += "<li class=\"cut \(sort.key)\"><del>left out</del> \(HTMLText.escaped(sort.label))</li>\n"
            }
            html += "</ul>\n"
        }
        html += "</header>\n"
    }

    // MARK: - Blocks

    /// Neighbours that were left out for one reason stand together; more than this many are folded up.
    private static let openRunLength = 3

    /// So much of a folded run is shown unfolded.
    private static let previewLength = 160

    private func write(_ blocks: [Explanation.Block], isDetailed: Bool, into html: inout String) {
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            if block.isKept {
                writeKept(block, isDetailed: isDetailed, into: &html)
                index += 1
                continue
            }
            var end = index + 1
            while end < blocks.count, !blocks[end].isKept, blocks[end].reason == block.reason { end += 1 }
            writeCut(blocks[index..<end], isDetailed: isDetailed, into: &html)
            index = end
        }
    }

    private func writeKept(_ block: Explanation.Block, isDetailed: Bool, into html: inout String) {
        let (element, classes) =
            switch block.kind {
            case .paragraph: ("p", "")
            case .heading(let level): ("h\(max(2, min(level, 6)))", "")
            case .item: ("p", " item")
            case .cell: ("p", " cell")
            case .preformatted: ("pre", "")
            case .caption: ("p", " caption")
            }
        let text = block.kind == .preformatted ? HTMLText.lines(block.text) : HTMLText.line(block.text)
        html += "<div class=\"kept\(classes)\"><\(element) dir=\"auto\">\(text)</\(element)>"
        if isDetailed { html += facts(of: block) }
        html += "</div>\n"
    }

    private func writeCut(_ run: ArraySlice<Explanation.Block>, isDetailed: Bool, into html: inout String) {
        guard let first = run.first else { return }
        let sort = Explanation.sortKey(first.sort)
        let label = "<b>\(HTMLText.line(first.reason))</b>"
        if run.count <= Self.openRunLength {
            html += "<div class=\"cut \(sort)\">\(label)"
            for block in run { html += struck(block, isDetailed: isDetailed) }
            html += "</div>\n"
            return
        }
        html += "<details class=\"cut \(sort)\"><summary>\(label) <span>\(run.count) blocks</span> "
        html += "<del dir=\"auto\">\(HTMLText.line(preview(of: run)))</del></summary>"
        for block in run { html += struck(block, isDetailed: isDetailed) }
        html += "</details>\n"
    }

    private func preview(of run: ArraySlice<Explanation.Block>) -> String {
        var text = ""
        for block in run {
            if text.utf8.count >= Self.previewLength { break }
            if !text.isEmpty { text += " · " }
            let rest = max(1, Self.previewLength - text.utf8.count)
            text +=
                block.text.utf8.count <= rest
                ? block.text : String(block.text.unicodeScalars.prefix(rest)) + "…"
        }
        return text
    }

    private func struck(_ block: Explanation.Block, isDetailed: Bool) -> String {
        let text = block.kind == .preformatted ? HTMLText.lines(block.text) : HTMLText.line(block.text)
        return "<p dir=\"auto\"><del>\(text)</del>\(isDetailed ? facts(of: block) : "")</p>"
    }

    private func facts(of block: Explanation.Block) -> String {
        let place = block.place.suffix(3).joined(separator: " > ")
        let whole = block.place.joined(separator: " > ")
        return "<small dir=\"ltr\" title=\"\(HTMLText.line(whole))\"><span>\(block.score)</span> "
            + "\(HTMLText.line(place))</small>"
    }

    // MARK: - Claims

    private func write(_ fields: [Explanation.Field], into html: inout String) {
        html += """
            <section class="claims" aria-label="Claims">
            <h2>What the page says of its article</h2>
            <p class="legend">✓ says what is recorded, ≠ says something else</p>
            <table>
            <thead><tr><th scope="col">Field</th><th scope="col">Recorded, and claimed</th><th scope="col">By</th></tr></thead>

            """
        for field in fields {
            html += "<tbody>\n<tr class=\"recorded\"><th scope=\"row\" rowspan=\"\(field.claims.count + 1)\">"
            html += "\(HTMLText.line(field.name))</th><td colspan=\"2\" dir=\"auto\">"
            html += field.value.map(HTMLText.line) ?? "<em>not recorded</em>"
            html += "</td></tr>\n"
            for claim in field.claims {
                let sign =
                    claim.isRecorded
                    ? "<span class=\"yes\" title=\"says what is recorded\">✓</span>"
                    : "<span class=\"no\" title=\"says something else\">≠</span>"
                html += "<tr><td dir=\"auto\">\(sign) \(HTMLText.line(claim.value))</td>"
                html += "<td>\(HTMLText.line(claim.source)) <small>\(HTMLText.line(claim.name))</small></td></tr>\n"
            }
            html += "</tbody>\n"
        }
        html += "</table>\n</section>\n"
    }
}
