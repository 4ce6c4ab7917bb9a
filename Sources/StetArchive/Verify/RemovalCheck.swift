internal import StetGit

/// Whether tombstones were only ever added, and by whoever might; and whether what they stand for is gone.
extension Archive {
    /// The tombstones at the tip of `redactions`, with their files; nil where they cannot be read, of which `checkRemovals` and
    /// damage tell.
    func tombstones(in branches: [BranchWalk]) throws -> [(tombstone: Tombstone, blob: ObjectID)]? {
        guard let tip = branches.first(where: { $0.name == Self.redactionsBranch })?.tip else { return [] }
        do { return try tombstones(to: tip) } catch is GitError { return nil }
    }

    /// - Complexity: the commits of `redactions`, with what each of them added.
    func checkRemovals(
        _ removed: [Tombstone], _ branches: [BranchWalk], _ facts: [ObjectID: CommitFacts], isSigned: Bool,
        _ result: inout Verification
    ) throws {
        guard let walk = branches.first(where: { $0.name == Self.redactionsBranch }) else { return }
        func add(_ id: ObjectID, _ what: String) {
            result.add(Verification.Problem(.redaction, id.description, what))
        }
        for id in walk.order {
            // What cannot be read is told as damage.
            do throws(GitError) {
                let commit = try repository.commit(id)
                if isSigned, case .none? = facts[id]?.seal {
                    // It may be from before the archive was signed.
                    let stood = commit.trailer(Trailer.main).flatMap { ObjectID(hex: $0) }.flatMap { facts[$0] }
                    if stood.map({ $0.signers != nil }) ?? true { add(id, "the commit is not signed") }
                }
                let before = commit.parents.first.flatMap { walk.commits[$0]?.tree }
                for path in try repository.changedFiles(from: before, to: commit.tree) {
                    let old = try before.flatMap { tree throws(GitError) in try repository.entry(at: path, in: tree) }
                    guard old == nil, let entry = try repository.entry(at: path, in: commit.tree) else {
                        add(id, "the commit changes or removes the tombstone \(path)")
                        continue
                    }
                    let tombstone = Tombstone(file: try repository.blob(entry.id))
                    if tombstone.map({ Tombstone.path(of: $0.object) }) != path { add(id, "\(path) is no tombstone") }
                }
            } catch { continue }
        }
        // This process may have packs open that are gone: another look is needed.
        let fresh = try Repository.open(at: folder, allowsBare: true)
        var numbers: [String: [ObjectID: [Int]]] = [:]
        for tombstone in removed {
            if fresh.contains(tombstone.object) {
                result.add(
                    Verification.Problem(
                        .redaction, tombstone.object.description, article: tombstone.url,
                        "it was taken out (\(tombstone.notice)) and is still here; `stet redact --finish` or the next recording removes it"
                    ))
            }
            var revisions: [Int] = []
            if tombstone.content == .text, try hasArticle(at: tombstone.article) {
                let known =
                    try numbers[tombstone.article]
                    ?? Dictionary(grouping: history(of: tombstone.article).revisions, by: \.state)
                    .mapValues { $0.map(\.number) }
                numbers[tombstone.article] = known
                revisions = known[tombstone.object] ?? []
            }
            result.removals.append(Verification.Removal(tombstone: tombstone, revisions: revisions))
        }
    }
}
