internal import StetGit
internal import StetIndex

/// How far the journal has been read into the index, or texts into that of phrases.
public struct IndexingProgress: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case journal, texts
    }

    public var part: Part
    /// Files of the journal, or articles.
    public var done: Int
    public var total: Int

    init(_ part: Part, done: Int, total: Int) {
        self.part = part
        self.done = done
        self.total = total
    }
}

extension Archive {
    var indexPath: String { ownFolder + "/index.sqlite" }

    /// Reading so many segments of the journal, half a megabyte of lines, takes so long that a person wonders.
    private static let quietSegmentLimit = 8

    /// Asks the index as it stands when this is called; it stays so until the answer is there.
    ///
    /// What other processes have recorded since the last question is read first. An index that is damaged, or of another
    /// version, is made anew; where none can be kept, one is made for this process alone. So a question may be asked
    /// again from its beginning.
    ///
    /// - Parameter question: Given the index and the line of history to answer from.
    func asking<Answer>(_ question: (HistoryIndex, _ line: Int) throws -> Answer) throws -> Answer {
        if isAsking, let index { return try question(index, shownLine ?? index.state.line) }
        var damageCount = 0
        while true {
            do { return try askingOnce(question) } catch let error as IndexError {
                // One of this process alone is not mended by others.
                guard index?.isTemporary != true else { throw error }
                index = nil
                if error.isDamage { damageCount += 1 }
                try replaceIndex(inFile: error.isDamage && damageCount == 1)
            }
        }
    }

    private func askingOnce<Answer>(_ question: (HistoryIndex, _ line: Int) throws -> Answer) throws -> Answer {
        let index = try openedIndex()
        try beginReading(index)
        isAsking = true
        defer {
            isAsking = false
            index.end()
        }
        if let shownLine, shownLine > index.state.highestLine || shownLine < 1 {
            throw ArchiveError.noLine(shownLine, count: index.state.highestLine)
        }
        return try question(index, shownLine ?? index.state.line)
    }

    /// Lets questions be answered from an index that holds nothing yet and is gone afterwards: for those who trust none.
    func askingNoIndex<Answer>(_ body: (HistoryIndex) throws -> Answer) throws -> Answer {
        let empty = try HistoryIndex.temporary()
        try empty.beginWriting()
        let before = (index, isAsking)
        (index, isAsking) = (empty, true)
        defer { (index, isAsking) = before }
        return try body(empty)
    }

    /// Makes the index anew from git alone. Readers have the old one until it is done.
    ///
    /// - Returns: How many articles the line that counts has, and how many observations there are on all.
    public func reindex() throws -> (articleCount: Int, observationCount: Int) {
        index = nil
        try Files.makeFolder(ownFolder)
        try forgetPhrases()
        do { try rewriteIndex() } catch let error as IndexError where error.isDamage {
            index = nil
            try HistoryIndex.empty(at: indexPath)
        }
        return try asking { index, line in (try index.articleCount(on: line), index.state.observationCount) }
    }

    private func rewriteIndex() throws {
        let index = try HistoryIndex(at: indexPath)
        try index.beginWriting()
        defer { index.end() }
        try index.clear()
        try readJournal(at: journalTip(), into: index)
    }

    /// Lets go of the index until the next question.
    package func closeIndex() {
        index = nil
    }

    /// All that the index says, or what one would say that is made anew.
    package func dumpOfIndex(madeAnew: Bool) throws -> [String] {
        guard madeAnew else { return try asking { index, _ in try index.dump() } }
        return try askingNoIndex { index in
            try readJournal(at: journalTip(), into: index)
            return try index.dump()
        }
    }

    private func openedIndex() throws -> HistoryIndex {
        if let index { return index }
        let opened: HistoryIndex
        do {
            try Files.makeFolder(ownFolder)
            opened = try HistoryIndex(at: indexPath)
        } catch is GitError { opened = try HistoryIndex.temporary() }
        index = opened
        return opened
    }

    private func replaceIndex(inFile: Bool) throws {
        if inFile {
            do throws(IndexError) { return try HistoryIndex.empty(at: indexPath) } catch {
                // The file cannot be written.
            }
        }
        index = try HistoryIndex.temporary()
    }

    /// Begins to read an index that stands where the journal does.
    private func beginReading(_ index: HistoryIndex) throws {
        try index.beginReading()
        guard try index.state.tip != journalTip() else { return }
        index.end()
        try index.beginWriting()
        do {
            // While we waited somebody else may have done it.
            let tip = try journalTip()
            if index.state.tip != tip { try readJournal(at: tip, into: index) }
        } catch {
            index.end()
            throw error
        }
        index.end()
        try index.beginReading()
    }

    func journalTip() throws -> ObjectID {
        guard let tip = try tip(of: .journal) else {
            throw ArchiveError.branchMissing(folder: folder, branch: Branch.journal.rawValue)
        }
        return tip
    }

    /// Adds to an index what the journal has at `tip`, and commits it. Where the index knows of other things than the journal
    /// begins with, it is made anew.
    ///
    /// - Complexity: the segments that are new or were added to, and one tree for each day.
    func readJournal(at tip: ObjectID, into index: HistoryIndex) throws {
        let commit = try repository.commit(tip)
        let found = try Journal.segments(of: commit.tree, in: repository)
        var (known, byteCount) = try extent(of: index.segments(), in: found)
        if known == 0, byteCount == 0 { try index.clear() }
        let total = found.count - known
        for (done, segment) in found[known...].enumerated() {
            if total > Self.quietSegmentLimit { whileIndexing(IndexingProgress(.journal, done: done, total: total)) }
            for observation in try Journal.observations(
                in: repository.blob(segment.blob), after: byteCount, of: segment.path)
            {
                try append(observation, to: index)
            }
            try index.note(segment)
            byteCount = 0
        }
        known = found.count
        if total > Self.quietSegmentLimit { whileIndexing(IndexingProgress(.journal, done: total, total: total)) }
        try index.commit(at: Self.state(of: index, at: tip, commit))
    }

    /// How many of the journal's segments an index has whole, and how many bytes of the next; nothing where it has others.
    private func extent(
        of known: [HistoryIndex.Segment], in found: [HistoryIndex.Segment]
    ) throws -> (segments: Int, bytes: Int) {
        let same = zip(known, found).prefix { $0 == $1 }.count
        if same == known.count { return (same, 0) }
        // The journal only grows, so that at most the last one is another.
        guard same == known.count - 1, same < found.count, known[same].path == found[same].path,
            repository.contains(known[same].blob)
        else { return (0, 0) }
        let (old, new) = (try repository.blob(known[same].blob), try repository.blob(found[same].blob))
        return new.starts(with: old) ? (same, old.count) : (0, 0)
    }

    /// Adds an observation to an index that is being written.
    func append(_ observation: Observation, to index: HistoryIndex) throws {
        var addresses = observation.requestedURL.map { [$0] } ?? []
        if try index.place(of: observation.article, on: observation.line)?.url != observation.url,
            ArticlePath(url: observation.url).text != observation.article
        {
            addresses.append(observation.url)
        }
        try index.append(observation, addresses: addresses)
    }

    static func state(of index: HistoryIndex, at tip: ObjectID, _ commit: Commit) -> HistoryIndex.State {
        var state = index.state
        state.tip = tip
        state.line = commit.trailer(Trailer.line).flatMap { Int($0) } ?? 1
        state.main = commit.trailer(Trailer.main).flatMap { ObjectID(hex: $0) }
        state.captures = commit.trailer(Trailer.captures).flatMap { ObjectID(hex: $0) }
        return state
    }
}
