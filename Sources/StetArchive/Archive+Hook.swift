internal import RepoTemplate
internal import StetGit

/// The hook that has git refuse what would rewrite history: see repo-template/hooks.
extension Archive {
    private static let hookPath = "hooks/reference-transaction"
    /// The hook as earlier versions of Stet wrote it, by its blob: `git log -- repo-template/hooks`. They do not know all branches
    /// that only grow.
    private static let earlierHooks: Set<String> = [
        "1dac0604ce18a2783dcedea46a6ff9f92e7b82f0", "eca2524a62d7066dcc8fce1dd27509c9846ddaac",
        "577eea83afa95f0e03948880878e2acddd4e716d", "f5b29e97ec48ae8468ddb81a7bbf138ca33e2891",
    ]

    /// Whether the archive's hook is one that an earlier version wrote. One that somebody changed is theirs, and a clone
    /// has none.
    func hasEarlierHook() throws -> Bool {
        guard let bytes = try Files.read("\(repository.gitFolder)/\(Self.hookPath)") else { return false }
        return Self.earlierHooks.contains(ObjectID(hashing: bytes).description)
    }

    /// Puts this version's hook in the place of an earlier one.
    func mendHook() throws {
        guard try hasEarlierHook(), let hook = RepoTemplate.files.first(where: { $0.path == Self.hookPath }) else {
            return
        }
        try Files.replace("\(repository.gitFolder)/\(Self.hookPath)", with: Array(hook.text.utf8), executable: true)
    }
}
