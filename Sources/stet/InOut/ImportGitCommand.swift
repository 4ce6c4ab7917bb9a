internal import ArgumentParser
internal import StetArchive
internal import StetPipeline

struct ImportGitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "git", abstract: "Import every version of the files in a git history.",
        discussion: """
            Nothing is checked out, and the repository may be bare. The history is what the branch stood at: of merged \
            branches, what the merge brought, with its time. Each capture names the commit it is from.

            An article's address is the one that its page states (canonical link, or url in a canonical file), else one made of \
            --base and the path, which is then used for all; else that of the file in the repository.

            Exit codes: 0 done; 2 trouble, also when a file was passed over or there was none to import.
            """)

    @Argument(help: "The repository's folder.")
    var repository: String

    @Option(
        help: ArgumentHelp(
            "A file, or a folder of text and HTML files, from the repository's root; may be given more than once. Else all.",
            valueName: "path"))
    var path: [String] = []

    @Option(help: ArgumentHelp("The branch; else the one that is checked out.", valueName: "name"))
    var branch: String?

    @Option(help: "The address of the article that the only --path is of.", transform: address)
    var url: String?

    @Option(
        help: ArgumentHelp("The address that the repository's root has: articles are below.", valueName: "url"),
        transform: address)
    var base: String?

    @Option(help: "committer (when a version came into the history) or author (when it was written).")
    var time: GitHistory.TimeSource = .committer

    @OptionGroup var options: ImportOptions

    mutating func validate() throws {
        if url != nil, path.count != 1 {
            throw ValidationError("--url says which article one file is of; name it with --path")
        }
        if url != nil, base != nil { throw ValidationError("--url and --base both say which article it is; give one") }
    }

    func run() throws {
        let archive = try options.archive.open()
        let history = try GitHistory(at: repository, branch: branch, paths: path, times: time, base: base)
        if history.isCutOff {
            StandardError.tell(
                "the history of \(repository) was cloned in part; versions before are not there\n"
                    + "hint: git -C \(repository) fetch --unshallow")
        }
        try options.run(history.commits, skipped: Skipped(), noun: "version", in: archive) { commit, take in
            try history.forEachFile(of: commit, url: url, take)
        }
    }
}

extension GitHistory.TimeSource: ExpressibleByArgument {}
