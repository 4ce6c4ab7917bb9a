internal import StetGit

/// The commits that a branch leads to, found without trusting that all of them are there.
struct BranchWalk {
    /// "main", "captures", "journal", "lines/1", "checkpoints".
    let name: String
    let tip: ObjectID
    /// Parents before children.
    private(set) var order: [ObjectID] = []
    private(set) var commits: [ObjectID: Node] = [:]
    /// Commits that could not be read, and why. What only they lead to is not in `order`.
    private(set) var damaged: [(id: ObjectID, reason: String)] = []
    private var seen: Set<ObjectID> = []

    /// A commit without its message: an archive has hundreds of thousands.
    struct Node: Sendable {
        var tree: ObjectID
        var parents: [ObjectID]
        /// By its committer, in seconds since 1970.
        var committed: Int64
    }

    init(_ name: String, tip: ObjectID, in repository: borrowing Repository) {
        self.name = name
        self.tip = tip
        add(tip, in: repository)
    }

    /// Takes in a commit and all that it leads to. After a commit that cannot be read, the walk is begun again from others
    /// that are known to have stood below it.
    ///
    /// - Complexity: the commits that are new.
    mutating func add(_ start: ObjectID, in repository: borrowing Repository) {
        var stack = [(id: start, isOpen: false)]
        while let (id, isOpen) = stack.popLast() {
            if isOpen {
                order.append(id)
                continue
            }
            guard seen.insert(id).inserted else { continue }
            do {
                let commit = try repository.commit(id)
                commits[id] = Node(
                    tree: commit.tree, parents: commit.parents, committed: commit.committer.secondsSince1970)
                stack.append((id, true))
                for parent in commit.parents.reversed() { stack.append((parent, false)) }
            } catch { damaged.append((id, error.message)) }
        }
    }

    func contains(_ id: ObjectID) -> Bool { seen.contains(id) }

    /// The commits of `main` along its first parents, the oldest first, but for merges that tie in a new line: there the history
    /// before goes on as the second parent.
    func trunk(_ facts: [ObjectID: CommitFacts]) -> [(id: ObjectID, lineBefore: ObjectID?)] {
        var trunk: [(id: ObjectID, lineBefore: ObjectID?)] = []
        var next: ObjectID? = tip
        while let id = next, let node = commits[id] {
            let isLine = node.parents.count == 2 && facts[id]?.kind == Trailer.lineKind
            trunk.append((id, isLine ? node.parents[1] : nil))
            next = isLine ? node.parents[1] : node.parents.first
        }
        return trunk.reversed()
    }

    /// The commits that a commit leads to, itself among them.
    func ancestors(of tip: ObjectID) -> Set<ObjectID> {
        var found: Set<ObjectID> = []
        var stack = [tip]
        while let id = stack.popLast() {
            guard let node = commits[id], found.insert(id).inserted else { continue }
            stack += node.parents
        }
        return found
    }

    /// Whether each of these commits leads to the one before it; gives the first that does not.
    ///
    /// Every commit is given to the first of `tips` that leads to it. A tip that only adds to the one before touches it.
    ///
    /// - Complexity: the commits.
    func firstThatDoesNotFollow(_ tips: [ObjectID]) -> (tip: ObjectID, before: ObjectID)? {
        var known: Set<ObjectID> = []
        var before: ObjectID?
        for tip in tips where tip != before {
            var touched = false
            var stack = [tip]
            while let id = stack.popLast() {
                if id == before { touched = true }
                guard known.insert(id).inserted else { continue }
                stack += commits[id]?.parents ?? []
            }
            if let before, !touched { return (tip, before) }
            before = tip
        }
        return nil
    }
}
