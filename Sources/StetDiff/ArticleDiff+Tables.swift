extension ArticleDiff {
    /// What changed in a table that stands on both sides: its columns, its rows, and the words of its cells.
    public struct TableChange: Hashable, Sendable {
        public struct Column: Hashable, Sendable {
            public enum Kind: String, Hashable, Sendable, CaseIterable {
                case equal, added, removed, moved
            }

            public var kind: Kind
            /// Which column it is on each side; nil where it does not stand.
            public var before: Int?
            public var after: Int?

            public init(kind: Kind, before: Int?, after: Int?) {
                self.kind = kind
                self.before = before
                self.after = after
            }
        }

        public struct Row: Hashable, Sendable {
            public enum Kind: String, Hashable, Sendable, CaseIterable {
                case equal, edited, added, removed, moved
            }

            /// A row is edited when a cell of a column that stands on both sides is; `moved` rows may be edited, too.
            public var kind: Kind
            /// Which row it is on each side, the header counted; nil where it does not stand.
            public var before: Int?
            public var after: Int?
            /// One cell for each of the table's `columns`, with its words; empty where there are none.
            public var cells: [[Segment]]

            public init(kind: Kind, before: Int?, after: Int?, cells: [[Segment]]) {
                self.kind = kind
                self.before = before
                self.after = after
                self.cells = cells
            }
        }

        /// Indices in `text.before.tables` and `text.after.tables`.
        public var before: Int
        public var after: Int
        /// The columns of both sides in the after side's order, removed ones where they stood.
        public var columns: [Column]
        /// The rows of both sides in the after side's order, removed ones where they stood; a moved one at its new place.
        public var rows: [Row]

        public init(before: Int, after: Int, columns: [Column], rows: [Row]) {
            self.before = before
            self.after = after
            self.columns = columns
            self.rows = rows
        }
    }
}

/// Pairs the tables of both sides and compares those that are not the same.
///
/// - Complexity: O(sentences + cells) for the pairing; see `TableComparison` for each pair.
struct TablePairing {
    private let diff: TextDiff

    init(_ diff: TextDiff) { self.diff = diff }

    func changes() -> [ArticleDiff.TableChange] {
        guard !diff.before.tables.isEmpty, !diff.after.tables.isEmpty else { return [] }
        return pairs().compactMap { p, q in
            TableComparison(diff, p, q).change()
        }
    }

    /// Tables belong together by the rows that the text's alignment linked; what is left by equal headers in order, and then
    /// by standing alone between two pairs.
    private func pairs() -> [(before: Int, after: Int)] {
        let tableOfBefore = Self.tables(ofSentencesOf: diff.before)
        let tableOfAfter = Self.tables(ofSentencesOf: diff.after)
        var votes: [UInt64: Int] = [:]
        for link in diff.sentenceLinks {
            for i in link.before {
                for j in link.after {
                    guard let p = tableOfBefore[i], let q = tableOfAfter[j] else { continue }
                    votes[UInt64(p) << 32 | UInt64(q), default: 0] += 1
                }
            }
        }
        var mates = Mates(beforeCount: diff.before.tables.count, afterCount: diff.after.tables.count)
        for (pair, _) in votes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let (p, q) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
            if mates.areFree(p, q) { mates.link(p, q) }
        }
        var waiting: [[String]: [Int]] = [:]
        for q in diff.after.tables.indices.reversed() where mates.isFree(after: q) {
            if let header = diff.after.header(of: q) { waiting[header, default: []].append(q) }
        }
        for p in diff.before.tables.indices where mates.isFree(before: p) {
            if let header = diff.before.header(of: p), let q = waiting[header]?.popLast() { mates.link(p, q) }
        }
        pairNeighbours(&mates)
        return mates.ofAfter.enumerated().compactMap { q, p in p < 0 ? nil : (Int(p), q) }
    }

    /// A table whose every row was rewritten: the only one left between two pairs on either side is the same table.
    private func pairNeighbours(_ mates: inout Mates) {
        let gaps = Gaps(mates) { [diff] in diff.before.tables[$0].rows.count + diff.after.tables[$1].rows.count + 1 }
        var free: [Int32: (p: [Int], q: [Int])] = [:]
        for p in mates.ofBefore.indices where mates.isFree(before: p) {
            free[gaps.ofBefore[p], default: ([], [])].p.append(p)
        }
        for q in mates.ofAfter.indices where mates.isFree(after: q) {
            free[gaps.ofAfter[q], default: ([], [])].q.append(q)
        }
        for (p, q) in free.values where p.count == 1 && q.count == 1 { mates.link(p[0], q[0]) }
    }

    private static func tables(ofSentencesOf text: DiffText) -> [Int: Int] {
        var tables: [Int: Int] = [:]
        for (index, table) in text.tables.enumerated() {
            for row in table.rows { for sentence in text.blocks[row.block].sentences { tables[sentence] = index } }
        }
        return tables
    }
}

extension DiffText {
    /// The words of a header row that says something.
    fileprivate func header(of table: Int) -> [String]? {
        guard tables[table].hasHeader, let row = tables[table].rows.first else { return nil }
        let words = row.cells.map { String(decoding: bytes[$0], as: UTF8.self) }
        return words.allSatisfy(\.isEmpty) ? nil : words
    }
}
