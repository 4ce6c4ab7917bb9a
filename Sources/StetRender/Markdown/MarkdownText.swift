import StetDiff

/// Article text as Markdown that says nothing but the text.
enum MarkdownText {
    /// Made visible, and every character that Markdown or HTML could read as markup escaped.
    static func line(_ text: String) -> String {
        var result = ""
        let scalars = Array(VisibleText.line(text).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "~", "|", "#", "$": result += "\\\(scalar)"
            // A list item, or an underline that makes a heading, but only where a line begins.
            case "-", "+", "=": result += index == 0 ? "\\\(scalar)" : "\(scalar)"
            case ".", ")": result += isAfterLeadingNumber(index, scalars) ? "\\\(scalar)" : "\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isAfterLeadingNumber(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        index > 0 && index <= longestListNumber && scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
    }

    /// CommonMark reads no longer number as a list's.
    private static let longestListNumber = 9

    /// A changed text with ~~removed~~ and **added** words, and *words* of which only the marks changed.
    ///
    /// Markdown takes stars and tildes for marks only beside white space or punctuation; where the text gives neither
    /// the elements are written that they stand for.
    static func line(_ segments: [ArticleDiff.Segment]) -> String {
        var pieces: [Piece] = []
        for segment in segments {
            let hugged = HuggedText(segment.text)
            if segment.kind == .equal || hugged.words.isEmpty {
                pieces.append(Piece(text: line(segment.text), kind: .equal))
            } else {
                pieces.append(Piece(text: line(hugged.leading), kind: .equal))
                pieces.append(Piece(text: line(hugged.words), kind: segment.kind))
                pieces.append(Piece(text: line(hugged.trailing), kind: .equal))
            }
        }
        pieces.removeAll(where: \.text.isEmpty)
        var result = ""
        for (index, piece) in pieces.enumerated() {
            let next = index + 1 < pieces.count ? pieces[index + 1] : nil
            result += piece.marked(after: result.unicodeScalars.last, before: next)
        }
        return result
    }

    private struct Piece {
        var text: String
        var kind: ArticleDiff.Segment.Kind

        func marked(after previous: Unicode.Scalar?, before next: Piece?) -> String {
            let (mark, element) =
                switch kind {
                case .equal: ("", "")
                case .removed: ("~~", "del")
                case .added: ("**", "ins")
                case .reformatted: ("*", "em")
                }
            guard !mark.isEmpty, let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
                return text
            }
            let following: Unicode.Scalar? = next.map { $0.kind == .equal ? $0.text.unicodeScalars.first ?? " " : "*" }
            let opens = !first.isMarkdownPunctuation || (previous ?? " ").isMarkdownBorder
            let closes = !last.isMarkdownPunctuation || (following ?? " ").isMarkdownBorder
            // The same mark twice in a row would be read as one longer one.
            let isDistinct = previous.map { !mark.unicodeScalars.contains($0) } ?? true
            return opens && closes && isDistinct ? mark + text + mark : "<\(element)>\(text)</\(element)>"
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isMarkdownPunctuation: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        default: false
        }
    }

    fileprivate var isMarkdownBorder: Bool { isMarkdownPunctuation || properties.isWhitespace }
}
