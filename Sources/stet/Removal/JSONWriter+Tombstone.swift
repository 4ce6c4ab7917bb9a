internal import StetArchive
internal import StetRender

extension JSONWriter {
    /// The members of a tombstone.
    mutating func write(_ tombstone: Tombstone, revisions: [Int]) {
        member("cause", tombstone.cause.rawValue)
        member("content", tombstone.content.rawValue)
        member("url", tombstone.url)
        member("revisions", revisions)
        member("object", "\(tombstone.object)")
        member("bytes", tombstone.byteCount)
        member("reason", tombstone.reason)
        member("removed", "\(tombstone.removed)")
    }
}
