public import StetDiff

extension HTMLRenderer {
    /// A page with a column a version and a row a sentence; versions that read alike share a cell.
    ///
    /// Words are marked as added against the version before and as removed against the one after.
    public func variants(_ table: VariantTable, heading: VariantHeading) -> String {
        let title = heading.title ?? heading.url ?? "Untitled article"
        return page(title: "Versions: " + title, style: VariantStyle.self) { html in
            writeHead(title, table, heading, into: &html)
            guard table.threads.contains(where: { !$0.isConstant }) else { return }
            let width = heading.versions.count > Self.mostEqualColumns ? " wide" : ""
            html += "<table class=\"variants\(width)\"\(HTMLText.languageAttribute(heading.language))>\n<thead><tr>"
            for version in heading.versions {
                html += "<th scope=\"col\"><bdi>\(HTMLText.line(version.siglum))</bdi>"
                html += "<span dir=\"auto\">\(HTMLText.line(version.label))</span></th>"
            }
            html += "</tr></thead>\n<tbody>\n"
            let rows = VariantRows(table: table, heading: heading)
            for entry in VariantOutline(table, context: context).entries {
                switch entry {
                case .shown(let index): html += rows.row(index)
                case .folded(let threads): html += rows.fold(threads)
                }
            }
            html += "</tbody>\n</table>\n"
        }
    }

    /// More columns than this leave each too narrow to read on a common screen: the page is then wider than the screen.
    private static let mostEqualColumns = 5

    private func writeHead(_ title: String, _ table: VariantTable, _ heading: VariantHeading, into html: inout String) {
        html += "<header class=\"page-head\">\n<h1 dir=\"auto\"\(HTMLText.languageAttribute(heading.language))>"
        html += "\(HTMLText.line(title))</h1>\n"
        if let url = heading.url { html += "<p>\(link(to: url, HTMLText.line(url)))</p>\n" }
        let summary = VariantSummary(table).text
        html += "<p class=\"summary\">\(HTMLText.line(summary.prefix(1).uppercased() + summary.dropFirst())).</p>\n"
        html += "<p class=\"legend\"><ins>new</ins> against the version before, <del>gone</del> in the one after</p>\n"
        html += "</header>\n"
        guard !table.fields.isEmpty else { return }
        html += "<dl class=\"fields\">\n"
        for field in table.fields {
            html += "<dt>\(HTMLText.line(FieldName.label(field.name)))</dt><dd>"
            html += VariantFieldReading.readings(of: field).map { reading in
                "<span class=\"sigla\">\(HTMLText.line(heading.sigla(reading.versions)))</span>"
                    + "<bdi>\(reading.text.map(HTMLText.line) ?? "–")</bdi>"
            }.joined(separator: "<br>")
            html += "</dd>\n"
        }
        html += "</dl>\n"
    }
}

/// The rows of a variant table as HTML.
private struct VariantRows {
    let table: VariantTable
    let heading: VariantHeading
    private let blockOf: [Int]

    init(table: VariantTable, heading: VariantHeading) {
        self.table = table
        self.heading = heading
        blockOf = table.blocks.enumerated().flatMap { index, block in block.threads.map { _ in index } }
    }

    func fold(_ threads: Range<Int>) -> String {
        var html = "<tr class=\"starts\"><td colspan=\"\(heading.versions.count)\"><details class=\"fold\"><summary>"
        html += "\(threads.count) sentences that are the same in all</summary>\n"
        var start = threads.lowerBound
        while start < threads.upperBound {
            let end = min(threads.upperBound, table.blocks[blockOf[start]].threads.upperBound)
            let text = table.threads[start..<end].map { $0.readings.first?.text ?? "" }.joined(separator: " ")
            html += "<p dir=\"auto\">\(marker(start))\(HTMLText.line(text))</p>\n"
            start = end
        }
        return html + "</details></td></tr>\n"
    }

