internal import ArgumentParser

/// Shows what changed between two texts, without an archive.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what changed between two texts.",
        discussion: """
            With --jsonl, compares every pair of a folder: PAIRSDIR/NAME/before.txt with after.txt. Each answer is one \
            line of JSON with kept and moved spans in UTF-8 bytes and with links between sentences.
            """)

    @Option(name: .customLong("jsonl"), help: ArgumentHelp("Compare all pairs of a folder.", valueName: "pairsdir"))
    var pairs: String

    @Option(help: ArgumentHelp("Write NAME.json files to a folder and not lines to stdout.", valueName: "dir"))
    var out: String?

    func run() throws {
        try CompareJSONLines(pairs: pairs, out: out).run()
    }
}
