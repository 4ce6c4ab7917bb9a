internal import StetModel

extension JSONRenderer {
    func write(_ article: Article, into json: inout JSONWriter) {
        json.object("metadata") { write(article.metadata, into: &$0) }
        json.array("blocks") { list in for block in article.blocks { write(block, into: &list) } }
    }

    func write(_ metadata: Metadata, into json: inout JSONWriter) {
        json.member("url", metadata.url)
        json.member("title", metadata.title)
        json.member("deck", metadata.deck)
        json.member("authors", metadata.authors)
        json.member("outlet", metadata.outlet)
        json.member("section", metadata.section)
        json.member("tags", metadata.tags)
        json.member("published", metadata.published?.description)
        json.member("updated", metadata.updated?.description)
        json.member("language", metadata.language)
        json.member("license", metadata.license)
        json.member("access", metadata.access?.rawValue)
        json.member("corrections", metadata.corrections)
    }

    private func write(_ block: Block, into list: inout JSONWriter) {
        list.object { json in
            switch block {
            case .heading(let level, let content):
                json.member("type", "heading")
                json.member("level", level)
                write(content, into: &json)
            case .paragraph(let sentences):
                json.member("type", "paragraph")
                write(sentences, as: "sentences", into: &json)
            case .list(let items):
                json.member("type", "list")
                json.member("start", items.start)
                json.array("items") { list in
                    for item in items.items {
                        list.array { blocks in for block in item { write(block, into: &blocks) } }
                    }
                }
            case .quotation(let blocks):
                json.member("type", "quotation")
                json.array("blocks") { list in for block in blocks { write(block, into: &list) } }
            case .table(let table):
                json.member("type", "table")
                if let header = table.header { write(header, as: "header", into: &json) }
                json.array("rows") { list in
                    for row in table.rows {
                        list.array { cells in
                            for cell in row { cells.object { write(cell, into: &$0) } }
                        }
                    }
                }
            case .figure(let caption):
                json.member("type", "figure")
                write(caption, as: "caption", into: &json)
            case .code(let language, let text):
                json.member("type", "code")
                json.member("language", language)
                json.member("text", text)
            case .thematicBreak:
                json.member("type", "break")
            }
        }
    }

    private func write(_ sentences: [Sentence], as key: String, into json: inout JSONWriter) {
        json.array(key) { list in
            for sentence in sentences { list.object { write(sentence, into: &$0) } }
        }
    }

    /// The words, and the marks where there are any.
    private func write(_ sentence: Sentence, into json: inout JSONWriter) {
        json.member("text", sentence.plainText)
        let isMarked = sentence.inlines.contains { if case .text = $0 { false } else { true } }
        if isMarked { json.array("inlines") { list in for inline in sentence.inlines { write(inline, into: &list) } } }
    }

    private func write(_ inline: Inline, into list: inout JSONWriter) {
        func nest(_ content: [Inline], _ json: inout JSONWriter) {
            json.array("content") { list in for inline in content { write(inline, into: &list) } }
        }
        list.object { json in
            switch inline {
            case .text(let text):
                json.member("type", "text")
                json.member("text", text)
            case .code(let text):
                json.member("type", "code")
                json.member("text", text)
            case .emphasis(let content):
                json.member("type", "emphasis")
                nest(content, &json)
            case .strong(let content):
                json.member("type", "strong")
                nest(content, &json)
            case .link(let target, let content):
                json.member("type", "link")
                json.member("target", target)
                nest(content, &json)
            }
        }
    }
}
