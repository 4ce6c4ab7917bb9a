internal import StetDiff

extension JSONRenderer {
    func write(_ diff: ArticleDiff, _ heading: DiffHeading, into json: inout JSONWriter) {
        let reading = DiffReading(diff)
        json.object { json in
            json.member("title", heading.title)
            json.member("url", heading.url)
            write("before", heading.before, into: &json)
            write("after", heading.after, into: &json)
            json.member("interval", heading.interval)
            if let technical = heading.technical {
                json.object("technical") {
                    $0.member("all", technical.isAll)
                    $0.member("reason", technical.reason)
                }
            }
            json.member("changed", !diff.isEmpty)
            json.member("wording", diff.changesWording)
            json.object("summary") { write(DiffSummary(diff), into: &$0) }
            json.array("metadata") { list in
                for field in diff.metadata { write(field, into: &list) }
            }
            if !diff.insets.isEmpty {
                json.array("insets") { list in for change in diff.insets { write(change, into: &list) } }
            }
            json.array("blocks") { list in
                for block in reading.blocks where includesUnchanged || block.change.kind != .equal {
                    write(block, of: reading, into: &list)
                }
            }
            json.array("tables") { list in
                for table in diff.tables { write(table, into: &list) }
            }
            json.array("quotations") { list in
                for quotation in diff.quotations { write(quotation, of: diff, into: &list) }
            }
            if includesRanges { json.object("ranges") { write(diff.text, into: &$0) } }
        }
    }

    private func write(_ key: String, _ side: DiffHeading.Side?, into json: inout JSONWriter) {
        json.object(key) {
            $0.member("label", side?.label)
            $0.member("time", side?.time)
        }
    }

    private func write(_ summary: DiffSummary, into json: inout JSONWriter) {
        json.member("text", summary.text)
        json.member("fields", summary.fields)
        for (key, counts) in [
            ("sentences", summary.sentences), ("blocks", summary.blocks), ("tableRows", summary.tableRows),
            ("tableColumns", summary.tableColumns),
        ] {
            json.object(key) {
                $0.member("edited", counts.edited)
                $0.member("added", counts.added)
                $0.member("removed", counts.removed)
                $0.member("moved", counts.moved)
                $0.member("split", counts.split)
                $0.member("merged", counts.merged)
                $0.member("reformatted", counts.reformatted)
                $0.member("alsoEdited", counts.alsoEdited)
            }
        }
        json.member("links", summary.linkCount)
        json.member("quotations", summary.quotationCount)
        if summary.insets.values.contains(where: { $0 != DiffSummary.Counts() }) {
            json.object("insets") { json in
                for kind in Inset.Kind.allCases {
                    let counts = summary.insets[kind, default: .init()]
                    json.object(kind.plural) {
                        $0.member("edited", counts.edited)
                        $0.member("added", counts.added)
                        $0.member("removed", counts.removed)
                        $0.member("moved", counts.moved)
                    }
                }
            }
        }
        json.object("onlyIn") {
            $0.member("sentences", summary.respelledSentenceCount)
            $0.member("classes", summary.foldings.names)
        }
        json.object("words") {
            $0.member("removed", summary.removedWordCount)
            $0.member("added", summary.addedWordCount)
        }
    }

    private func write(_ field: ArticleDiff.FieldChange, into list: inout JSONWriter) {
        list.object {
            $0.member("field", field.field)
            $0.member("before", field.before)
            $0.member("after", field.after)
            if let words = field.words { write(words, as: "segments", into: &$0) }
        }
    }

    private func write(_ change: ArticleDiff.InsetChange, into list: inout JSONWriter) {
        list.object { json in
            json.member("kind", change.kind.rawValue)
            for (key, inset) in [("before", change.before), ("after", change.after)] {
                guard let inset else {
                    json.member(key, nil as String?)
                    continue
                }
                json.object(key) {
                    if inset.kind != .thematicBreak {
                        $0.member("text", inset.text)
                        $0.member(inset.kind == .code ? "language" : "target", inset.target)
                    }
                }
            }
            json.member("moved", change.isMoved)
            json.member("place", change.place)
        }
    }

