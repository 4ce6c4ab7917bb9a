internal import Foundation
internal import StetArchive

/// Records made versions in batches, for the scripts whose names end in -recording.
///
///     RecordingBenchmark record FOLDER COUNT BATCH [KEY]
///                                                     a line of JSON; lines "acknowledged FIRST LAST" on the way
///     RecordingBenchmark write FOLDER WRITER SECONDS BATCH
///                                                     what one of several writers records of its own; "acknowledged …"
///     RecordingBenchmark read FOLDER SECONDS BATCH    looks whether it sees whole batches meanwhile; says how often
///     RecordingBenchmark ask FOLDER                   what the history of one article costs, and two revisions; a line of JSON
///     RecordingBenchmark list COUNT [WRITER]          time and address of each version, a line each
///     RecordingBenchmark stream COUNT                 the same versions for git fast-import
///
/// `record` goes on where an archive that is there already ends. With the file of a signing key it makes a signed archive.
@main
enum RecordingBenchmark {
    static func main() {
        // An error that escapes main prints a trace.
        do { try run() } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().compactMap { Int($0) }) {
        case ("stream", let numbers) where numbers.count == 1:
            try FastImport.write(numbers[0], to: .standardOutput)
        case ("list", let numbers) where numbers.count == 1 || numbers.count == 2:
            var versions = MadeVersions(writer: numbers.count == 2 ? numbers[1] : 0)
            for _ in 0..<numbers[0] {
                let check = versions.next()
                print(check.observed, check.url)
            }
        case ("record", let numbers) where numbers.count == 2:
            try record(
                in: arguments[arguments.startIndex + 1], count: numbers[0], batch: numbers[1],
                key: arguments.count > 4 ? arguments[arguments.startIndex + 4] : nil)
        case ("write", let numbers) where numbers.count == 3:
            try Sharing.write(
                to: arguments[arguments.startIndex + 1], as: numbers[0], seconds: numbers[1], batch: numbers[2])
        case ("read", let numbers) where numbers.count == 2:
            try Sharing.read(from: arguments[arguments.startIndex + 1], seconds: numbers[0], batch: numbers[1])
        case ("ask", _) where arguments.count == 2:
            try Asking.ask(arguments[arguments.startIndex + 1])
        default:
            FileHandle.standardError.write(
                Data("usage: RecordingBenchmark record | write | read | ask | stream | list …\n".utf8))
            exit(2)
        }
    }

    private static func record(in folder: String, count: Int, batch: Int, key: String?) throws {
        var versions = MadeVersions()
        let archive =
            FileManager.default.fileExists(atPath: folder + "/.git")
            ? try Archive.open(at: folder) : try Archive.create(at: folder, now: now, signingKeyPath: key)
        try archive.heal(at: now)
        let known = try archive.articles().reduce(0) { $0 + $1.observationCount }
        for _ in 0..<known { _ = versions.next() }
        archive.leavesFilesBehind = true
        var done = known
        /// CPU seconds of each batch, user and system.
        var costs: [Double] = []
        while done < count {
            let checks = (0..<min(batch, count - done)).map { _ in versions.next() }
            let before = cpuSeconds
            let recorded = try archive.record(checks, at: now)
            costs.append(cpuSeconds - before)
            precondition(recorded.count == checks.count, "every check has an answer")
            done += checks.count
            FileHandle.standardOutput.write(Data("acknowledged \(done - checks.count + 1) \(done)\n".utf8))
        }
        let before = cpuSeconds
        let peak = peakByteCount
        let warnings = try archive.bringFilesInStep(at: now)
        precondition(warnings.isEmpty, "nobody edits these files")
        let files = cpuSeconds - before
        let tenth = max(1, costs.count / 10)
        let (first, last) = (costs.prefix(tenth).reduce(0, +), costs.suffix(tenth).reduce(0, +))
        print(
            """
            {"versions": \(done - known), "cpu": \(costs.reduce(0, +)), "first_tenth": \(first), "last_tenth": \(last), \
            "files": \(files), "peak": \(peak), "peak_with_files": \(peakByteCount)}
            """)
    }

    static var now: Timestamp { Timestamp(secondsSince1970: Int64(Date().timeIntervalSince1970)) }

    static var cpuSeconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static var peakByteCount: Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}
