public import StetModel

extension HTMLRenderer {
    /// A page that shows one version of an article.
    public func article(_ article: Article) -> String {
        let metadata = article.metadata
        return page(title: metadata.title ?? metadata.url ?? "Untitled article") { html in
            html += "<main\(HTMLText.languageAttribute(metadata.language))>\n"
            writeHead(metadata, into: &html)
            write(article.blocks, into: &html)
            html += "</main>\n"
        }
    }

    private func writeHead(_ metadata: Metadata, into html: inout String) {
        html += "<header>\n"
        if let title = metadata.title { html += "<h1 dir=\"auto\">\(HTMLText.line(title))</h1>\n" }
        if let deck = metadata.deck { html += "<p dir=\"auto\"><strong>\(HTMLText.line(deck))</strong></p>\n" }
        var facts: [String] = []
        if !metadata.authors.isEmpty { facts.append("By " + HTMLText.line(metadata.authors.joined(separator: ", "))) }
        facts += [metadata.outlet, metadata.section].compactMap(\.self).map(HTMLText.line)
        for (label, time) in [("published", metadata.published), ("updated", metadata.updated)] {
            if let time { facts.append("\(label) <time datetime=\"\(time.description)\">\(time.readable)</time>") }
        }
        if let access = metadata.accessText { facts.append(access) }
        if !facts.isEmpty { html += "<p class=\"byline\" dir=\"auto\">\(facts.joined(separator: " · "))</p>\n" }
        if !metadata.tags.isEmpty {
            html +=
                "<p class=\"byline\" dir=\"auto\">Tags: \(HTMLText.line(metadata.tags.joined(separator: ", ")))</p>\n"
        }
        if let url = metadata.url { html += "<p class=\"byline\">\(link(to: url, HTMLText.line(url)))</p>\n" }
        if let license = metadata.license {
            let isAddress = license.hasPrefix("https://") || license.hasPrefix("http://")
            let text = isAddress ? link(to: license, HTMLText.line(license)) : HTMLText.line(license)
            html += "<p class=\"byline\" dir=\"auto\">Licence: \(text)</p>\n"
        }
        for note in metadata.corrections {
            html += "<p class=\"byline\" dir=\"auto\">Correction note: \(HTMLText.line(note))</p>\n"
        }
        html += "</header>\n"
    }

    private func write(_ blocks: [Block], into html: inout String) { for block in blocks { write(block, into: &html) } }

    private func write(_ block: Block, into html: inout String) {
        switch block {
        case .heading(let level, let content):
            let element = "h\(max(2, min(level, 6)))"
            html += "<\(element) dir=\"auto\">\(self.html(content.inlines))</\(element)>\n"
        case .paragraph(let sentences): html += "<p dir=\"auto\">\(self.html(sentences))</p>\n"
        case .list(let list):
            html += list.start.map { "<ol start=\"\($0)\">\n" } ?? "<ul>\n"
            for item in list.items {
                html += "<li dir=\"auto\">"
                // An item of one paragraph needs no paragraph of its own.
                if case .paragraph(let sentences)? = item.first {
                    html += self.html(sentences)
                    write(Array(item.dropFirst()), into: &html)
                } else {
                    write(item, into: &html)
                }
                html += "</li>\n"
            }
            html += list.start == nil ? "</ul>\n" : "</ol>\n"
        case .quotation(let blocks):
            html += "<blockquote>\n"
            write(blocks, into: &html)
            html += "</blockquote>\n"
        case .table(let table):
            html += "<table>\n"
            if let header = table.header { html += row(header, "th") }
            for cells in table.rows { html += row(cells, "td") }
            html += "</table>\n"
        case .figure(let caption):
            html += "<figure><figcaption dir=\"auto\">\(self.html(caption))</figcaption></figure>\n"
        case .code(_, let text): html += "<pre><code>\(HTMLText.lines(text))</code></pre>\n"
        case .thematicBreak: html += "<hr>\n"
        }
    }

    private func row(_ cells: [Sentence], _ element: String) -> String {
        "<tr>" + cells.map { "<\(element) dir=\"auto\">\(html($0.inlines))</\(element)>" }.joined() + "</tr>\n"
    }

    private func html(_ sentences: [Sentence]) -> String {
        var text = ""
        for (index, sentence) in sentences.enumerated() {
            if index > 0, needsSpace(between: sentences[index - 1], sentence) { text += " " }
            text += html(sentence.inlines)
        }
        return text
    }

    private func html(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): HTMLText.line(text)
            case .code(let text): "<code>\(HTMLText.line(text))</code>"
            case .emphasis(let content): "<em>\(html(content))</em>"
            case .strong(let content): "<strong>\(html(content))</strong>"
            case .link(let target, let content): link(to: target, html(content))
            }
        }.joined()
    }
}
