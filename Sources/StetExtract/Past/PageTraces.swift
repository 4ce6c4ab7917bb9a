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
        /// The elements around it, see `Place`.
        let build: UInt64
    }

    /// Where a line stands on its page.
    private struct Place {
        var isOutsideTables = true
        /// The tags from the body down to the line's block as one number; what is built alike has the same. Wrappers around
        /// single lines do not count, since they come and go between fetches.
        var build: UInt64 = 0
    }

    /// - Complexity: O(n) in the page's bytes, which `Past` bounds.
    init(of page: Past.Page) {
        let (lines, places) = Self.lines(of: page)
        self.init(of: lines, at: places)
    }

    private init(of lines: [Line], at places: [Place]) {
        var keys: Set<UInt64> = []
        var traces: [Trace] = []
        for (index, line) in lines.enumerated() {
            let parts = LineSentences.parts(of: line)
            for part in parts {
                if let key = part.key { keys.insert(key) }
            }
            guard let key = TextKey.of(line.text) else { continue }
            keys.insert(key)
            if places[index].isOutsideTables, line.kind != .preformatted {
                traces.append(Trace(text: line.text, key: key, parts: parts, build: places[index].build))
            }
        }
        self.keys = keys
        self.lines = traces
    }

    /// The lines of a page of the past, and where they stand; none where it is no page that can be read.
    private static func lines(of page: Past.Page) -> ([Line], [Place]) {
        guard page.bytes.count <= Past.maximumPageByteCount, !page.bytes.isEmpty else { return ([], []) }
        switch PageKind.of(PageInput(bytes: page.bytes, contentType: page.contentType)) {
        // Of Markdown all is the article, whatever stood before.
        case .binary, .markdown: return ([], [])
        case .plainText:
            let decoded = DecodedText(plain: page.bytes, contentType: page.contentType)
            let lines = PlainTextExtraction.lines(of: decoded.utf8)
            return (lines, lines.map { _ in Place() })
        case .html:
            let decoded = DecodedText(html: page.bytes, contentType: page.contentType)
            let document: HTMLDocument
            do { document = try HTMLDocument(validUTF8: DoubleEncoding.repaired(decoded.utf8)) } catch {
                // A page that is too large or too deep to be read is no evidence; today's page is read without it.
                return ([], [])
            }
            let lines = LineReader.lines(of: document, skipping: Apparatus(of: document).all)
            return (lines, places(of: lines, in: document))
        }
    }

    /// - Complexity: O(n) in nodes, O(n log n) in lines.
    private static func places(of lines: [Line], in document: HTMLDocument) -> [Place] {
        let starts = lines.map(\.nodes.lowerBound)
        var places: [Place] = []
        var builds: [Int: UInt64] = [:]
        var node = 0
        var tableEnd = 0
        for line in lines {
            while node <= line.nodes.lowerBound {
                if document[node].tag == .table { tableEnd = max(tableEnd, document[node].subtreeEnd) }
                node += 1
            }
            places.append(
                Place(
                    isOutsideTables: line.nodes.lowerBound >= tableEnd,
                    build: build(of: document[line.block], starts, &builds)))
        }
        return places
    }

    /// - Parameters:
    ///   - starts: The first nodes of the page's lines, in order.
    ///   - builds: Those of the elements that were asked for before.
    private static func build(of node: HTMLNode, _ starts: [Int], _ builds: inout [Int: UInt64]) -> UInt64 {
        var path: [HTMLNode] = []
        var current: HTMLNode? = node
        var build: UInt64 = 0xCBF2_9CE4_8422_2325
        while let next = current {
            if let known = builds[next.index] {
                build = known
                break
            }
            path.append(next)
            current = next.parent
        }
        for node in path.reversed() {
            let isSingle =
                PageLines.isWrapper(node.tag)
                && starts.countBelow(node.subtreeEnd) - starts.countBelow(node.index) == 1
            if !isSingle {
                for byte in node.name.utf8 { build = (build ^ UInt64(byte)) &* 0x100_0000_01B3 }
                build = (build ^ 0x2F) &* 0x100_0000_01B3
            }
            builds[node.index] = build
        }
        return build
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
                let places = document.map { PageTraces.places(of: lines, in: $0) } ?? lines.map { _ in Place() }
                known = PageTraces(of: lines, at: places)
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
