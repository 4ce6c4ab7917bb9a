internal import StetGit

/// The names of the lines that end a commit's message.
enum Trailer {
    /// What they all begin with.
    static let prefix = "Stet-"
    static let url = "Stet-Url"
    static let observed = "Stet-Observed"
    static let capture = "Stet-Capture"
    static let rules = "Stet-Rules"
    static let extractor = "Stet-Extractor"
    static let past = "Stet-Past"
    static let kind = "Stet-Kind"
    static let main = "Stet-Main"
    static let captures = "Stet-Captures"
    /// Which telling of history counts; 1 where it is missing.
    static let line = "Stet-Line"
    /// Where the telling before ends.
    static let lineBefore = "Stet-Line-Before"
    /// What a checkpoint states: its number, the journal's tip, and how much there is.
    static let checkpoint = "Stet-Checkpoint"
    static let journal = "Stet-Journal"
    static let observations = "Stet-Observations"
    static let articles = "Stet-Articles"
    /// What a countersignature states of another archive: the first commit of its journal, and its checkpoint.
    static let countersignedOrigin = "Stet-Countersigned-Archive"
    static let countersigned = "Stet-Countersigned"
    static let countersignedNumber = "Stet-Countersigned-Number"
    /// The value where there is nothing to name.
    static let none = "none"
    /// The kind of a commit on `main` that is no revision: it puts the latest texts back after older ones.
    static let restore = "restore"
    /// The kind of the first commit of a line and of the merge that makes it count.
    static let lineKind = "line"
}

/// A commit's message: a subject, perhaps a body, and trailers. Nothing in one of them can pass for another.
struct CommitMessage {
    var subject: String
    var body = ""
    var trailers: [(name: String, value: String)]

    static let subjectLimit = 72

    var text: String {
        var text = CleanText.line(subject, limit: Self.subjectLimit)
        text.reserveCapacity(text.utf8.count + body.utf8.count + 80 * trailers.count)
        let body = CleanText.paragraphs(body)
        if !body.isEmpty { text += (text.isEmpty ? "" : "\n\n") + body }
        for (index, trailer) in trailers.enumerated() {
            text += index > 0 ? "\n" : text.isEmpty ? "" : "\n\n"
            text += trailer.name
            text += ": "
            text += CleanText.line(trailer.value)
        }
        text += "\n"
        return text
    }
}

/// Who Stet's commits are by.
public struct ArchiveIdentity: Hashable, Sendable {
    public var name: String
    public var email: String
    /// Signs the commits; nil where they are not.
    var signer: CommitSigner?

    /// Characters that would end a name or an address in a commit are left out.
    public init(name: String, email: String) {
        self.name = CleanText.line(name.filter { $0 != "<" && $0 != ">" })
        self.email = CleanText.line(email.filter { $0 != "<" && $0 != ">" && $0 != " " })
    }

    public static let stet = ArchiveIdentity(name: "Stet", email: "stet@localhost")

    func signature(at time: Timestamp) -> Signature {
        Signature(name: name, email: email, secondsSince1970: time.secondsSince1970)
    }
}
