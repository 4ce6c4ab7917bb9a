internal import ArgumentParser
internal import Foundation
internal import StetDiff
internal import StetModel
internal import StetRender

/// The program that git runs for a file with the `stet` diff driver: GIT_EXTERNAL_DIFF in git(1).
struct GitDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "git-diff", abstract: "Be git's external diff for an archive's articles.",
        discussion: """
            git -c diff.stet.command='stet git-diff' log -p --ext-diff

            git gives the path and, of both sides, a file, an object id and a mode.
            """)

    @Argument(parsing: .allUnrecognized, help: "PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE")
    var arguments: [String]

    func run() throws {
        guard arguments.count >= 7 else { throw Trouble("git gives seven arguments; see git-diff(1)") }
        let path = arguments[0]
        let before = try bytes(arguments[1])
        let after = try bytes(arguments[4])
        // git pages and colours by its own settings; it says whether there is a terminal through its pager.
        let isColored = ColorChoice.auto.isOn || ProcessInfo.processInfo.environment["GIT_PAGER_IN_USE"] == "true"
        let terminal = TerminalRenderer(width: StandardOutput.columnCount, isColored: isColored)
        let heading = DiffHeading(title: path, before: label(arguments[2]), after: label(arguments[5]))
        guard let old = article(before), let new = article(after) else {
            StandardOutput.write(UnifiedDiff(before: before, after: after, path: path).bytes)
            return
        }
        StandardOutput.write(terminal.inlineDiff(ArticleDiff(from: old, to: new), heading: heading))
        StandardOutput.write("\n")
    }

    /// Nil for a side that does not exist.
    private func bytes(_ file: String) throws -> [UInt8]? {
        file == "/dev/null" ? nil : [UInt8](try Data(contentsOf: URL(filePath: file)))
    }

    private func label(_ hex: String) -> DiffHeading.Side { DiffHeading.Side(label: String(hex.prefix(7))) }

    /// An article that does not exist is an empty one; a file that is none of Stet's is nil.
    private func article(_ bytes: [UInt8]?) -> Article? {
        guard let bytes else { return Article() }
        return try? CanonicalForm.parse(bytes)
    }
}
