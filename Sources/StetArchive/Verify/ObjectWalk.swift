internal import Dispatch
internal import FoundationEssentials
internal import StetGit
internal import Synchronization

/// Reads everything that commits lead to, each object once, on all processors.
///
/// libgit2 hashes every object that it reads and compares the hash with the object's name.
final class ObjectWalk: Sendable {
    /// An object that cannot be read, and where it was found.
    struct Damage: Hashable, Sendable {
        var id: ObjectID
        /// The branch, and the path in its commit's tree; empty for the commit itself.
        var branch: String
        var path: String
        var reason: String
    }

    struct Job: Sendable {
        var id: ObjectID
        var tree: ObjectID
        var branch: String
    }

    private let folder: String
    private let jobs: [Job]
    /// Blobs that are absent for good reason.
    private let removed: Set<ObjectID>
    private let seen = SeenObjects()
    private let next = Atomic<Int>(0)
    private let result = Mutex<(damages: [Damage], facts: [ObjectID: CommitFacts], failure: (any Error)?)>(
        ([], [:], nil))

    /// So many commits are taken by a thread at once.
    private static let chunkCount = 64
    private static let threadLimit = 8
    static var threadCount: Int { min(threadLimit, max(1, ProcessInfo.processInfo.activeProcessorCount)) }

    init(_ jobs: [Job], in folder: String, without removed: Set<ObjectID>) {
        self.removed = removed
        self.jobs = jobs
        self.folder = folder
    }

    /// - Returns: What is damaged, and the facts of each commit that is not.
    func run(
        progress: @escaping @Sendable (_ done: Int) -> Void
    ) throws -> (damages: [Damage], facts: [ObjectID: CommitFacts], objectCount: Int) {
        DispatchQueue.concurrentPerform(iterations: Self.threadCount) { [self] thread in
            // One thread tells of progress, so that what is told only grows.
            do { try work(progress: thread == 0 ? progress : { _ in }) } catch {
                result.withLock { $0.failure = error }
            }
        }
        return try result.withLock { result in
            if let failure = result.failure { throw failure }
            return (result.damages, result.facts, seen.count)
        }
    }

    func hasSeen(_ id: ObjectID) -> Bool { seen.contains(id) }

    private func work(progress: (Int) -> Void) throws {
        let repository = try Repository.open(at: folder, allowsBare: true)
        while true {
            let start = next.add(Self.chunkCount, ordering: .relaxed).oldValue
            guard start < jobs.count else { return }
            var damages: [Damage] = []
            var facts: [(ObjectID, CommitFacts)] = []
            for job in jobs[start..<min(start + Self.chunkCount, jobs.count)] {
                _ = seen.insert(job.id)
                visitTree(job.tree, job.branch, "", in: repository, &damages)
                // What is damaged on the way is told already.
                do throws(GitError) {
                    let isCapture = job.branch == Archive.Branch.captures.rawValue
                    facts.append((job.id, try CommitFacts(job.id, isCapture: isCapture, in: repository)))
                } catch { continue }
            }
            result.withLock { result in
                result.damages += damages
                for (id, fact) in facts { result.facts[id] = fact }
            }
            progress(start)
        }
    }

    /// Trees of an archive are five folders deep; what is deeper than this is no work of ours, and could end the stack.
    private static let depthLimit = 64

    private func visitTree(
        _ id: ObjectID, _ branch: String, _ path: String, depth: Int = 0, in repository: borrowing Repository,
        _ damages: inout [Damage]
    ) {
        guard seen.insert(id) else { return }
        do throws(GitError) {
            let bytes = try repository.bytes(of: id, as: .tree)
            guard depth < Self.depthLimit, let children = TreeChild.children(of: bytes) else {
                throw GitError(.invalid, "read tree \(id)", "it is no tree")
            }
            for child in children {
                switch child.kind {
                case .submodule: continue
                case .folder:
                    guard !seen.contains(child.id) else { continue }
                    visitTree(
                        child.id, branch, Self.join(path, bytes[child.name]), depth: depth + 1, in: repository, &damages
                    )
                case .file:
                    guard !removed.contains(child.id), seen.insert(child.id) else { continue }
                    do throws(GitError) { _ = try repository.blob(child.id) } catch {
                        damages.append(
                            Damage(
                                id: child.id, branch: branch, path: Self.join(path, bytes[child.name]),
                                reason: error.message))
                    }
                }
            }
        } catch {
            damages.append(Damage(id: id, branch: branch, path: path.isEmpty ? "/" : path, reason: error.message))
        }
    }

    private static func join(_ path: String, _ name: ArraySlice<UInt8>) -> String {
        (path.isEmpty ? "" : path + "/") + String(decoding: name, as: UTF8.self)
    }
}

/// A set of objects that several threads add to.
private final class SeenObjects: Sendable {
    /// Each a set of its own under a lock of its own, so that threads seldom wait.
    private final class Part: Sendable {
        let ids = Mutex<Set<ObjectID>>([])
    }

    private let parts = (0..<64).map { _ in Part() }

    private func part(_ id: ObjectID) -> Part { parts[Int(id.firstByte) % parts.count] }

    /// Whether it was new.
    func insert(_ id: ObjectID) -> Bool { part(id).ids.withLock { $0.insert(id).inserted } }

    func contains(_ id: ObjectID) -> Bool { part(id).ids.withLock { $0.contains(id) } }

    var count: Int { parts.reduce(0) { $0 + $1.ids.withLock { $0.count } } }
}
