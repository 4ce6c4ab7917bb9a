internal import Dispatch
internal import Foundation
internal import StetArchive
internal import Synchronization

/// Threads that read pages which will be asked for soon. Each has a handle of its own to the archive.
///
/// Whoever waits for a page reads meanwhile what is next in line, or that page itself if nobody has begun: so the crew is complete
/// with no thread of its own, too.
final class ReadingCrew: Sendable {
    /// A page to be read.
    final class Job: Sendable {
        let task: PageTask
        private let outcome = Mutex<Result<PageTask.Outcome?, any Error>?>(nil)
        fileprivate let isDone = DispatchSemaphore(value: 0)

        init(_ task: PageTask) {
            self.task = task
        }

        /// Nil as long as it is not read.
        var result: Result<PageTask.Outcome?, any Error>? { outcome.withLock { $0 } }

        fileprivate func run(in archive: Archive) {
            let result = Result { try task.run(in: archive) }
            outcome.withLock { $0 = result }
            isDone.signal()
        }
    }

    private struct Line {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let line = Mutex(Line())
    private let arrivals = DispatchSemaphore(value: 0)
    private let members = DispatchGroup()
    private let threadCount: Int

    /// Pages nest as deep as their authors like, within bounds that the main thread's stack was measured with.
    private static let stackByteCount = 8 << 20

    /// - Parameter threadCount: Threads besides the caller's own.
    init(threadCount: Int, folder: String) {
        self.threadCount = threadCount
        for _ in 0..<threadCount {
            members.enter()
            let thread = Thread { [self] in
                // A thread that cannot have an archive of its own leaves its work to the others.
                do { work(in: try Archive.open(at: folder)) } catch {}
                members.leave()
            }
            thread.stackSize = Self.stackByteCount
            thread.start()
        }
    }

    /// How many wait in line.
    var waitingCount: Int { line.withLock { $0.jobs.count } }

    func add(_ job: Job) {
        line.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    /// What a job came to. The caller's thread reads in its archive until that is known.
    func outcome(of job: Job, in archive: Archive) -> Result<PageTask.Outcome?, any Error> {
        while true {
            if let result = job.result { return result }
            let next = line.withLock { line -> Job? in
                let index = line.jobs.firstIndex { $0 === job } ?? line.jobs.indices.first
                return index.map { line.jobs.remove(at: $0) }
            }
            if let next { next.run(in: archive) } else { job.isDone.wait() }
        }
    }

    /// Leaves undone what nobody has begun, and waits for the rest.
    func close() {
        line.withLock { $0 = Line(isClosed: true) }
        for _ in 0..<threadCount { arrivals.signal() }
        members.wait()
    }

    private func work(in archive: Archive) {
        while true {
            arrivals.wait()
            let (job, isClosed) = line.withLock { line in
                (line.jobs.isEmpty ? nil : line.jobs.removeFirst(), line.isClosed)
            }
            if isClosed { return }
            job?.run(in: archive)
        }
    }
}
