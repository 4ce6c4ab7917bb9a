public import StetGit

/// What a removal takes out, before it does.
public struct RemovalPlan: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public var object: ObjectID
        public var content: Tombstone.Content
        public var byteCount: Int
        /// The article's path on `main`, and its address.
        public var article: String
        public var url: String
    }

    /// What was asked for. It is looked for again under the lock, so that what was recorded meanwhile counts.
    enum Scope: Hashable, Sendable {
        case redaction(article: String, revisions: [Revision]?, part: RemovedPart)
        case retention(RetentionPolicy, articles: Set<String>?)
    }

    let scope: Scope
    public internal(set) var items: [Item] = []
    /// Revisions whose text goes, by number in the line that counts.
    public internal(set) var revisions: [Int] = []
    /// Revisions whose text stays although pages that they were read from go: such a text can no longer be made anew.
    public internal(set) var withoutPageCount = 0
    /// Revisions of the article that keep sentences of a text that goes.
    public internal(set) var stillHolding: [Int] = []
    /// The addresses of other articles that lose the same texts or pages: bytes that are equal are stored once.
    public internal(set) var sharedWith: [String] = []

    init(_ scope: Scope) {
        self.scope = scope
    }

    public func byteCount(of content: Tombstone.Content) -> Int {
        items.reduce(0) { $0 + ($1.content == content ? $1.byteCount : 0) }
    }
    public func count(of content: Tombstone.Content) -> Int { items.count { $0.content == content } }
}

/// Which part of what an article's revisions hold.
public enum RemovedPart: String, Sendable, CaseIterable {
    case both, text, pages
}

extension Archive {
    /// What `redact` would take out.
    ///
    /// A text goes wherever it stood, in all lines of history; with it the pages that it was seen on, and what else was read
    /// from these, in other lines or by other rules. Without revisions all texts and pages of the article go.
    ///
    /// - Parameter revisions: Revisions of the article; nil for all there is of it.
    /// - Complexity: O(n) in the observations of the archive, with one look-up for each page; reads the article's texts.
    public func redactionPlan(
        of article: String, revisions: [Revision]?, part: RemovedPart = .both
    ) throws -> RemovalPlan {
        let shown = try history(of: article)
        let lines = try [shown] + otherLines(of: shown)
        let all = lines.flatMap(\.observations)
        var states: Set<ObjectID>
        var captures: Set<ObjectID>
        if let revisions {
            let chosen = Set(revisions.map(\.state))
            captures = Set(all.filter { $0.state.map(chosen.contains) ?? false }.compactMap(\.capture))
            states = Set(all.filter { $0.capture.map(captures.contains) ?? false }.compactMap(\.state)).union(chosen)
        } else {
            states = Set(all.compactMap(\.state))
            captures = Set(all.compactMap(\.capture))
        }
        if part == .pages { states = [] }
        if part == .text { captures = [] }
        var plan = RemovalPlan(.redaction(article: article, revisions: revisions, part: part))
        var seen: Set<ObjectID> = []
        func add(_ object: ObjectID, _ content: Tombstone.Content) throws {
            guard seen.insert(object).inserted, try tombstone(of: object) == nil else { return }
            plan.items.append(
                RemovalPlan.Item(
                    object: object, content: content, byteCount: byteCount(ofRemoved: object), article: article,
                    url: shown.url))
        }
        for state in all.compactMap(\.state) where states.contains(state) { try add(state, .text) }
        for capture in all.compactMap(\.capture) where captures.contains(capture) {
            for body in try pageBodies(of: capture, article) { try add(body, .page) }
        }
        plan.revisions = shown.revisions.filter { states.contains($0.state) }.map(\.number)
        plan.withoutPageCount = shown.revisions.count {
            !states.contains($0.state) && ($0.capture.map(captures.contains) ?? false)
        }
        plan.stillHolding = try holders(of: states, in: shown)
        plan.sharedWith = try addresses(ofOthersWith: Set(plan.items.map(\.object)), besides: article)
        return plan
    }

    /// How long a text or page is that is to go; 0 of one that is damaged.
    func byteCount(ofRemoved object: ObjectID) -> Int { (try? repository.byteCount(of: object)) ?? 0 }

