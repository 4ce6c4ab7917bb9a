internal import StetGit

extension Archive {
    /// More packs than this make every look-up of an object dear: 21 µs with one pack, 6 ms with a thousand.
    static let packLimit = 50
    /// A pack of this size is left to upkeep. 25 smaller ones make at most 256 MB, whose million objects take 60 MB of memory while they are
    /// copied; without a limit, recording a million versions took 686 MB.
    private static let packByteLimit: Int64 = 10 << 20

    /// Merges small packs once there are many.
    func tidyPacks() throws {
        // Upkeep does the same; whoever records does not wait for it.
        guard let lock = try UpkeepLock.take(in: self, for: "a recording that merges packs") else { return }
        let chosen = PackFile.toMerge(
            try repository.mergeablePacks(), limit: Self.packLimit, byteLimit: Self.packByteLimit)
        guard !chosen.isEmpty else { return }
        try repository.merge(chosen, through: packingFolder)
        _ = consume lock
    }
}
