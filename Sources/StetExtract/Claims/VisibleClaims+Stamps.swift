internal import StetHTML
internal import StetModel

/// Dates that readers see as text: lines by the headline, parts of lines, and labelled ones elsewhere.
extension VisibleClaims {
    /// Reads the stamps between the headline and the text, then those further up, which are often teasers'.
    mutating func readStamps(title: Int?, start: Int, end: Int) {
        let near = min(max(start, (title ?? start) - Self.linesAboveTitle), end)
        readStamps(in: near..<min(end + Self.linesAfter, page.lines.count), title: title, end: end)
        readStamps(in: start..<near, title: title, end: end)
    }

    private mutating func readStamps(in range: Range<Int>, title: Int?, end: Int) {
        for index in range {
            let line = page.lines[index]
            // Under the standfirst, only what is no text.
            if index >= end, line.cut == nil || line.cut == .outside || line.cut == .duplicate { continue }
            if line.isEntryTime || isWholeText && line.isListed { continue }
            // Today's day stands in the page's navigation, and so do teasers.
            if line.cut == .navigation, index < title ?? 0 { continue }
            if let cut = line.cut, cut == .comments || cut == .related || cut == .linkList || cut == .copyright {
                continue
            }
            let text = line.text
            let matches = text.utf8.count <= Self.stampLineByteCount ? dates.matches(in: text) : []
            guard !matches.isEmpty, !line.shape.isProse || line.cut == .stamp,
                line.kind != .caption || isBareDate(text, matches)
            else {
                if index < end { readStampWithin(line, title: title, index: index) }
                continue
            }
            var from = 0
            for match in matches {
                let bytes = Array(text.utf8)
                let before = String(decoding: bytes[from..<match.range.lowerBound], as: UTF8.self)
                from = match.range.upperBound
                if Self.isEffect(before) || Self.isRegistration(before) { continue }
                add(Self.isUpdate(before) ? .updated : .published, String(describing: match.time), .visible, text)
                if let title, index + Self.linesAboveTitle >= title, !Self.isUpdate(before),
                    line.cut == .stamp || text.utf8.count <= Self.stampByteCount
                {
                    headStamps.append(match.time)
                }
            }
        }
    }

    private static let stampLineByteCount = 160

    /// "Athletics <span>02.02.2022</span> Category: Results": a date that fills an element of its own is a stamp, also in
    /// a line that is none.
    private mutating func readStampWithin(_ line: Line, title: Int?, index: Int) {
        guard line.text.utf8.count <= Self.stampLineByteCount, line.cut != nil || line.kind == .caption,
            DateToken.mayHoldNumber(line.text.utf8.span)
        else { return }
        for element in page.document[line.block].descendants(.span)
        where line.nodes.contains(element.subtreeEnd - 1) {
            let text = element.text.spaceFolded
            let matches = dates.matches(in: text)
            guard isBareDate(text, matches) else { continue }
            add(.published, String(describing: matches[0].time), .visible, text)
            return
        }
    }

    /// A line in a picture's box that is a stamp all the same: nothing but the date, or the time it takes to read besides.
    private func isBareDate(_ text: String, _ matches: [DateReader.Match]) -> Bool {
        guard matches.count == 1 else { return false }
        let bytes = Array(text.utf8)
        let rest = String(
            decoding: bytes[..<matches[0].range.lowerBound] + bytes[matches[0].range.upperBound...], as: UTF8.self)
        let words = rest.split(whereSeparator: { !$0.isLetter })
        return words.count <= 2
            && words.allSatisfy { $0.first?.isLowercase == true && Self.readingWords.contains($0.lowercased()) }
    }

    private static let readingWords: Set<String> = [
        "min", "mins", "minute", "minutes", "read", "on", "am", "le", "el", "il",
    ]

    /// A stamp may stand above the headline, right over it.
    private static let linesAboveTitle = 2

    /// A stamp and what may stand beside it in its line: a section, a name, the time it takes to read.
    private static let stampByteCount = 80

    /// The one day that the page's lines say something was published on, wherever they stand: "This entry was posted on
    /// 19 May 2010", "published 28.01.2022 06:00" under the article.
    mutating func readLabelledStamp() {
        var found: (line: String, time: StatedTime)?
        for line in page.lines where line.text.utf8.count <= Self.stampLineByteCount && line.shape.digitCount >= 3 {
            switch line.cut {
            case .comments, .related, .relativeTime, .linkList, .navigation, .copyright: continue
            default: break
            }
            guard !line.isEntryTime, Self.isPublication(line.text), !Self.isUpdate(line.text),
                !Self.isEffect(line.text),
                let time = dates.matches(in: line.text).first?.time
            else { continue }
            if let found, found.time.dayNumber != time.dayNumber { return }
            if found == nil || found?.time.clock == nil { found = (line.text, time) }
        }
        if let found { add(.published, String(describing: found.time), .visible, found.line) }
    }
}
