internal import StetHTML
internal import StetModel

/// What the past says of a page's lines.
struct PastEvidence {
    /// Where a text stood among the article's texts, and as what; nil where it stood as several things.
    private struct Piece {
        var positions: [Int] = []
        var form: Line.Past.Form?
    }

    private var pieces: [UInt64: Piece] = [:]
    /// How often a text stood on that page without being the article's.
    private var leftOutCounts: [UInt64: Int] = [:]
    /// What stood so among lines built like the article's running text.
    private var leftOutOfText: Set<UInt64> = []
    /// Sentences that stood in a line of that page and not in the article, which has the rest of the line.
    private var foreignSentences: Set<UInt64> = []
    private var articleSentences: Set<UInt64> = []
    /// The lines of each of the site's pages, and the sentences in them.
    private var sitePages: [Set<UInt64>] = []

    /// - Complexity: O(n) in the bytes of the past, which `Past` bounds.
    init?(_ past: Past) {
        guard !past.isEmpty else { return nil }
        if let article = past.article {
            readPieces(of: article)
            if let page = past.page { readLeftOut(on: page, of: article) }
        }
        for page in past.sitePages.prefix(Past.maximumSitePageCount) {
            let keys = page.traces.of(page).keys
            if !keys.isEmpty { sitePages.append(keys) }
        }
    }

