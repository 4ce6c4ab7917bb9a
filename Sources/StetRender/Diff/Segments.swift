import StetDiff

/// Segments as a reader wants them: what was removed, then what was added, once for each change.
///
/// The diff itself is exact and tells every kept character as kept; a reader is better served by one change than by
/// three with a comma between them. So the views, and only they, join changes over islands of kept text that say
/// nothing alone; move the white space that both sides share out of the marks; and tell text that stands on both sides
/// as equal. What a reader gets is still both texts: the joined segments spell the same before and after.
///
/// - Complexity: O(text).
func tidied(_ segments: [ArticleDiff.Segment]) -> [ArticleDiff.Segment] {
    guard segments.contains(where: { $0.kind != .equal }) else { return joinedNeighbours(segments) }
    let segments = segments.joinedForReading()
    var pieces: [Piece] = []
    var change: Change?
    for segment in segments where !segment.text.isEmpty {
        switch segment.kind {
        case .equal, .reformatted:
            if let change { pieces.append(.changed(change)) }
            change = nil
            pieces.append(.kept(segment))
        case .removed:
            if change == nil { change = Change() }
            change?.removed += segment.text
        case .added:
            if change == nil { change = Change() }
            change?.added += segment.text
        }
    }
    if let change { pieces.append(.changed(change)) }
    return joinedNeighbours(joinedOverIslands(pieces).flatMap(\.segments))
}

private struct Change {
    var removed = ""
    var added = ""

    var isReplacement: Bool { !removed.isEmpty && !added.isEmpty }
}

private enum Piece {
    case kept(ArticleDiff.Segment)
    case changed(Change)

    var segments: [ArticleDiff.Segment] {
        switch self {
        case .kept(let segment): return [segment]
        case .changed(var change):
            if change.removed == change.added || (change.removed.isBlank && change.added.isBlank) {
                return [.init(kind: .equal, text: change.added.isEmpty ? change.removed : change.added)]
            }
            var leading = ""
            var trailing = ""
            if let first = change.removed.first, first == " ", change.added.first == first {
                leading.append(change.removed.removeFirst())
                change.added.removeFirst()
            }
            if let last = change.removed.last, last == " ", change.added.last == last {
                trailing.append(change.removed.removeLast())
                change.added.removeLast()
            }
            return [
                .init(kind: .equal, text: leading), .init(kind: .removed, text: change.removed),
                .init(kind: .added, text: change.added), .init(kind: .equal, text: trailing),
            ].filter { !$0.text.isEmpty }
        }
    }
}

/// Swallows islands: change, island, change becomes one change.
private func joinedOverIslands(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    var change: Change?
    var island: ArticleDiff.Segment?
    func flush() {
        if let change { result.append(.changed(change)) }
        if let island { result.append(.kept(island)) }
        change = nil
        island = nil
    }
    for piece in pieces {
        switch piece {
        case .kept(let segment) where change != nil && island == nil: island = segment
        case .kept:
            flush()
            result.append(piece)
        case .changed(let next):
            if change?.isReplacement ?? false, next.isReplacement, let text = island, isIsland(text) {
                change?.removed += text.text + next.removed
                change?.added += text.text + next.added
                island = nil
            } else {
                flush()
                change = next
            }
        }
    }
    flush()
    return result
}

/// Kept text no longer than this may be the middle of a word or address that was rewritten around it.
private let longestInnerIsland = 16

/// Whether kept text between two changes says nothing alone: blanks and punctuation, or the inside of one word or
/// address. Asked only where both are replacements: what was put in twice stays two additions.
private func isIsland(_ kept: ArticleDiff.Segment) -> Bool {
    guard kept.kind == .equal else { return false }
    let scalars = kept.text.unicodeScalars
    if scalars.allSatisfy({ !$0.properties.isAlphabetic && $0.properties.numericType == nil }) {
        // Sentence ends and quotation marks part what a reader takes in one glance.
        return !scalars.contains { [".", "!", "?", "。", "！", "？", "“", "”", "\"", "「", "」"].contains($0) }
    }
    return scalars.count <= longestInnerIsland
        && scalars.allSatisfy { !$0.properties.isWhitespace && !$0.isIdeographic }
}

private func joinedNeighbours(_ segments: [ArticleDiff.Segment]) -> [ArticleDiff.Segment] {
    var result: [ArticleDiff.Segment] = []
    for segment in segments where !segment.text.isEmpty {
        if let last = result.indices.last, result[last].kind == segment.kind {
            result[last].text += segment.text
        } else {
            result.append(segment)
        }
    }
    return result
}

extension String {
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

/// A text's outer white space and what stands between it.
struct HuggedText {
    var leading: String
    var words: String
    var trailing: String

    init(_ text: String) {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else {
            (leading, words, trailing) = (text, "", "")
            return
        }
        leading = String(scalars[..<first])
        words = String(scalars[first...last])
        trailing = String(scalars[scalars.index(after: last)...])
    }
}
