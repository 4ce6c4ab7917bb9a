internal import Foundation
package import StetArchive
internal import StetFetch

/// The pages that WARC files hold, found in one go through them: where each lies, and when it was taken.
package struct WARCIndex {
    package struct Entry: Sendable {
        var file: Int
        var place: WARCPlace
        package var observed: Timestamp
        /// Where what Stet knew of it lies, if it was Stet that wrote it.
        var facts: WARCPlace?
        /// The pages after it, of an article that is spread over several.
        var furtherPages: [FurtherPage] = []
        /// There is no page: a check that failed.
        var isFailure = false
    }

    struct FurtherPage: Sendable {
        var place: WARCPlace
        var facts: WARCPlace
    }

    struct Location: Sendable {
        var file: Int
        var place: WARCPlace
    }

    package let files: [String]
    /// Oldest first; those of one second in the order in which they stand.
    package private(set) var entries: [Entry] = []
    /// Where records lie that a revisit may speak of: by name, and by address and date.
    private(set) var places: [String: Location] = [:]

    /// More pages than this in one import take more memory than a machine has.
    package static let entryLimit = 5_000_000
    /// So much of a response's beginning tells what it is.
    private static let headByteCount = 32 << 10

    private let patterns: [AddressPattern]
    /// Those of the file that is gone through, by name.
    private var recent: [String: Int] = [:]
    /// The record before, if its type is that of no page. Stet tells in the next one if it read it as a page all the same, such as
    /// a file without an ending.
    private var passedOver: WARCReader.Head?

    /// - Parameters:
    ///   - patterns: Which addresses are wanted; none for all.
    ///   - skip: Told what could not be taken.
    package init(
        of files: [String], matching patterns: [AddressPattern], skip: (String) -> Void,
        progress: (String) -> Void = { _ in }
    ) throws {
        self.files = files
        self.patterns = patterns
        for (index, path) in files.enumerated() {
            progress(path)
            try read(path, index, skip)
        }
        // A stable sort keeps the order of the files.
        entries.sort { $0.observed < $1.observed }
    }

    private mutating func read(_ path: String, _ file: Int, _ skip: (String) -> Void) throws {
        let reader: WARCReader
        do { reader = try WARCReader(path) } catch {
            let exists = FileManager.default.fileExists(atPath: path)
            throw PageError(
                description: "cannot read \(path) : "
                    + (exists ? "it is no file that can be read" : "there is no such file"))
        }
        guard !reader.isZstandard else {
            throw PageError(
                description: "cannot import \(path) : it is packed with zstd, which is not unpacked here\n"
                    + "hint: unpack it first, with zstd -d")
        }
        recent = [:]
        var isFirst = true
        while let item = try reader.next() {
            switch item {
            case .damage(let damage):
                guard !isFirst || damage.reason != "no record begins here" else {
                    throw PageError(description: "cannot import \(path) : it is no WARC file")
                }
                skip("\(path) , byte \(damage.place) : \(damage.reason)")
            case .record(let head):
                do { try take(head, from: reader, file) } catch let damage as WARCDamage {
                    skip("\(path) , byte \(damage.place) : \(damage.reason)")
                } catch let error as PageError {
                    skip("\(path) , byte \(head.place) : \(error.description)")
                }
            }
            isFirst = false
            guard entries.count <= Self.entryLimit else {
                throw PageError(description: "cannot import \(path) : there are more than \(Self.entryLimit) pages")
            }
        }
    }

    private mutating func take(_ head: WARCReader.Head, from reader: WARCReader, _ file: Int) throws {
        let before = passedOver
        passedOver = nil
        switch head.kind {
        case .metadata: try takeFacts(head, from: reader, file, after: before)
        case .response, .revisit:
            guard let target = head.target, target.lowercased().hasPrefix("http") else {
                // Stet's own, of a file that it read: the metadata says so.
                if head.kind == .revisit { try add(head, file, isWanted: true) }
                return
            }
            if let status = HTTPMessage(try reader.beginning(byteCount: Self.headByteCount)).map({ $0 }) {
                // A redirect is no page; what it leads to has a record of its own. Nor is an interim answer.
                guard status.status >= 200, !(300..<400).contains(status.status) || head.kind == .revisit else {
                    return
                }
                let type = status.header("Content-Type")
                guard isText(type) || type == nil && head.kind == .revisit else {
                    passedOver = head
                    return
                }
            } else if head.kind == .response {
                throw PageError(description: "it holds no HTTP response")
            }
            try add(head, file, isWanted: wants(target))
        case .resource, .conversion:
            guard let target = head.target else { return }
            guard isText(head.field("Content-Type")) else {
                passedOver = head
                return
            }
            try add(head, file, isWanted: wants(target))
        default: return
        }
    }

    private func wants(_ address: String) -> Bool { patterns.isEmpty || patterns.contains { $0.matches(address) } }

    private func isText(_ type: String?) -> Bool {
        let name = (type ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"].contains(name)
    }

    private mutating func add(_ head: WARCReader.Head, _ file: Int, isWanted: Bool) throws {
        guard head.field("WARC-Truncated") == nil else {
            throw PageError(description: "it holds a part of a page only")
        }
        guard head.byteCount <= PageSource.maximumByteCount else {
            throw PageError(
                description:
                    "it has \(head.byteCount) bytes; more than \(PageSource.maximumByteCount >> 20) MB are not read")
        }
        guard let date = head.field("WARC-Date"), let observed = Timestamp.interval(date)?.lowerBound else {
            throw PageError(description: "it does not say when it was taken")
        }
        let location = Location(file: file, place: head.place)
        if let id = head.field("WARC-Record-ID") {
            // Copies of a record may be in several files.
            guard places[id] == nil else { return }
            places[id] = location
            if isWanted { recent[id] = entries.count }
        }
        if head.kind == .response, let target = head.target { places["\(target) \(date)"] = location }
        if isWanted { entries.append(Entry(file: file, place: head.place, observed: observed)) }
    }

    private mutating func takeFacts(
        _ head: WARCReader.Head, from reader: WARCReader, _ file: Int, after before: WARCReader.Head?
    ) throws {
        guard head.byteCount <= WARCFacts.byteLimit, let block = try reader.block(limit: WARCFacts.byteLimit),
            let facts = WARCFacts(block)
        else { return }
        if let page = head.field("WARC-Concurrent-To") {
            if let before, before.field("WARC-Record-ID") == page, facts.head != nil, let target = before.target {
                try add(before, file, isWanted: wants(target))
            }
            guard let index = recent[page] else { return }
            if let first = facts.firstPage, let before = recent[first], index == entries.count - 1 {
                // It belongs to the page before it and is none by itself.
                let entry = entries.removeLast()
                recent[page] = nil
                entries[before].furtherPages.append(FurtherPage(place: entry.place, facts: head.place))
            } else if wants(facts.article) {
                entries[index].facts = head.place
            } else if index == entries.count - 1 {
                // It is recorded as another article, which nobody asked for.
                entries.removeLast()
                recent[page] = nil
            }
        } else if facts.head == nil, wants(facts.article), let date = head.field("WARC-Date"),
            let observed = Timestamp(date)
        {
            entries.append(
                Entry(file: file, place: head.place, observed: observed, facts: head.place, isFailure: true))
        }
    }
}
