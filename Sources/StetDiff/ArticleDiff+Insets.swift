internal import SequenceDiff

/// What stands between the words of a Markdown text and is none of them.
public struct Inset: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case picture
        case thematicBreak = "break"
        /// A block of code, whose lines are words of the text; its language is not.
        case code
    }

    public var kind: Kind
    /// A picture's description, or the first line of code.
    public var text: String
    /// Where a picture lies, or which language code is in; nil where nothing says it.
    public var target: String?

    public init(kind: Kind, text: String = "", target: String? = nil) {
        self.kind = kind
        self.text = text
        self.target = target
    }

    /// A piece of a text in reading order.
    public enum Piece: Hashable, Sendable {
        case words(String)
        case inset(Inset)
    }
}

extension ArticleDiff {
    /// A picture, a break or the language of code that is another one now, is new, gone or elsewhere.
    public struct InsetChange: Hashable, Sendable {
        /// Nil for one that is new.
        public var before: Inset?
        /// Nil for one that is gone.
        public var after: Inset?
        /// Whether it stands between other words now.
        public var isMoved: Bool
        /// The words that stand before it: on the side after, of what is gone on the side before; empty at the start.
        public var place: String

        public init(before: Inset?, after: Inset?, isMoved: Bool = false, place: String = "") {
            self.before = before
            self.after = after
            self.isMoved = isMoved
            self.place = place
        }

        public var kind: Inset.Kind { after?.kind ?? before?.kind ?? .picture }
    }

    /// What became of the insets of a text, in the order of the side after; what is gone stands where it stood.
    ///
    /// Those in the same place between the same words are paired first, then those between words that changed, by what is the
    /// same of them: all, the target, the text, at last the order alone; and then those that stand elsewhere, by what is the
    /// same of them. Code that came, went or moved is told by its lines, and is no change here.
    ///
    /// - Complexity: that of `EditScript`, with a piece for a token.
    public static func insetChanges(from before: [Inset.Piece], to after: [Inset.Piece]) -> [InsetChange] {
        InsetPairing(before, after).changes
    }
}

private struct InsetPairing {
    private struct Entry {
        let inset: Inset
        /// Where it stands among the pieces of its side, and the words before it.
        let index: Int
        let place: String
    }

    /// A change, and where it is told: by its place on the side after, or by that of the hunk that it was taken out in.
    private var found: [(change: ArticleDiff.InsetChange, order: Int)] = []

    init(_ before: [Inset.Piece], _ after: [Inset.Piece]) {
        guard before != after else { return }
        var numbers: [Inset.Piece: UInt32] = [:]
        func tokens(_ pieces: [Inset.Piece]) -> [UInt32] {
            pieces.map { piece in
                let next = UInt32(numbers.count)
                let number = numbers[piece] ?? next
                numbers[piece] = number
                return number
            }
        }
        let script = EditScript(from: tokens(before), to: tokens(after))
        let (old, new) = (Self.entries(before), Self.entries(after))
        var goneAlone: [(Entry, order: Int)] = []
        var newAlone: [Entry] = []
        for hunk in script.hunks {
            var gone = old.filter { hunk.before.contains($0.index) }
            var come = new.filter { hunk.after.contains($0.index) }
            for isSame in Self.likenesses + [{ $0.kind == $1.kind }] {
                for (one, two) in Self.pair(&gone, &come, isSame) { add(one, two, isMoved: false) }
            }
            goneAlone += gone.map { ($0, hunk.after.lowerBound) }
            newAlone += come
        }
        var gone = goneAlone.map(\.0)
        for isSame in Self.likenesses {
            for (one, two) in Self.pair(&gone, &newAlone, isSame) { add(one, two, isMoved: one.place != two.place) }
        }
        let left = Set(gone.map(\.index))
        for (entry, order) in goneAlone where left.contains(entry.index) && entry.inset.kind != .code {
            found.append((.init(before: entry.inset, after: nil, place: entry.place), order))
        }
        for entry in newAlone where entry.inset.kind != .code {
            found.append((.init(before: nil, after: entry.inset, place: entry.place), entry.index))
        }
    }

    var changes: [ArticleDiff.InsetChange] {
        // What is gone stands before what stands there now.
        func key(_ found: (offset: Int, element: (change: ArticleDiff.InsetChange, order: Int))) -> (Int, Int, Int) {
            (found.element.order, found.element.change.after == nil ? 0 : 1, found.offset)
        }
        return found.enumerated().sorted { key($0) < key($1) }.map(\.element.change)
    }

    private mutating func add(_ one: Entry, _ two: Entry, isMoved: Bool) {
        let isChanged = one.inset.kind == .code ? one.inset.target != two.inset.target : one.inset != two.inset
        guard isChanged || isMoved && one.inset.kind != .code else { return }
        found.append((.init(before: one.inset, after: two.inset, isMoved: isMoved, place: two.place), two.index))
    }

    /// What makes two insets the same one, strongest first.
    private static let likenesses: [@Sendable (Inset, Inset) -> Bool] = [
        { $0 == $1 },
        { $0.kind == $1.kind && $0.kind == .picture && $0.target == $1.target },
        { $0.kind == $1.kind && !$0.text.isEmpty && $0.text == $1.text },
    ]

    /// More insets than this between the same words are paired no further than in their order: it bounds the search.
    private static let bound = 256

    /// Takes out what is the same one, the first left with the first left.
    private static func pair(
        _ old: inout [Entry], _ new: inout [Entry], _ isSame: (Inset, Inset) -> Bool
    ) -> [(Entry, Entry)] {
        var pairs: [(Entry, Entry)] = []
        var left: [Entry] = []
        for entry in old {
            if let index = new.prefix(bound).firstIndex(where: { isSame(entry.inset, $0.inset) }) {
                pairs.append((entry, new.remove(at: index)))
            } else {
                left.append(entry)
            }
        }
        old = left
        return pairs
    }

    private static func entries(_ pieces: [Inset.Piece]) -> [Entry] {
        var place = ""
        var entries: [Entry] = []
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .words(let words): place = words
            case .inset(let inset): entries.append(Entry(inset: inset, index: index, place: place))
            }
        }
        return entries
    }
}
