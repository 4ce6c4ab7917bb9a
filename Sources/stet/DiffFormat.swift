internal import ArgumentParser
internal import StetDiff
internal import StetModel
internal import StetRender

enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, markdown, patch, porcelain, stat, tei
}

/// How a diff is shown, for every command that shows one.
struct DiffOptions: ParsableArguments {
    @Option(
        help: """
            text, json, html, markdown, patch (for git apply: of two text files as they are, else of canonical files), porcelain (git's word diff), stat, or tei \
            (TEI P5, a critical apparatus).
            """)
    var format: DiffFormat = .text

    @Flag(help: "Show both sides beside each other.")
    var sideBySide = false

    @Flag(help: "Show nothing but the sentences that changed, and the headings they stand under.")
    var onlyChanges = false

    @Option(help: ArgumentHelp("Unchanged sentences to show around a change; \"all\" folds nothing.", valueName: "n"))
    var context: String = "1"

    @Flag(help: "With --format json: where in the text, in bytes, each change lies, too.")
    var ranges = false

    @OptionGroup var display: DisplayOptions

    /// Whether none was given but how to show things at a terminal.
    var isDefault: Bool { format == .text && !sideBySide && !onlyChanges && context == "1" && !ranges }

    mutating func validate() throws {
        guard context == "all" || (Int(context).map { (0...1_000_000).contains($0) } ?? false) else {
            throw ValidationError("--context must be a number or \"all\"")
        }
        guard !onlyChanges || [.text, .html, .markdown].contains(format) else {
            throw ValidationError("--only-changes is a form of text, html and markdown")
        }
        guard !onlyChanges || context == "1" else { throw ValidationError("--only-changes has no --context") }
        guard !ranges || format == .json else { throw ValidationError("--ranges goes with --format json") }
        guard !sideBySide || format == .text || format == .html else {
            throw ValidationError("--side-by-side is a form of text and html")
        }
    }

    /// Shows what changed, and ends with the exit code that tells whether anything did.
    func show(from before: Article, to after: Article, path: String, heading: DiffHeading) throws {
        if try write(from: before, to: after, path: path, heading: heading) { throw ExitCode.different }
    }

    /// Shows what changed; tells whether anything did.
    ///
    /// - Parameter insets: What stands between the words, where it is to be compared.
    func write(
        from before: Article, to after: Article, insets: (before: [Inset.Piece], after: [Inset.Piece]) = ([], []),
        path: String,
        heading: DiffHeading
    ) throws -> Bool {
        let count = context == "all" ? nil : Int(context)
        let diff = ArticleDiff(from: before, to: after, insets: insets)
        switch format {
        case .text:
            if diff.isEmpty { break }
            let terminal = display.terminal(context: count, showsOnlyChanges: onlyChanges)
            StandardOutput.write(
                sideBySide
                    ? terminal.sideBySideDiff(diff, heading: heading) : terminal.inlineDiff(diff, heading: heading))
        case .json: StandardOutput.write(JSONRenderer(includesRanges: ranges).diff(diff, heading: heading))
        case .html:
            StandardOutput.write(
                HTMLRenderer(context: count, showsOnlyChanges: onlyChanges).diff(diff, heading: heading))
        case .markdown:
            StandardOutput.write(
                MarkdownRenderer(context: count, showsOnlyChanges: onlyChanges).diff(diff, heading: heading))
        case .porcelain:
            StandardOutput.write(PorcelainRenderer(context: count).diff(diff, path: path, heading: heading))
        case .stat: StandardOutput.write(display.terminal.statistics(diff, heading: heading))
        case .tei:
            let heading = VariantHeading(
                title: heading.title, url: heading.url, language: heading.language,
                versions: [heading.before, heading.after].enumerated().map { index, side in
                    .init(siglum: VariantHeading.siglum(index), label: side?.label ?? "", time: side?.time)
                })
            StandardOutput.write(TEIRenderer().variants(VariantTable([before, after]), heading: heading))
        case .patch:
            StandardOutput.write(
                UnifiedDiff(
                    before: CanonicalForm.bytes(of: before), after: CanonicalForm.bytes(of: after), path: path,
                    heading: heading
                ).bytes)
        }
        return !diff.isEmpty
    }

    /// Refuses what shows two versions only.
    func validateForVariants() throws {
        guard !ranges else {
            throw ValidationError("--ranges is of two versions")
        }
        guard !sideBySide else {
            throw ValidationError(
                "--side-by-side shows two versions; several stand beside each other with --format html")
        }
        switch format {
        case .text, .json, .html, .tei: break
        case .markdown, .patch, .porcelain, .stat:
            throw ValidationError(
                "--format \(format.rawValue) shows two versions; several are shown as text, html, json or tei")
        }
    }

    /// Shows versions beside each other, oldest first, and ends with the exit code that tells whether any differ.
    func showVariants(_ articles: [Article], heading: VariantHeading) throws {
        let table = VariantTable(articles)
        let count = context == "all" ? nil : Int(context)
        switch format {
        case .json: StandardOutput.write(JSONRenderer().variants(table, heading: heading))
        case .html: StandardOutput.write(HTMLRenderer(context: count).variants(table, heading: heading))
        case .tei: StandardOutput.write(TEIRenderer().variants(table, heading: heading))
        default:
            if !table.isConstant {
                StandardOutput.write(display.terminal(context: count).variants(table, heading: heading))
            }
        }
        if !table.isConstant { throw ExitCode.different }
    }
}
