internal import ArgumentParser
internal import Foundation
internal import StetDiff
internal import StetFetch
internal import StetPipeline
internal import StetRender
internal import StetText

/// Brings the changes of a new revision into a text that was edited meanwhile.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Merge a new revision into a text that was edited meanwhile.",
        discussion: """
            BASE is what LOCAL was made from, NEW what became of BASE: files, one of them may be - for standard input. \
            What only one of the two changed is taken, by lines, then by sentences, then by words; what both changed \
            otherwise stands between conflict markers.

              stet merge <(stet show story@1) my-copy.md <(stet show story) -o merged.md

            Exit codes: 0 merged, 1 merged but for conflicts, 2 trouble.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "The file that both others come from.")
    var base: String

    @Argument(help: "The file that was edited.")
    var local: String

    @Argument(help: "The new revision.")
    var new: String

    @Option(help: "text (with conflict markers), or json.")
    var format: Format = .text

    @Flag(name: .customLong("diff3"), help: "Show what both sides of a conflict come from, too.")
    var showsBase = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file that does not exist yet.", valueName: "file"))
    var output: String?

    @Flag(help: "Write over the file of --output where there is one.")
    var force = false

    mutating func validate() throws {
        if force, output == nil { throw ValidationError("--force goes with --output") }
        if showsBase, format == .json { throw ValidationError("--diff3 is a form of text; JSON always tells the base") }
        guard [base, local, new].count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("only one of the files can be standard input")
        }
    }

    func run() throws {
        // Told before anything is read: nobody should wait for an answer that cannot be kept.
        if let output, !force, FileManager.default.fileExists(atPath: output) {
            throw Trouble(
                "cannot write \(output) : it exists, and what is in it would be lost",
                hint: "name another file, or give --force")
        }
        let texts = try [base, local, new].map(text)
        // One guess for all: sides that are cut by different rules would not align.
        let merge = TextMerge(
            base: texts[0], local: texts[1], new: texts[2],
            language: texts.lazy.compactMap { LanguageGuess.language(of: $0) }.first)
        let labels = TextMerge.Labels(base: base, local: local, new: new)
        let bytes =
            switch format {
            case .text: merge.marked(labels, showsBase: showsBase)
            case .json: Array(JSONRenderer().merge(merge).utf8)
            }
        if let output {
            do {
                try Data(bytes).write(to: URL(filePath: output), options: force ? .atomic : .withoutOverwriting)
            } catch {
                throw Trouble("cannot write \(output) : \(error.localizedDescription)")
            }
        } else {
            StandardOutput.write(bytes)
        }
        guard merge.conflictCount > 0 else { return }
        StandardError.write("stet: \(counted(merge.conflictCount, "conflict"))")
        throw ExitCode.different
    }

    private func text(_ name: String) throws -> [UInt8] {
        let source = PageSource(named: name)
        if case .url = source {
            throw Trouble(
                "cannot merge \(name) : it is an address", hint: "save what it reads as: stet extract \(name)")
        }
        let bytes = try source.capture(with: .init()).body
        guard !bytes.contains(0) else { throw Trouble("cannot read \(name) : it is no text (it holds a NUL byte)") }
        return bytes
    }
}
