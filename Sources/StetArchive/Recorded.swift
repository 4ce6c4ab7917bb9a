public import StetGit

/// What became of a check. It is durable once it is returned.
public struct Recorded: Hashable, Sendable {
    public var observation: Observation
    /// Why the article's file in the working tree does not show the archive's latest text, if it does not.
    public var warning: WorkingFileWarning?

    public var outcome: Outcome { observation.outcome }
    /// The article's path on `main`.
    public var article: String { observation.article }
    /// The commit that holds the text that stood, made by this check or before; nil when the check failed.
    public var revision: ObjectID? { observation.revision }
}

/// Why a file in the working tree was not brought up to date. The archive itself has everything.
public enum WorkingFileWarning: Hashable, Sendable, CustomStringConvertible {
    /// Somebody changed or removed the file; it is left as it is.
    case edited(path: String)
    case notUpdated(path: String, reason: String)

    public var description: String {
        switch self {
        case .edited(let path): "\(path) was changed in the working tree and is left as it is"
        case .notUpdated(let path, let reason): "\(path) in the working tree is not up to date: \(reason)"
        }
    }
}
