internal import StetGit

/// Whose an object is that cannot be read.
extension Archive {
    /// More articles below one damaged folder are not named one by one.
    private static let articleLimit = 100

    /// Says of a damaged object which articles and revisions it belongs to. What belongs to none is told of with its pack, where
    /// that is damaged itself.
    func tell(
        _ damage: ObjectWalk.Damage, pack: String?, _ damagedPacks: inout [String: DamagedPack],
        in result: inout Verification
    ) throws {
        let place = damage.path.isEmpty ? "commit on \(damage.branch)" : "\(damage.path) on \(damage.branch)"
        let what = "\(damage.reason) (\(place)\(pack.map { ", in \($0)" } ?? ""))"
        let owners =
            try damage.path.isEmpty ? owners(ofCommit: damage.id) : owners(ofObject: damage.id, at: damage.path)
        let isCounted = pack.flatMap { damagedPacks[$0]?.note(damage.id, at: owners.isEmpty ? place : nil) } != nil
        guard !owners.isEmpty else {
            if !isCounted { result.add(Verification.Problem(.object, damage.id.description, what)) }
            return
        }
        for (article, revision) in owners {
            result.add(
                Verification.Problem(.object, damage.id.description, article: article, revision: revision, what))
        }
    }

    /// With the article's URL in place of its path, and the number of the revision if the object is its commit or text.
    func named(_ problem: Verification.Problem) throws -> Verification.Problem {
        guard let article = problem.article, try hasArticle(at: article) else { return problem }
        var problem = problem
        let history = try history(of: article)
        problem.article = history.url
        problem.revision =
            history.revisions.first {
                $0.commit.description == problem.object || $0.state.description == problem.object
            }?.number
        return problem
    }

    /// The packs that name these objects. A pack whose index cannot be read is told as damaged elsewhere.
    func packs(_ packs: [String], of ids: Set<ObjectID>) -> [ObjectID: String] {
        guard !ids.isEmpty else { return [:] }
        var found: [ObjectID: String] = [:]
        for pack in packs {
            for id in (try? repository.objectIDs(inPack: pack)) ?? [] where ids.contains(id) { found[id] = pack }
        }
        return found
    }

    private func owners(ofCommit id: ObjectID) throws -> [(article: String, revision: Int?)] {
        guard let article = try asking({ index, line in try index.article(ofCommit: id, on: line) }) else { return [] }
        let history = try history(of: article)
        return [(history.url, history.revisions.first { $0.commit == id || $0.capture == id }?.number)]
    }

    private func owners(ofObject id: ObjectID, at path: String) throws -> [(article: String, revision: Int?)] {
        guard let article = try article(ofFile: path) else {
            var below: [(path: String, url: String)] = []
            try asking { index, line in
                try index.forEachArticle(on: line) { place in
                    if place.path.hasPrefix(path + "/") { below.append((place.path, place.url)) }
                }
            }
            return below.sorted { $0.path < $1.path }.prefix(Self.articleLimit).map { ($0.url, nil) }
        }
        let history = try history(of: article)
        let revisions = history.revisions.filter { revision in
            if path == article { return revision.state == id }
            guard let capture = revision.capture else { return false }
            // What cannot be read is told by itself.
            do { return try repository.entry(at: path, in: repository.commit(capture).tree)?.id == id } catch {
                return false
            }
        }
        return revisions.isEmpty ? [(history.url, nil)] : revisions.map { (history.url, $0.number) }
    }

    /// The article that a file on `main` or `captures` belongs to.
    private func article(ofFile path: String) throws -> String? {
        if try hasArticle(at: path) { return path }
        for ending in [".head.json", ".body"] where path.hasSuffix(ending) {
            let stem = path.dropLast(ending.count)
            // "<stem>.2" is the second page.
            for stem in [stem, stem[..<(stem.lastIndex(of: ".") ?? stem.endIndex)]]
            where try hasArticle(at: stem + ".md") { return stem + ".md" }
        }
        return nil
    }
}
