internal import StetGit
internal import StetSign

/// What the check of one commit needs to know of it besides its parents.
struct CommitFacts: Sendable {
    enum Seal: Sendable {
        case none
        /// Signed by another kind of key, or no signature at all.
        case unreadable
        /// The commit is not what was signed.
        case broken(PublicKey)
        case valid(PublicKey)
    }

    var seal: Seal
    /// The value of `Stet-Kind`; nil for people's commits and other branches.
    var kind: String?
    var isMerge: Bool
    /// In the commit's tree.
    var articles: ObjectID?
    var signers: ObjectID?
    /// Where the article of the commit's URL stands in its tree: the text, or the body of the page.
    var entry: ObjectID?
    /// The path of that article, and what the commit says of itself.
    var article: String?
    var observed: Timestamp?
    var capture: ObjectID?

    /// Whether a recording makes such commits and tells of them in the journal: revisions, captures, and merges of lines.
    var isRecorded: Bool {
        switch kind {
        case nil: article != nil
        case Trailer.lineKind: isMerge
        case let kind?: RevisionKind(rawValue: kind) != nil
        }
    }

    init(_ id: ObjectID, isCapture: Bool, in repository: borrowing Repository) throws(GitError) {
        let parts = SignedCommit(try repository.bytes(of: id, as: .commit))
        switch parts.signature.map({ SSHSignature(text: $0) }) {
        case nil: seal = .none
        case .some(nil): seal = .unreadable
        case .some(let signature?):
            seal = signature.isValid(over: parts.payload) ? .valid(signature.publicKey) : .broken(signature.publicKey)
        }
        let commit = try repository.commit(id)
        let trailers = commit.trailers
        func value(_ name: String) -> String? { trailers.last { $0.name == name }?.value }
        kind = value(Trailer.kind)
        isMerge = commit.parents.count > 1
        articles = try repository.entry(at: ArticlePath.folder, in: commit.tree)?.id
        signers = try repository.entry(at: Archive.signersPath, in: commit.tree)?.id
        if let url = value(Trailer.url) {
            let path = ArticlePath(url: url)
            article = path.text
            entry = try repository.entry(at: isCapture ? path.body : path.text, in: commit.tree)?.id
            observed = value(Trailer.observed).flatMap { Timestamp($0) }
            capture = value(Trailer.capture).flatMap { ObjectID(hex: $0) }
        }
    }
}
