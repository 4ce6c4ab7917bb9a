internal import Dispatch
internal import Foundation
package import StetArchive
internal import StetGit
internal import Synchronization

/// Checks all that an archive says of itself, texts included.
package struct ArchiveVerification {
    /// Whether every text that this version read is made anew from its page.
    package var remakesTexts = true
    /// An `allowed_signers` known from elsewhere; nil to believe the archive's own.
    package var allowedSigners: [UInt8]?

    /// The folder of an archive that countersigned this one's checkpoints.
    package var witness: String?

    package init() {}

    /// - Complexity: everything that is stored, and reading every page once, on all processors.
    package func run(
        in archive: Archive, progress: @escaping @Sendable (Verification.Progress) -> Void
    ) throws -> Verification {
        var result = try archive.verify(allowedSigners: allowedSigners, progress: progress)
        if let witness { try Archive.open(at: witness).checkCountersignature(of: archive, &result) }
        result.sort()
        if remakesTexts, let outcome = try TextCheck(in: archive.folder).run(progress: progress) {
            result.hasMadeTexts = true
            result.remadeCount = outcome.remadeCount
            result.otherVersionCount = outcome.otherVersionCount
            result.withoutPageCount = outcome.withoutPageCount
            for problem in outcome.problems { result.add(problem) }
            result.sort()
        }
        return result
    }
}

/// Makes the text of every revision anew from its page, by the rule and with the past that it was read with.
private final class TextCheck: Sendable {
    struct Outcome: Sendable {
        var problems: [Verification.Problem] = []
        var remadeCount = 0
        var otherVersionCount = 0
        var withoutPageCount = 0
    }

    private let folder: String
    private let next = Atomic<Int>(0)
    private let outcome = Mutex(Outcome())
    private let failure = Mutex<(any Error)?>(nil)

    private static let threadLimit = 8

    init(in folder: String) {
        self.folder = folder
    }

    /// - Returns: Nil where the journal cannot be read, which is told already: it names the texts.
    func run(progress: @escaping @Sendable (Verification.Progress) -> Void) throws -> Outcome? {
        let articles: [String]
        do { articles = try Archive.open(at: folder).articles().map(\.path) } catch { return nil }
        let threadCount = min(Self.threadLimit, max(1, ProcessInfo.processInfo.activeProcessorCount))
        DispatchQueue.concurrentPerform(iterations: threadCount) { [self] thread in
            do {
                let archive = try Archive.open(at: folder)
                let cache = EvidenceCache()
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < articles.count else { break }
                    // One thread tells of progress, so that what is told only grows.
                    if thread == 0 { progress(Verification.Progress(.texts, done: index, total: articles.count)) }
                    let found = check(try archive.history(of: articles[index]), in: archive, cache)
                    outcome.withLock { all in
                        all.problems += found.problems
                        all.remadeCount += found.remadeCount
                        all.otherVersionCount += found.otherVersionCount
                        all.withoutPageCount += found.withoutPageCount
                    }
                }
            } catch { failure.withLock { $0 = error } }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        progress(Verification.Progress(.texts, done: articles.count, total: articles.count))
        return outcome.withLock { $0 }
    }

    private func check(_ history: ArticleHistory, in archive: Archive, _ cache: EvidenceCache) -> Outcome {
        var found = Outcome()
        for revision in history.revisions where revision.capture != nil {
            guard revision.extractor == ArticleText.extractor else {
                found.otherVersionCount += 1
                continue
            }
            guard
                let observation = history.observations.first(where: {
                    $0.revision == revision.commit && $0.observed == revision.observed && $0.state == revision.state
                })
            else { continue }
            do {
                guard let recorded = try RecordedReading(of: observation, in: archive, cache), recorded.isPastWhole
                else {
                    found.withoutPageCount += 1
                    continue
                }
                let made = ObjectID(hashing: try recorded.read().canonicalBytes)
                found.remadeCount += 1
                guard made != revision.state else { continue }
                found.problems.append(
                    problem(revision, history, "the page reads as \(made), not as the recorded text"))
            } catch {
                found.problems.append(problem(revision, history, "the text cannot be made anew: \(error)"))
            }
        }
        return found
    }

    private func problem(_ revision: Revision, _ history: ArticleHistory, _ what: String) -> Verification.Problem {
        Verification.Problem(
            .text, revision.state.description, article: history.url, revision: revision.number, what)
    }
}
