public import StetGit

/// What a push does to each branch of the remote.
public struct PushReport: Hashable, Sendable {
    public struct Branch: Hashable, Sendable {
        public var name: String
        /// Where it stood at the remote; nil where it was not there.
        public var before: ObjectID?
        public var after: ObjectID
        /// The commits that the remote's branch had not.
        public var commitCount: Int

        public var isUpToDate: Bool { before == after }
    }

    /// As it was named, without passwords.
    public var remote: String
    /// Sorted by name.
    public var branches: [Branch]

    public var isUpToDate: Bool { branches.allSatisfy(\.isUpToDate) }
}

/// How far a push has come.
public enum PushProgress: Hashable, Sendable {
    /// Commits that the remote has for good.
    case commits(done: Int, total: Int)
    /// What git says of the objects on their way.
    case objects(String)
}
