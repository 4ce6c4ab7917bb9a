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
        let parts: [Substring]
    }

    /// - Complexity: O(n) in the page's bytes, which `Past` bounds.
    init(of page: Past.Page) {
        var keys: Set<UInt64> = []
        var traces: [Trace] = []
        let (lines, isOutside) = Self.lines(of: page)
        for (index, line) in lines.enumerated() {
            let parts = LineSentences.parts(of: line)
            for part in parts {
                if let key = LineSentences.key(of: part) { keys.insert(key) }
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
            return (lines, [Bool](repeating: true, count: lines.count))
        case .html:
            let decoded = DecodedText(html: page.bytes, contentType: page.contentType)
            let document: HTMLDocument
            do { document = try HTMLDocument(validUTF8: DoubleEncoding.repaired(decoded.utf8)) } catch {
                // A page that is too large or too deep to be read is no evidence; today's page is read without it.
                return ([], [])
            }
            let lines = LineReader.lines(of: document)
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

    /// Found when they are first asked for.
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
    }
}
