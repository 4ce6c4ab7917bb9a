public import StetGit

/// What was written into one file.
public struct WrittenFile: Hashable, Sendable {
    public var byteCount: Int
    /// Branches, or records.
    public var itemCount: Int
}

extension Archive {
    /// Writes all of the archive's branches into one file that `git clone` and `git fetch` take for a repository.
    ///
    /// The pack in it is made by the installed git, which takes over the deltas that are there.
    ///
    /// Source: git's gitformat-bundle, version 2.
    public func writeBundle(
        named path: String, with git: GitProgram, put: @escaping ([UInt8]) throws -> Void,
        progress: (String) -> Void = { _ in }
    ) throws -> WrittenFile {
        guard try !hasTombstones() else { throw ArchiveError.bundleWithHoles(path: path) }
        let branches = try branches()
        // HEAD tells `git clone` what to check out.
        let head = branches.filter { $0.name == Branch.main.rawValue }.map { "\($0.tip) HEAD\n" }
        let header =
            "# v2 git bundle\n" + branches.map { "\($0.tip) \($0.reference)\n" }.sorted().joined()
            + head.joined() + "\n"
        var byteCount = header.utf8.count
        try put(Array(header.utf8))
        let answer = try git.run(
            ["pack-objects", "--stdout", "--revs", "--delta-base-offset", "--progress"], in: folder,
            input: Array(branches.map { "\($0.tip)\n" }.joined().utf8),
            takeOutput: { piece in
                byteCount += piece.count
                try put(Array(piece))
            }, progress: progress)
        guard answer.status == 0 else {
            throw GitError(.other, "pack the archive's objects", answer.messages.last { !$0.isEmpty } ?? "git failed")
        }
        return WrittenFile(byteCount: byteCount, itemCount: branches.count)
    }
}
