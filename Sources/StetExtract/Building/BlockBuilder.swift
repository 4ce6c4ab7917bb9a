internal import StetHTML
internal import StetModel

/// Builds the article's blocks from the lines that were kept, with the lists, quotations and tables they stand in.
struct BlockBuilder {
    private let page: PageLines
    private let inlines: InlineBuilder
    private var tables: [Int: Bool] = [:]

    init(page: PageLines, inlines: InlineBuilder) {
        self.page = page
        self.inlines = inlines
    }

    /// An element that gives the lines in it a structure.
    private struct Level: Equatable {
        enum Kind: Equatable { case list, item, quotation, table, figure }
        var kind: Kind
        var node: Int
    }

    /// A level that is open, with what it holds so far.
    private struct Frame {
        var level: Level?
        var blocks: [Block] = []
        var items: [[Block]] = []
    }

    /// Deeper structure is flattened; the model allows no more.
    private static let maximumLevels = 32

    mutating func blocks() -> [Block] {
        var frames = [Frame(level: nil)]
        var index = 0
        let lines = page.lines
        while index < lines.count {
            let line = lines[index]
            guard line.cut == nil else {
                index += 1
                continue
            }
            let path = path(of: line)
            var shared = 0
            while shared < path.count, shared + 1 < frames.count, frames[shared + 1].level == path[shared] {
                shared += 1
            }
            while frames.count > shared + 1 { close(&frames) }
            for level in path[shared...] { frames.append(Frame(level: level)) }
            if path.last?.kind == .table, let node = path.last?.node {
                let range = page.range(node)
                let blocks = blocks(ofTable: node, range)
                frames.removeLast()
                frames[frames.count - 1].blocks += blocks
                index = max(index + 1, range.upperBound)
                continue
            }
            if let block = block(of: line) { Self.append(block, to: &frames[frames.count - 1].blocks) }
            index += 1
        }
        while frames.count > 1 { close(&frames) }
        return frames[0].blocks
    }

    private func close(_ frames: inout [Frame]) {
        let frame = frames.removeLast()
        guard let level = frame.level else { return }
        let top = frames.count - 1
        switch level.kind {
        case .list:
            var items = frame.items
            if !frame.blocks.isEmpty { items.append(frame.blocks) }
            if !items.isEmpty { frames[top].blocks.append(.list(List(start: start(ofList: level.node), items: items))) }
        case .item:
            guard !frame.blocks.isEmpty else { return }
            if frames[top].level?.kind == .list {
                frames[top].items.append(frame.blocks)
            } else {
                frames[top].blocks += frame.blocks
            }
        case .quotation: if !frame.blocks.isEmpty { frames[top].blocks.append(.quotation(frame.blocks)) }
        case .table: break
        case .figure:
            for block in frame.blocks { Self.append(block, to: &frames[top].blocks) }
        }
    }

    private func start(ofList node: Int) -> Int? {
        let list = page.document[node]
        guard list.tag == .ol else { return nil }
        return list.attribute("start").flatMap { Int($0) } ?? 1
    }

    /// Captions of one picture that stand in several lines are one caption.
    private static func append(_ block: Block, to blocks: inout [Block]) {
        blocks.append(block)
    }

    private func block(of line: Line) -> Block? {
        if line.kind == .preformatted {
            let code = inlines.code(of: line)
            return code.isEmpty ? nil : .code(language: nil, text: code)
        }
        let all = inlines.sentences(of: line)
        let own = all.count > 1 ? all.filter { !line.leavesOut($0.plainText) } : all
        let sentences = own.isEmpty ? all : own
        guard !sentences.isEmpty else { return nil }
        switch line.kind {
        case .heading(let level):
            return .heading(level: level, content: Self.joined(sentences))
        case .caption: return .figure(caption: sentences)
        default: return .paragraph(sentences)
        }
    }

    /// One line of several sentences, for headings and cells.
    static func joined(_ sentences: [Sentence]) -> Sentence {
        guard sentences.count > 1 else { return sentences.first ?? Sentence([]) }
        var inlines: [Inline] = []
        for sentence in sentences {
            if !inlines.isEmpty { inlines.append(.text(" ")) }
            inlines += sentence.inlines
        }
        return Sentence(inlines).normalized()
    }

    // MARK: - Structure

