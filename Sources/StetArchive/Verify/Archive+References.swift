internal import StetGit
internal import StetIndex

/// What has git show another history than is stored, and branches of old lines that do not stand where those ended.
extension Archive {
    /// Files below `.git` by which git is told of other parents than commits have.
    private static let graftFiles = ["info/grafts", "shallow"]

    /// Git shows an object in the place of another where `refs/replace` says so, and mirrors take such references along. They stand
    /// for what was taken out, and for nothing else.
    ///
    /// - Parameter tombstones: Nil where they cannot be read: then it is not known which references are theirs.
    /// - Complexity: the references below `refs/replace`; the observations, where one is to be told of.
    func checkReplacements(
        _ tombstones: [(tombstone: Tombstone, blob: ObjectID)]?, _ index: HistoryIndex, _ result: inout Verification
    ) throws {
        for file in Self.graftFiles {
            guard let bytes = try Files.read("\(repository.gitFolder)/\(file)"), !bytes.isEmpty else { continue }
            result.add(
                Verification.Problem(
                    .reference, ".git/\(file)",
                    "by this file git shows commits with other parents than they have, or none; nothing else here reads it"
                ))
        }
        guard let tombstones else { return }
        let prefix = "refs/replace/"
        let files = Dictionary(tombstones.map { ($0.tombstone.object.description, $0.blob) }) { first, _ in first }
        let strange = try repository.references(matching: prefix + "*", followsSymbolic: true)
            .map { (object: String($0.name.dropFirst(prefix.count)), target: $0.target) }
            .filter { files[$0.object] != $0.target }
        guard !strange.isEmpty else { return }
        var articles: [String: String] = [:]
        let objects = Set(strange.map(\.object))
        try index.forEachObservation { observation in
            for id in [observation.state, observation.revision, observation.capture].compactMap(\.self) {
                let id = id.description
                if objects.contains(id) { articles[id] = observation.article }
            }
        }
        for (object, target) in strange {
            result.add(
                try named(
                    Verification.Problem(
                        .reference, object, article: articles[object],
                        "git shows \(target) in its place, and no tombstone says so: `git replace -d \(object)`")))
        }
    }

    /// The branch of a line that no longer counts stands where the merge that came after it says that it ended.
    ///
    /// - Parameter told: Where the journal saw `main` last. What is beyond is told by itself, and the next recording
    ///   makes the branch that a merge there still lacks.
    /// - Complexity: the commits of `main`.
    func checkLines(
        _ branches: [BranchWalk], _ main: BranchWalk, _ facts: [ObjectID: CommitFacts], told: ObjectID?,
        _ result: inout Verification
    ) throws {
        func add(_ line: String, _ what: String) { result.add(Verification.Problem(.reference, line, what)) }
        let past = told.flatMap { main.contains($0) ? main.ancestors(of: $0) : nil }
        var line = 1
        var ended: Set<String> = []
        for (id, end) in main.trunk(facts) {
            guard let end, past?.contains(id) ?? true,
                let next = try repository.commit(id).trailer(Trailer.line).flatMap({ Int($0) })
            else { continue }
            let name = "lines/\(line)"
            line = next
            ended.insert(name)
            switch branches.first(where: { $0.name == name })?.tip {
            case end?: continue
            case let tip?: add(name, "it stands at \(tip), and this line ended at \(end)")
            case nil: add(name, "the branch is missing: `git branch \(name) \(end)` puts it back")
            }
        }
        guard main.damaged.isEmpty else { return }
        // Where the power failed while a new line was tied in, the one that counts may have its branch already.
        for branch in branches where branch.name.hasPrefix("lines/") && !ended.contains(branch.name) {
            if !main.contains(branch.tip) {
                add(branch.name, "`main` does not hold \(branch.tip), where this line ended")
            } else if branch.name != "lines/\(line)" {
                add(branch.name, "nothing on `main` says that a line of this number ended")
            }
        }
    }
}