    /// The addresses of other articles that have any of these texts or pages.
    private func addresses(ofOthersWith objects: Set<ObjectID>, besides article: String) throws -> [String] {
        guard !objects.isEmpty else { return [] }
        return try articles().filter { summary in
            guard summary.path != article else { return false }
            let observations = try history(of: summary.path).observations
            if observations.contains(where: { $0.state.map(objects.contains) ?? false }) { return true }
            return try Set(observations.compactMap(\.capture)).contains { capture in
                try pageBodies(of: capture, summary.path).contains(where: objects.contains)
            }
        }.map(\.url)
    }

    /// Shorter lines say too little to tell whose they are.
    private static let tellingLineByteCount = 24

    /// The revisions with other texts that have a line in common with one of these.
    private func holders(of states: Set<ObjectID>, in history: ArticleHistory) throws -> [Int] {
        func lines(_ state: ObjectID) throws -> Set<ArraySlice<UInt8>> {
            // Of what is gone or damaged nobody can say what stood in it.
            guard try tombstone(of: state) == nil, let text = try? repository.blob(state) else { return [] }
            let lines = text.split(separator: UInt8(ascii: "\n"))
            // The address and other metadata stand in all of them.
            let body = lines.dropFirst().drop { !$0.elementsEqual("---".utf8) }.dropFirst()
            return Set(
                (lines.first?.elementsEqual("---".utf8) == true ? body : lines[...]).filter {
                    $0.count >= Self.tellingLineByteCount
                })
        }
        guard !states.isEmpty else { return [] }
        let gone = try states.reduce(into: Set<ArraySlice<UInt8>>()) { $0.formUnion(try lines($1)) }
        return try history.revisions.filter { !states.contains($0.state) }
            .filter { try !lines($0.state).isDisjoint(with: gone) }.map(\.number)
    }

    /// Takes out what a plan names and leaves signed tombstones.
    ///
    /// - Returns: Files of the working tree that could not be brought in step: they may still hold the text.
    public func redact(_ plan: RemovalPlan, reason: String, at now: Timestamp) throws -> [WorkingFileWarning] {
        try carryOut(plan.scope, .redacted, reason: reason, subject: "redact", at: now)
    }

    private func plan(of scope: RemovalPlan.Scope) throws -> RemovalPlan {
        switch scope {
        case .redaction(let article, let revisions, let part):
            try redactionPlan(of: article, revisions: revisions, part: part)
        case .retention(let policy, let articles): try pruningPlan(policy, articles: articles)
        }
    }

    func carryOut(
        _ scope: RemovalPlan.Scope, _ cause: Tombstone.Cause, reason: String, subject: String, at now: Timestamp
    ) throws -> [WorkingFileWarning] {
        try requireSigner()
        let packs = try lockPacks()
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now, isAloneAtPacks: true)
        let tombstones = try plan(of: scope).items.map { item in
            Tombstone(
                cause, item.content, item.object, byteCount: item.byteCount, article: item.article, url: item.url,
                reason: reason, at: now)
        }
        let texts = tombstones.count { $0.content == .text }
        let pages = tombstones.count - texts
        let what = [(texts, "text"), (pages, "page")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: " and ")
        let warnings = try remove(tombstones, subject: "\(subject): \(what)", at: now)
        _ = consume lock
        _ = consume packs
        return warnings
    }

    /// Waits for upkeep, which must not bring along what is being removed.
    private func lockPacks() throws -> UpkeepLock {
        if let lock = try UpkeepLock.take(in: self, for: "a removal", patience: patience) { return lock }
        throw ArchiveError.busy(folder: folder, owner: try UpkeepLock.owner(in: self) ?? "upkeep")
    }

    /// Finishes what a removal left that was cut off, or that was fetched from another copy of the archive.
    public func finishRemovals(at now: Timestamp) throws {
        let packs = try lockPacks()
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now, isAloneAtPacks: true)
        let left = try finishRemoval(at: now, isAloneAtPacks: true).left
        _ = consume lock
        _ = consume packs
        guard left.isEmpty else {
            throw ArchiveError.notRemoved(folder: folder, objects: left.sorted().map(\.description))
        }
    }
}
