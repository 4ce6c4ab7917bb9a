internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetPipeline
internal import StetRender

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that an archive is whole, and that nothing in it was changed.",
        discussion: """
            Reads every object and compares it with its name; checks that each commit is signed by a key that counts, \
            that the journal was only added to and the branches hold what it tells of, that journal, revisions and \
            captures agree; and makes every text anew from its page. Nothing is changed.

            The keys that count are those of the archive's own allowed_signers. Whoever can rewrite a whole archive can \
            write that file too: keep a copy elsewhere, and give it with --allowed-signers.

            Exit codes: 0 all is well; 1 something is wrong, and told; 2 the check could not be made.
            """)

    @Option(
        help: ArgumentHelp("Believe this allowed_signers, and not the archive's own.", valueName: "file"))
    var allowedSigners: String?

    @Option(
        help: ArgumentHelp(
            "Check also against what this archive countersigned: see `stet checkpoint`.", valueName: "dir"))
    var witness: String?

    @Flag(inversion: .prefixedNo, help: "Make every text anew from its page.")
    var texts = true

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open(isWhole: false)
        var check = ArchiveVerification()
        check.remakesTexts = texts
        check.witness = witness
        if let allowedSigners {
            guard let file = FileManager.default.contents(atPath: allowedSigners) else {
                throw Trouble("cannot read \(allowedSigners)")
            }
            guard Archive.namesKeys(Array(file)) else {
                throw Trouble(
                    "\(allowedSigners) names no key in the form of allowed_signers",
                    hint:
                        "a line is NAME namespaces=\"git\" ssh-ed25519 AAAA…; `git show main:allowed_signers` shows the archive's own"
                )
            }
            check.allowedSigners = Array(file)
        }
        let result = try check.run(in: archive) { progress in
            guard StandardError.isTerminal else { return }
            StandardError.write(
                "\r\u{1B}[K\(progress.step.rawValue): \(progress.done) of \(progress.total)", terminator: "")
        }
        if StandardError.isTerminal { StandardError.write("\r\u{1B}[K", terminator: "") }
        switch format {
        case .text: StandardOutput.write(text(result))
        case .json: StandardOutput.write(json(result))
        }
        if !result.isSound { throw ExitCode.different }
    }

    private func text(_ result: Verification) -> String {
        var text = ""
        for problem in result.problems {
            let owner = problem.article.map { article in
                " \(VisibleText.line(article))\(problem.revision.map { " @\($0)" } ?? "")"
            }
            text +=
                "\(problem.kind.rawValue):\(owner ?? "") \(VisibleText.line(problem.object)): \(VisibleText.line(problem.what))\n"
        }
        text += removals(result)
        text += "\(counted(result.commitCount, "commit")), \(counted(result.objectCount, "object"))"
        text +=
            result.isJournalRead
            ? "; \(counted(result.revisionCount, "revision")) of \(counted(result.articleCount, "article"))\n"
            : "; articles and revisions are not known, because the journal cannot be read\n"
        switch result.isSigned {
        case true?:
            text += "\(counted(result.signedCount, "commit")) signed, \(result.unsignedCount) that need not be\n"
        case false?: text += "the archive is not signed\n"
        case nil: text += "signatures were not checked: the keys that count cannot be read on `main`\n"
        }
        if result.checkpointCount > 0 { text += "\(counted(result.checkpointCount, "checkpoint"))\n" }
        if texts, !result.hasMadeTexts {
            text += "no text was made anew, because the journal is missing or cannot be read\n"
        } else if texts {
            text += "\(counted(result.remadeCount, "text")) made anew"
            if result.otherVersionCount > 0 {
                text += "; \(result.otherVersionCount) read by another version of Stet were not"
            }
            if result.withoutPageCount > 0 {
                text += "; \(result.withoutPageCount) whose page or past was removed or is damaged were not"
            }
            text += "\n"
        }
        return text + (result.isSound ? "all is well\n" : "\(counted(result.problems.count, "problem"))\n")
    }

    /// What was redacted, one by one; of what policies took out, how much.
    private func removals(_ result: Verification) -> String {
        var text = ""
        var pruned: [(reason: String, count: Int, byteCount: Int)] = []
        for removal in result.removals {
            let tombstone = removal.tombstone
            if tombstone.cause == .pruned {
                if let index = pruned.firstIndex(where: { $0.reason == tombstone.reason }) {
                    pruned[index].count += 1
                    pruned[index].byteCount += tombstone.byteCount
                } else {
                    pruned.append((tombstone.reason, 1, tombstone.byteCount))
                }
                continue
            }
            let numbers = removal.revisions.map { " @\($0)" }.joined()
            text +=
                VisibleText.line(
                    "redacted: \(tombstone.url)\(numbers) \(tombstone.content.rawValue) \(tombstone.object), "
                        + "\(counted(tombstone.byteCount, "byte")), \(tombstone.removed): \(tombstone.reason)") + "\n"
        }
        for (reason, count, byteCount) in pruned {
            text +=
                VisibleText.line("pruned: \(counted(count, "page")), \(counted(byteCount, "byte")): \(reason)") + "\n"
        }
        return text
    }

    private func json(_ result: Verification) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("sound", result.isSound)
            json.member("commits", result.commitCount)
            json.member("objects", result.objectCount)
            json.member("articles", result.articleCount)
            json.member("revisions", result.revisionCount)
            json.member("journalRead", result.isJournalRead)
            json.member("signed", result.isSigned)
            json.member("signedCommits", result.signedCount)
            json.member("unsignedCommits", result.unsignedCount)
            json.member("checkpoints", result.checkpointCount)
            json.member("textsMade", result.remadeCount)
            json.member("textsOfOtherVersions", result.otherVersionCount)
            json.member("textsWithoutPage", result.withoutPageCount)
            json.array("removed") { list in
                for removal in result.removals {
                    list.object { $0.write(removal.tombstone, revisions: removal.revisions) }
                }
            }
            json.array("problems") { list in
                for problem in result.problems {
                    list.object { json in
                        json.member("kind", problem.kind.rawValue)
                        json.member("object", problem.object)
                        json.member("url", problem.article)
                        json.member("revision", problem.revision)
                        json.member("what", problem.what)
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}
