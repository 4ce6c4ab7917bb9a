internal import ArgumentParser
internal import StetRender

/// How text is shown in the terminal.
struct DisplayOptions: ParsableArguments {
    @Option(help: "auto, always or never; NO_COLOR is honoured.")
    var color: ColorChoice = .auto

    @Option(help: "Columns to write in; else the terminal's.")
    var width: Int?

    mutating func validate() throws {
        if let width, !(20...10_000).contains(width) { throw ValidationError("--width must be 20 to 10000") }
    }

    var terminal: TerminalRenderer { terminal(context: 1) }

    func terminal(context: Int?, showsOnlyChanges: Bool = false) -> TerminalRenderer {
        TerminalRenderer(
            width: width ?? StandardOutput.columnCount, isColored: color.isOn,
            isolatesRightToLeft: StandardOutput.isTerminal, context: context, showsOnlyChanges: showsOnlyChanges)
    }
}