    private mutating func path(of line: Line) -> [Level] {
        var levels: [Level] = []
        var node: HTMLNode? = page.document[line.block]
        while let current = node {
            switch current.tag {
            case .li: levels.append(Level(kind: .item, node: current.index))
            case .ul, .ol, .menu, .dir: levels.append(Level(kind: .list, node: current.index))
            case .blockquote: levels.append(Level(kind: .quotation, node: current.index))
            case .table: if isData(current) { levels.append(Level(kind: .table, node: current.index)) }
            default: break
            }
            node = current.parent
        }
        levels.reverse()
        // A table's cells are one line each: what stands around the outermost table counts, what stands in it does not.
        if let table = levels.firstIndex(where: { $0.kind == .table }) { levels.removeSubrange((table + 1)...) }
        // An item without a list around it is a paragraph.
        var inList = false
        levels = levels.filter { level in
            switch level.kind {
            case .list: inList = true
            case .item:
                defer { inList = false }
                return inList
            default: inList = false
            }
            return true
        }
        // Text right in a list, outside its items, is an item of its own.
        return Array(levels.prefix(Self.maximumLevels))
    }

    // MARK: - Tables

    private static let maximumCellWeight = 400

    /// Tables of collected pages are at most twice as large as their cells.
    private static let maximumFilling = 8

    /// A table with data: several rows of several short cells. Anything else is layout.
    private mutating func isData(_ table: HTMLNode) -> Bool {
        if let known = tables[table.index] { return known }
        let answer = judgeTable(table)
        tables[table.index] = answer
        return answer
    }

    private func judgeTable(_ table: HTMLNode) -> Bool {
        if table.attribute("role")?.lowercased() == "presentation" { return false }
        if table.descendants.contains(where: { $0.tag == .table }) { return false }
        let rows = Self.rows(of: table)
        let widths = rows.map(\.count)
        guard rows.count >= 2, let widest = widths.max(), widest >= 2 else { return false }
        guard widths.filter({ $0 >= 2 }).count * 2 >= rows.count else { return false }
        let range = page.range(table.index)
        let cells = max(1, widths.reduce(0, +))
        // Short rows are filled up to the widest: one row of many cells among many rows is no table to write out.
        guard rows.count.multipliedReportingOverflow(by: widest).partialValue <= Self.maximumFilling * cells + 1000
        else { return false }
        return page.weight(range) / cells <= Self.maximumCellWeight && !holdsText(rows, weight: page.weight(range))
    }

    /// Whether a few cells, each with several paragraphs, are most of a table: then it is there to place them.
    private func holdsText(_ rows: [[HTMLNode]], weight: Int) -> Bool {
        var cellCount = 0
        var textCount = 0
        var textWeight = 0
        for cell in rows.joined() {
            cellCount += 1
            let range = page.range(cell.index)
            guard page.proseCount(range) >= 2 else { continue }
            textCount += 1
            textWeight += page.weight(range)
        }
        return textCount > 0 && textCount * Self.placedShare <= cellCount && textWeight * 2 >= weight
    }

    /// Of the cells of a table of data more than one in so many may have several paragraphs.
    private static let placedShare = 3

    private static func rows(of table: HTMLNode) -> [[HTMLNode]] {
        var rows: [[HTMLNode]] = []
        for node in table.descendants where node.tag == .tr {
            rows.append(node.childElements.filter { $0.tag == .td || $0.tag == .th })
        }
        return rows
    }

    /// A table, with what stands in it and in none of its cells, such as its caption, before or after it.
    private func blocks(ofTable node: Int, _ range: Range<Int>) -> [Block] {
        let rows = Self.rows(of: page.document[node])
        let cells = rows.joined().map { page.range($0.index) }
        let first = cells.first { !$0.isEmpty }?.lowerBound ?? range.upperBound
        var before: [Block] = []
        var after: [Block] = []
        var inCells = Set<Int>()
        for cell in cells { inCells.formUnion(cell) }
        for index in range where page.lines[index].cut == nil && !inCells.contains(index) {
            guard let block = block(of: page.lines[index]) else { continue }
            if index < first { before.append(block) } else { after.append(block) }
        }
        return before + [table(rows)] + after
    }

    private func table(_ rows: [[HTMLNode]]) -> Block {
        let grid = CellGrid(rows)
        var written: [[Sentence]] = []
        var header: [Sentence]?
        for (position, cells) in rows.enumerated() {
            var row: [Sentence] = []
            for (cell, column) in zip(cells, grid.columns[position]) {
                while row.count < column { row.append(Sentence([])) }
                row.append(sentence(ofCell: cell))
            }
            if position == 0, cells.allSatisfy({ $0.tag == .th }), !cells.isEmpty {
                header = row
            } else {
                written.append(row)
            }
        }
        return .table(Table(header: header, rows: written))
    }

    private func sentence(ofCell cell: HTMLNode) -> Sentence {
        var inlines: [Inline] = []
        for line in page.lines[page.range(cell.index)] where line.cut == nil {
            if !inlines.isEmpty { inlines.append(.text(" ")) }
            inlines += Self.joined(self.inlines.sentences(of: line)).inlines
        }
        return Sentence(inlines).normalized()
    }
}
