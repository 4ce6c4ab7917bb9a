/// The order in which threads are read: that of the newest version, with what is gone where it last stood.
struct ThreadOrder {
    /// Numbers of threads.
    private(set) var threads: [Int] = []
    /// Runs of `threads` that make up a block.
    private(set) var blocks: [VariantTable.Block] = []

    /// - Parameter threadOf: for each version the thread of each of its sentences.
    /// - Complexity: O(sentences of all versions).
    init(versions: [DiffText], threadOf: [[Int]]) {
        let count = 1 + (threadOf.joined().max() ?? -1)
        var list = LinkedOrder(count: count)
        // The block that a thread is of: one number for each block of text.
        var groups = [Int](repeating: -1, count: count)
        var kinds: [DiffText.BlockKind] = []
        for (version, text) in versions.enumerated().reversed() {
            let isNewest = version == versions.count - 1
            var last: Int?
            for block in text.blocks where !block.sentences.isEmpty {
                let members = block.sentences.map { threadOf[version][$0] }
                // A thread that stands twice in the newest version is read where it stands first.
                let known = isNewest ? nil : members.firstIndex { groups[$0] >= 0 }
                let group = known.map { groups[members[$0]] } ?? kinds.count
                if known == nil { kinds.append(block.kind) }
                for (index, thread) in members.enumerated() {
                    let isNew = groups[thread] < 0
                    if isNew {
                        groups[thread] = group
                        // What opened a block that still stands belongs in front of it.
                        if let known, index < known {
                            list.insert(thread, before: members[known])
                        } else {
                            list.insert(thread, after: last)
                        }
                    }
                    if !isNewest || isNew { last = thread }
                }
            }
        }
        threads = list.order()
        for (row, thread) in threads.enumerated() {
            if row > 0, groups[threads[row - 1]] == groups[thread] {
                blocks[blocks.count - 1].threads = blocks[blocks.count - 1].threads.lowerBound..<row + 1
            } else {
                blocks.append(.init(kind: kinds[groups[thread]], threads: row..<row + 1))
            }
        }
    }
}

/// Numbers in an order that grows by insertion.
private struct LinkedOrder {
    /// The entry at `count` stands for both ends.
    private var next: [Int]
    private var previous: [Int]
    private var end: Int { next.count - 1 }

    init(count: Int) {
        next = Array(repeating: -1, count: count + 1)
        previous = next
        next[count] = count
        previous[count] = count
    }

    /// After nil is at the beginning.
    mutating func insert(_ element: Int, after other: Int?) {
        let before = other ?? end
        link(element, between: before, next[before])
    }

    mutating func insert(_ element: Int, before other: Int) { link(element, between: previous[other], other) }

    private mutating func link(_ element: Int, between before: Int, _ after: Int) {
        next[before] = element
        previous[element] = before
        next[element] = after
        previous[after] = element
    }

    func order() -> [Int] {
        var order: [Int] = []
        var element = next[end]
        while element != end {
            order.append(element)
            element = next[element]
        }
        return order
    }
}
