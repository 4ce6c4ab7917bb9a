internal import StetGit
internal import StetSign

/// Whether every commit is signed by a key that counts.
///
/// Which keys count is said by `allowed_signers` on `main`, as it stood before each commit; the first such file is believed,
/// or one is given. Only a commit signed by a key that counted may change it. On the other branches all keys count that
/// ever did so.
struct SignatureCheck {
    let facts: [ObjectID: CommitFacts]
    /// Keys that are known from elsewhere; nil to believe the archive's own.
    let known: Set<PublicKey>?
    /// Reads an `allowed_signers`; nil where it cannot be read.
    let read: (ObjectID) -> Set<PublicKey>?

    private(set) var problems: [Verification.Problem] = []
    private(set) var signedCount = 0
    private(set) var unsignedCount = 0
    /// All keys that ever counted.
    private(set) var keys: Set<PublicKey> = []
    private var isSignedFromTheStart = false
    private var judged: Set<ObjectID> = []

    /// The archive names keys, and the file cannot be read before any that counts. No later one is believed.
    private(set) var isUnknown = false

    var isSigned: Bool { known != nil || !keys.isEmpty }

    init(_ facts: [ObjectID: CommitFacts], known: Set<PublicKey>?, read: @escaping (ObjectID) -> Set<PublicKey>?) {
        self.facts = facts
        self.known = known
        self.read = read
        keys = known ?? []
        isSignedFromTheStart = known != nil
    }

    /// Judges `main` along its trunk.
    mutating func judgeMain(_ walk: BranchWalk) {
        var counting = known
        for (index, id) in walk.trunk(facts).map(\.id).enumerated() {
            guard let fact = facts[id] else { continue }
            let stated = fact.signers.flatMap(read)
            if index == 0, fact.signers != nil { isSignedFromTheStart = true }
            if fact.signers != nil, counting ?? stated == nil { isUnknown = true }
            judged.insert(id)
            guard !isUnknown, let accepted = counting ?? stated else {
                unsignedCount += 1
                continue
            }
            let isGood = judge(id, fact, by: accepted, mayBeUnsigned: isPeoples(id, walk))
            if known == nil, isGood, let stated, !stated.isEmpty {
                counting = stated
                keys.formUnion(stated)
            } else if counting == nil {
                // A file that nobody vouches for still means that signatures are wanted.
                keys.formUnion(accepted)
                counting = accepted
            }
        }
        judgeRest(of: walk)
    }

    /// Judges the commits that were not judged yet. What was recorded before the first signed commit may go without.
    mutating func judgeRest(of walk: BranchWalk) {
        var follows: Set<ObjectID> = []
        for id in walk.order {
            guard let fact = facts[id], let node = walk.commits[id] else { continue }
            let isAfter = isSignedFromTheStart || node.parents.contains { follows.contains($0) }
            if case .none = fact.seal {} else { follows.insert(id) }
            if isAfter { follows.insert(id) }
            guard judged.insert(id).inserted else { continue }
            guard isSigned else {
                unsignedCount += 1
                continue
            }
            _ = judge(id, fact, by: keys, mayBeUnsigned: !isAfter || isPeoples(id, walk))
        }
    }

    /// A commit of rules or the like, which touches neither articles nor keys and does not claim to be Stet's.
    private func isPeoples(_ id: ObjectID, _ walk: BranchWalk) -> Bool {
        guard walk.name == Archive.Branch.main.rawValue, let fact = facts[id], fact.kind == nil,
            let parents = walk.commits[id]?.parents, !parents.isEmpty
        else { return false }
        return parents.contains { parent in
            guard let before = facts[parent] else { return false }
            return (before.articles, before.signers) == (fact.articles, fact.signers)
        }
    }

    /// Whether the commit has a signature that counts.
    private mutating func judge(
        _ id: ObjectID, _ fact: CommitFacts, by accepted: Set<PublicKey>, mayBeUnsigned: Bool
    ) -> Bool {
        let what: String
        switch fact.seal {
        case .valid(let key) where accepted.contains(key):
            signedCount += 1
            return true
        case .none where mayBeUnsigned, .valid where mayBeUnsigned, .unreadable where mayBeUnsigned:
            unsignedCount += 1
            return false
        case .valid(let key): what = "the commit is signed by \(key.fingerprint), which does not count"
        case .none: what = "the commit is not signed"
        case .broken(let key): what = "the commit is not what \(key.fingerprint) signed"
        case .unreadable: what = "the commit's signature is none of an Ed25519 key of OpenSSH"
        }
        problems.append(Verification.Problem(.signature, id.description, article: fact.article, what))
        return false
    }
}
