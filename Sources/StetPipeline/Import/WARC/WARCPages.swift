internal import Foundation
internal import StetArchive
internal import StetFetch

/// Reads the pages of an index, in whatever order.
package final class WARCPages {
    private let index: WARCIndex
    /// Open files, the one used last at the end.
    private var readers: [(file: Int, reader: WARCReader)] = []

    private static let openFileLimit = 32
    /// A revisit of a revisit of a revisit: a longer chain is a circle.
    private static let revisitLimit = 8

    package init(of index: WARCIndex) {
        self.index = index
    }

    /// The page of an entry, or the check that failed.
    package func check(of entry: WARCIndex.Entry) throws -> OldCheck {
        let name = "\(index.files[entry.file]) , byte \(entry.place)"
        do {
            let facts = try entry.facts.map { try self.facts(at: $0, in: entry.file) } ?? nil
            if entry.isFailure {
                guard let facts, let reason = facts.reason else { throw PageError(description: "it says nothing") }
                guard let identity = Snapshot.normalized(facts.article) else {
                    throw PageError(
                        description: "\(StatedAddress.shown(facts.article)) is no URL without a user name or password")
                }
                return .read(
                    Check(
                        url: identity, requestedURL: facts.requested, observed: entry.observed,
                        reading: .failed(reason: reason)), name: name)
            }
            var (page, target) = try page(at: entry.place, in: entry.file, facts, depth: 0)
            for further in entry.furtherPages {
                page.furtherPages.append(
                    try self.page(
                        at: further.place, in: entry.file, self.facts(at: further.facts, in: entry.file), depth: 0
                    ).page)
            }
            return .page(
                OldPage(
                    page: page, observed: entry.observed, url: facts?.article, ownURL: page.url ?? target, name: name))
        } catch let error as PageError {
            throw PageError(description: "\(name) : \(error.description)")
        } catch let damage as WARCDamage {
            throw PageError(description: "\(name) : \(damage.reason)")
        } catch let error as CodingError {
            throw PageError(description: "\(name) : \(error.reason)")
        }
    }

    private func page(
        at place: WARCPlace, in file: Int, _ facts: WARCFacts?, depth: Int
    ) throws -> (page: CapturedPage, target: String) {
        let (head, block) = try record(at: place, in: file)
        guard let target = head.target else { throw PageError(description: "it does not say of which address it is") }
        let message = HTTPMessage(block)
        let isHTTP = head.field("Content-Type")?.hasPrefix("application/http") ?? (message != nil)
        var body: [UInt8]
        var codings: [String] = []
        var received = block.count
        var unmodified: CaptureHead?
        if head.kind == .revisit {
            guard depth < Self.revisitLimit, let before = origin(of: head) else {
                throw PageError(description: "it has the bytes of a record that is not in these files")
            }
            let origin = try page(at: before.place, in: before.file, nil, depth: depth + 1).page
            body = origin.body
            received = 0
            // "Not modified" is no head of a page.
            if message?.status == 304 { unmodified = origin.head }
        } else if isHTTP, let message {
            received = message.body.count
            (body, codings) = try message.decodedBody(
                limit: PageSource.maximumByteCount, expansionLimit: FetchOptions().maximumExpansion)
        } else {
            body = block
        }
        var page = CapturedPage(body: body, head: CaptureHead(fileName: nil))
        if let known = facts?.head {
            page.head = known
            if known.isFetched {
                page.url = known.url
                page.requestedURL = known.requestedURL
            }
        } else {
            page.head =
                unmodified
                ?? CaptureHead(
                    warcRecord: head.field("WARC-Record-ID"), target: target, message: isHTTP ? message : nil,
                    contentType: head.field("Content-Type"), decoded: codings, receivedByteCount: received)
            page.url = target
            page.requestedURL = target
        }
        page.contentType = page.head.contentType
        page.failure =
            page.head.missingPage
            ?? page.head.status.flatMap { (200..<300).contains($0) ? nil : "the server answered \($0)" }
        return (page, target)
    }

    /// The record that a revisit speaks of: by its name, else by address and date.
    private func origin(of head: WARCReader.Head) -> WARCIndex.Location? {
        if let id = head.field("WARC-Refers-To"), let location = index.places[id] { return location }
        guard let date = head.field("WARC-Refers-To-Date") else { return nil }
        let address = head.field("WARC-Refers-To-Target-URI") ?? head.target ?? ""
        return index.places["\(address) \(date)"]
    }

    private func facts(at place: WARCPlace, in file: Int) throws -> WARCFacts? {
        WARCFacts(try record(at: place, in: file).block)
    }

    private func record(at place: WARCPlace, in file: Int) throws -> (head: WARCReader.Head, block: [UInt8]) {
        let reader = try reader(of: file)
        try reader.go(to: place)
        switch try reader.next() {
        case .record(let head)?:
            guard let block = try reader.block(limit: PageSource.maximumByteCount) else {
                throw PageError(description: "it has more than \(PageSource.maximumByteCount >> 20) MB")
            }
            return (head, block)
        case .damage(let damage)?: throw damage
        case nil: throw PageError(description: "the file changed while it was read")
        }
    }

    private func reader(of file: Int) throws -> WARCReader {
        if let index = readers.firstIndex(where: { $0.file == file }) {
            let open = readers.remove(at: index)
            readers.append(open)
            return open.reader
        }
        let reader = try WARCReader(index.files[file])
        readers.append((file, reader))
        if readers.count > Self.openFileLimit { readers.removeFirst() }
        return reader
    }
}

extension CaptureHead {
    /// The head of a page from a WARC file that somebody else wrote.
    init(
        warcRecord: String?, target: String, message: HTTPMessage?, contentType: String?, decoded: [String],
        receivedByteCount: Int
    ) {
        self.init(fileName: nil)
        source = "warc"
        record = warcRecord
        requestedURL = target
        url = target
        if let message {
            status = message.status
            httpVersion = message.httpVersion
            headers = message.headers.map { Header(name: $0.name, value: $0.value) }
            self.decoded = decoded
            self.receivedByteCount = receivedByteCount
        } else if let contentType {
            headers = [Header(name: "Content-Type", value: contentType)]
        }
    }
}
