internal import StetArchive
internal import StetExtract
internal import StetGit

/// Pages of the past that were used lately. One page is evidence for the next version of its article and for other articles
/// of its site; kept, it is read out of the archive and parsed once.
package final class PastPages {
    /// Two generations: a page that is used moves to the younger; when that is full it becomes the older, and what was not
    /// used meanwhile goes.
    private var young: [ObjectID: Past.Page] = [:]
    private var old: [ObjectID: Past.Page] = [:]
    private var youngByteCount = 0

    /// Pages take a few times their bytes once they were looked into.
    private static let generationByteLimit = 8 << 20
    /// Small pages cost more than their bytes say. A site's latest pages are few.
    private static let generationCountLimit = 256

    package init() {}

    /// The page that a commit on `captures` brought.
    func page(_ id: ObjectID, in archive: Archive) throws -> Past.Page {
        if let page = young[id] { return page }
        let page: Past.Page
        if let known = old.removeValue(forKey: id) {
            page = known
        } else {
            let capture = try archive.capture(id)
            page = Past.Page(bytes: capture.body, contentType: try CaptureHead(capture.head).contentType)
        }
        if young.count == Self.generationCountLimit || youngByteCount + page.bytes.count > Self.generationByteLimit {
            swap(&old, &young)
            young.removeAll(keepingCapacity: true)
            youngByteCount = 0
        }
        young[id] = page
        youngByteCount += page.bytes.count
        return page
    }
}
