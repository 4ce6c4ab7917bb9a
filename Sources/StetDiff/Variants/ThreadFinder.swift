/// Joins the sentences of successive versions into threads: what is linked, however far, is one thread.
struct ThreadFinder {
    private let versions: [DiffText]
    /// The number of each version's first sentence when all sentences are counted through.
    private let offsets: [Int]
    /// A forest of sentences: each thread is a tree. Roots are their own parents.
    private var parents: [Int]
    /// For each sentence the first of those that it comes from, in the version before; -1 where it has none.
    private var pasts: [Int]
    private var hasFuture: [Bool]

    init(versions: [DiffText]) {
        self.versions = versions
        var count = 0
        var offsets: [Int] = []
        for version in versions {
            offsets.append(count)
            count += version.sentences.count
        }
        self.offsets = offsets
        parents = Array(0..<count)
        pasts = Array(repeating: -1, count: count)
        hasFuture = Array(repeating: false, count: count)
    }

    /// Joins along the links from `version` to the next.
    mutating func join(_ links: [TextDiff.Link], from version: Int) {
        for link in links {
            let before = link.before.map { offsets[version] + $0 }
            let after = link.after.map { offsets[version + 1] + $0 }
            for node in before { hasFuture[node] = true }
            for node in after { pasts[node] = before[0] }
            for node in before.dropFirst() + after { join(before[0], node) }
        }
    }

    // MARK: What left and came back

    /// A sentence that comes back reworded is the one that left where both share at least this much of the longer one.
    /// Half is what the diff asks of the lighter side before it links within a gap; there the neighbours speak for a
    /// link, here nothing does, so the longer side is asked.
    private static let leastSharedPart = (numerator: 1, denominator: 2)

    /// Joins sentences that a version brought with those that had left before: those that are equal to any wording that one
    /// had, in the order they left, then those that are alike, by a diff of what left and what came.
    ///
    /// - Complexity: O(text) for equal ones, as each sentence of a version is looked back at from one that left; a diff for each version that brought something else after something had
    ///   left, of which either side is no longer than that version.
    mutating func joinReturned() {
        var left = Leavers()
        for version in versions.indices.dropFirst() {
            var came: [Int] = []
            for sentence in versions[version].sentences.indices where pasts[offsets[version] + sentence] < 0 {
                let text = versions[version].foldedText(of: [sentence])
                if let node = left.take(text) {
                    join(node, offsets[version] + sentence)
                } else {
                    came.append(sentence)
                }
            }
            joinReworded(came, of: version, &left)
            for sentence in versions[version - 1].sentences.indices
            where !hasFuture[offsets[version - 1] + sentence] {
                let node = offsets[version - 1] + sentence
                left.add(
                    node, versions[version - 1].foldedText(of: [sentence]),
                    earlier: earlierTexts(of: node, in: version - 1))
            }
        }
    }

    /// The other wordings that a sentence of `version` had before, the latest first.
    ///
    /// - Complexity: O(text of the sentence in all versions).
    private func earlierTexts(of node: Int, in version: Int) -> [String] {
        var texts: [String] = []
        var (node, version) = (pasts[node], version - 1)
        while node >= 0, version >= 0 {
            let text = versions[version].foldedText(of: [node - offsets[version]])
            if texts.last != text { texts.append(text) }
            (node, version) = (pasts[node], version - 1)
        }
        return texts
    }

    private mutating func joinReworded(_ came: [Int], of version: Int, _ left: inout Leavers) {
        let old = left.latest(byteCount: versions[version].bytes.count)
        guard !came.isEmpty, !old.isEmpty else { return }
        let new = came.map { versions[version].foldedText(of: [$0]) }
        let diff = TextDiff(from: DiffText(paragraphs: old.map(\.text)), to: DiffText(paragraphs: new))
        for link in diff.blockLinks where link.before.count == 1 && link.after.count == 1 {
            let x = diff.before.blocks[link.before[0]].range
            let y = diff.after.blocks[link.after[0]].range
            let shared = diff.matches(within: y).filter { x.contains($0.before.lowerBound) }.reduce(0) {
                $0 + $1.after.count
            }
            guard
                shared * Self.leastSharedPart.denominator >= max(x.count, y.count) * Self.leastSharedPart.numerator
            else { continue }
            join(old[link.before[0]].node, offsets[version] + came[link.after[0]])
            left.remove(old[link.before[0]].node)
        }
    }

