internal import ArgumentParser
internal import StetArchive
internal import StetExtract
internal import StetModel
internal import StetPipeline
internal import StetRender
internal import StetRules

/// What an archive's rules say, whether they are sound, and what they change.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, list and test the rules for single sites.",
        discussion: """
            A rule is a YAML file in the archive's folder rules, or an Open Terms Archive declaration. These commands \
            use the files as they are; snapshot and reextract use what is committed on main.
            """,
        subcommands: [Check.self, List.self, Show.self, Test.self])
}

extension RulesCommand {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Tell what is wrong with rules, with file, line and column.",
            discussion: "Exit codes: 0 sound (warnings may be told), 2 errors.")

        @Argument(help: "Rule files; else all of the archive's.")
        var files: [String] = []

        @OptionGroup var archive: ArchiveOptions

        func run() throws {
            let rules: ArchiveRules
            var unused: [RuleProblem] = []
            if files.isEmpty {
                let archive = try archive.open()
                rules = try ArchiveRules(inFolderOf: archive)
                unused = rules.folder.unused(byAnyOf: try archive.articles().map { [$0.url] + $0.otherURLs })
            } else {
                rules = try ArchiveRules(files: files)
            }
            let problems = (rules.folder.problems + unused).sorted()
            for problem in problems { StandardOutput.write(VisibleText.lines("\(problem)") + "\n") }
            let warnings = problems.count(where: \.isWarning)
            let errors = problems.count - warnings
            StandardError.write(
                [counted(rules.folder.files.count, "file"), counted(errors, "error"), counted(warnings, "warning")]
                    .joined(separator: ", "))
            if errors > 0 { throw ExitCode.trouble }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List which rule is for which stored article.")

        @Option(help: "text or json.")
        var format: ListingFormat = .text

        @OptionGroup var archive: ArchiveOptions

        func run() throws {
            let archive = try archive.open()
            let rules = try ArchiveRules(inFolderOf: archive)
            let rows = try archive.articles().map { article in
                (url: article.url, rule: rules.folder.rules.rule(forFirstOf: [article.url] + article.otherURLs)?.name)
            }
            let used = Set(rows.compactMap(\.rule))
            let unused = rules.folder.rules.rules.map(\.name).filter { !used.contains($0) }
            switch format {
            case .json:
                var writer = JSONWriter()
                writer.object { writer in
                    writer.array("articles") { list in
                        for row in rows {
                            list.object {
                                $0.member("url", row.url)
                                $0.member("rule", row.rule)
                            }
                        }
                    }
                    writer.array("unused") { list in for name in unused { list.value(name) } }
                }
                StandardOutput.write(writer.text + "\n")
            case .text:
                for rule in used.sorted() {
                    StandardOutput.write(VisibleText.line(rule) + "\n")
                    for row in rows where row.rule == rule { StandardOutput.write("  \(VisibleText.line(row.url))\n") }
                }
                let without = rows.filter { $0.rule == nil }
                if !without.isEmpty { StandardOutput.write("no rule\n") }
                for row in without { StandardOutput.write("  \(VisibleText.line(row.url))\n") }
                for name in unused { StandardOutput.write("\(VisibleText.line(name))\n  for no stored article\n") }
            }
            rules.tellErrors()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the rule for an address.",
            discussion: "Exit codes: 0 shown, 2 there is none.")

        @Argument(help: "An address, stored or not, or the name of an article.")
        var address: String

        @OptionGroup var archive: ArchiveOptions

        func run() throws {
            let archive = try archive.open()
            let rules = try ArchiveRules(inFolderOf: archive)
            var addresses: [String?] = [address]
            if !address.contains("://") {
                let article = try archive.article(named: address)
                addresses = [article.url] + article.otherURLs
            }
            guard let rule = rules.folder.rules.rule(forFirstOf: addresses) else {
                if let broken = rules.folder.brokenFile(forAnyOf: addresses) {
                    throw Trouble(broken.problems.map(\.description).joined(separator: "\n"))
                }
                throw Trouble(
                    "no rule is for \(addresses[0] ?? address)",
                    hint: "stet rules list shows which rules are for stored articles")
            }
            StandardError.write(VisibleText.line(rule.name))
            StandardOutput.write(VisibleText.lines(String(decoding: rules.bytes(of: rule) ?? [], as: UTF8.self)))
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Show what rules would change in stored captures.",
            discussion: """
                Reads stored captures with the files as they are (RULE among them, wherever it lies), and shows what \
                differs from what is recorded, as stet diff does. Without --article: the captures of all articles that \
                RULE is for, or, without RULE, that were recorded with another rule than they have now. Without --all: \
                the latest capture of each.

                Exit codes: 0 nothing reads otherwise, 1 something does, 2 trouble.
                """)

        @Argument(help: "A rule file; else all of the archive's.")
        var rule: String?

        @Option(help: ArgumentHelp("Only this article; may be given more than once.", valueName: "name"))
        var article: [String] = []

        @Flag(help: "All stored captures, not only the latest of each article.")
        var all = false

        @OptionGroup var options: DiffOptions
        @OptionGroup var archive: ArchiveOptions

        func run() throws {
            let archive = try archive.open()
            let rules = try ArchiveRules(inFolderOf: archive, adding: rule)
            let wrong = rules.folder.problems.filter { !$0.isWarning && (rule == nil || $0.path == rule) }
            guard wrong.isEmpty else { throw Trouble(wrong.map(\.description).joined(separator: "\n")) }
            let test = RuleTest(rules: rules, file: rule, isAll: all)
            let names = try article.map { try archive.article(named: $0).path }
            var counts = (same: 0, changed: 0)
            var articles: Set<String> = []
            var isUsed = false
            try test.run(in: archive, articles: names.isEmpty ? nil : names) { comparison in
                articles.insert(comparison.path)
                if let rule, comparison.rulesAfter?.hasPrefix(rule) ?? false { isUsed = true }
                for warning in comparison.warnings {
                    StandardError.tell("\(comparison.url): \(warning)")
                }
                if try show(comparison) {
                    counts.changed += 1
                } else {
                    counts.same += 1
                }
            }
            let total = counts.same + counts.changed
            let sentence =
                "\(counted(total, "capture")) of \(counted(articles.count, "article")) read: "
                + "\(counts.same) unchanged, \(counts.changed) changed"
            if options.format == .text || options.format == .stat {
                StandardOutput.write(sentence + "\n")
            } else {
                StandardError.write(sentence)
            }
            if total == 0 || rule != nil && !isUsed {
                StandardError.write(
                    rule.map { "stet: no stored capture is of a page that \($0) is for" }
                        ?? "stet: all stored captures are recorded with the rules that they have")
            }
            if counts.changed > 0 { throw ExitCode.different }
        }

        private func show(_ comparison: RuleTest.Comparison) throws -> Bool {
            let label = "\(readableTime(comparison.observed.description))"
            switch (comparison.before, comparison.after) {
            case (.success(let old), .success(let new)):
                let differs = try options.write(
                    from: old, to: new, path: comparison.path,
                    heading: DiffHeading(
                        title: new.metadata.title, url: comparison.url,
                        before: .init(
                            label: comparison.rulesBefore ?? "no rule", time: comparison.observed.description),
                        after: .init(label: comparison.rulesAfter ?? "no rule"), interval: "captured \(label)",
                        language: new.metadata.language))
                if differs, options.format == .text { StandardOutput.write("\n") }
                return differs
            case (.failure(let old), .failure(let new)) where old.description == new.description: return false
            case (.failure(let old), .failure(let new)):
                StandardError.tell("\(comparison.url) at \(label): \(old); now: \(new)")
            case (.success, .failure(let new)):
                StandardError.write(
                    VisibleText.lines("stet: \(comparison.url) at \(label) is not read any more: \(new)"))
            case (.failure(let old), .success):
                StandardError.write(
                    VisibleText.lines("stet: \(comparison.url) at \(label) can be read now; before: \(old)"))
            }
            return true
        }
    }
}

extension ArchiveRules {
    /// Rules with errors are not used, which the answer of a listing would not show.
    fileprivate func tellErrors() {
        for problem in folder.problems where !problem.isWarning {
            StandardError.tell("\(problem)")
        }
    }
}
