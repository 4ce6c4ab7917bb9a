/// Folders that were copied lately, to find an earlier version of the next one among them.
///
/// Versions of a folder share most of the ids in it, and other folders none of them. So two that have the smallest id in common are
/// versions of one; of two versions it is the same as often as an id is that is taken at random.
///
/// Source: Broder, "On the resemblance and containment of documents" (1997).
struct LikeFolders: ~Copyable {
    struct Folder {
        var bytes: [UInt8]
        /// Where it stands in the pack.
        var place: Int
        /// How many deltas of ours it takes to make it.
        var depth: Int
    }

    let inflater: Inflater
    private var folders: [UInt64: Folder] = [:]
    private var byteCount = 0

    /// Sizes that are looked at. A smaller folder is hardly longer than a delta; a larger one is no folder that a recording made.
    static let byteCounts = 1 << 10...1 << 18
    /// Those of 64 sites and two branches take 1 MB.
    private static let byteLimit = 16 << 20
    /// A folder read cold is made by so many deltas more, a hundredth of a millisecond each. At 16 a sixteenth of the folders stays whole.
    private static let depthLimit = 16

    init() throws(GitError) {
        inflater = try Inflater()
    }

    /// An earlier version of a folder that one more delta can be made from.
    func version(of bytes: [UInt8]) -> Folder? {
        guard let key = TreeBytes.smallestID(in: bytes.span), let folder = folders[key], folder.depth < Self.depthLimit
        else { return nil }
        return folder
    }

    mutating func insert(_ folder: Folder) {
        guard let key = TreeBytes.smallestID(in: folder.bytes.span) else { return }
        if byteCount + folder.bytes.count > Self.byteLimit {
            folders.removeAll(keepingCapacity: true)
            byteCount = 0
        }
        byteCount += folder.bytes.count
        if let old = folders.updateValue(folder, forKey: key) { byteCount -= old.bytes.count }
    }
}
