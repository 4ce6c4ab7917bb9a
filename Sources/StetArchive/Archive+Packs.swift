internal import StetGit

extension Archive {
    /// More packs than this make every look-up of an object dear: 21 µs with one pack, 6 ms with a thousand.
    static let packLimit = 50
    /// A pack of this size is not rewritten; `git gc` may. Its million objects take 40 MB of memory while they are copied.
    private static let packByteLimit: Int64 = 256 << 20

    /// Merges small packs once there are many.
    func tidyPacks() throws {
        // Upkeep does the same; whoever records does not wait for it.
        guard let lock = try UpkeepLock.take(in: self, for: "a recording that merges packs") else { return }
        let packs = try repository.mergeablePacks().filter { $0.byteCount < Self.packByteLimit }
        let chosen = PackFile.toMerge(packs, limit: Self.packLimit)
        guard !chosen.isEmpty else { return }
        try repository.merge(chosen, through: packingFolder)
        _ = consume lock
    }
}
