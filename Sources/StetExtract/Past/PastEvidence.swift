internal import StetHTML
internal import StetModel

/// What the past says of a page's lines.
struct PastEvidence {
    /// How often a text stood in the article, how often as a caption, and where it stood first.
    private struct Piece {
        var position: Int
        var count = 0
        var captionCount = 0

        /// Nil where it stood as both.
        var isCaption: Bool? { captionCount == count ? true : captionCount == 0 ? false : nil }
    }

    private var pieces: [UInt64: Piece] = [:]
    private var leftOut: Set<UInt64> = []
    private var sitePages: [Set<UInt64>] = []

    /// - Complexity: O(n) in the bytes of the past, which `Past` bounds.
    init?(_ past: Past) {
        guard !past.isEmpty else { return nil }
        if let article = past.article {
            readPieces(of: article)
            if let page = past.page { readLeftOut(on: page, of: article) }
        }
        for page in past.sitePages.prefix(Past.maximumSitePageCount) {
            let keys = Set(Self.lines(of: page).compactMap { TextKey.of($0.text) })
            if !keys.isEmpty { sitePages.append(keys) }
        }
    }

    private mutating func readPieces(of article: Article) {
        var position = 0
        func add(_ text: String, isCaption: Bool) {
            position += 1
            guard let key = TextKey.of(text) else { return }
            pieces[key, default: Piece(position: position)].count += 1
            if isCaption { pieces[key]?.captionCount += 1 }
        }
        func read(_ blocks: [Block]) {
            for block in blocks {
                switch block {
                case .heading(_, let content): add(content.plainText, isCaption: false)
                case .paragraph(let sentences): add(sentences.joinedText, isCaption: false)
                case .list(let list): for item in list.items { read(item) }
                case .quotation(let blocks): read(blocks)
                case .table(let table):
                    for cell in (table.header ?? []) + table.rows.joined() { add(cell.plainText, isCaption: false) }
                case .figure(let caption): add(caption.joinedText, isCaption: true)
                case .code(_, let text): for line in text.split(separator: "\n") { add(String(line), isCaption: false) }
                case .thematicBreak: break
                }
            }
        }
        read(article.blocks)
    }

    /// What stood on the previous page and not in the article. Tables and code are joined and split when an article is
    /// built, and lines that are in the article for the better part were changed in building it: of these nothing is
    /// said.
    private mutating func readLeftOut(on page: Past.Page, of article: Article) {
        let witness = BodyWitness(article.text(withCaptions: true))
        for line in Self.lines(of: page, withTables: false) where line.kind != .preformatted {
            guard let key = TextKey.of(line.text), pieces[key] == nil, witness?.holds(line.text) != true else {
                continue
            }
            leftOut.insert(key)
        }
    }

    /// The lines of a page of the past; none where it is no page that can be read.
    private static func lines(of page: Past.Page, withTables: Bool = true) -> [Line] {
        guard page.bytes.count <= Past.maximumPageByteCount, !page.bytes.isEmpty else { return [] }
        switch PageKind.of(PageInput(bytes: page.bytes, contentType: page.contentType)) {
        case .binary: return []
        case .plainText:
            return PlainTextExtraction.lines(of: DecodedText(plain: page.bytes, contentType: page.contentType).utf8)
        case .html:
            let decoded = DecodedText(html: page.bytes, contentType: page.contentType)
            guard let document = try? HTMLDocument(utf8: DoubleEncoding.repaired(decoded.utf8)) else { return [] }
            let lines = LineReader.lines(of: document)
            return withTables ? lines : linesOutsideTables(lines, document)
        }
    }

    private static func linesOutsideTables(_ lines: [Line], _ document: HTMLDocument) -> [Line] {
        var outside: [Line] = []
        var node = 0
        var tableEnd = 0
        for line in lines {
            while node <= line.nodes.lowerBound {
                if document[node].tag == .table { tableEnd = max(tableEnd, document[node].subtreeEnd) }
                node += 1
            }
            if line.nodes.lowerBound >= tableEnd { outside.append(line) }
        }
        return outside
    }

    // MARK: - What it says of lines

    /// Notes at every line what is known of it.
    ///
    /// - Complexity: O(n) in the lines' bytes.
    func mark(_ lines: inout [Line]) {
        let keys = lines.map { TextKey.of($0.text) }
        let others = sitePages.filter { !isTwin($0, of: lines, keys) }
        for index in lines.indices {
            guard let key = keys[index] else { continue }
            var seen = Line.Past(key: key)
            seen.sitePageCount = others.reduce(0) { $0 + ($1.contains(key) ? 1 : 0) }
            seen.siteShare = others.isEmpty ? 0 : Double(seen.sitePageCount) / Double(others.count)
            if let piece = pieces[key] {
                seen.state = .article(position: piece.position, count: piece.count, isCaption: piece.isCaption)
            } else if leftOut.contains(key) {
                seen.state = .leftOut
            }
            lines[index].past = seen
        }
    }

    /// Whether a page of the site holds most of this page's running text: it is the same article under another
    /// address, and tells nothing of the site.
    private func isTwin(_ page: Set<UInt64>, of lines: [Line], _ keys: [UInt64?]) -> Bool {
        var total = 0
        var shared = 0
        for (line, key) in zip(lines, keys) {
            total += line.goodWeight
            if let key, page.contains(key) { shared += line.goodWeight }
        }
        return Double(shared) > Self.twinShare * Double(total)
    }

    private static let twinShare = 0.6
}

extension Line {
    /// What the past says of a line.
    struct Past: Sendable {
        enum State: Sendable {
            /// It was not on the previous page, or there is none.
            case new
            /// It stood in the article, so often, and first at this place among its texts; nil where it was
            /// a caption as well as text.
            case article(position: Int, count: Int, isCaption: Bool?)
            /// It stood on the page and was left out.
            case leftOut
        }

        var key: UInt64
        var state = State.new
        /// On how many pages of other articles it stands, and their share, 0...1.
        var sitePageCount = 0
        var siteShare = 0.0

        var isLeftOut: Bool { if case .leftOut = state { true } else { false } }
        var stoodInArticle: Bool { if case .article = state { true } else { false } }
    }
}
