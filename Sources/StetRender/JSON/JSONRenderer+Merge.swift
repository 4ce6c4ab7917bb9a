public import StetDiff

extension JSONRenderer {
    /// One JSON object and a line break: the schema of docs/reference/merge.md.
    public func merge(_ merge: TextMerge) -> String {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        return document { json in
            json.object { json in
                json.member("conflicts", merge.conflictCount)
                json.array("pieces") { list in
                    for piece in merge.pieces {
                        list.object {
                            switch piece {
                            case .merged(let bytes):
                                $0.member("kind", "merged")
                                $0.member("text", text(bytes))
                            case .conflict(let base, let local, let new):
                                $0.member("kind", "conflict")
                                $0.member("base", text(base))
                                $0.member("local", text(local))
                                $0.member("new", text(new))
                            }
                        }
                    }
                }
            }
        }
    }
}
