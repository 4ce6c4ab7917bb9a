internal import StetHTML
internal import Synchronization

/// What evidence needs to know of a page of the past: which texts stood on it.
struct PageTraces: Sendable {
    /// The lines, and the sentences in them.
    let keys: Set<UInt64>
    /// The lines that stand in no table and are no code, with their sentences.
    let lines: [Trace]

    struct Trace: Sendable {
        let text: String
        let key: UInt64
        let parts: [LineSentences.Part]
    }

    /// - Complexity: O(n) in the page's bytes, which `Past` bounds.
    init(of page: Past.Page) {
        let (lines, isOutside) = Self.lines(of: page)
        self.init(of: lines, isOutside: isOutside)
    }

    private init(of lines: [Line], isOutside: [Bool]) {
        var keys: Set<UInt64> = []
        var traces: [Trace] = []
        for (index, line) in lines.enumerated() {
            let parts = LineSentences.parts(of: line)
            for part in parts {
                if let key = part.key { keys.insert(key) }
            }
            guard let key = TextKey.of(line.text) else { continue }
            keys.insert(key)
            if isOutside[index], line.kind != .preformatted {
                traces.append(Trace(text: line.text, key: key, parts: parts))
            }
        }
        self.keys = keys
        self.lines = traces
    }

    /// The lines of a page of the past, and which of them stand outside of tables; none where it is no page that can be read.
    private static func lines(of page: Past.Page) -> ([Line], isOutside: [Bool]) {
        guard page.bytes.count <= Past.maximumPageByteCount, !page.bytes.isEmpty else { return ([], []) }
        switch PageKind.of(PageInput(bytes: page.bytes, contentType: page.contentType)) {
        // Of Markdown all is the article, whatever stood before.
        case .binary, .markdown: return ([], [])
        case .plainText:
            let decoded = DecodedText(plain: page.bytes, contentType: page.contentType)
            let lines = PlainTextExtraction.lines(of: decoded.utf8)
            return (lines, lines.map { _ in true })
        case .html:
            let decoded = DecodedText(html: page.bytes, contentType: page.contentType)
            let document: HTMLDocument
            do { document = try HTMLDocument(validUTF8: DoubleEncoding.repaired(decoded.utf8)) } catch {
                // A page that is too large or too deep to be read is no evidence; today's page is read without it.
                return ([], [])
            }
            let lines = LineReader.lines(of: document, skipping: Apparatus(of: document).all)
            return (lines, outsideTables(lines, document))
        }
    }

    private static func outsideTables(_ lines: [Line], _ document: HTMLDocument) -> [Bool] {
        var outside: [Bool] = []
        var node = 0
        var tableEnd = 0
        for line in lines {
            while node <= line.nodes.lowerBound {
                if document[node].tag == .table { tableEnd = max(tableEnd, document[node].subtreeEnd) }
                node += 1
            }
            outside.append(line.nodes.lowerBound >= tableEnd)
        }
        return outside
    }

    /// Found when they are first asked for, or when the page itself is read.
    final class Once: Sendable {
        private let traces = Mutex<PageTraces?>(nil)

        func of(_ page: Past.Page) -> PageTraces {
            traces.withLock { known in
                if let known { return known }
                let found = PageTraces(of: page)
                known = found
                return found
            }
        }

        /// - Parameters:
        ///   - lines: The page's, as they are found in it, before anything is said of them.
        ///   - document: Nil for plain text.
        func note(_ lines: [Line], in document: HTMLDocument?) {
            traces.withLock { known in
                guard known == nil else { return }
                let isOutside = document.map { PageTraces.outsideTables(lines, $0) } ?? lines.map { _ in true }
                known = PageTraces(of: lines, isOutside: isOutside)
            }
        }
    }
}

extension PageInput {
    /// Keeps what was found in the page for when it is evidence. What is Markdown by its address alone is read otherwise then,
    /// because evidence has no address.
    func noteTraces(_ lines: [Line], in document: HTMLDocument?) {
        guard let asEvidence, bytes.count <= Past.maximumPageByteCount else { return }
        if case .markdown = PageKind.of(self) { return }
        asEvidence.traces.note(lines, in: document)
    }
}
