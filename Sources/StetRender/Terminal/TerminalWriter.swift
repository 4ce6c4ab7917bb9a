/// Puts lines together into terminal output: gutter, colours, isolation of right-to-left text.
struct TerminalWriter {
    let isColored: Bool
    let isolatesRightToLeft: Bool
    private(set) var output = ""

    init(isColored: Bool, isolatesRightToLeft: Bool) {
        self.isColored = isColored
        self.isolatesRightToLeft = isolatesRightToLeft
    }

    mutating func blankLine() { output += "\n" }

    /// Adds the pieces of one line side by side; white space at its end is dropped.
    mutating func line(_ parts: [TextLine]) {
        var parts = parts
        while let last = parts.last, last.runs.allSatisfy({ $0.text.allSatisfy { $0 == " " } }) { parts.removeLast() }
        for part in parts { append(part) }
        while output.utf8.last == UInt8(ascii: " ") { output.removeLast() }
        output += "\n"
    }

    mutating func line(_ text: String, _ role: TextRole, isBold: Bool = false) {
        line([TextLine(runs: [TextRun(text: text, role: role, isBold: isBold)])])
    }

    /// Adds wrapped lines, the first behind `first` and the others behind `rest`.
    mutating func paragraph(_ lines: [TextLine], first: TextLine, rest: TextLine) {
        for (index, line) in lines.enumerated() { self.line([index == 0 ? first : rest, line]) }
    }

    private mutating func append(_ line: TextLine) {
        let isolates =
            isolatesRightToLeft && line.runs.contains { $0.text.unicodeScalars.contains(where: \.isRightToLeft) }
        if isolates { output += "\u{2068}" }
        for run in line.runs {
            let isBlank = run.text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
            let codes = isColored && !isBlank ? Self.codes(for: run) : ""
            if codes.isEmpty {
                output += run.text
            } else {
                output += "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
            }
        }
        if isolates { output += "\u{2069}" }
    }

    /// The sixteen basic colours only, which every terminal theme keeps legible. Removed text is struck through, so
    /// that colour is not its only sign.
    private static func codes(for run: TextRun) -> String {
        let color =
            switch run.role {
            case .plain, .openingMark, .closingMark: ""
            case .removed: "9;31"
            case .added: "32"
            case .reformatted: "4;33"
            case .moved: "33"
            case .note, .label: "2"
            }
        return run.isBold ? (color.isEmpty ? "1" : "1;" + color) : color
    }
}

extension TextLine {
    /// One piece of known width.
    init(_ text: String, _ role: TextRole = .plain, isBold: Bool = false) {
        self.init(
            runs: text.isEmpty ? [] : [TextRun(text: text, role: role, isBold: isBold)], columnCount: displayWidth(text)
        )
    }

    /// The line filled with spaces up to `columnCount` columns.
    func padded(to columnCount: Int) -> TextLine {
        guard self.columnCount < columnCount else { return self }
        var line = self
        line.runs.append(TextRun(text: String(repeating: " ", count: columnCount - self.columnCount), role: .plain))
        line.columnCount = columnCount
        return line
    }
}
