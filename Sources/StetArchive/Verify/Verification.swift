/// What a check of an archive found.
public struct Verification: Sendable {
    /// In the order of kind, article, revision and object; packs come before other objects.
    public internal(set) var problems: [Problem] = []
    public internal(set) var commitCount = 0
    public internal(set) var objectCount = 0
    public internal(set) var articleCount = 0
    public internal(set) var revisionCount = 0
    /// Commits with a valid signature of an allowed key, and commits that may go without one: people's commits that
    /// touch no article, and what was recorded before the archive was signed.
    public internal(set) var signedCount = 0
    public internal(set) var unsignedCount = 0
    /// The archive names keys whose signatures count; nil where they cannot be read.
    public internal(set) var isSigned: Bool?
    /// The journal was read to its end. Where it was not, articles and revisions are those that were read of.
    public internal(set) var isJournalRead = false
    /// Texts were made anew, as far as they could be.
    public package(set) var hasMadeTexts = false
    public internal(set) var checkpointCount = 0
    /// Revisions whose text was made anew from the page, and those whose text another version had read.
    public package(set) var remadeCount = 0
    public package(set) var otherVersionCount = 0
    /// Revisions whose text cannot be made anew, because the page or what it was read with was taken out.
    public package(set) var withoutPageCount = 0
    /// What was taken out of the archive, and is absent for that.
    public internal(set) var removals: [Removal] = []

    /// A text or page that is absent with a tombstone.
    public struct Removal: Hashable, Sendable {
        public var tombstone: Tombstone
        /// The revisions whose text it was, by number in the line that counts.
        public var revisions: [Int]
    }

    public var isSound: Bool { problems.isEmpty }

    /// One thing that is wrong.
    public struct Problem: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable {
            /// An object or a pack cannot be read, or is not what its name says.
            case object
            /// A branch does not hold what it held.
            case reference
            /// A commit is not signed by a key that counts.
            case signature
            /// The journal was not only added to, or cannot be read.
            case journal
            /// Journal, revision and capture do not agree.
            case link
            /// The text is not what its page reads as.
            case text
            case checkpoint
            /// A tombstone is unsigned, changed or none, or what it stands for is still there.
            case redaction
        }

        public var kind: Kind
        /// The object's name, that of a pack, or of a reference.
        public var object: String
        /// The URL of the article that it belongs to.
        public var article: String?
        /// The revision's number in the line of history that counts.
        public var revision: Int?
        public var what: String

        package init(_ kind: Kind, _ object: String, article: String? = nil, revision: Int? = nil, _ what: String) {
            self.kind = kind
            self.object = object
            self.article = article
            self.revision = revision
            self.what = what
        }

        /// Packs come before what is damaged with them.
        fileprivate var order: (Int, Int, String, Int, String) {
            (
                Kind.allCases.firstIndex(of: kind) ?? 0, object.hasPrefix("pack-") ? 0 : 1, article ?? "",
                revision ?? 0, object + what
            )
        }
    }

    /// Where the work has come.
    public struct Progress: Hashable, Sendable {
        public enum Step: String, Sendable {
            case packs, commits, texts
        }

        public var step: Step
        public var done: Int
        public var total: Int

        package init(_ step: Step, done: Int, total: Int) {
            self.step = step
            self.done = done
            self.total = total
        }
    }

    package mutating func sort() {
        problems = Array(Set(problems)).sorted { $0.order < $1.order }
    }

    package mutating func add(_ problem: Problem) { problems.append(problem) }
}
