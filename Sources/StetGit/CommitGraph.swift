/// Git's summary of the commits, from which it walks history without opening them: one file, or a chain of layers.
///
/// Source: git's gitformat-commit-graph, version 1.
package struct CommitGraph {
    package struct Entry: Hashable, Sendable {
        package var id: ObjectID
        package var tree: ObjectID
        package var parents: [ObjectID]
        /// By its committer, in seconds since 1970, as far as `timeMask` goes.
        package var committed: Int64
    }

    package static let timeMask: Int64 = 1 << 34 - 1

    package var entries: [Entry] = []
    /// It says which paths each commit changed, by filters that `git log -- PATH` asks.
    package var hasChangedPaths = true

    /// Reads what a repository has; nil without one.
    ///
    /// - Throws: a `GitError` where a file is missing, damaged or of another version.
    /// - Complexity: the bytes of its files.
    package init?(ofGitFolder folder: String) throws(GitError) {
        let info = folder + "/objects/info"
        var paths: [String] = []
        if Files.exists(info + "/commit-graph") {
            // Git looks for it first.
            paths = [info + "/commit-graph"]
        } else if let chain = try Files.read(info + "/commit-graphs/commit-graph-chain") {
            paths = String(decoding: chain, as: UTF8.self).split(separator: "\n")
                .map { "\(info)/commit-graphs/graph-\($0).graph" }
        }
        guard !paths.isEmpty else { return nil }
        for path in paths {
            guard let bytes = try Files.read(path) else { throw Self.damage(path, "it is missing") }
            try add(Layer(bytes, path))
        }
    }

    private static func damage(_ path: String, _ reason: String) -> GitError {
        GitError(.invalid, "read the commit-graph \(path)", reason)
    }

    private static let noParent: UInt32 = 0x7000_0000
    /// The number of a list of parents, in the place of the second one; in such a list, its last.
    private static let mark: UInt32 = 1 << 31

    /// Adds a layer, whose parents are numbered through all layers before it.
    private mutating func add(_ layer: Layer) throws(GitError) {
        let first = entries.count
        for index in 0..<layer.count {
            entries.append(
                Entry(
                    id: try layer.id(index), tree: try layer.tree(index), parents: [], committed: try layer.time(index))
            )
        }
        for index in 0..<layer.count {
            var numbers: [UInt32] = []
            let (one, two) = (try layer.parent(index, 0), try layer.parent(index, 1))
            if one != Self.noParent { numbers.append(one) }
            if two & Self.mark != 0 {
                var place = Int(two & ~Self.mark)
                var next: UInt32
                repeat {
                    next = try layer.edge(place)
                    numbers.append(next & ~Self.mark)
                    place += 1
                } while next & Self.mark == 0
            } else if two != Self.noParent {
                numbers.append(two)
            }
            for number in numbers {
                guard number < entries.count else { throw layer.damage("it names a commit that it has not") }
                entries[first + index].parents.append(entries[Int(number)].id)
            }
        }
        hasChangedPaths = hasChangedPaths && layer.hasChangedPaths
    }

    private struct Layer {
        let path: String
        let bytes: [UInt8]
        let count: Int
        private var chunks: [UInt32: Range<Int>] = [:]

        private static let head = Array("CGPH".utf8) + [1, 1]
        private static let lookUpPlace = 8
        private static let entryByteCount = ObjectID.byteCount + 16

        init(_ bytes: [UInt8], _ path: String) throws(GitError) {
            self.path = path
            self.bytes = bytes
            let end = bytes.count - ObjectID.byteCount
            guard bytes.starts(with: Self.head), end > Self.lookUpPlace else {
                throw CommitGraph.damage(path, "it is cut off, or of another version than 1 with SHA-1")
            }
            var hash = SHA1()
            hash.add(Array(bytes[..<end]))
            guard hash.digest() == Array(bytes[end...]) else {
                throw CommitGraph.damage(path, "it does not have the checksum that it states")
            }
            var places: [(name: UInt32, start: Int)] = []
            for index in 0...Int(bytes[6]) {
                let row = Self.lookUpPlace + 12 * index
                guard let name = bytes.word(at: row), let high = bytes.word(at: row + 4),
                    let low = bytes.word(at: row + 8),
                    high == 0, Int(low) <= end, places.last.map({ $0.start <= Int(low) }) ?? true
                else { throw CommitGraph.damage(path, "its table of contents is not one") }
                places.append((name, Int(low)))
            }
            for (chunk, next) in zip(places, places.dropFirst()) { chunks[chunk.name] = chunk.start..<next.start }
            guard let fan = chunks[Self.name("OIDF")], fan.count == 1_024,
                let total = bytes.word(at: fan.upperBound - 4),
                chunks[Self.name("OIDL")]?.count == Int(total) * ObjectID.byteCount,
                chunks[Self.name("CDAT")]?.count == Int(total) * Self.entryByteCount
            else { throw CommitGraph.damage(path, "a part of it is missing") }
            count = Int(total)
        }

        private static func name(_ text: StaticString) -> UInt32 {
            text.withUTF8Buffer { letters in unsafe letters.reduce(0) { $0 << 8 | UInt32($1) } }
        }

        var hasChangedPaths: Bool { chunks[Self.name("BDAT")] != nil }

        func damage(_ reason: String) -> GitError { CommitGraph.damage(path, reason) }

        private func word(_ chunk: StaticString, at offset: Int) throws(GitError) -> UInt32 {
            guard let range = chunks[Self.name(chunk)], offset + 4 <= range.count,
                let word = bytes.word(at: range.lowerBound + offset)
            else { throw damage("a part of it is missing") }
            return word
        }

        private func name(_ chunk: StaticString, at offset: Int) throws(GitError) -> ObjectID {
            guard let range = chunks[Self.name(chunk)], offset + ObjectID.byteCount <= range.count,
                let id = ObjectID(bytes[(range.lowerBound + offset)...].prefix(ObjectID.byteCount))
            else { throw damage("a part of it is missing") }
            return id
        }

        func id(_ index: Int) throws(GitError) -> ObjectID { try name("OIDL", at: index * ObjectID.byteCount) }

        func tree(_ index: Int) throws(GitError) -> ObjectID { try name("CDAT", at: index * Self.entryByteCount) }

        func parent(_ index: Int, _ which: Int) throws(GitError) -> UInt32 {
            try word("CDAT", at: index * Self.entryByteCount + ObjectID.byteCount + 4 * which)
        }

        /// Above it stands how far the commit is from the first one.
        func time(_ index: Int) throws(GitError) -> Int64 {
            let place = index * Self.entryByteCount + ObjectID.byteCount + 8
            let high = try word("CDAT", at: place) & 3
            return Int64(high) << 32 | Int64(try word("CDAT", at: place + 4))
        }

        func edge(_ number: Int) throws(GitError) -> UInt32 { try word("EDGE", at: 4 * number) }
    }
}