    private func write(_ block: BlockReading, of reading: DiffReading, into list: inout JSONWriter) {
        list.object { json in
            json.member("kind", block.change.kind.rawValue)
            write(block.kind, into: &json)
            if let previous = block.previousKind { json.object("was") { write(previous, into: &$0) } }
            json.member("before", block.change.before)
            json.member("after", block.change.after)
            if block.sentences.isEmpty { json.member("text", reading.text(of: block.change)) }
            json.array("sentences") { list in
                for sentence in block.sentences {
                    list.object {
                        $0.member("kind", sentence.change.kind.rawValue)
                        $0.member("before", sentence.change.before)
                        $0.member("after", sentence.change.after)
                        write(reading.exactSegments(of: sentence.change), as: "segments", into: &$0)
                        if !sentence.change.foldings.isEmpty { $0.member("onlyIn", sentence.change.foldings.names) }
                        let marks = sentence.change.marks
                        if !marks.isEmpty {
                            $0.object("marks") {
                                write(marks.compactMap(\.before), as: "removed", into: &$0)
                                write(marks.compactMap(\.after), as: "added", into: &$0)
                            }
                        }
                    }
                }
            }
        }
    }

    private func write(_ table: ArticleDiff.TableChange, into list: inout JSONWriter) {
        list.object { json in
            json.member("before", table.before)
            json.member("after", table.after)
            json.array("columns") { list in
                for column in table.columns {
                    list.object {
                        $0.member("kind", column.kind.rawValue)
                        $0.member("before", column.before)
                        $0.member("after", column.after)
                    }
                }
            }
            json.array("rows") { list in
                for row in table.rows where includesUnchanged || row.isChanged {
                    list.object {
                        $0.member("kind", row.kind.rawValue)
                        $0.member("before", row.before)
                        $0.member("after", row.after)
                        $0.array("cells") { cells in
                            for cell in row.cells { cells.array { write(cell, into: &$0) } }
                        }
                    }
                }
            }
        }
    }

    private func write(_ quotation: ArticleDiff.QuotationChange, of diff: ArticleDiff, into list: inout JSONWriter) {
        let words = diff.words(of: quotation)
        list.object {
            $0.member("kind", quotation.kind.rawValue)
            $0.member("before", words.before)
            $0.member("after", words.after)
            if !quotation.foldings.isEmpty { $0.member("onlyIn", quotation.foldings.names) }
        }
    }

    private func write(_ kind: DiffText.BlockKind, into json: inout JSONWriter) {
        json.member("type", kind.name)
        switch kind {
        case .heading(let level): json.member("level", level)
        case .listItem(let depth, let number):
            json.member("depth", depth)
            json.member("number", number)
        default: break
        }
    }

    private func write(_ segments: [ArticleDiff.Segment], as key: String, into json: inout JSONWriter) {
        json.array(key) { write(segments, into: &$0) }
    }

    private func write(_ segments: [ArticleDiff.Segment], into list: inout JSONWriter) {
        for segment in segments {
            list.object {
                $0.member("kind", segment.kind.rawValue)
                $0.member("text", segment.text)
                if !segment.foldings.isEmpty { $0.member("onlyIn", segment.foldings.names) }
            }
        }
    }

    private func write(_ marks: [ArticleDiff.MarkChange.Mark], as key: String, into json: inout JSONWriter) {
        json.array(key) { list in
            for mark in marks {
                list.object {
                    $0.member("type", mark.name)
                    if let target = mark.target { $0.member("target", target) }
                    $0.member("text", mark.text)
                }
            }
        }
    }

    private func write(_ text: TextDiff, into json: inout JSONWriter) {
        json.array("matches") { list in
            for match in text.matches {
                list.object {
                    $0.member("before", match.before)
                    $0.member("after", match.after)
                    $0.member("moved", match.isMoved)
                }
            }
        }
        for (key, side) in [("before", text.before), ("after", text.after)] {
            json.object(key) { json in
                json.array("blocks") { list in for block in side.blocks { list.value(block.range) } }
                json.array("sentences") { list in for sentence in side.sentences { list.value(sentence) } }
            }
        }
    }
}

extension JSONWriter {
    /// A range as `[start, end]`, the end excluded.
    fileprivate mutating func member(_ key: String, _ range: Range<Int>) {
        member(key, [range.lowerBound, range.upperBound])
    }

    fileprivate mutating func value(_ range: Range<Int>) { value([range.lowerBound, range.upperBound]) }
}

extension DiffText.BlockKind {
    /// The name of the kind in machine formats.
    var name: String {
        switch self {
        case .heading: "heading"
        case .paragraph: "paragraph"
        case .listItem: "list item"
        case .quotation: "quotation"
        case .tableRow: "table row"
        case .caption: "caption"
        case .code: "code"
        case .thematicBreak: "break"
        }
    }
}
