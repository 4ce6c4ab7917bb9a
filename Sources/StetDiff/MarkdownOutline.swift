/// The blocks of Markdown or plain text, before their sentences are cut.
struct MarkdownOutline {
    struct Block {
        var kind: DiffText.BlockKind
        var range: Range<Int>
        /// Indices in `pieces`: the text of the block, apart from its markers.
        var pieces: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var blocks: [Block] = []
    private(set) var pieces: [Range<Int>] = []

    /// The block that the next line may go on with.
    private var open: (kind: DiffText.BlockKind, start: Int)?
    /// The first piece of the open block, or of the next one.
    private var firstPiece = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        blocks.reserveCapacity(bytes.count / 200 + 1)
        pieces.reserveCapacity(bytes.count / 200 + 1)
        run()
    }

    private mutating func run() {
        // The mark of UTF-8 at the start of a file is no part of its first line.
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while position < bytes.count {
            let end = Byte.endOfLine(bytes, from: position)
            let next = min(end + 1, bytes.count)
            let line = trimmed(position..<end)
            if line.isEmpty {
                close()
            } else if Self.beginsText(bytes[line.lowerBound]) {
                takeText(line)
            } else if let fence = fence(line) {
                close()
                position = takeCode(fence: fence, line: line, from: next)
                continue
            } else {
                take(line: line, indent: line.lowerBound - position)
            }
            position = next
        }
        close()
    }

    private mutating func take(line: Range<Int>, indent: Int) {
        switch marker(line, indent: indent) {
        case .heading(let level, let text):
            close()
            begin(.heading(level: level), line, text)
            close()
        case .item(let number, let text):
            close()
            begin(.listItem(depth: indent / 2, number: number), line, text)
        case .quotation(let text):
            if case .quotation? = open?.kind {
                pieces.append(text)
            } else {
                close()
                begin(.quotation, line, text)
            }
            if text.isEmpty { close() }
        case .row:
            close()
            begin(.tableRow, line, line)
            close()
        case .rule:
            close()
            begin(.thematicBreak, line, nil)
            close(at: line.upperBound)
        case nil: takeText(line)
        }
    }

    /// Whether no marker begins with the byte, as none does with a letter.
    private static func beginsText(_ byte: UInt8) -> Bool { byte >= 0x80 || Byte.isLetter(byte) }

    private mutating func takeText(_ line: Range<Int>) {
        guard open != nil else { return begin(.paragraph, line, line) }
        // Only a marker takes a line out of a quotation; a plain line goes on with it, as in Markdown.
        let last = pieces.count - 1
        pieces[last] = pieces[last].lowerBound..<line.upperBound
    }

    private mutating func takeCode(fence: (character: UInt8, count: Int), line: Range<Int>, from start: Int) -> Int {
        pieces.append(line)
        var position = start
        while position < bytes.count {
            let end = Byte.endOfLine(bytes, from: position)
            let next = min(end + 1, bytes.count)
            let text = trimmed(position..<end)
            if !text.isEmpty { pieces.append(text) }
            position = next
            if let closing = self.fence(text), closing.character == fence.character, closing.count >= fence.count,
                text.count == closing.count
            {
                break
            }
        }
        append(.code, line.lowerBound..<pieces[pieces.count - 1].upperBound)
        return position
    }

    private mutating func close(at end: Int? = nil) {
        guard let block = open else { return }
        open = nil
        let last = pieces.count > firstPiece ? pieces[pieces.count - 1].upperBound : block.start
        append(block.kind, block.start..<max(end ?? block.start, last))
    }

    private mutating func begin(_ kind: DiffText.BlockKind, _ line: Range<Int>, _ text: Range<Int>?) {
        open = (kind, line.lowerBound)
        if let text { pieces.append(text) }
    }

    /// Ends a block of the pieces that were appended since the last one.
    private mutating func append(_ kind: DiffText.BlockKind, _ range: Range<Int>) {
        // A marker without text, as an item that is still empty, is a piece that says only where it ends.
        if (firstPiece..<pieces.count).contains(where: { pieces[$0].isEmpty }) {
            let filled = pieces[firstPiece...].filter { !$0.isEmpty }
            pieces.replaceSubrange(firstPiece..., with: filled)
        }
        blocks.append(Block(kind: kind, range: range, pieces: firstPiece..<pieces.count))
        firstPiece = pieces.count
    }

    // MARK: Markers

    private enum Marker {
        case heading(level: Int, Range<Int>)
        case item(number: Int?, Range<Int>)
        case quotation(Range<Int>)
        case row
        case rule
    }

    private func marker(_ line: Range<Int>, indent: Int) -> Marker? {
        let start = line.lowerBound
        switch bytes[start] {
        case UInt8(ascii: "#"):
            var end = start
            while end < line.upperBound, bytes[end] == UInt8(ascii: "#") { end += 1 }
            guard end - start <= 6, isBreak(end, in: line) else { return nil }
            return .heading(level: end - start, trimmed(end..<line.upperBound))
        case UInt8(ascii: ">"):
            return .quotation(trimmed(start + 1..<line.upperBound))
        case UInt8(ascii: "|"):
            return .row
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "_"):
            if isRule(line) { return .rule }
            guard bytes[start] != UInt8(ascii: "_"), isBreak(start + 1, in: line) else { return nil }
            return .item(number: nil, trimmed(start + 1..<line.upperBound))
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            var end = start
            var number = 0
            while end < line.upperBound, end - start < 9, Byte.isDigit(bytes[end]) {
                number = number * 10 + Int(bytes[end] - UInt8(ascii: "0"))
                end += 1
            }
            guard end < line.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
                isBreak(end + 1, in: line)
            else { return nil }
            // A wrapped paragraph may have a line that starts with "1986."; as in CommonMark only 1 starts a list there.
            if case .paragraph? = open?.kind, number != 1 { return nil }
            return .item(number: number, trimmed(end + 1..<line.upperBound))
        default:
            return nil
        }
    }

    private func isBreak(_ position: Int, in line: Range<Int>) -> Bool {
        position >= line.upperBound || bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")
    }

    /// Three or more of one of `-`, `*`, `_`, with nothing but blanks between.
    private func isRule(_ line: Range<Int>) -> Bool {
        var count = 0
        for index in line where bytes[index] != UInt8(ascii: " ") {
            guard bytes[index] == bytes[line.lowerBound] else { return false }
            count += 1
        }
        return count >= 3
    }

    private func fence(_ line: Range<Int>) -> (character: UInt8, count: Int)? {
        guard let character = line.first.map({ bytes[$0] }),
            character == UInt8(ascii: "`") || character == UInt8(ascii: "~")
        else { return nil }
        let count = line.prefix { bytes[$0] == character }.count
        return count >= 3 ? (character, count) : nil
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Byte.isBlank(bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