    // MARK: Threads

    /// The thread of every sentence of every version; threads are numbered by their first sentence.
    func threads() -> [[Int]] {
        var numbers: [Int: Int] = [:]
        return versions.indices.map { version in
            versions[version].sentences.indices.map { sentence in
                let root = self.root(of: offsets[version] + sentence)
                if let number = numbers[root] { return number }
                numbers[root] = numbers.count
                return numbers.count - 1
            }
        }
    }

    /// For each thread its sentences in each version.
    func places() -> [[[Int]]] {
        var places: [[[Int]]] = []
        for (version, threads) in threads().enumerated() {
            for (sentence, thread) in threads.enumerated() {
                if thread == places.count { places.append(Array(repeating: [], count: versions.count)) }
                places[thread][version].append(sentence)
            }
        }
        return places
    }

    private func root(of node: Int) -> Int {
        var node = node
        while parents[node] != node { node = parents[node] }
        return node
    }

    private mutating func join(_ one: Int, _ two: Int) {
        let (first, second) = (halvedRoot(of: one), halvedRoot(of: two))
        parents[max(first, second)] = min(first, second)
    }

    private mutating func halvedRoot(of node: Int) -> Int {
        var node = node
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }
}

/// Sentences that stood once and are gone, in the order they left.
private struct Leavers {
    private struct Queue {
        var nodes: [Int] = []
        var head = 0
    }

    private var texts: [(node: Int, text: String)?] = []
    private var indexOfNode: [Int: Int] = [:]
    /// Those that had a text once; what was removed otherwise is passed over when its turn comes.
    private var waiting: [String: Queue] = [:]

    /// `earlier` are other texts that the sentence had before.
    mutating func add(_ node: Int, _ text: String, earlier: [String]) {
        indexOfNode[node] = texts.count
        for text in [text] + earlier { waiting[text, default: Queue()].nodes.append(node) }
        texts.append((node, text))
    }

    /// The one that left first with this text; it waits no longer.
    mutating func take(_ text: String) -> Int? {
        while let queue = waiting[text], queue.head < queue.nodes.count {
            waiting[text]?.head += 1
            let node = queue.nodes[queue.head]
            guard indexOfNode[node] != nil else { continue }
            remove(node)
            return node
        }
        return nil
    }

    mutating func remove(_ node: Int) {
        if let index = indexOfNode.removeValue(forKey: node) { texts[index] = nil }
    }

    /// Those that left last, of together at most `byteCount` bytes, in the order they left.
    func latest(byteCount: Int) -> [(node: Int, text: String)] {
        var chosen: [(node: Int, text: String)] = []
        var rest = byteCount
        for entry in texts.reversed() {
            guard let entry else { continue }
            rest -= entry.text.utf8.count
            if rest < 0 { break }
            chosen.append(entry)
        }
        return chosen.reversed()
    }
}

extension DiffText {
    /// Each text as a paragraph of one sentence.
    fileprivate init(paragraphs: [String]) {
        self.init(bytes: [], blocks: [], sentences: [])
        for (index, text) in paragraphs.enumerated() {
            if index > 0 { bytes += [Byte.lineFeed, Byte.lineFeed] }
            let range = bytes.count..<bytes.count + text.utf8.count
            bytes += text.utf8
            sentences.append(range)
            blocks.append(.init(kind: .paragraph, range: range, sentences: index..<index + 1))
        }
    }
}

extension TextDiff {
    /// The matches whose after side lies in `range`.
    ///
    /// - Complexity: O(log matches) and their number.
    func matches(within range: Range<Int>) -> ArraySlice<Match> {
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].after.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < matches.count, matches[end].after.lowerBound < range.upperBound { end += 1 }
        return matches[low..<end]
    }
}
