internal import StetGit

extension Archive {
    /// More packs than this make every look-up of an object dear: 21 µs with one pack, 6 ms with a thousand.
    static let packLimit = 50
    /// A pack of this size is not rewritten; `git gc` may. Its million objects take 40 MB of memory while they are copied.
    private static let packByteLimit: Int64 = 256 << 20

    /// Merges small packs once there are many, as `git repack --geometric` would.
    ///
    /// Packs are taken from the smallest up while each is no larger than those before it together. So an object is
    /// rewritten about log(n) times, not with every merge.
    func tidyPacks() throws {
        let packs = try repository.mergeablePacks().filter { $0.byteCount < Self.packByteLimit }
        guard packs.count > Self.packLimit else { return }
        var chosen: [PackFile] = []
        var byteCount: Int64 = 0
        for pack in packs {
            guard chosen.count < 2 || pack.byteCount <= byteCount else { break }
            chosen.append(pack)
            byteCount += pack.byteCount
        }
        guard chosen.count > 1 else { return }
        try repository.merge(chosen, through: packingFolder)
    }
}
