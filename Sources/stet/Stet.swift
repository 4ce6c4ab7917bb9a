internal import ArgumentParser
internal import Foundation
internal import StetRender

@main
struct Stet: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "stet",
        abstract: "Snapshots articles over time and shows what changed between revisions.",
        discussion: """
            An archive is an ordinary git repository. Make one and record an article:

              stet init archive
              stet snapshot https://example.org/story --archive archive

            Come back later, snapshot again, and see what changed:

              stet log story --archive archive
              stet diff story --archive archive

            The archive is --archive DIR, else $STET_ARCHIVE, else the one around the current folder. \
            An article is named by its URL, a unique part of it, or its path in the archive; a revision by \
            @1 (the first), @-1 or latest, a date, or a commit id.

            Exit codes: 0 done, or nothing differs; 1 something differs (diff, compare), is in conflict \
            (merge) or is wrong (verify); 2 trouble.
            """,
        version: version,
        subcommands: [
            InitCommand.self, SnapshotCommand.self, ListCommand.self, LogCommand.self, ShowCommand.self,
            SearchCommand.self,
            DiffCommand.self,
            StatusCommand.self, StatsCommand.self, ImportCommand.self, ExportCommand.self, PushCommand.self,
            RulesCommand.self, ReextractCommand.self, ReindexCommand.self, UpkeepCommand.self, VerifyCommand.self,
            CheckpointCommand.self,
            RedactCommand.self,
            PruneCapturesCommand.self,
            CompareCommand.self, MergeCommand.self, ExtractCommand.self, GitDiffCommand.self,
        ])

    /// Runs the command and turns every outcome into an exit code of diff(1): 0, 1 or 2.
    static func main() {
        do {
            var command = try parsed()
            try command.run()
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let isCleanExit = exitCode(for: error) == .success
            let text = fullMessage(for: error)
            if isCleanExit {
                print(text)
                Foundation.exit(0)
            }
            // What was typed and what pages say stand in messages too.
            let message = text.hasPrefix("Error: ") ? "stet: " + text.dropFirst("Error: ".count) : text
            StandardError.write(StandardError.shown(withoutTypedSecrets(message)))
            Foundation.exit(ExitCode.trouble.rawValue)
        }
    }

    /// The command that was typed. Where the first word names it, it alone is read: to look at all of them is a twentieth of what
    /// `stet log` takes. What is asked of it, as its help, or wrong with it is told by the one that knows all.
    private static func parsed() throws -> any ParsableCommand {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first,
            let command = configuration.subcommands.first(where: { $0._commandName == name }),
            case .success(let parsed) = Result(catching: { try command.parseAsRoot(Array(arguments.dropFirst())) }),
            ([command] + command.configuration.subcommands).contains(where: { $0 == type(of: parsed) })
        else { return try parseAsRoot(arguments) }
        return parsed
    }

    /// A message without the passwords of addresses that were typed without their scheme, "name:password@host": a wrong value is
    /// told with the message.
    private static func withoutTypedSecrets(_ message: String) -> String {
        var message = message
        for argument in CommandLine.arguments.dropFirst() {
            let value = argument.hasPrefix("-") ? argument.drop { $0 != "=" }.dropFirst() : argument[...]
            guard let at = value.firstIndex(of: "@"), value[..<at].contains(":"), !value[..<at].contains("/") else {
                continue
            }
            message = message.replacing(value, with: "…" + value[at...])
        }
        return message
    }
}

extension ExitCode {
    /// Something differs, as diff(1) answers.
    static let different = ExitCode(1)
    static let trouble = ExitCode(2)
}
