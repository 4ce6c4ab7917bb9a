package import StetGit

extension HistoryIndex {
    /// Adds an observation at the end, in a transaction of this process.
    ///
    /// - Parameter addresses: Those it was asked for under that its article's path does not follow from.
    package func append(_ observation: Observation, addresses: [String]) throws {
        cache.isChanged = true
        var place = try madePlace(of: observation)
        guard place.count < Place.numberLimit, place.article < Int64(Int32.max) else {
            throw IndexError.damage("\(observation.article) has more observations than can be numbered")
        }
        let number = place.count
        let position = Int64(state.observationCount)
        place.count += 1
        if observation.state != nil, observation.observed >= place.latestObserved {
            place.latest = number
            place.latestObserved = observation.observed
        }
        if observation.capture != nil { place.captured = number }
        try insert(observation, at: place, number: number, position: position)
        for address in addresses {
            let statement = try statements.setAddress()
            statement.bind(address)
            statement.bind(place.article)
            statement.bind(position)
            try statement.run()
        }
        cache.places[Cache.Key(line: observation.line, path: observation.article)] = place
        state.observationCount += 1
        state.highestLine = max(state.highestLine, observation.line)
    }

    private func insert(_ observation: Observation, at place: Place, number: Int64, position: Int64) throws {
        var reason: String?
        let outcome: String
        switch observation.outcome {
        case .revision(let kind): outcome = kind.rawValue
        case .unchanged: outcome = IndexedOutcome.unchanged
        case .failed(let why): (outcome, reason) = (IndexedOutcome.failed, why)
        }
        let isEvidence = observation.state != nil && observation.capture != nil
        let statement = try statements.addObservation()
        statement.bind(Row.id(of: place.article, number))
        statement.bind(position)
        statement.bind(observation.observed.secondsSince1970)
        statement.bind(observation.recorded.secondsSince1970)
        statement.bind(try self.number(of: outcome))
        statement.bind(place.latest)
        statement.bind(place.captured)
        statement.bind(isEvidence ? place.site : nil)
        statement.bind(try observation.rules.map { try self.number(of: $0) })
        statement.bind(try observation.extractor.map { try self.number(of: $0) })
        statement.bind(Int64(observation.joinedPageCount))
        statement.bind(observation.state)
        statement.bind(observation.revision)
        statement.bind(observation.capture)
        statement.bind(observation.title)
        statement.bind(observation.requestedURL)
        statement.bind(observation.past?.bytes)
        statement.bind(reason)
        statement.bind(observation.url == place.url ? nil : observation.url)
        try statement.run()
    }

    // MARK: Segments

    /// A file of the journal.
    package struct Segment: Hashable, Sendable {
        /// "2026/03/01/0001.jsonl".
        package var path: String
        package var blob: ObjectID

        package init(path: String, blob: ObjectID) {
            self.path = path
            self.blob = blob
        }
    }

    /// The files of the journal that the observations stand in, in their order.
    package func segments() throws -> [Segment] {
        var segments: [Segment] = []
        try statements.segments().forEach { row in
            segments.append(try Self.segment(row))
            return true
        }
        return segments
    }

    package func lastSegment() throws -> Segment? {
        try statements.lastSegment().first { try Self.segment($0) }
    }

    private static func segment(_ row: borrowing Row) throws -> Segment {
        guard let path = row.text(0), let blob = row.id(1) else { throw IndexError.damage("a segment has no name") }
        return Segment(path: path, blob: blob)
    }

    /// Takes note that the observations up to now end with this file, which is a new one or the last one, grown.
    package func note(_ segment: Segment) throws {
        cache.isChanged = true
        let isGrown = try lastSegment()?.path == segment.path
        let statement = isGrown ? try statements.setLastSegment() : try statements.addSegment()
        statement.bind(segment.blob)
        statement.bind(segment.path)
        try statement.run()
    }

    /// Takes out everything, in a transaction of this process.
    package func clear() throws {
        for table in Schema.names where table != "state" { try database.run("DELETE FROM \(table)") }
        state = State()
        cache = Cache()
        cache.isChanged = true
    }
}

/// The names of outcomes that are no revision.
enum IndexedOutcome {
    static let unchanged = "unchanged"
    static let failed = "failed"
}

extension PastRecord {
    private static let hasState: UInt8 = 1
    private static let hasCapture: UInt8 = 2

    /// Which of the two first ids there are, and all ids.
    var bytes: [UInt8] {
        var bytes = [(state == nil ? 0 : Self.hasState) | (capture == nil ? 0 : Self.hasCapture)]
        for id in [state, capture].compactMap({ $0 }) + siteCaptures { bytes += id.bytes }
        return bytes
    }

    init?(bytes: [UInt8]) {
        guard let kinds = bytes.first, (bytes.count - 1).isMultiple(of: ObjectID.byteCount) else { return nil }
        var ids = stride(from: 1, to: bytes.count, by: ObjectID.byteCount).compactMap {
            ObjectID(bytes[$0..<($0 + ObjectID.byteCount)])
        }[...]
        let state = kinds & Self.hasState == 0 ? nil : ids.popFirst()
        let capture = kinds & Self.hasCapture == 0 ? nil : ids.popFirst()
        self.init(state: state, capture: capture, siteCaptures: Array(ids))
    }
}
