import StetDiff

/// Segments as a reader wants them: neighbours of one kind joined, and the white space that a removed and an added
/// piece share moved out of both, so that marks hug the words.
func tidied(_ segments: [ArticleDiff.Segment]) -> [ArticleDiff.Segment] {
    var result: [ArticleDiff.Segment] = []
    func append(_ kind: ArticleDiff.Segment.Kind, _ text: String) {
        guard !text.isEmpty else { return }
        if let last = result.indices.last, result[last].kind == kind {
            result[last].text += text
        } else {
            result.append(.init(kind: kind, text: text))
        }
    }
    var index = 0
    while index < segments.count {
        let segment = segments[index]
        guard segment.kind == .removed || segment.kind == .added else {
            append(segment.kind, segment.text)
            index += 1
            continue
        }
        // A run of changes is told as what was removed, then what was added.
        var removed = ""
        var added = ""
        while index < segments.count, segments[index].kind == .removed || segments[index].kind == .added {
            if segments[index].kind == .removed {
                removed += segments[index].text
            } else {
                added += segments[index].text
            }
            index += 1
        }
        // White space is no change that a reader could see.
        if removed.isBlank, added.isBlank {
            append(.equal, added.isEmpty && !result.endsInWhiteSpace ? " " : added)
            continue
        }
        let leading = removed.hasPrefix(" ") && added.hasPrefix(" ")
        if leading {
            append(.equal, " ")
            removed.removeFirst()
            added.removeFirst()
        }
        let trailing = removed.hasSuffix(" ") && added.hasSuffix(" ")
        if trailing {
            removed.removeLast()
            added.removeLast()
        }
        append(.removed, removed)
        append(.added, added)
        if trailing { append(.equal, " ") }
    }
    return result
}

extension String {
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

extension [ArticleDiff.Segment] {
    /// True at the beginning of a text, too.
    fileprivate var endsInWhiteSpace: Bool { last?.text.unicodeScalars.last?.properties.isWhitespace ?? true }
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
