/// Breaks pieces of text into lines of at most `columnCount` columns, at word boundaries where there are any.
///
/// Chinese and Japanese break between characters, but not before closing or after opening punctuation. A word wider
/// than a line is broken at a character. Line breaks in the text are kept.
///
/// - Complexity: O(scalars).
func wrapped(_ runs: [TextRun], columnCount: Int) -> [TextLine] {
    var wrapper = WordWrapper(columnCount: max(columnCount, 2))
    for run in runs { wrapper.add(run) }
    return wrapper.finish()
}

/// The columns that `text` takes on one line.
func displayWidth(_ text: String) -> Int {
    var clusters = ClusterScanner(text)
    var width = 0
    while let cluster = clusters.next() { width += cluster.columnCount }
    return width
}

/// `text` cut to at most `columnCount` columns, with an ellipsis where something was cut.
func truncated(_ text: String, columnCount: Int) -> String {
    guard displayWidth(text) > columnCount else { return text }
    var clusters = ClusterScanner(text)
    var result = ""
    var width = 0
    while let cluster = clusters.next(), width + cluster.columnCount < columnCount {
        result += cluster.text
        width += cluster.columnCount
    }
    while result.last == " " { result.removeLast() }
    return columnCount > 0 ? result + "…" : ""
}

/// A character as a terminal draws it: a base with what is drawn onto it.
struct TextCluster {
    var text: String
    var columnCount: Int
    var first: Unicode.Scalar
}

/// Cuts text into the units a terminal draws: simpler and faster than grapheme clusters, and equal to them for
/// width: combining marks, joined emoji, skin tones and selectors go with their base.
struct ClusterScanner {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Unicode.Scalar?

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
        pending = scalars.next()
    }

    mutating func next() -> TextCluster? {
        guard let first = pending else { return nil }
        pending = scalars.next()
        var cluster = TextCluster(text: String(first), columnCount: first.columnCount, first: first)
        if first.isASCII, pending?.isASCII ?? true { return cluster }
        if first.isRegionalIndicator {
            // Two make a flag. One alone is drawn as wide by some terminals, so it is given the room.
            cluster.columnCount = 2
            if let second = pending, second.isRegionalIndicator {
                cluster.text.unicodeScalars.append(second)
                pending = scalars.next()
            }
        }
        while let scalar = pending {
            if scalar.value == 0x200D, first.isEmojiLike || first.properties.isEmoji {
                cluster.text.unicodeScalars.append(scalar)
                pending = scalars.next()
                // The joined emoji is drawn into this one.
                if let joined = pending, joined.properties.isEmoji, !joined.isASCII {
                    cluster.text.unicodeScalars.append(joined)
                    pending = scalars.next()
                }
            } else if scalar.value == 0xFE0F {
                if first.properties.isEmoji { cluster.columnCount = 2 }
                cluster.text.unicodeScalars.append(scalar)
                pending = scalars.next()
            } else if scalar.columnCount == 0
                || ((0x1F3FB...0x1F3FF).contains(scalar.value) && first.isEmojiLike)
            {
                cluster.text.unicodeScalars.append(scalar)
                pending = scalars.next()
            } else if scalar.properties.generalCategory == .spacingMark {
                // A vowel sign of an Indic script has room of its own, but no place at the beginning of a line.
                cluster.columnCount += scalar.columnCount
                cluster.text.unicodeScalars.append(scalar)
                pending = scalars.next()
            } else {
                break
            }
        }
        return cluster
    }
}

private struct WordWrapper {
    let columnCount: Int
    private var lines: [TextLine] = []
    private var line = TextLine()
    /// Spaces seen since the last word of the line; dropped where the line breaks.
    private var spaces: [Piece] = []
    private var spaceColumns = 0
    /// The word being read.
    private var word: [Piece] = []
    private var wordColumns = 0
    private var previous: (first: Unicode.Scalar, role: TextRole)?

    private struct Piece {
        var text: String
        var columnCount: Int
        var role: TextRole
        var isBold: Bool
    }

    init(columnCount: Int) { self.columnCount = columnCount }

    mutating func add(_ run: TextRun) {
        var clusters = ClusterScanner(run.text)
        while let cluster = clusters.next() {
            if cluster.first == "\n" {
                endWord()
                endLine()
                previous = nil
                continue
            }
            let piece = Piece(
                text: cluster.text, columnCount: cluster.columnCount, role: run.role, isBold: run.isBold)
            if cluster.first == " " {
                endWord()
                spaces.append(piece)
                spaceColumns += 1
                previous = nil
                continue
            }
            if let previous, mayBreak(after: previous, before: (cluster.first, run.role)) { endWord() }
            if wordColumns + cluster.columnCount > columnCount { breakWord() }
            word.append(piece)
            wordColumns += cluster.columnCount
            previous = (cluster.first, run.role)
        }
    }

    mutating func finish() -> [TextLine] {
        endWord()
        if !line.runs.isEmpty || lines.isEmpty { endLine() }
        return lines
    }

    /// Puts the word on this line if it fits, else on the next.
    private mutating func endWord() {
        guard !word.isEmpty else { return }
        if line.columnCount + spaceColumns + wordColumns > columnCount, line.columnCount > 0 {
            endLine()
        }
        // Spaces stay where they lead a line that the text itself began, such as indented code.
        if line.columnCount + spaceColumns + wordColumns <= columnCount {
            for piece in spaces { append(piece) }
        }
        spaces = []
        spaceColumns = 0
        for piece in word { append(piece) }
        word = []
        wordColumns = 0
    }

    /// The word is wider than a line: fill the line with it.
    private mutating func breakWord() {
        endWord()
        endLine()
    }

    private mutating func endLine() {
        lines.append(line)
        line = TextLine()
        spaces = []
        spaceColumns = 0
    }

    private mutating func append(_ piece: Piece) {
        line.columnCount += piece.columnCount
        if let last = line.runs.indices.last, line.runs[last].role == piece.role, line.runs[last].isBold == piece.isBold
        {
            line.runs[last].text += piece.text
        } else {
            line.runs.append(TextRun(text: piece.text, role: piece.role, isBold: piece.isBold))
        }
    }

    private func mayBreak(
        after previous: (first: Unicode.Scalar, role: TextRole), before next: (first: Unicode.Scalar, role: TextRole)
    ) -> Bool {
        if previous.role == .openingMark || next.role == .closingMark { return false }
        if previous.role == .closingMark, next.role == .openingMark { return true }
        if previous.first.value == 0x2014, next.first.properties.isAlphabetic { return true }
        guard previous.first.isIdeographic || next.first.isIdeographic else { return false }
        return !Self.opening.contains(previous.first) && !Self.closing.contains(next.first)
    }

    private static let opening: Set<Unicode.Scalar> = [
        "(", "[", "{", "“", "‘", "«", "（", "［", "｛", "「", "『", "【", "〈", "《", "〔", "〖", "｢", "$", "＄", "￥", "￡",
    ]
    private static let closing: Set<Unicode.Scalar> = [
        ")", "]", "}", "”", "’", "»", "）", "］", "｝", "」", "』", "】", "〉", "》", "〕", "〗", "｣", ",", ".", ";", ":", "!",
        "?",
        "、", "。", "，", "．", "；", "：", "！", "？", "・", "ー", "々", "ゝ", "ゞ", "ヽ", "ヾ", "ぁ", "ぃ", "ぅ", "ぇ", "ぉ", "っ",
        "ゃ", "ゅ", "ょ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ッ", "ャ", "ュ", "ョ", "%", "％", "‰", "°", "℃", "…", "‥",
    ]
}
