internal import StetExtract
internal import StetModel
internal import StetRender

extension Extraction {
    /// One line of `stet extract --jsonl`: the members in the order of their names, without those that are not known.
    ///
    /// Written by hand: encoding by Foundation took a twentieth of the time that reading a page takes.
    ///
    /// - Complexity: O(bytes written).
    func jsonLine(name: String) -> [UInt8] {
        let metadata = article.metadata
        var json = JSONWriter(isIndented: false, escapesUnseen: false)
        json.object {
            $0.knownMember("access", metadata.access?.rawValue)
            $0.member("authors", metadata.authors)
            $0.array("blocks") { list in
                for block in article.blocks {
                    list.object {
                        $0.member("kind", block.kindName)
                        $0.member("text", Article(blocks: [block]).text(withCaptions: true))
                    }
                }
            }
            $0.array("claims") { list in
                for claim in report.claims {
                    list.object {
                        $0.member("field", claim.field.rawValue)
                        $0.member("name", claim.name)
                        $0.member("source", claim.source.rawValue)
                        $0.member("value", claim.value)
                    }
                }
            }
            $0.member("corrections", metadata.corrections)
            $0.knownMember("deck", metadata.deck)
            $0.knownMember("image", leadImage)
            $0.knownMember("language", metadata.language)
            $0.knownMember("license", metadata.license)
            $0.member("name", name)
            $0.knownMember("outlet", metadata.outlet)
            $0.knownMember("published", published.map(String.init(describing:)))
            $0.knownMember("section", metadata.section)
            $0.member("tags", metadata.tags)
            $0.member("text", article.bodyText)
            $0.knownMember("title", metadata.title)
            $0.knownMember("updated", metadata.updated.map(String.init(describing:)))
            $0.knownMember("url", metadata.url)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

extension JSONWriter {
    fileprivate mutating func knownMember(_ key: String, _ text: String?) {
        if let text { member(key, text) }
    }
}

extension Block {
    fileprivate var kindName: String {
        switch self {
        case .heading: "heading"
        case .paragraph: "paragraph"
        case .list: "list"
        case .quotation: "quotation"
        case .table: "table"
        case .figure: "figure"
        case .code: "code"
        case .thematicBreak: "break"
        }
    }
}
