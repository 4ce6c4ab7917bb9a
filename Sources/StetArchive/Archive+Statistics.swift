internal import StetGit
internal import StetIndex

/// How much an archive holds. Bytes of content are those before compression, each object counted once.
public struct ArchiveStatistics: Hashable, Sendable {
    public struct Content: Hashable, Sendable {
        public var objectCount = 0
        public var byteCount = 0
    }

    /// What a month brought, by the time it was recorded.
    public struct Month: Hashable, Sendable {
        /// "2026-11", UTC.
        public var name: String
        public var checkCount = 0
        public var revisionCount = 0
        /// Of texts that had not stood before, those that were taken out since not counted.
        public var textByteCount = 0
    }

    public var articleCount = 0
    /// In their order; those without anything are left out.
    public var months: [Month] = []
    /// The line of history that was counted, and how many there are.
    public var line = 1
    public var lineCount = 1
    public var revisionCounts: [RevisionKind: Int] = [:]
    public var observationCount = 0
    public var failureCount = 0
    public var firstObserved: Timestamp?
    public var lastObserved: Timestamp?
    /// On `main`: the texts of all lines.
    public var texts = Content()
    /// On `captures`: pages and their heads.
    public var captures = Content()
    /// On `journal`.
    public var journal = Content()
    /// What was taken out of texts and pages, and has tombstones in its place.
    public var removed = Content()
    /// Texts, pages and files of the journal that cannot be found: `stet verify` says which. They are in no other count.
    public var damagedCount = 0
    /// On disk.
    public var packCount = 0
    public var packByteCount = 0
    public var looseObjectCount = 0
    public var upkeep = UpkeepState()

    public var revisionCount: Int { revisionCounts.values.reduce(0, +) }
}

extension Archive {
    /// Counts what is in the archive.
    ///
    /// - Complexity: one look-up for each text and four for each capture; in memory, 20 bytes for each.
    public func statistics() throws -> ArchiveStatistics {
        try asking { index, line in try statistics(from: index, line) }
    }

    private func statistics(from index: HistoryIndex, _ line: Int) throws -> ArchiveStatistics {
        var statistics = ArchiveStatistics(line: line, lineCount: index.state.highestLine)
        var months: [String: ArchiveStatistics.Month] = [:]
        var firstRecorded: [ObjectID: Timestamp] = [:]
        for history in try histories() {
            statistics.articleCount += 1
            for revision in history.revisions {
                statistics.revisionCounts[revision.kind, default: 0] += 1
                months[revision.recorded.month, default: .init(name: revision.recorded.month)].revisionCount += 1
            }
            for observation in history.observations {
                statistics.observationCount += 1
                months[observation.recorded.month, default: .init(name: observation.recorded.month)].checkCount += 1
                if let state = observation.state {
                    firstRecorded[state] = min(firstRecorded[state] ?? observation.recorded, observation.recorded)
                }
                if observation.state == nil { statistics.failureCount += 1 }
                statistics.firstObserved = min(statistics.firstObserved ?? observation.observed, observation.observed)
                statistics.lastObserved = max(statistics.lastObserved ?? observation.observed, observation.observed)
            }
        }
        var texts: Set<ObjectID> = []
        var captures: Set<ObjectID> = []
        var pages: Set<ObjectID> = []
        try index.forEachObservation { observation in
            if let state = observation.state { texts.insert(state) }
            if let capture = observation.capture, captures.insert(capture).inserted {
                do { pages.formUnion(try pageFiles(of: capture, observation.article)) } catch is GitError {
                    statistics.damagedCount += 1
                }
            }
        }
        if let tip = try redactionsTip() {
            for (tombstone, _) in try tombstones(to: tip) {
                statistics.removed.objectCount += 1
                statistics.removed.byteCount += tombstone.byteCount
                texts.remove(tombstone.object)
                pages.remove(tombstone.object)
            }
        }
        statistics.texts = content(of: texts, &statistics.damagedCount)
        for (state, time) in firstRecorded where texts.contains(state) {
            // One that is damaged was counted with the texts.
            let bytes = (try? repository.byteCount(of: state)) ?? 0
            months[time.month]?.textByteCount += bytes
        }
        statistics.months = months.values.sorted { $0.name < $1.name }
        statistics.captures = content(of: pages, &statistics.damagedCount)
        statistics.journal = content(of: Set(try index.segments().map(\.blob)), &statistics.damagedCount)
        let store = try repository.storage()
        statistics.packCount = store.packCount
        statistics.packByteCount = store.packByteCount
        statistics.looseObjectCount = store.looseObjectCount
        statistics.upkeep = try upkeepState()
        return statistics
    }

    private func content(of ids: Set<ObjectID>, _ damagedCount: inout Int) -> ArchiveStatistics.Content {
        var content = ArchiveStatistics.Content()
        for id in ids {
            do throws(GitError) {
                content.byteCount += try repository.byteCount(of: id)
                content.objectCount += 1
            } catch { damagedCount += 1 }
        }
        return content
    }

    /// The heads and bodies of a capture's pages.
    private func pageFiles(of capture: ObjectID, _ article: String) throws -> [ObjectID] {
        let tree = try repository.commit(capture).tree
        var files: [ObjectID] = []
        var number = 1
        while let head = try repository.entry(at: ArticlePath.head(ofText: article, page: number), in: tree),
            let body = try repository.entry(at: ArticlePath.body(ofText: article, page: number), in: tree)
        {
            files += [head.id, body.id]
            number += 1
        }
        return files
    }
}

extension Timestamp {
    /// "2026-11".
    fileprivate var month: String { String(description.prefix(7)) }
}
