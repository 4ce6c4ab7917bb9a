/// Putting objects that are spread over packs into one, with better deltas, by the git that is installed.
extension Repository {
    /// Puts the objects of several packs into one, for which git looks for deltas among all of them, as `git gc` would.
    ///
    /// Objects that no branch leads to are kept: what is being recorded meanwhile may have none yet. The old packs go when the new one is durable, was read back, and has all that they have.
    ///
    /// - Parameters:
    ///   - areAll: These are all packs there are, and nothing that branches lead to is absent. Git then begins with the branches, and compares
    ///     what is of one age; else it takes the objects in the order of the packs. That is worth up to a twentieth.
    ///   - withLoose: Objects that stand alone are put in as well, and removed.
    ///   - folder: On the same file system; what is in it is lost.
    ///   - lock: Held by git too, until it is done.
    /// - Complexity: git's; the bytes of the new pack once more.
    package borrowing func repack(
        _ packs: [PackFile], areAll: Bool, withLoose: Bool, through folder: String, with git: GitProgram,
        sharing lock: FileLock.Share
    ) throws {
        try Files.makeFolder(folder)
        // What people set for packs of their own could give us several, or an index that nobody here reads.
        let settings = [
            "pack.packSizeLimit=0", "pack.indexVersion=2", "pack.threads=1",
            "pack.windowMemory=\(Self.windowByteCount)",
        ]
        var arguments = ["pack-objects", "--delta-base-offset", "-q"]
        if areAll {
            arguments += ["--all", "--keep-unreachable"]
            if withLoose { arguments.append("--pack-loose-unreachable") }
        } else {
            arguments.append("--stdin-packs")
            if withLoose { arguments.append("--unpacked") }
        }
        let input = areAll ? "" : packs.map { $0.name + ".pack\n" }.joined()
        let answer = try git.run(
            settings.flatMap { ["-c", $0] } + arguments + [folder + "/pack"], in: gitFolder, input: Array(input.utf8),
            sharing: lock)
        let name = "pack-" + String(decoding: answer.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard answer.status == 0, ObjectID(hex: name.dropFirst("pack-".count)) != nil else {
            let reason = answer.messages.last { !$0.isEmpty } ?? "git pack-objects failed"
            throw GitError(.other, "pack the objects of \(packs.count) packs", reason)
        }
        for end in [".pack", ".idx"] { try Files.flush("\(folder)/\(name)\(end)") }
        try checkPack(name, in: folder)
        let indexes = try ([PackFile(name: name, byteCount: 0)] + packs).map { pack throws(GitError) in
            guard let index = try Files.read("\(pack.name == name ? folder : packFolder)/\(pack.name).idx") else {
                throw GitError(.notFound, "read \(pack.name)", "it has no index")
            }
            return (index, pack.name)
        }
        guard try PackIndex.distinctIDs(of: indexes).count == PackIndex.distinctIDs(of: [indexes[0]]).count else {
            throw GitError(.invalid, "pack the objects of \(packs.count) packs", "the new pack lacks some of them")
        }
        try install(name, from: folder)
        try retire(packs, for: name)
        // Only what stands in a pack too goes.
        if withLoose { _ = try git.run(["prune-packed", "-q"], in: gitFolder, sharing: lock) }
    }

    /// Objects that git compares with each other take no more memory than this, above what it needs for their names.
    private static var windowByteCount: Int { 64 << 20 }

    /// Has git sum up the commits that branches lead to, and which paths each of them changed.
    ///
    /// New commits become a layer on top of those that are there, which git merges now and then.
    ///
    /// - Complexity: the files that the new commits changed.
    package borrowing func writeCommitGraph(with git: GitProgram, sharing lock: FileLock.Share) throws {
        let answer = try git.run(
            ["commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress"], in: gitFolder,
            sharing: lock)
        guard answer.status == 0 else {
            let reason = answer.messages.last { !$0.isEmpty } ?? "git commit-graph failed"
            throw GitError(.other, "sum up the commits", reason)
        }
    }

    /// Removes packs without an index, which were being taken away, or put there, by a process that was killed: nobody looks for
    /// them. Who puts a pack there now adds the index at once, so one that is an hour old waits for none.
    ///
    /// - Parameter now: In seconds since 1970.
    /// - Returns: How many files went.
    package borrowing func removeHalfPacks(at now: Int64) throws(GitError) -> Int {
        var count = 0
        let names = try Files.names(in: packFolder)
        let indexed = Set(names.filter { $0.hasSuffix(".idx") }.map { $0.dropLast(".idx".count) })
        for name in names where name.hasPrefix("pack-") {
            guard let end = [".pack", ".rev", ".bitmap"].first(where: { name.hasSuffix($0) }),
                !indexed.contains(name.dropLast(end.count)),
                let changed = Files.changeTime(of: "\(packFolder)/\(name)"),
                changed < .seconds(now - Self.indexPatienceSeconds)
            else { continue }
            try Files.remove("\(packFolder)/\(name)")
            count += 1
        }
        return count
    }

    private static var indexPatienceSeconds: Int64 { 3_600 }

    /// Removes what git leaves in the folder of objects when it is killed while it writes packs or the commit-graph. Nobody may
    /// do that now.
    ///
    /// - Returns: How many files went.
    package borrowing func removeUpkeepLeftovers() throws(GitError) -> Int {
        var count = 0
        let objects = gitFolder + "/objects"
        for (folder, starts) in [
            (objects + "/pack", ["tmp_pack_", "tmp_idx_", "tmp_rev_"]),
            (objects + "/info", ["commit-graph.lock", "tmp_commit_graph_"]),
            (objects + "/info/commit-graphs", ["commit-graph-chain.lock", "tmp_graph_"]),
        ] {
            for name in try Files.names(in: folder) where starts.contains(where: { name.hasPrefix($0) }) {
                try Files.remove("\(folder)/\(name)")
                count += 1
            }
        }
        return count
    }
}
