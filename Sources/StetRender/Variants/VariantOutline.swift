import StetDiff

/// What a view shows of a variant table: rows of threads, and runs of those that never change folded away.
struct VariantOutline {
    enum Entry: Hashable {
        /// An index in `threads`.
        case shown(Int)
        case folded(Range<Int>)
    }

    private(set) var entries: [Entry] = []

    /// - Parameter context: how many constant threads to show before and after one that varies; nil shows all.
    /// - Complexity: O(threads).
    init(_ table: VariantTable, context: Int?) {
        let varies = table.threads.map { !$0.isConstant }
        var isShown = varies
        if let context {
            var sinceVarying = Int.max
            for index in varies.indices {
                sinceVarying = varies[index] ? 0 : sinceVarying == .max ? .max : sinceVarying + 1
                if sinceVarying <= context { isShown[index] = true }
            }
            sinceVarying = .max
            for index in varies.indices.reversed() {
                sinceVarying = varies[index] ? 0 : sinceVarying == .max ? .max : sinceVarying + 1
                if sinceVarying <= context { isShown[index] = true }
            }
        } else {
            isShown = Array(repeating: true, count: varies.count)
        }
        var index = 0
        while index < isShown.count {
            var end = index
            while end < isShown.count, isShown[end] == isShown[index] { end += 1 }
            if isShown[index] || end - index < DiffOutline.shortestFold {
                entries += (index..<end).map(Entry.shown)
            } else {
                entries.append(.folded(index..<end))
            }
            index = end
        }
    }
}

/// A thread made ready for views: each reading with what is new in it against the one before.
struct VariantReading {
    /// For each reading of the thread its words against the reading that stood before it; one equal segment for the
    /// first.
    let segments: [[ArticleDiff.Segment]]
    /// For each version the reading that last stood before it, where that is another; its index.
    private let thread: VariantTable.Thread

    init(_ thread: VariantTable.Thread) {
        self.thread = thread
        segments = thread.readings.indices.map { index in
            let reading = thread.readings[index]
            guard index > 0, let earlier = Self.readingStanding(before: reading.versions[0], in: thread) else {
                return [.init(kind: .equal, text: reading.text)]
            }
            return Self.words(from: thread.readings[earlier], to: reading)
        }
    }

    static func words(
        from before: VariantTable.Reading, to after: VariantTable.Reading
    ) -> [ArticleDiff.Segment] { tidied(VariantTable.words(from: before, to: after)) }

    /// The reading that a version found: that of the latest version before it that has the thread.
    static func readingStanding(before version: Int, in thread: VariantTable.Thread) -> Int? {
        thread.places[..<version].lastIndex { !$0.isEmpty }.flatMap { thread.reading(of: $0) }
    }

    /// What to say of a version beyond its words: "moved", "returned", "split in 2". Nil for nothing.
    static func note(on version: Int, of thread: VariantTable.Thread) -> String? {
        guard version > 0 else { return nil }
        return switch thread.steps[version - 1].kind {
        case .moved: "moved"
        case .returned: "returned"
        case .split: "split in \(max(2, thread.places[version].count))"
        case .merged: "merged"
        case .added, .removed, .absent, .equal, .edited: nil
        }
    }
}