    func row(_ index: Int) -> String {
        let thread = table.threads[index]
        let block = table.blocks[blockOf[index]]
        let isStart = block.threads.lowerBound == index
        var html = "<tr\(isStart ? " class=\"starts\"" : "")>"
        if thread.isConstant {
            html += "<td class=\"same\(block.kind.cellClass)\" colspan=\"\(heading.versions.count)\">"
            html +=
                "<div dir=\"auto\">\(isStart ? marker(index) : "")\(HTMLText.line(thread.readings.first?.text ?? ""))</div>"
            return html + "</td></tr>\n"
        }
        for run in Self.runs(of: thread) {
            let span = run.count > 1 ? " colspan=\"\(run.count)\"" : ""
            let sigla = " data-sigla=\"\(HTMLText.line(heading.sigla(Array(run))))\""
            guard let reading = thread.reading(of: run.lowerBound) else {
                html += "<td class=\"absent\"\(span)\(sigla)>–</td>"
                continue
            }
            let notes = run.compactMap { VariantReading.note(on: $0, of: thread) }
            html += "<td class=\"cell\(block.kind.cellClass)\"\(span)\(sigla)><div dir=\"auto\">"
            html += notes.map { HTMLRenderer.mark($0) }.joined()
            html += (isStart ? marker(index) : "") + Self.marked(thread, reading, run) + "</div></td>"
        }
        return html + "</tr>\n"
    }

    private func marker(_ index: Int) -> String {
        guard case .listItem(_, let number) = table.blocks[blockOf[index]].kind else { return "" }
        return number.map { "\($0). " } ?? "• "
    }

    /// Versions that follow one another with the same reading, or without the sentence. A version where it moved,
    /// was split or merged begins a run, so that this can be said.
    private static func runs(of thread: VariantTable.Thread) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for version in thread.places.indices {
            if let last = runs.last, thread.reading(of: version) == thread.reading(of: last.lowerBound),
                VariantReading.note(on: version, of: thread) == nil
            {
                runs[runs.count - 1] = last.lowerBound..<version + 1
            } else {
                runs.append(version..<version + 1)
            }
        }
        return runs
    }

    // MARK: Words

    /// The text of a reading with what is new in it against the version before the run, and what goes with the one after.
    private static func marked(_ thread: VariantTable.Thread, _ reading: Int, _ run: Range<Int>) -> String {
        let text = Array(thread.readings[reading].text.utf8)
        var isNew = [Bool](repeating: false, count: text.count)
        var isGone = isNew
        func mark(_ flags: inout [Bool], _ segments: [ArticleDiff.Segment], _ kind: ArticleDiff.Segment.Kind) {
            let own = segments.filter { $0.kind == .equal || $0.kind == .reformatted || $0.kind == kind }
            // Segments that do not spell this text (white space that only looks equal) would be marked askew.
            guard own.flatMap({ Array($0.text.utf8) }) == text else { return }
            var start = 0
            for segment in own {
                let end = start + segment.text.utf8.count
                if segment.kind == kind { for index in start..<end { flags[index] = true } }
                start = end
            }
        }
        if run.lowerBound > 0 {
            if let earlier = thread.reading(of: run.lowerBound - 1) {
                if earlier != reading {
                    mark(
                        &isNew, VariantReading.words(from: thread.readings[earlier], to: thread.readings[reading]),
                        .added)
                }
            } else {
                isNew = Array(repeating: true, count: text.count)
            }
        }
        if run.upperBound < thread.places.count {
            if let later = thread.reading(of: run.upperBound) {
                if later != reading {
                    mark(
                        &isGone, VariantReading.words(from: thread.readings[reading], to: thread.readings[later]),
                        .removed)
                }
            } else {
                isGone = Array(repeating: true, count: text.count)
            }
        }
        var html = ""
        var start = 0
        while start < text.count {
            var end = start + 1
            while end < text.count, isNew[end] == isNew[start], isGone[end] == isGone[start] { end += 1 }
            let piece = HuggedText(String(decoding: text[start..<end], as: UTF8.self))
            var words = HTMLText.line(piece.words)
            if isGone[start], !piece.words.isEmpty { words = "<del>\(words)</del>" }
            if isNew[start], !piece.words.isEmpty { words = "<ins>\(words)</ins>" }
            html += HTMLText.line(piece.leading) + words + HTMLText.line(piece.trailing)
            start = end
        }
        return html
    }
}

extension DiffText.BlockKind {
    fileprivate var cellClass: String {
        switch self {
        case .heading: " heading"
        case .quotation: " quotation"
        case .caption: " caption"
        case .code: " code"
        default: ""
        }
    }
}
