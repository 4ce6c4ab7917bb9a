internal import StetGit
internal import StetIndex

/// A new line of history in the making: nothing in the archive points to it yet.
///
/// Reading a page may ask for what the archive knew before it. Asked through `archive`, that is the new line as far as
/// it has come.
final class LineDraft {
    /// The archive as its readers would see it if the new line were all that there is.
    let archive: Archive
    private let index: HistoryIndex
    private(set) var recording: Recording
    let number: Int
    /// Nothing shall be written: commits are left out, and texts kept in memory.
    private let isDryRun: Bool
    private let folder: String

    /// So many observations go into a pack; more would keep too many texts in memory.
    private static let batchLimit = 2_000
    private var batchCount = 0

    /// - Parameters:
    ///   - main: Where `main` stands: the new line begins with its files, but for the articles.
    init(
        number: Int, for archive: Archive, main: Recording.Tip, captures: Recording.Tip, at now: Timestamp,
        isDryRun: Bool
    ) throws {
        self.number = number
        self.isDryRun = isDryRun
        folder = archive.ownFolder + "/line"
        let draft = Archive(try Repository.open(at: archive.folder, allowsBare: true), as: archive.identity)
        // Questions are answered from what was taken over so far, which nobody else sees.
        let index = try HistoryIndex.temporary()
        try index.beginWriting()
        (draft.index, draft.isAsking, draft.shownLine) = (index, true, number)
        self.archive = draft
        self.index = index
        recording = Recording(
            main: main, captures: captures, known: nil, line: number, identity: archive.identity, recorded: now)
        recording.isPlan = isDryRun
        if try archive.redactionsTip() != nil { recording.tombstone = { try draft.tombstoneBlob(of: $0) } }
        guard !isDryRun else { return }
        for name in try Files.names(in: folder) { try Files.remove("\(folder)/\(name)") }
        try recording.begin(line: number, after: main, in: self.archive.repository)
    }

    /// Takes over an observation, with what its page reads as now; nil where no page was kept.
    func add(_ old: Observation, as reading: Reading?) throws {
        let observation = try recording.retell(old, as: reading, in: archive.repository)
        try archive.append(observation, to: index)
        batchCount += 1
        if batchCount >= Self.batchLimit, !isDryRun { try publish() }
    }

    /// Makes durable what was added so far.
    func publish() throws {
        try archive.repository.publish(recording.takeBatch(), through: folder)
        batchCount = 0
    }

    func setNote(_ note: ChangeNote.Maker?) {
        recording.noteChange = note
    }

    /// Ties the line to the history that `main` has: see docs/decisions.
    func end(
        after main: Recording.Tip, captures: ObjectID, journal: Recording.Tip, lastSegment: HistoryIndex.Segment?,
        currentLine: Int, subject: String, body: String
    )
        throws -> Recording.LineEnd
    {
        let end = try recording.endLine(
            number, after: main, captures: captures, journal: journal, lastSegment: lastSegment,
            currentLine: currentLine, subject: subject,
            body: body, in: archive.repository)
        try publish()
        return end
    }

    /// Puts the latest texts at the end of the line, where older ones were added after them.
    func restoreLatest() throws {
        try recording.restoreLatest(in: archive.repository)
    }
}
