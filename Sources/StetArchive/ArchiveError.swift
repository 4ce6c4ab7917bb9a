/// Why an archive could not do what was asked.
public enum ArchiveError: Error, Hashable, Sendable {
    case notEmpty(folder: String)
    /// An export makes a repository of its own.
    case exportNotEmpty(folder: String)
    case notAnArchive(folder: String)
    /// The archive lost one of the branches that every archive has.
    case branchMissing(folder: String, branch: String)
    case noArchive(around: String)
    case nothing(at: String)
    /// Another process is recording. `owner` is what it says of itself.
    case busy(folder: String, owner: String)
    /// A reference or git's index stayed locked by another process.
    case gitLocked(file: String, reason: String)
    case badURL(String, reason: String)
    case pathTaken(url: String, by: String)
    case badJournal(segment: String, line: Int)
    case noArticle(named: String, candidates: [String])
    case ambiguousArticle(named: String, candidates: [String])
    case noRevision(named: String, article: String, reason: String)
    case noCapture(commit: String, article: String)
    case noLine(Int, count: Int)
    case recordingOnOldLine
    /// While history was read anew, the rules changed or another run was faster.
    case changedMeanwhile
    /// Bodies were taken out, and git takes no bundle that lacks some.
    case bundleWithHoles(path: String)
    /// The archive is signed, and no key is set here.
    case noSigningKey(folder: String)
    /// The archive is not signed, or not here.
    case notSigned(folder: String)
    /// A branch does not hold what a checkpoint signed.
    case rewritten(branch: String, checkpoint: Int, lost: String)
    case notCountersigned(folder: String, reason: String)
    /// The text or page was taken out.
    case removed(Tombstone)
    /// The text or page cannot be read, though nobody took it out. `what` names it.
    case damaged(what: String, reason: String)
    /// Objects could not be taken out: another repository has them, which this one borrows from.
    case notRemoved(folder: String, objects: [String])
    /// The archive is signed, and by other keys. `line` is what would allow this one.
    case unknownSigningKey(folder: String, line: String)
}

extension ArchiveError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notEmpty(let folder):
            "cannot make an archive in \(folder): the folder is not empty\nhint: name a new folder or an empty one"
        case .exportNotEmpty(let folder):
            "cannot export to \(folder): the folder is not empty\nhint: name a new folder or an empty one"
        case .notAnArchive(let folder):
            "\(folder) is a git repository, but no archive of Stet: it has no journal branch"
        case .branchMissing(let folder, let branch):
            "the archive in \(folder) has lost its branch \(branch)\nhint: `stet verify` says what is left; "
                + "`git fetch COPY \(branch):\(branch)` brings it back from a copy"
        case .nothing(at: let folder):
            "there is no archive in \(folder)\nhint: make one with `stet init \(folder)`; a relative $STET_ARCHIVE counts "
                + "from the current folder"
        case .noArchive(let place):
            "there is no archive around \(place)\nhint: make one with `stet init`, or name one with --archive"
        case .busy(let folder, let owner):
            "cannot record in \(folder): it is locked by \(owner)\nhint: wait until that process is done and try again"
        case .gitLocked(let file, let reason):
            "cannot record: \(reason)\nhint: if no git process is running, remove \(file) and try again"
        case .noLine(let line, let count):
            "there is no line \(line) in this archive; \(count == 1 ? "there is one line" : "the last one is \(count)")"
        case .recordingOnOldLine:
            "cannot record upon a line of history that no longer counts"
        case .changedMeanwhile:
            "cannot read history anew: the rules were changed meanwhile, or somebody else did the same; nothing was "
                + "changed\nhint: try again"
        case .bundleWithHoles(let path):
            "cannot write \(path): bodies were taken out of this archive, and git clones no bundle that lacks some\n"
                + "hint: copy the folder, as with `git clone --mirror`"
        case .noSigningKey(let folder):
            "cannot record in \(folder): the archive is signed, and no signing key is set here\nhint: "
                + "`stet init --sign --signing-key KEY \(folder)`, with a key that its allowed_signers names"
        case .notSigned(let folder):
            "cannot make a checkpoint in \(folder): it is not signed here\nhint: `stet init --sign \(folder)`"
        case .rewritten(let branch, let checkpoint, let lost):
            "cannot make a checkpoint: the branch \(branch) no longer holds \(lost), which checkpoint \(checkpoint) "
                + "signed\nhint: `stet verify` says what else is wrong"
        case .notCountersigned(let folder, let reason):
            "cannot countersign \(folder): \(reason)"
        case .unknownSigningKey(let folder, let line):
            "cannot sign in \(folder) with this key: the archive's allowed_signers does not name it\nhint: have somebody "
                + "whose key it names commit this line: \(line)"
        case .removed(let tombstone):
            tombstone.notice
        case .damaged(let what, let reason):
            "cannot read \(what): \(reason)\nhint: see `stet verify`; another copy of the archive may still have it"
        case .notRemoved(let folder, let objects):
            "cannot remove \(objects.count) objects from \(folder), among them \(objects[0]): a repository that it borrows "
                + "objects from has them, see .git/objects/info/alternates\nhint: `git repack -a -d`, remove that file, and "
                + "run `stet redact --finish`"
        case .badURL(let url, let reason):
            "cannot record \(url) : \(reason)"
        case .pathTaken(let url, let other):
            "cannot record \(url) : its place in the archive is taken by \(other)"
        case .badJournal(let segment, let line):
            "cannot read line \(line) of the journal's \(segment)\nhint: a newer Stet may have written it"
        case .noArticle(let name, let candidates):
            (name.isEmpty ? "an article's name is missing: it is empty" : "no article is named \(name)")
                + (candidates.isEmpty
                    ? "\nhint: `stet list` shows all" : Self.list(candidates, after: "\nhint: did you mean"))
        case .ambiguousArticle(let name, let candidates):
            "more than one article is named \(name)" + Self.list(candidates, after: "\nhint: name one of")
        case .noRevision(let name, let article, let reason):
            "no revision \(name) of \(article): \(reason)"
        case .noCapture(let commit, let article):
            "capture \(commit) holds no page of \(article)"
        }
    }

    /// A text or page is not there to be read, taken out or damaged, and others can be read without it.
    public var isAbsence: Bool {
        switch self {
        case .removed, .damaged: true
        default: false
        }
    }

    /// Why a text or page is damaged; nil where it is not.
    public var damage: String? {
        if case .damaged(_, let reason) = self { reason } else { nil }
    }

    private static func list(_ candidates: [String], after hint: String) -> String {
        candidates.isEmpty ? "" : hint + candidates.map { "\n  " + $0 }.joined()
    }
}
