import ArgumentParser

@main
struct Stet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stet", abstract: "Snapshots articles over time and shows what changed between revisions.",
        subcommands: [CompareCommand.self])
}
