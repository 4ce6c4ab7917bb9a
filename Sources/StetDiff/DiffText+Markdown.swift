internal import StetText

extension DiffText {
    /// Cuts Markdown or plain text into blocks and sentences; `bytes` are UTF-8.
    ///
    /// A block ends at a blank line or where the next line starts with a marker of Markdown, never at a mere line
    /// break: text that was only wrapped anew has the same blocks. Markers (`#`, `-`, `1.`, `>`) belong to the block
    /// and to no sentence. A row of a table and a line of code are one sentence each.
    ///
    /// - Complexity: O(n).
    /// - Parameter language: whose abbreviations and ordinals end no sentence; both sides of a diff should be given the same.
    public init(markdownOrPlain bytes: [UInt8], language: String? = nil) {
        var cutter = MarkdownCutter(bytes: bytes, language: language)
        cutter.run()
        self.init(bytes: bytes, blocks: cutter.blocks, sentences: cutter.sentences)
    }
}

/// Reads lines and collects blocks.
private struct MarkdownCutter {
    let bytes: [UInt8]
    var blocks: [DiffText.Block] = []
    var sentences: [Range<Int>] = []

    /// The block that the next line may go on with.
    private var open: (kind: DiffText.BlockKind, start: Int, pieces: [Range<Int>])?
    /// Sentences inside quotes are cut apart: smaller pieces make closer links.
    private let segmenter: SentenceSegmenter

    init(bytes: [UInt8], language: String?) {
        self.bytes = bytes
        segmenter = SentenceSegmenter(language: language, enclosed: .separate)
        blocks.reserveCapacity(bytes.count / 200 + 1)
        sentences.reserveCapacity(bytes.count / 80 + 1)
    }

    mutating func run() {
        var position = 0
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
            let next = min(end + 1, bytes.count)
            let line = trimmed(position..<end)
            if line.isEmpty {
                close()
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
            open = (.heading(level: level), line.lowerBound, [text])
            close()
        case .item(let number, let text):
            close()
            open = (.listItem(depth: indent / 2, number: number), line.lowerBound, [text])
        case .quotation(let text):
            if case .quotation? = open?.kind {
                open?.pieces.append(text)
            } else {
                close()
                open = (.quotation, line.lowerBound, [text])
            }
            if text.isEmpty { close() }
        case .row:
            close()
            open = (.tableRow, line.lowerBound, [line])
            close()
        case .rule:
            close()
            open = (.thematicBreak, line.lowerBound, [])
            close(at: line.upperBound)
        case nil:
            guard let current = open else {
                open = (.paragraph, line.lowerBound, [line])
                return
            }
            // Only a marker takes a line out of a quotation; a plain line goes on with it, as in Markdown.
            let last = current.pieces.count - 1
            open?.pieces[last] = current.pieces[last].lowerBound..<line.upperBound
        }
    }

    private mutating func takeCode(fence: (character: UInt8, count: Int), line: Range<Int>, from start: Int) -> Int {
        var lines = [line]
        var position = start
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
            let next = min(end + 1, bytes.count)
            let text = trimmed(position..<end)
            if !text.isEmpty { lines.append(text) }
            position = next
            if let closing = self.fence(text), closing.character == fence.character, closing.count >= fence.count,
                text.count == closing.count
            {
                break
            }
        }
        let first = sentences.count
        sentences += lines
        blocks.append(
            DiffText.Block(
                kind: .code, range: line.lowerBound..<(lines.last ?? line).upperBound,
                sentences: first..<sentences.count
            ))
        return position
    }

    private mutating func close(at end: Int? = nil) {
        guard let block = open else { return }
        open = nil
        let first = sentences.count
        for piece in block.pieces where !piece.isEmpty {
            switch block.kind {
            case .tableRow: sentences.append(piece)
            default: sentences += segmenter.ranges(in: bytes, piece)
            }
        }
        let last = sentences.count > first ? sentences[sentences.count - 1].upperBound : block.start
        let upper = max(end ?? last, block.pieces.last?.upperBound ?? block.start, last)
        blocks.append(DiffText.Block(kind: block.kind, range: block.start..<upper, sentences: first..<sentences.count))
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
