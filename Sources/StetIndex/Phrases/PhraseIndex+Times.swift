extension PhraseIndex {
    /// An article that may have had a phrase, with the first and the last time that a text of it was seen.
    package struct Candidate: Hashable, Sendable {
        package var article: Int64
        package var first: Timestamp
        package var last: Timestamp
    }

    /// Takes note that texts of an article were seen from a time to another one.
    package func note(_ seen: ClosedRange<Timestamp>, of article: Int64) throws {
        var chunk = try chunk(of: article)
        let place = Times.place(of: article)
        chunk[place] = min(chunk[place], seen.lowerBound.secondsSince1970)
        chunk[place + 1] = max(chunk[place + 1], seen.upperBound.secondsSince1970)
        times.changed[article / Times.chunkCount] = chunk
    }

    /// When the texts of articles were seen, given in ascending order; nil for all articles. Those without a text are left out.
    func candidates(of articles: [Int64]?) throws -> [Candidate] {
        var found: [Candidate] = []
        func add(_ article: Int64, from chunk: [Int64]) {
            let place = Times.place(of: article)
            guard chunk[place] <= chunk[place + 1] else { return }
            found.append(
                Candidate(
                    article: article, first: Timestamp(secondsSince1970: chunk[place]),
                    last: Timestamp(secondsSince1970: chunk[place + 1])))
        }
        guard let articles else {
            try database.statement("SELECT bytes, chunk FROM times ORDER BY chunk").forEach { row in
                let (chunk, start) = (try Times.chunk(row), row.integer(1) * Times.chunkCount)
                for article in start..<start + Times.chunkCount { add(article, from: chunk) }
                return true
            }
            return found
        }
        found.reserveCapacity(articles.count)
        var (number, chunk): (Int64, [Int64]) = (-1, [])
        for article in articles {
            if article / Times.chunkCount != number {
                number = article / Times.chunkCount
                chunk = try self.chunk(of: article)
            }
            add(article, from: chunk)
        }
        return found
    }

    private func chunk(of article: Int64) throws -> [Int64] {
        if let chunk = times.changed[article / Times.chunkCount] { return chunk }
        let statement = try database.statement("SELECT bytes FROM times WHERE chunk = ?")
        statement.bind(article / Times.chunkCount)
        return try statement.first { try Times.chunk($0) } ?? Times.emptyChunk
    }

    func writeTimes() throws {
        let statement = try database.statement("INSERT OR REPLACE INTO times(chunk, bytes) VALUES(?, ?)")
        for (number, chunk) in times.changed.sorted(by: { $0.key < $1.key }) {
            statement.bind(number)
            unsafe chunk.map(\.littleEndian).withUnsafeBytes { unsafe statement.bind($0) }
            try statement.run()
        }
        times.changed = [:]
    }

    /// When the texts of articles were first and last seen: in a database, as rows of many articles each.
    ///
    /// A phrase of common words has tens of thousands of candidates, of which the first few are looked at; to ask the index of
    /// observations for the times of all of them took most of such a search. A row has 16 bytes for each of its articles.
    struct Times {
        /// Those that are not yet written, by their number: two values for each article, seconds since 1970.
        var changed: [Int64: [Int64]] = [:]

        static let chunkCount: Int64 = 1_024
        /// The first time is after the last one where no text was seen.
        static let emptyChunk = (0..<2 * Int(chunkCount)).map { $0.isMultiple(of: 2) ? Int64.max : Int64.min }

        static func place(of article: Int64) -> Int { Int(article % chunkCount) * 2 }

        static func chunk(_ row: borrowing Row) throws -> [Int64] {
            let chunk: [Int64]? = unsafe row.withBytes(0) { bytes in
                guard bytes.count == emptyChunk.count * MemoryLayout<Int64>.size else { return nil }
                return (0..<emptyChunk.count).map { index in
                    unsafe Int64(
                        littleEndian: bytes.loadUnaligned(
                            fromByteOffset: index * MemoryLayout<Int64>.size, as: Int64.self))
                }
            }
            guard let chunk else { throw IndexError.damage("a row of times cannot be read") }
            return chunk
        }
    }
}
