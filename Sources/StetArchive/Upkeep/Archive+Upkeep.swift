internal import FoundationEssentials
public import StetGit

extension Archive {
    /// How thorough upkeep is.
    public enum UpkeepScope: Hashable, Sendable {
        /// All objects go into one pack, as with `git gc`.
        case whole
        /// Only packs that are small beside the others are put together, so that objects are seldom moved: about log(n)
        /// times each.
        case quick
    }

    /// Packs that are put together to at least half of the next larger one take that in too. `git repack --geometric=2`
    /// keeps the same order: at most log2(n) packs stay.
    private static let growth: Int64 = 2
    /// So many new packs, or observations, make upkeep due. One snapshot makes a pack, a batch of an import as well: at twenty the
    /// search for an object among the packs is still cheap (see `packLimit`), and starting git twice (20 ms of CPU) for twenty
    /// snapshots is a twentieth of what they cost.
    private static let newPackLimit = 20
    private static let newObservationLimit = 1_000

    /// A program that is being started holds what its parent held for a moment, and whoever records while it merges packs.
    private static let startPatience = 200

    private static let setting = "stet.upkeep"
    private var upkeepFolder: String { ownFolder + "/repacking" }

    /// Keeps packs few, their deltas good, and git's commit-graph fresh.
    ///
    /// It never waits for whoever records, and they never wait for it; readers go on, too. Killed at any moment it leaves the
    /// archive whole, and files in the making that the next one removes.
    ///
    /// - Parameter git: Without one that works, packs are put together as they stand.
    /// - Returns: What was done; nil where another process is at it.
    public func keepUp(_ scope: UpkeepScope, at now: Timestamp, with git: GitProgram) throws -> UpkeepReport? {
        let process = ProcessInfo.processInfo
        let purpose = "upkeep: \(process.processName), process \(process.processIdentifier), since \(now)"
        guard let lock = try UpkeepLock.take(in: self, for: purpose, patience: Self.startPatience) else { return nil }
        let note = try UpkeepNote.load(from: ownFolder)
        var report = UpkeepReport(
            began: now, before: try upkeepStorage(), after: try upkeepStorage(), packing: .none, commitGraph: .written,
            observationCount: try asking { index, _ in index.state.observationCount })
        report.leftoverCount = try removeLeftovers(ofKilled: note?.isRunning == true, at: now)
        try UpkeepNote(isRunning: true, last: note?.last).save(in: ownFolder)
        try afterStep(.keepingUp)
        let wasWhole = note?.last.map { $0.isWhole && $0.after == report.before } ?? false
        report.packing = try pack(scope, isWhole: wasWhole, with: git, lock)
        report.commitGraph = try sumUpCommits(with: git, lock)
        report.after = try upkeepStorage()
        report.isWhole =
            try report.packing == .none
            ? wasWhole : report.packing == .deltas && repository.mergeablePacks().count == 1
        try UpkeepNote(isRunning: false, last: report).save(in: ownFolder)
        _ = consume lock
        return report
    }

    /// What upkeep has to do, and when it last ran.
    public func upkeepState() throws -> UpkeepState {
        var state = UpkeepState()
        let note = try UpkeepNote.load(from: ownFolder)
        state.last = note?.last
        state.owner = try UpkeepLock.owner(in: self)
        state.wasCutOff = note?.isRunning == true && state.owner == nil
        state.isOff = try repository.setting(Self.setting).map { ["false", "no", "off", "0"].contains($0) } ?? false
        state.newPackCount = max(0, try repository.storage().packCount - (state.last?.after.packCount ?? 0))
        let known = try asking { index, _ in index.state.observationCount }
        state.newObservationCount = max(0, known - (state.last?.observationCount ?? 0))
        state.isDue =
            state.newPackCount >= Self.newPackLimit || state.newObservationCount >= Self.newObservationLimit
        return state
    }

    /// Whether upkeep should be started by itself now.
    public func wantsUpkeep() throws -> Bool {
        let state = try upkeepState()
        return state.isDue && !state.isOff && state.owner == nil
    }

    private func upkeepStorage() throws -> UpkeepReport.Storage {
        let store = try repository.storage()
        return UpkeepReport.Storage(
            packCount: store.packCount, packByteCount: store.packByteCount, looseObjectCount: store.looseObjectCount)
    }

    /// The lock says that neither another upkeep nor a git of one is running; what an own `git gc` of the user has in the making
    /// is told apart only by our note that one was killed. That git would fail then, and lose nothing.
    private func removeLeftovers(ofKilled wasKilled: Bool, at now: Timestamp) throws -> Int {
        var count = try repository.removeHalfPacks(at: now.secondsSince1970)
        for name in try Files.names(in: upkeepFolder) {
            try Files.remove("\(upkeepFolder)/\(name)")
            count += 1
        }
        return wasKilled ? try count + repository.removeUpkeepLeftovers() : count
    }

    private func pack(
        _ scope: UpkeepScope, isWhole: Bool, with git: GitProgram, _ lock: borrowing UpkeepLock
    ) throws -> UpkeepReport.Packing {
        guard !isWhole else { return .none }
        let packs = try repository.mergeablePacks()
        let looseCount = try repository.storage().looseObjectCount
        let chosen = scope == .whole ? packs : Self.smallPacks(of: packs)
        guard !chosen.isEmpty, chosen.count > 1 || looseCount > 0 || scope == .whole else { return .none }
        let reason: String
        do {
            try repository.repack(
                chosen, areAll: try chosen.count == repository.packNames().count && !hasTombstones(),
                withLoose: looseCount > 0, through: upkeepFolder, with: git, sharing: lock.share)
            return .deltas
        } catch let error as GitError { reason = error.code == .notFound ? "git is not installed" : error.message }
        guard chosen.count > 1 else { return .none }
        do throws(GitError) { try repository.merge(chosen, through: upkeepFolder) } catch {
            return .failed(reason: "\(reason); \(error.message)")
        }
        return .copied(reason: reason)
    }

    /// The packs, from the smallest up, that together are at least half of the largest of them.
    package static func smallPacks(of packs: [PackFile]) -> [PackFile] {
        var (count, byteCount): (Int, Int64) = (0, 0)
        for (index, pack) in packs.enumerated() {
            // One alone gains nothing.
            if index > 0, pack.byteCount <= growth * byteCount { count = index + 1 }
            byteCount += pack.byteCount
        }
        return Array(packs.prefix(count))
    }

    private func sumUpCommits(with git: GitProgram, _ lock: borrowing UpkeepLock) throws -> UpkeepReport.CommitGraph {
        // Git reads none where objects are replaced by others.
        if try hasTombstones() {
            return .notWritten(reason: "git uses none where tombstones stand for what was removed")
        }
        do {
            try repository.writeCommitGraph(with: git, sharing: lock.share)
            return .written
        } catch let error as GitError {
            return .notWritten(reason: error.code == .notFound ? "git is not installed" : error.message)
        }
    }
}
