public import StetGit

extension Archive {
    /// Where an article stands on `main`, recorded yet or not.
    public static func path(ofArticle url: String) -> String { ArticlePath(url: CleanText.url(url)).text }

    /// The folder that articles of one site share: "articles/<hh>/<host>".
    public static func site(ofArticle path: String) -> String { String(ArticlePath.siteFolder(ofText: path)) }

    /// The last observation of an article, up to a time, that read a text; nil when there is none.
    public func observation(of article: String, standingAt time: Timestamp) throws -> Observation? {
        try asking { index, line in
            try index.place(of: article, on: line).flatMap { try index.latest(of: $0, until: time) }
        }
    }

    /// The last observation of an article, up to a time, that read a text of its own: where a wall stands in its place, the one
    /// before that. Where nothing but walls was read, the last of these.
    ///
    /// - Complexity: O(n) in the article's observations where the last one brought no new text.
    public func observationBehindWalls(of article: String, standingAt time: Timestamp) throws -> Observation? {
        try asking { index, line in
            guard let place = try index.place(of: article, on: line),
                let last = try index.latest(of: place, until: time)
            else { return nil }
            guard last.canBeOfWall, let state = last.state, try index.hasBegun(state, at: place, as: .suspect) else {
                return last
            }
            return try index.observations(of: place).last(behindWallsFrom: last)
        }
    }

    /// The commits that hold the last page of other articles of the same site up to a time, the latest first. Pages that were
    /// taken out are passed over.
    ///
    /// By observed time, so that a backfilled observation is read with what lay before it; those of one second in the
    /// order they were recorded, the last first. Pages that could not be read are no evidence of the site's make.
    ///
    /// - Complexity: O(n) in the site's observations since the earliest of them.
    public func siteCaptures(besides articles: [String], until time: Timestamp, limit: Int) throws -> [ObjectID] {
        let isWhole = try redactionsTip() == nil
        return try asking { index, line in
            try index.siteCaptures(besides: articles, on: line, until: time, limit: limit) { capture, path in
                try isWhole || tombstone(ofCapture: capture, of: path) == nil
            }
        }
    }

    /// The page of an article that was kept last; nil where none was, or it was taken out or is damaged.
    public func lastCapture(of article: String) throws -> CaptureOutline? {
        let id = try asking { index, line in
            try index.place(of: article, on: line).flatMap { try index.capture(of: $0) }
        }
        do {
            guard let last = try id.map({ try outline(ofCapture: $0, of: article) }),
                try ([last] + last.furtherPages).allSatisfy({ try tombstone(of: $0.body) == nil })
            else { return nil }
            return last
        } catch let error as ArchiveError where error.isAbsence {
            return nil
        }
    }

    /// The page that a commit on `captures` brought.
    public func capture(_ commit: ObjectID) throws -> RawCapture {
        guard let url = try repository.commit(commit).trailer(Trailer.url) else {
            throw ArchiveError.noCapture(commit: commit.description, article: "")
        }
        return try capture(commit, of: ArticlePath(url: url).text)
    }

    /// A canonical text by its blob.
    ///
    /// - Throws: `ArchiveError.removed` where it was taken out, `ArchiveError.damaged` where it cannot be read.
    public func canonicalBytes(ofState state: ObjectID) throws -> [UInt8] {
        try body(state)
    }
}