    private mutating func readPieces(of article: Article) {
        var position = 0
        func add(_ text: String, as form: Line.Past.Form) {
            position += 1
            guard let key = TextKey.of(text) else { return }
            var piece = pieces[key] ?? Piece(form: form)
            if piece.form != form { piece.form = nil }
            piece.positions.append(position)
            pieces[key] = piece
        }
        func read(_ blocks: [Block]) {
            for block in blocks {
                switch block {
                case .heading(_, let content): add(content.plainText, as: .heading)
                case .paragraph(let sentences):
                    add(sentences.joinedText, as: .text)
                    articleSentences.formUnion(sentences.compactMap { LineSentences.key(of: $0.plainText) })
                case .list(let list): for item in list.items { read(item) }
                case .quotation(let blocks): read(blocks)
                case .table(let table):
                    for cell in (table.header ?? []) + table.rows.joined() { add(cell.plainText, as: .text) }
                case .figure(let caption): add(caption.joinedText, as: .caption)
                case .code(_, let text): for line in text.split(separator: "\n") { add(String(line), as: .text) }
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
        // On most pages no line needs it.
        lazy var witness = BodyWitness(article.text(withCaptions: true))
        let lines = page.traces.of(page).lines
        let builds = Set(lines.filter { pieces[$0.key]?.form == .text }.map(\.build))
        for line in lines {
            if pieces[line.key] == nil {
                let foreign = line.parts.compactMap(\.key).filter { !articleSentences.contains($0) }
                if !foreign.isEmpty, let rest = Self.key(of: line.parts, without: Set(foreign)), pieces[rest] != nil {
                    foreignSentences.formUnion(foreign)
                    continue
                }
                if witness?.holds(line.text) == true { continue }
            }
            leftOutCounts[line.key, default: 0] += 1
            if builds.contains(line.build) { leftOutOfText.insert(line.key) }
        }
        for (key, piece) in pieces { leftOutCounts[key]? -= piece.positions.count }
    }

    /// The key of what is left of a line.
    private static func key(of parts: [LineSentences.Part], without foreign: Set<UInt64>) -> UInt64? {
        TextKey.of(
            parts.filter { part in
                !(part.key.map { foreign.contains($0) } ?? false) && !LiveFigure.isStated(in: String(part.text))
            }.map(\.text).joined(separator: " "))
    }

    // MARK: - What it says of lines

    /// Notes what is known of every line, once the page's own evidence has been heard.
    ///
    /// - Complexity: O(n) in the lines' bytes, O(n log n) in their number.
    func mark(_ lines: inout [Line]) {
        var keys = lines.map { TextKey.of($0.text) }
        let others = sitePages.filter { !isTwin($0, of: lines, keys) }
        func sight(of key: UInt64) -> Line.Past.Sight {
            let count = others.reduce(0) { $0 + ($1.contains(key) ? 1 : 0) }
            return Line.Past.Sight(pageCount: count, share: count == 0 ? 0 : Double(count) / Double(others.count))
        }
        for index in lines.indices {
            guard let key = keys[index] else { continue }
            var past = Line.Past(onSite: sight(of: key))
            let parts = LineSentences.parts(of: lines[index])
            for part in parts {
                guard let key = part.key else { continue }
                if foreignSentences.contains(key) || PastJudge.isTemplateSentence(sight(of: key)) {
                    past.foreignSentences.insert(key)
                }
            }
            lines[index].past = past
            // The article has the line without what is left out of it.
            if pieces[key] == nil, let rest = Self.key(of: parts, without: past.foreignSentences), pieces[rest] != nil {
                keys[index] = rest
            }
        }
        for (index, state) in states(of: lines, keys).enumerated() { lines[index].past?.state = state }
    }

    /// Which line is which text of the previous article.
    ///
    /// Texts that stand once in the article and once on the page are found at once; those among them that kept their
    /// order are the frame. Texts that stand several times - labels, a headline said again - are told by where they stand
    /// in it.
    private func states(of lines: [Line], _ keys: [UInt64?]) -> [Line.Past.State] {
        var counts: [UInt64: Int] = [:]
        for case let key? in keys { counts[key, default: 0] += 1 }
        var states = [Line.Past.State](repeating: .new, count: keys.count)
        var anchors: [(line: Int, position: Int)] = []
        for (index, key) in keys.enumerated() {
            guard let key, let piece = pieces[key], piece.positions.count == 1, counts[key] == 1 else { continue }
            anchors.append((index, piece.positions[0]))
            states[index] = .article(isInPlace: false, as: piece.form)
        }
        let frame = Self.longestIncreasing(anchors.map(\.position)).map { anchors[$0] }
        for anchor in frame {
            if case .article(_, let form) = states[anchor.line] {
                states[anchor.line] = .article(isInPlace: true, as: form)
            }
        }
        for (place, rivals) in repeated(keys, counts, between: frame) {
            guard let piece = pieces[place.key] else { continue }
            let lower = place.gap > 0 ? frame[place.gap - 1].position : 0
            let upper = place.gap < frame.count ? frame[place.gap].position : .max
            let count = piece.positions.countBelow(upper) - piece.positions.countBelow(lower + 1)
            // Those that the page's own evidence keeps are the likely ones.
            let ranked = rivals.filter { lines[$0].cut == nil } + rivals.filter { lines[$0].cut != nil }
            for (rank, index) in ranked.enumerated() {
                if rank < count { states[index] = .article(isInPlace: true, as: piece.form) }
            }
        }
        markLeftOut(&states, lines, keys)
        return states
    }

    /// A text that stands more often than it was left out is new where it does: those that the page's own evidence cuts
    /// are taken for the old ones first. So is one that stood in a box of another build and stands in the running text now:
    /// a promoted sentence was written into the article.
    private func markLeftOut(_ states: inout [Line.Past.State], _ lines: [Line], _ keys: [UInt64?]) {
        var rest = leftOutCounts
        for isCut in [true, false] {
            for (index, key) in keys.enumerated() where (lines[index].cut != nil) == isCut {
                guard let key, case .new = states[index], let count = rest[key], count > 0 else { continue }
                if !isCut, lines[index].isCore, lines[index].goodWeight > 0, !leftOutOfText.contains(key) { continue }
                rest[key] = count - 1
                states[index] = .leftOut
            }
        }
    }

    /// A text, and between which two of the frame's lines it stands.
    private struct Place: Hashable {
        var key: UInt64
        var gap: Int
    }

    /// The lines of texts that stand several times in the article or on the page, by their places.
    private func repeated(
        _ keys: [UInt64?], _ counts: [UInt64: Int], between frame: [(line: Int, position: Int)]
    ) -> [Place: [Int]] {
        var places: [Place: [Int]] = [:]
        var gap = 0
        for (index, key) in keys.enumerated() {
            while gap < frame.count, frame[gap].line < index { gap += 1 }
            guard let key, let piece = pieces[key], piece.positions.count > 1 || counts[key] != 1 else { continue }
            places[Place(key: key, gap: gap), default: []].append(index)
        }
        return places
    }

    /// The places of a longest increasing run of the numbers, which are all different.
    ///
    /// Source: Fredman, "On computing the length of longest increasing subsequences" (1975).
    private static func longestIncreasing(_ numbers: [Int]) -> [Int] {
        var ends: [Int] = []
        var previous = [Int](repeating: -1, count: numbers.count)
        for (index, number) in numbers.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
            }
            previous[index] = low > 0 ? ends[low - 1] : -1
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var run: [Int] = []
        var index = ends.last ?? -1
        while index >= 0 {
            run.append(index)
            index = previous[index]
        }
        return run.reversed()
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

extension [Int] {
    /// How many of these numbers, which are in order, lie below a bound.
    func countBelow(_ bound: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Line {
    /// What the past says of a line.
    struct Past: Sendable {
        /// As what a text stood in the article.
        enum Form {
            case text, heading, caption
        }

        enum State: Sendable {
            /// It was not on the previous page, or there is none.
            case new
            /// It stood in the article, and still stands among the same texts.
            case article(isInPlace: Bool, as: Form?)
            /// It stood on the page and was left out.
            case leftOut
        }

        /// On how many pages of other articles of the site a text stands, and their share, 0...1.
        struct Sight {
            var pageCount = 0
            var share = 0.0
        }

        var state = State.new
        var onSite = Sight()
        /// Sentences in the line that are not the article's.
        var foreignSentences: Set<UInt64> = []

        var isLeftOut: Bool { if case .leftOut = state { true } else { false } }
    }
}
