/// Turns the bytes of one text into those of another, exactly: white space included.
public struct TextPatch: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        /// Bytes of the before side. Copies may go back: that is how moved text is told.
        case copy(Range<Int>)
        case add([UInt8])
    }

    public var beforeCount: Int
    public var steps: [Step]

    public init(beforeCount: Int, steps: [Step]) {
        self.beforeCount = beforeCount
        self.steps = steps
    }

    /// The patch that a comparison amounts to. Its inverse is the patch of `diff.inverted()`.
    public init(_ diff: TextDiff) {
        self.init(beforeCount: diff.before.bytes.count, steps: [])
        let (old, new) = (diff.before.bytes, diff.after.bytes)
        // Equal text may differ in its white space, and what lies between two runs may be equal white space.
        var x = 0
        var y = 0
        for match in diff.matches {
            for piece in FoldedText.pieces(old, match.before, new, match.after) {
                let gap = y..<piece.after.lowerBound
                let same = piece.before.lowerBound - gap.count
                if same == x, same >= 0, old[same..<piece.before.lowerBound] == new[gap] {
                    copy(same..<piece.before.upperBound)
                } else {
                    if !gap.isEmpty { steps.append(.add(Array(new[gap]))) }
                    copy(piece.before)
                }
                (x, y) = (piece.before.upperBound, piece.after.upperBound)
            }
        }
        let tail = new[y...]
        if x + tail.count == old.count, old[x...].elementsEqual(tail) {
            copy(x..<old.count)
        } else if !tail.isEmpty {
            steps.append(.add(Array(tail)))
        }
    }

    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if case .copy(let last)? = steps.last, last.upperBound == range.lowerBound {
            steps[steps.count - 1] = .copy(last.lowerBound..<range.upperBound)
        } else {
            steps.append(.copy(range))
        }
    }

    /// The after side. Nil when `before` is not as long as the text that the patch was made for.
    public func applied(to before: [UInt8]) -> [UInt8]? {
        guard before.count == beforeCount else { return nil }
        var after: [UInt8] = []
        for step in steps {
            switch step {
            case .copy(let range):
                guard range.upperBound <= before.count else { return nil }
                after += before[range]
            case .add(let bytes): after += bytes
            }
        }
        return after
    }
}

extension TextDiff {
    /// The comparison seen from the other side.
    public func inverted() -> TextDiff {
        func swapped(_ links: [Link]) -> [Link] {
            links.map { link in
                let kind: LinkKind = link.kind == .split ? .merged : link.kind == .merged ? .split : link.kind
                return Link(kind: kind, before: link.after, after: link.before, isEdited: link.isEdited)
            }.sorted { $0.after[0] < $1.after[0] }
        }
        return TextDiff(
            before: after, after: before,
            matches: matches.map { Match(before: $0.after, after: $0.before, isMoved: $0.isMoved) }
                .sorted { $0.after.lowerBound < $1.after.lowerBound },
            sentenceLinks: swapped(sentenceLinks), blockLinks: swapped(blockLinks))
    }

    /// Whether both sides are the same text but for white space.
    public var isEmpty: Bool {
        before.sentences.count == after.sentences.count && before.blocks.count == after.blocks.count
            && sentenceLinks.count == after.sentences.count && sentenceLinks.allSatisfy { $0.kind == .equal }
            && blockLinks.count == after.blocks.count && blockLinks.allSatisfy { $0.kind == .equal }
    }
}
