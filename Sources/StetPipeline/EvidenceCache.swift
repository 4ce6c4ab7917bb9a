internal import StetArchive
internal import StetExtract
internal import StetGit
internal import StetModel
internal import Synchronization

/// Evidence that was used lately, parsed. The same page is evidence for the next version of its article and for other articles of
/// its site; the same text is what the version after it is read with and compared to.
///
/// Threads that read pages of one archive share it.
package final class EvidenceCache: Sendable {
    private let pages = Mutex(RecentValues<ObjectID, Past.Page>(costLimit: EvidenceCache.pageByteLimit))
    private let pagesByBody = Mutex(RecentValues<Body, Past.Page>(costLimit: EvidenceCache.pageByteLimit))
    private let articles = Mutex(RecentValues<Body, Article>(costLimit: EvidenceCache.articleByteLimit))

    private struct Body: Hashable {
        var bytes: [UInt8]
        var contentType: String?

        /// Of the bytes some are enough: the few that are kept are compared as a whole.
        func hash(into hasher: inout Hasher) {
            hasher.combine(bytes.count)
            for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / Self.sampleCount)) {
                hasher.combine(bytes[index])
            }
        }

        private static let sampleCount = 64
    }

    /// What was found on a page takes about as much as its bytes.
    private static let pageByteLimit = 8 << 20
    /// A parsed article takes some five times its bytes.
    private static let articleByteLimit = 4 << 20

    package init() {}

    /// The page that a commit on `captures` brought.
    func page(_ id: ObjectID, in archive: Archive) throws -> Past.Page {
        if let page = pages.withLock({ $0[id] }) { return page }
        let capture = try archive.capture(id)
        let page = page(capture.body, contentType: try CaptureHead(capture.head).contentType)
        note(page, of: id)
        return page
    }

    /// Keeps the page that a commit on `captures` brought.
    func note(_ page: Past.Page, of capture: ObjectID) {
        pages.withLock { $0.insert(page, for: capture, cost: page.bytes.count) }
    }

    /// A page that is or will be evidence. Pages with the same bytes are one.
    func page(_ bytes: [UInt8], contentType: String?) -> Past.Page {
        let body = Body(bytes: bytes, contentType: contentType)
        // What is found in a page is found once for all threads: they share it.
        return pagesByBody.withLock { pages in
            if let page = pages[body] { return page }
            let page = Past.Page(bytes: bytes, contentType: contentType)
            pages.insert(page, for: body, cost: bytes.count)
            return page
        }
    }

    /// The article that canonical bytes are.
    func article(of bytes: [UInt8]) throws -> Article {
        let body = Body(bytes: bytes)
        if let article = articles.withLock({ $0[body] }) { return article }
        let article = try CanonicalForm.parse(bytes)
        articles.withLock { $0.insert(article, for: body, cost: bytes.count) }
        return article
    }

    /// Keeps an article whose canonical bytes are known.
    func note(_ article: Article, as bytes: [UInt8]) {
        assert((try? CanonicalForm.parse(bytes)) == article, "what was written is read as it was")
        articles.withLock { $0.insert(article, for: Body(bytes: bytes), cost: bytes.count) }
    }
}

/// Values that were used lately.
///
/// Two generations: a value that is used moves to the younger; when that is full it becomes the older, and what was not used
/// meanwhile goes.
struct RecentValues<Key: Hashable, Value> {
    private var young: [Key: (value: Value, cost: Int)] = [:]
    private var old: [Key: (value: Value, cost: Int)] = [:]
    private var youngCost = 0
    private let costLimit: Int

    /// Small values cost more than is said of them.
    private static var countLimit: Int { 1_024 }

    /// - Parameter costLimit: What a generation may cost.
    init(costLimit: Int) {
        self.costLimit = costLimit
    }

    subscript(key: Key) -> Value? {
        mutating get {
            if let known = young[key] { return known.value }
            guard let known = old.removeValue(forKey: key) else { return nil }
            insert(known.value, for: key, cost: known.cost)
            return known.value
        }
    }

    mutating func insert(_ value: Value, for key: Key, cost: Int) {
        if young.count >= Self.countLimit || youngCost + cost > costLimit {
            swap(&old, &young)
            young.removeAll(keepingCapacity: true)
            youngCost = 0
        }
        if young.updateValue((value, cost), forKey: key) == nil { youngCost += cost }
    }
}
