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
