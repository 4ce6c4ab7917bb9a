import StetDiff
import StetModel

/// What readers call the fields of the front matter.
enum FieldName {
    /// As the label of a line: "Headline".
    static func label(_ field: String) -> String {
        switch field {
        case "title": "Headline"
        case "deck": "Deck"
        case "authors": "Byline"
        case "outlet": "Outlet"
        case "section": "Section"
        case "tags": "Tags"
        case "published": "Published"
        case "updated": "Updated"
        case "language": "Language"
        case "license": "Licence"
        case "access": "Access"
        case "corrections": "Correction"
        case "url": "Address"
        default: field
        }
    }

    /// Inside a sentence: "headline changed".
    static func inSentence(_ field: String) -> String {
        switch field {
        case "published": "publication time"
        case "updated": "update time"
        case "corrections": "correction note"
        case "title", "deck", "authors", "outlet", "section", "tags", "language", "license", "access", "url":
            label(field).lowercased()
        default: field
        }
    }
}

extension Metadata {
    /// What the page says of who may read all of it, where not everyone may.
    var accessText: String? {
        switch access {
        case .restricted: "not free to read in full"
        case nil: nil
        }
    }
}

/// A changed field as a reader wants it: the same words once, times in one form.
struct FieldReading {
    let label: String
    let segments: [ArticleDiff.Segment]
    /// Whether the values are told whole, "before → after", and not word by word.
    let isWhole: Bool

    init(_ change: ArticleDiff.FieldChange) {
        label = FieldName.label(change.field)
        if let words = change.words, !words.isEmpty {
            segments = tidied(words)
            isWhole = false
            return
        }
        isWhole = true
        var before = change.before
        var after = change.after
        if let was = before.flatMap({ StatedTime($0) }) {
            before = was.readable
            if let isNow = after.flatMap({ StatedTime($0) }) { after = isNow.readable(after: was) }
        } else if let isNow = after.flatMap({ StatedTime($0) }) {
            after = isNow.readable
        }
        segments = [
            before.map { ArticleDiff.Segment(kind: .removed, text: $0) },
            after.map { ArticleDiff.Segment(kind: .added, text: $0) },
        ].compactMap(\.self)
    }
}

extension FieldReading {
    /// The rows that stand above the text: the fields that changed, then what stands between the words.
    static func readings(of diff: ArticleDiff) -> [FieldReading] {
        diff.metadata.map(FieldReading.init) + diff.insets.map(FieldReading.init)
    }

    /// "Picture  the old bridge ([-a.png-]{+b.png+}), after “It was built in 1932.”"
    private init(_ change: ArticleDiff.InsetChange) {
        isWhole = false
        let (before, after) = (change.before, change.after)
        func replaced(_ old: String?, _ new: String?) -> [ArticleDiff.Segment] {
            if old == new { return [.init(kind: .equal, text: new ?? "")] }
            return [
                old.map { ArticleDiff.Segment(kind: .removed, text: $0) },
                new.map { ArticleDiff.Segment(kind: .added, text: $0) },
            ].compactMap(\.self)
        }
        var pieces: [ArticleDiff.Segment] = []
        switch change.kind {
        case .picture:
            label = "Picture"
            if let before, let after {
                // A description that is new stands before the address as one that was edited does.
                let hasText = !before.text.isEmpty || !after.text.isEmpty
                let words = replaced(before.text, after.text).filter { !$0.text.isEmpty }
                pieces = words + (hasText ? [.init(kind: .equal, text: " (")] : [])
                pieces += replaced(before.target, after.target)
                if hasText { pieces.append(.init(kind: .equal, text: ")")) }
            } else {
                pieces = replaced(before?.description, after?.description)
            }
        case .thematicBreak:
            label = "Break"
            pieces = replaced(before.map { _ in "⁂" }, after.map { _ in "⁂" })
        case .code:
            label = "Code in"
            pieces = replaced(before?.target, after?.target)
        }
        func quoted(_ text: String) -> String {
            "“\(truncated(VisibleText.line(text), columnCount: Self.placeColumnCount))”"
        }
        if change.isMoved { pieces.append(.init(kind: .equal, text: ", moved")) }
        if change.kind == .code, let line = after?.text, !line.isEmpty {
            pieces.append(.init(kind: .equal, text: ": " + quoted(line)))
        } else {
            let place = change.place.isEmpty ? "at the start" : "after " + quoted(change.place)
            pieces.append(.init(kind: .equal, text: ", " + place))
        }
        segments = pieces
    }

    /// Enough of the words before it to find a picture by.
    private static let placeColumnCount = 40
}

extension Inset {
    /// "the old bridge (a.png)".
    fileprivate var description: String {
        guard let target, !target.isEmpty else { return text }
        return text.isEmpty ? target : "\(text) (\(target))"
    }
}

extension StatedTime {
    /// "10:43, 1 Jun 2024".
    var readable: String { (clock == nil ? "" : clockText + ", ") + dayText }

    /// What is new in this time against `earlier`: only the clock where the day and zone are the same.
    func readable(after earlier: StatedTime) -> String {
        let isSameDay = (year, month, day) == (earlier.year, earlier.month, earlier.day)
        return isSameDay && zoneOffset == earlier.zoneOffset && clock != nil && earlier.clock != nil
            ? clockText : readable
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var dayText: String { "\(day) \(Self.monthNames[month - 1]) \(year)" }

    private var clockText: String {
        // The ISO form has the clock and zone after the "T".
        var text = String(description.drop { $0 != "T" }.dropFirst())
        if let zoneOffset {
            text =
                zoneOffset == 0
                ? String(text.dropLast()) + " UTC" : String(text.dropLast(6)) + " UTC" + String(text.suffix(6))
        }
        return text
    }
}
