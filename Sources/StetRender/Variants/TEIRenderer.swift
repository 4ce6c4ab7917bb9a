public import StetDiff
import StetModel

/// Renders variant tables as TEI P5: a critical apparatus in parallel segmentation, a witness a version.
///
/// Each sentence that varies is an `app` with a `rdg` a wording, empty where versions lack it; `type` says what became
/// of it. The text is the article's own. Documents are well-formed whatever the text.
///
/// Source: TEI Guidelines P5, chapter 13, "Critical Apparatus".
public struct TEIRenderer: Sendable {
    public init() {}

    /// - Complexity: O(text of all readings).
    public func variants(_ table: VariantTable, heading: VariantHeading) -> String {
        var writer = TEIWriter(heading)
        writer.writeHeader(title: heading.title, titleField: table.fields.first { $0.name == "title" })
        writer.put("<text>")
        let fields = table.fields.filter { $0.name != "title" }
        if !fields.isEmpty {
            writer.put("<front>")
            writer.put("<div type=\"metadata\">")
            for field in fields { writer.put("<ab n=\"\(XMLText.escaped(field.name))\">\(writer.app(field))</ab>") }
            writer.put("</div>")
            writer.put("</front>")
        }
        writer.put("<body>")
        writer.write(table)
        writer.put("</body>")
        writer.put("</text>")
        writer.put("</TEI>")
        return writer.text
    }
}

private struct TEIWriter {
    private let heading: VariantHeading
    /// An NCName for each version.
    private let ids: [String]
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    init(_ heading: VariantHeading) {
        self.heading = heading
        ids = heading.versions.enumerated().map { index, version in
            let isName =
                !version.siglum.isEmpty
                && version.siglum.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            return isName ? version.siglum : "v\(index + 1)"
        }
    }

    mutating func put(_ line: String) { text += line + "\n" }

    // MARK: Header

    mutating func writeHeader(title: String?, titleField: VariantTable.Field?) {
        let language = HTMLText.languageAttribute(heading.language).replacing(" lang=", with: " xml:lang=")
        put("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"\(language)>")
        put("<teiHeader>")
        put("<fileDesc>")
        let name = titleField.map { app($0) } ?? XMLText.escaped(title ?? heading.url ?? "Untitled article")
        put("<titleStmt><title>\(name)</title></titleStmt>")
        put("<publicationStmt><p>Collated by Stet from the versions listed below.</p></publicationStmt>")
        // Paragraphs may not stand beside a list of witnesses, references may.
        put("<sourceDesc>")
        if let url = heading.url { put("<bibl><ref target=\"\(XMLText.escaped(url))\"/></bibl>") }
        put("<listWit>")
        for (id, version) in zip(ids, heading.versions) {
            let date = version.time.map { " <date when=\"\(XMLText.escaped($0))\"/>" } ?? ""
            put(
                "<witness xml:id=\"\(id)\" n=\"\(XMLText.escaped(version.siglum))\">\(XMLText.escaped(version.label))"
                    + "\(date)</witness>")
        }
        put("</listWit>")
        put("</sourceDesc>")
        put("</fileDesc>")
        put("<encodingDesc><variantEncoding method=\"parallel-segmentation\" location=\"internal\"/></encodingDesc>")
        put("</teiHeader>")
    }

    // MARK: Text

    mutating func write(_ table: VariantTable) {
        put("<div>")
        var isFirst = true
        var isList = false
        for block in table.blocks {
            let threads = table.threads[block.threads]
            if case .listItem(_, let number) = block.kind {
                if !isList { put("<list>") }
                isList = true
                put("<item\(number.map { " n=\"\($0)\"" } ?? "")>\(content(threads))</item>")
                isFirst = false
                continue
            }
            if isList { put("</list>") }
            isList = false
            switch block.kind {
            case .heading(let level):
                // What a heading heads is a division; only the first may begin with one.
                if !isFirst {
                    put("</div>")
                    put("<div>")
                }
                put("<head n=\"\(level)\">\(content(threads))</head>")
            case .quotation: put("<quote><p>\(content(threads))</p></quote>")
            case .tableRow: put("<ab type=\"row\">\(content(threads))</ab>")
            case .caption: put("<ab type=\"caption\">\(content(threads))</ab>")
            case .code: put("<ab type=\"code\">\(content(threads))</ab>")
            case .paragraph, .listItem, .thematicBreak: put("<p>\(content(threads))</p>")
            }
            isFirst = false
        }
        if isList { put("</list>") }
        if isFirst { put("<p/>") }
        put("</div>")
    }

    /// Sentences, each on a line of its own where white space may stand between them.
    private func content(_ threads: ArraySlice<VariantTable.Thread>) -> String {
        var result = ""
        var last: Unicode.Scalar?
        for thread in threads {
            let text = thread.readings.last?.text ?? ""
            let isUnspaced = last?.isUnspaced ?? false && text.unicodeScalars.first?.isUnspaced ?? false
            if last != nil, !isUnspaced { result += "\n" }
            result += thread.isConstant ? XMLText.escaped(text) : app(thread)
            last = text.unicodeScalars.last ?? last
        }
        return result
    }

    // MARK: Apparatus

    private func app(_ thread: VariantTable.Thread) -> String {
        var result = "<app type=\"\(thread.leadingKind.rawValue)\">"
        for reading in thread.readings {
            result += "<rdg wit=\"\(witnesses(reading.versions))\">\(XMLText.escaped(reading.text))</rdg>"
        }
        if !thread.absentVersions.isEmpty { result += "<rdg wit=\"\(witnesses(thread.absentVersions))\"/>" }
        for version in thread.places.indices {
            guard let note = VariantReading.note(on: version, of: thread) else { continue }
            result += "<witDetail wit=\"\(witnesses([version]))\">\(note)</witDetail>"
        }
        return result + "</app>"
    }

    func app(_ field: VariantTable.Field) -> String {
        var result = "<app type=\"edited\">"
        var told: [(value: String?, versions: [Int])] = []
        for (version, value) in field.values.enumerated() {
            if let known = told.firstIndex(where: { $0.value == value }) {
                told[known].versions.append(version)
            } else {
                told.append((value, [version]))
            }
        }
        for (value, versions) in told {
            let wit = witnesses(versions)
            result += value.map { "<rdg wit=\"\(wit)\">\(XMLText.escaped($0))</rdg>" } ?? "<rdg wit=\"\(wit)\"/>"
        }
        return result + "</app>"
    }

    private func witnesses(_ versions: [Int]) -> String { versions.map { "#" + ids[$0] }.joined(separator: " ") }
}

extension VariantTable.Thread {
    /// The change that says most of what became of the thread.
    fileprivate var leadingKind: VariantTable.Step.Kind {
        let order: [VariantTable.Step.Kind] = [.split, .merged, .returned, .moved, .removed, .added]
        return order.first { kind in steps.contains { $0.kind == kind } } ?? .edited
    }
}
