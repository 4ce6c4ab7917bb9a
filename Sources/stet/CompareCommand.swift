internal import ArgumentParser
internal import Foundation
internal import StetExtract
internal import StetModel
internal import StetPipeline
internal import StetRender

extension ReadingMode: ExpressibleByArgument {}

/// Shows what changed between texts, without an archive.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what changed between files or pages, without an archive.",
        discussion: """
            What is compared are files or URLs, oldest first (one may be - for standard input). Canonical files are \
            taken as they are, all else is read as snapshot reads it: of a page the article, of Markdown all of it. \
            --as page, --as markdown or --as text (every word of a plain text) says it for all. Texts are UTF-8, UTF-16 with its mark, \
            or in the encoding that is named or that their letters speak for; stderr tells of those that are not UTF-8 and name \
            none. A NUL byte is refused. How much was left out of a page is told on \
            stderr at a terminal, and everywhere where nothing else differs.

            Three and more are aligned sentence by sentence: each sentence that varies is shown with its readings and \
            the versions that have them (text, html, json, or tei for a critical apparatus).

            With --jsonl, compares every pair of a folder: PAIRSDIR/NAME/before.txt with after.txt. Each answer is one \
            line of JSON with kept and moved spans in UTF-8 bytes and with links between sentences. --jsonl - takes the pairs \
            from standard input, {"before": "…", "after": "…"} a line, and answers each at once.

            Exit codes: 0 nothing differs, 1 something differs, 2 trouble.
            """)

    @Argument(help: "Two or more files or URLs, oldest first; - is standard input.")
    var versions: [String] = []

    @Option(name: .customLong("as"), help: "auto, page, markdown or text.")
    var mode: ReadingMode = .auto

    @Option(
        name: .customLong("jsonl"),
        help: ArgumentHelp("Compare all pairs of a folder, or of standard input: -.", valueName: "pairsdir"))
    var pairs: String?

    @Option(
        help: ArgumentHelp("With --jsonl, write NAME.json files to a folder and not lines to stdout.", valueName: "dir")
    )
    var out: String?

    @OptionGroup var options: DiffOptions
    @OptionGroup var fetch: FetchFlags

    mutating func validate() throws {
        if pairs != nil {
            guard versions.isEmpty else { throw ValidationError("--jsonl takes the place of what is compared") }
            guard pairs != "-" || out == nil else { throw ValidationError("--out goes with a folder of pairs") }
            guard mode == .auto, options.isDefault else {
                throw ValidationError("--jsonl has one form of answers, and reads every pair as text or Markdown")
            }
            return
        }
        guard versions.count >= 2 else { throw ValidationError("name the two files or URLs to compare") }
        guard versions.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("only one of the versions can be standard input")
        }
        if versions.count > 2 { try options.validateForVariants() }
        guard out == nil else { throw ValidationError("--out goes with --jsonl") }
    }

    func run() throws {
        if pairs == "-" { return try CompareJSONStream().run() }
        if let pairs { return try CompareJSONLines(pairs: pairs, out: out).run() }
        let pages = try versions.map { try PageSource(named: $0).capture(with: fetch.options) }
        if options.format == .patch, pages.count == 2, zip(pages, versions).allSatisfy({ $0.isText(named: $1) }) {
            return try writePatch(pages[0].body, pages[1].body)
        }
        let documents = try zip(pages, versions).map { try $0.read(as: mode, named: $1) }
        for note in documents.compactMap(\.note) { StandardError.tell(note) }
        let articles = documents.comparable
        let cuts = documents.map { $0.report?.candidates.filter { !$0.isKept }.map(\.text) ?? [] }
        if StandardError.isTerminal { tell(cuts) }
        let last = articles[articles.count - 1]
        guard articles.count == 2 else {
            let labels = versions.enumerated().map { index, name in
                VariantHeading.Version(siglum: VariantHeading.siglum(index), label: name)
            }
            return try options.showVariants(
                articles,
                heading: VariantHeading(
                    title: last.metadata.title, language: last.metadata.language, versions: labels))
        }
        let insets = try pages.map { try $0.insets(as: mode) }
        let isDifferent = try options.write(
            from: articles[0], to: last,
            // A file that is read in another way has none to compare with.
            insets: insets.contains(nil) ? ([], []) : (insets[0] ?? [], insets[1] ?? []), path: "article.md",
            heading: DiffHeading(
                title: last.metadata.title, before: .init(label: versions[0]), after: .init(label: versions[1]),
                language: last.metadata.language))
        if isDifferent { throw ExitCode.different }
        // That nothing differs is said of less than a reader of both files might think.
        if cuts[0] != cuts[1] {
            if !StandardError.isTerminal { tell(cuts) }
            StandardError.tell("what was left out is not the same, and was not compared")
        }
    }

    /// A patch between the files themselves: applied to the first, it gives the second, byte by byte.
    private func writePatch(_ before: [UInt8], _ after: [UInt8]) throws {
        let name = versions.first { $0 != "-" } ?? "-"
        let isBelow = !name.hasPrefix("/") && !name.split(separator: "/").contains { $0 == ".." || $0 == "." }
        let patch = UnifiedDiff(
            before: before, after: after, path: isBelow ? name : URL(filePath: name).lastPathComponent,
            heading: DiffHeading(before: .init(label: versions[0]), after: .init(label: versions[1])))
        StandardOutput.write(patch.bytes)
        if before != after { throw ExitCode.different }
    }

    /// Says how much was left out as not of the article.
    private func tell(_ cuts: [[String]]) {
        for (name, cut) in zip(versions, cuts) where !cut.isEmpty {
            StandardError.tell(
                "\(name): \(counted(cut.count, "block")) left out as not of the article "
                    + "(see stet extract --explain, or compare --as text)")
        }
    }
}
