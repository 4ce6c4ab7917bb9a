internal import StetRender

/// One line on standard error that is written over and over, where that is a terminal.
struct ProgressLine {
    private var isShown = false

    mutating func show(_ text: String) {
        guard StandardError.isTerminal else { return }
        let shown = VisibleText.lines(text).prefix(StandardOutput.columnCount - 1)
        StandardError.write("\r\u{1B}[K\(shown)", terminator: "")
        isShown = true
    }

    /// Leaves the line empty for what comes next.
    mutating func end() {
        if isShown { StandardError.write("\r\u{1B}[K", terminator: "") }
        isShown = false
    }
}
