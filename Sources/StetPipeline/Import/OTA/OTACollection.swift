package import StetArchive
internal import StetExtract
internal import StetGit

/// An Open Terms Archive collection, as checks in the order of their time.
///
/// With its snapshots alone, pages are read as a snapshot of Stet reads them. With its versions too, the text of a check is the
/// one that the collection's own engine made of the page; a snapshot without a version saw the text before it standing.
package final class OTACollection {
    package struct Event: Sendable {
        fileprivate var isVersion: Bool
        fileprivate var index: Int
        package var observed: Timestamp
    }

    /// Oldest first.
    package let events: [Event]
    package var isCutOff: Bool { snapshots.isCutOff || versions?.isCutOff ?? false }
    private let snapshots: OTARepository
    private let versions: OTARepository?
    private let base: String?
    private let snapshotIndices: [ObjectID: Int]
    private let sortedIDs: [(hex: String, index: Int)]
    /// Where terms or documents are, as said first: later addresses come with later commits.
    private var addresses: [String: String] = [:]
    /// Of each of the terms: the text that stands, the documents it was last read from, and by which reading.
    private var standing: [String: Standing] = [:]

    private struct Standing {
        var text: ArticleText?
        /// Indices of snapshots, by document.
        var pages: [String: Int] = [:]
        /// The last commit that read the same snapshots anew.
        var reading: ObjectID?
    }

    /// What made the versions.
    private static let extractor = "open-terms-archive"

    /// - Parameter base: The address that the repositories' root has; nil to take the addresses that commits state.
    package init(
        snapshots: String, versions: String?, base: String?,
        progress: (_ folder: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
    ) throws {
        let source = try OTARepository(at: snapshots) { progress(snapshots, $0, $1) }
        let read = try versions.map { folder in try OTARepository(at: folder) { progress(folder, $0, $1) } }
        // Only versions are made of snapshots, and say so.
        if source.namesSnapshots {
            throw PageError(
                description:
                    "cannot import \(snapshots) : its commits name snapshots, so it is a repository of versions\n"
                    + (versions.map { "hint: stet import ota \($0) \(snapshots)" }
                        ?? "hint: stet import ota SNAPSHOTS \(snapshots)"))
        }
        self.snapshots = source
        self.versions = read
        self.base = base
        var indices: [ObjectID: Int] = [:]
        for (index, record) in source.records.enumerated() { indices[record.commit] = index }
        snapshotIndices = indices
        sortedIDs = read == nil ? [] : indices.map { ("\($0.key)", $0.value) }.sorted { $0.hex < $1.hex }
        for record in source.records + (read?.records ?? []) where addresses[record.key] == nil {
            addresses[record.key] = record.message.locations.first
        }
        var events: [Event] = []
        var used: Set<Int> = []
        if let read {
            for (index, record) in read.records.enumerated() {
                events.append(Event(isVersion: true, index: index, observed: record.observed))
            }
            // An upgrade reads again what was seen before it.
            for record in read.records where record.message.kind != .technical {
                for id in record.message.snapshots {
                    if let index = Self.snapshot(named: id, indices, sortedIDs) { used.insert(index) }
                }
            }
        }
        for (index, record) in source.records.enumerated() where !used.contains(index) {
            events.append(Event(isVersion: false, index: index, observed: record.observed))
        }
        // Snapshots of a second before versions; else in the order of the histories.
        self.events = events.sorted { one, other in
            (one.observed, one.isVersion ? 1 : 0, one.index) < (other.observed, other.isVersion ? 1 : 0, other.index)
        }
    }

    /// The check of an event. Events are asked for in their order.
    package func check(of event: Event) throws -> OldCheck {
        if event.isVersion, let versions { return try check(of: versions.records[event.index], in: versions) }
        let record = snapshots.records[event.index]
        guard versions != nil else {
            let page = try snapshots.page(of: record)
            let name = snapshots.name(of: record)
            return .page(
                OldPage(
                    page: page, observed: record.observed,
                    url: try address(of: record.key).map { try Self.identity($0, named: name) },
                    ownURL: snapshots.address(of: record.key), name: name))
        }
        standing[record.terms, default: Standing()].pages[record.document ?? ""] = event.index
        let reading = standing[record.terms]?.text.map { Reading.text($0) }
        return try check(
            of: record.terms, observed: record.observed, pages: documents(of: record.terms),
            reading: reading ?? .failed(reason: "no version was made of it"), named: snapshots.name(of: record))
    }

    private func check(of record: OTARepository.Record, in versions: OTARepository) throws -> OldCheck {
        let page = try versions.page(of: record)
        let terms = record.terms
        var state = standing[terms] ?? Standing()
        let named = record.message.snapshots.compactMap { Self.snapshot(named: $0, snapshotIndices, sortedIDs) }
        if !named.isEmpty {
            state.pages = [:]
            for index in named { state.pages[snapshots.records[index].document ?? ""] = index }
        }
        if record.message.kind == .technical { state.reading = record.commit }
        let reading: Reading
        let input = PageInput(bytes: page.body, contentType: page.contentType, url: nil)
        switch PageReader.Alone(input).result {
        case .failure(let error): reading = .failed(reason: error.reason)
        case .success(let extraction):
            let text = ArticleText(
                extraction.article, as: address(of: terms) ?? snapshots.address(of: terms),
                rules: state.reading.map { "versions@\($0)" }, extractor: Self.extractor)
            state.text = text
            reading = .text(text)
        }
        standing[terms] = state
        var pages = try documents(of: terms)
        // What it was made of is not here: then the version is all that there is.
        if pages.isEmpty { pages = [page] }
        return try check(
            of: terms, observed: record.observed, pages: pages, reading: reading, named: versions.name(of: record))
    }

    private func check(
        of terms: String, observed: Timestamp, pages: [CapturedPage], reading: Reading, named name: String
    ) throws -> OldCheck {
        let url = address(of: terms) ?? snapshots.address(of: terms)
        let identity = try Self.identity(url, named: name)
        var first = pages[0]
        first.furtherPages = Array(pages.dropFirst())
        return .read(Check(url: identity, observed: observed, capture: first.raw, reading: reading), name: name)
    }

    /// The address to record under, which a commit stated.
    private static func identity(_ url: String, named name: String) throws -> String {
        guard let identity = Snapshot.normalized(url) else {
            throw PageError(
                description: "cannot import \(name) : \(StatedAddress.shown(url)) is no URL without a user name or "
                    + "password\nhint: --base gives all terms addresses of their own")
        }
        return identity
    }

    /// The documents that terms were last read from, by name.
    private func documents(of terms: String) throws -> [CapturedPage] {
        try (standing[terms]?.pages ?? [:]).sorted { $0.key < $1.key }.map {
            try snapshots.page(of: snapshots.records[$0.value])
        }
    }

    private func address(of terms: String) -> String? {
        if let base { return base + (base.hasSuffix("/") ? "" : "/") + GitHistory.escaped(terms.utf8) }
        return addresses[terms]
    }

    /// The snapshot whose commit has this id, or the only one whose id begins so.
    private static func snapshot(
        named id: Substring, _ indices: [ObjectID: Int], _ sorted: [(hex: String, index: Int)]
    ) -> Int? {
        if let whole = ObjectID(hex: id) { return indices[whole] }
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].hex < id { low = middle + 1 } else { high = middle }
        }
        guard low < sorted.count, sorted[low].hex.hasPrefix(id) else { return nil }
        return low + 1 < sorted.count && sorted[low + 1].hex.hasPrefix(id) ? nil : sorted[low].index
    }
}
