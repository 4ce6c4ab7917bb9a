internal import StetGit

/// Whether the journal was only ever added to, and the other branches hold what it tells of.
struct JournalCheck {
    let journal: BranchWalk
    private(set) var problems: [Verification.Problem] = []

    private static let trailers = [
        (Archive.Branch.main.rawValue, Trailer.main), (Archive.Branch.captures.rawValue, Trailer.captures),
    ]

    init(_ journal: BranchWalk) {
        self.journal = journal
    }

    /// - Complexity: the commits of the journal, with the segments that each of them wrote.
    mutating func run(of branches: [BranchWalk], in repository: borrowing Repository) throws {
        var told: [String: [ObjectID]] = [:]
        for id in journal.order {
            let commit = try repository.commit(id)
            for (name, trailer) in Self.trailers {
                if let tip = commit.trailer(trailer).flatMap({ ObjectID(hex: $0) }) {
                    told[name, default: []].append(tip)
                }
            }
            if let parent = commit.parents.first, let before = journal.commits[parent] {
                // What cannot be read is told as damage.
                do throws(GitError) {
                    try compare(before.tree, commit.tree, at: id, in: repository)
                } catch { continue }
            }
        }
        for walk in branches {
            let tips = told[walk.name] ?? []
            let lost = tips.filter { !walk.contains($0) }
            if walk.damaged.isEmpty, let first = lost.first {
                problems.append(
                    Verification.Problem(
                        .reference, walk.name,
                        "the branch was rewritten: it no longer holds \(first), which the journal tells of"))
            } else if let (tip, before) = walk.firstThatDoesNotFollow(
                tips.filter { walk.contains($0) } + [walk.tip]), walk.damaged.isEmpty
            {
                problems.append(
                    Verification.Problem(
                        .reference, walk.name,
                        "the branch was rewritten: \(tip) does not lead to \(before), told before"))
            }
        }
    }

    private mutating func compare(
        _ before: ObjectID, _ after: ObjectID, at commit: ObjectID, in repository: borrowing Repository
    ) throws(GitError) {
        let last = try lastSegment(of: before, in: repository)
        for path in try repository.changedFiles(from: before, to: after) {
            let old = try repository.entry(at: path, in: before)
            let new = try repository.entry(at: path, in: after)
            var isAppended = old == nil && (last.map { JournalCheck.order($0) < JournalCheck.order(path) } ?? true)
            if let old, let new, path == last {
                isAppended = try repository.blob(new.id).starts(with: repository.blob(old.id))
            }
            if !isAppended {
                problems.append(
                    Verification.Problem(
                        .journal, commit.description, "the commit changes or removes lines of the journal's \(path)"))
            }
        }
    }

    /// Segments by day and number.
    private static func order(_ path: String) -> String {
        let parts = path.split(separator: "/")
        let name = parts.last ?? ""
        return parts.dropLast().joined(separator: "/") + "/" + String(repeating: "0", count: max(0, 20 - name.count))
            + name
    }

    private func lastSegment(of tree: ObjectID, in repository: borrowing Repository) throws(GitError) -> String? {
        var folder = tree
        var path: [String] = []
        while true {
            let entries = try repository.tree(folder)
            guard
                let last = entries.max(by: {
                    ($0.name.count, String(decoding: $0.name, as: UTF8.self))
                        < ($1.name.count, String(decoding: $1.name, as: UTF8.self))
                })
            else { return nil }
            path.append(String(decoding: last.name, as: UTF8.self))
            guard last.mode == .folder else { return path.joined(separator: "/") }
            folder = last.id
        }
    }
}
