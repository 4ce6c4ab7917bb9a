extension JSONRenderer {
    /// One JSON object and a line break: the blocks of a page with the decision on each, and the claims about its article.
    public func explanation(_ explanation: Explanation) -> String {
        document { json in
            json.object { json in
                json.member("name", explanation.name)
                json.member("title", explanation.title)
                json.member("url", explanation.url)
                json.member("language", explanation.language)
                json.member("encoding", explanation.encoding)
                json.member("notes", explanation.notes)
                json.array("counts") { list in
                    for count in explanation.counts {
                        list.object {
                            $0.member("reason", count.reason)
                            $0.member("kept", count.isKept)
                            $0.member("blocks", count.count)
                        }
                    }
                }
                json.array("blocks") { list in
                    for block in explanation.blocks { list.object { write(block, into: &$0) } }
                }
                json.array("fields") { list in
                    for field in explanation.fields { list.object { write(field, into: &$0) } }
                }
            }
        }
    }

    private func write(_ block: Explanation.Block, into json: inout JSONWriter) {
        json.member("kept", block.isKept)
        json.member("score", block.score)
        json.member("reason", block.reason)
        json.member("sort", block.sort)
        switch block.kind {
        case .paragraph: json.member("kind", "paragraph")
        case .heading(let level):
            json.member("kind", "heading")
            json.member("level", level)
        case .item: json.member("kind", "item")
        case .cell: json.member("kind", "cell")
        case .preformatted: json.member("kind", "code")
        case .caption: json.member("kind", "caption")
        }
        json.member("place", block.place.joined(separator: " > "))
        json.member("text", block.text)
    }

    private func write(_ field: Explanation.Field, into json: inout JSONWriter) {
        json.member("field", field.name)
        json.member("value", field.value)
        json.array("claims") { list in
            for claim in field.claims {
                list.object {
                    $0.member("value", claim.value)
                    $0.member("source", claim.source)
                    $0.member("name", claim.name)
                    $0.member("recorded", claim.isRecorded)
                }
            }
        }
    }
}
