internal import StetGit

/// Whose an object is that cannot be read.
extension Archive {
    /// More articles below one damaged folder are not named one by one.
    private static let articleLimit = 100

    /// Says of a damaged object which articles and revisions it belongs to.
    func tell(_ damage: ObjectWalk.Damage, pack: String?, in result: inout Verification) {
        let place = damage.path.isEmpty ? "commit on \(damage.branch)" : "\(damage.path) on \(damage.branch)"
        let what = "\(damage.reason) (\(place)\(pack.map { ", in \($0)" } ?? ""))"
        let owners = damage.path.isEmpty ? owners(ofCommit: damage.id) : owners(ofObject: damage.id, at: damage.path)
        guard !owners.isEmpty else {
            result.add(Verification.Problem(.object, damage.id.description, what))
            return
        }
        for (article, revision) in owners {
            result.add(
                Verification.Problem(.object, damage.id.description, article: article, revision: revision, what))
        }
    }

    /// With the article's URL in place of its path, and the number of the revision if the object is its commit.
    func named(_ problem: Verification.Problem) -> Verification.Problem {
        guard let article = problem.article, journal.articles[article] != nil else { return problem }
        var problem = problem
        let history = history(at: article)
        problem.article = history.url
        problem.revision = history.revisions.first { $0.commit.description == problem.object }?.number
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

    private func owners(ofCommit id: ObjectID) -> [(article: String, revision: Int?)] {
        guard let observation = journal.observations.first(where: { $0.revision == id || $0.capture == id }) else {
            return []
        }
        let history = history(at: observation.article)
        return [(history.url, history.revisions.first { $0.commit == id || $0.capture == id }?.number)]
    }

    private func owners(ofObject id: ObjectID, at path: String) -> [(article: String, revision: Int?)] {
        guard let article = article(ofFile: path) else {
            let below = journal.articles.keys.filter { $0.hasPrefix(path + "/") }.sorted()
            return below.prefix(Self.articleLimit).map { (journal.articles[$0]?.url ?? $0, nil) }
        }
        let history = history(at: article)
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
    private func article(ofFile path: String) -> String? {
        if journal.articles[path] != nil { return path }
        for ending in [".head.json", ".body"] where path.hasSuffix(ending) {
            let stem = path.dropLast(ending.count)
            // "<stem>.2" is the second page.
            for stem in [stem, stem[..<(stem.lastIndex(of: ".") ?? stem.endIndex)]]
            where journal.articles[stem + ".md"] != nil {
                return stem + ".md"
            }
        }
        return nil
    }
}
