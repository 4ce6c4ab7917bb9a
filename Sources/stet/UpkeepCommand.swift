internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetGit
internal import StetRender

struct UpkeepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upkeep", abstract: "Keep an archive small and fast to read, while it is used.",
        discussion: """
            Puts the objects of an archive into one pack, with deltas among all of them, as git gc does, and has git sum up the \
            commits (its commit-graph, with changed paths), so that git log -- PATH is fast. The git that is installed does it; \
            without one, packs are put together as they stand.

            Nobody waits for it: recording and reading go on. Killed at any moment it leaves the archive whole, and the next \
            one removes what it left. Nothing that was recorded goes, whether a branch leads to it or not.

            Commands that record start stet upkeep --quick in the background, at the lowest priority, after every 20 packs or \
            1,000 checks. --no-upkeep, or git config stet.upkeep false in the archive, stops that; a timer can do it instead.

            Exit codes: 0 done, or another process is at it; 2 trouble.
            """)

    @Flag(help: "Only put packs together that are small beside the others: less work, and a few packs stay.")
    var quick = false

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    /// Started by another command, which has ended by now.
    @Flag(help: .hidden)
    var background = false

    @OptionGroup var archive: ArchiveOptions

    private static let lowestPriority: Int32 = 19

    func run() throws {
        if background { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.lowestPriority) }
        let archive = try archive.open()
        let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: false)
        let report = try archive.keepUp(quick ? .quick : .whole, at: .now, with: git)
        switch format {
        case .text:
            let owner = try report == nil ? archive.upkeepState().owner : nil
            StandardOutput.write(VisibleText.lines(report.map(Self.text) ?? Self.busy(owner)) + "\n")
        case .json:
            var writer = JSONWriter()
            writer.object { json in
                json.member("ran", report != nil)
                if let report { Self.write(report, to: &json) }
            }
            StandardOutput.write(writer.text + "\n")
        }
        if report?.hasFailed == true { throw ExitCode.trouble }
    }

    private static func busy(_ owner: String?) -> String {
        "nothing done: another process is at it" + (owner.map { " (\($0))" } ?? "")
    }

    static func text(_ report: UpkeepReport) -> String {
        let (before, after) = (report.before, report.after)
        var lines: [String] = []
        func shown(_ storage: UpkeepReport.Storage) -> String {
            counted(storage.packCount, "pack") + ", " + byteCount(storage.packByteCount)
                + (storage.looseObjectCount > 0 ? ", \(counted(storage.looseObjectCount, "loose object"))" : "")
        }
        switch report.packing {
        case .none: lines.append("packs: nothing to do: \(shown(after))")
        case .deltas: lines.append("packs: \(shown(before)) before; \(shown(after)) now")
        case .copied(let reason):
            lines.append("packs: \(shown(before)) before; \(shown(after)) now, without better deltas: \(reason)")
        case .failed(let reason): lines.append("! packs: left as they were, \(shown(after)): \(reason)")
        }
        switch report.commitGraph {
        case .written: lines.append("commit-graph: fresh, with changed paths")
        case .notWritten(let reason): lines.append("commit-graph: not written: \(reason)")
        }
        if report.leftoverCount > 0 {
            lines.append("removed \(counted(report.leftoverCount, "file")) that an upkeep left which was cut off")
        }
        return lines.joined(separator: "\n")
    }

    static func write(_ report: UpkeepReport, to json: inout JSONWriter) {
        json.member("began", "\(report.began)")
        for (name, storage) in [("before", report.before), ("after", report.after)] {
            json.object(name) {
                $0.member("packs", storage.packCount)
                $0.member("packBytes", storage.packByteCount)
                $0.member("looseObjects", storage.looseObjectCount)
            }
        }
        switch report.packing {
        case .none: json.member("packing", "none")
        case .deltas: json.member("packing", "deltas")
        case .copied(let reason):
            json.member("packing", "copied")
            json.member("packingReason", reason)
        case .failed(let reason):
            json.member("packing", "failed")
            json.member("packingReason", reason)
        }
        switch report.commitGraph {
        case .written: json.member("commitGraph", "written")
        case .notWritten(let reason):
            json.member("commitGraph", "none")
            json.member("commitGraphReason", reason)
        }
    }
}

/// Whether a command that records starts upkeep when it has done its work.
struct UpkeepFlag: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Start stet upkeep in the background when it is due.")
    var upkeep = true

    /// Starts it away from the terminal and outliving this process, if it is due. That it cannot be started is no trouble of what was
    /// recorded; `stet status` tells that it is due.
    func startIfDue(for archive: Archive) {
        do {
            guard try upkeep && archive.wantsUpkeep() else { return }
            try ChildProcess.startAlone(
                Self.program, ["upkeep", "--quick", "--background", "--archive", archive.folder],
                environment: ProcessInfo.processInfo.environment)
        } catch {}
    }

    /// This very program, wherever it was found.
    private static var program: String {
        #if os(Linux)
            "/proc/self/exe"
        #else
            CommandLine.arguments[0]
        #endif
    }
}

extension UpkeepState {
    /// One line: what was done, and what has come together since.
    var line: String {
        var parts: [String] = []
        if let owner { parts.append("running now (\(owner))") }
        if let last {
            parts.append(
                "last \(readableTime("\(last.began)")), \(counted(last.before.packCount, "pack")) to \(last.after.packCount), "
                    + "\(byteCount(last.before.packByteCount)) to \(byteCount(last.after.packByteCount))")
            if case .notWritten(let reason) = last.commitGraph { parts.append("no commit-graph: \(reason)") }
            if case .failed(let reason) = last.packing { parts.append("it failed: \(reason)") }
        } else {
            parts.append("never")
        }
        parts.append("since then \(counted(newPackCount, "pack")) and \(counted(newObservationCount, "check"))")
        if wasCutOff { parts.append("the last one was cut off, the next one removes what it left") }
        if isOff { parts.append("not started by itself (stet.upkeep)") }
        if isDue { parts.append("due" + (isOff ? ": stet upkeep" : "")) }
        return parts.joined(separator: "; ")
    }

    func write(to json: inout JSONWriter) {
        json.object("upkeep") { json in
            json.member("runningNow", owner)
            json.member("cutOff", wasCutOff)
            json.member("off", isOff)
            json.member("due", isDue)
            json.member("newPacks", newPackCount)
            json.member("newChecks", newObservationCount)
            if let last { json.object("last") { UpkeepCommand.write(last, to: &$0) } }
        }
    }
}
