internal import Foundation
internal import StetArchive

/// Records made versions in batches, for scripts/bench-recording and scripts/crash-recording.
///
///     RecordingBenchmark record FOLDER COUNT BATCH    a line of JSON; lines "acknowledged FIRST LAST" on the way
///     RecordingBenchmark list COUNT                   time and address of each version, a line each
///     RecordingBenchmark stream COUNT                 the same versions for git fast-import
///
/// `record` goes on where an archive that is there already ends.
@main
enum RecordingBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().compactMap { Int($0) }) {
        case ("stream", let numbers) where numbers.count == 1:
            try FastImport.write(numbers[0], to: .standardOutput)
        case ("list", let numbers) where numbers.count == 1:
            var versions = MadeVersions()
            for _ in 0..<numbers[0] {
                let check = versions.next()
                print(check.observed, check.url)
            }
        case ("record", let numbers) where numbers.count == 2:
            try record(in: arguments[arguments.startIndex + 1], count: numbers[0], batch: numbers[1])
        default:
            FileHandle.standardError.write(
                Data("usage: RecordingBenchmark record FOLDER COUNT BATCH | stream COUNT | list COUNT\n".utf8))
            exit(2)
        }
    }

    private static func record(in folder: String, count: Int, batch: Int) throws {
        var versions = MadeVersions()
        let archive =
            FileManager.default.fileExists(atPath: folder + "/.git")
            ? try Archive.open(at: folder) : try Archive.create(at: folder, now: now)
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

    private static var now: Timestamp { Timestamp(secondsSince1970: Int64(Date().timeIntervalSince1970)) }

    private static var cpuSeconds: Double {
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
