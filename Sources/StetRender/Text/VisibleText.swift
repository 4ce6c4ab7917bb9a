/// Article text made fit to show: what would act on a terminal, reorder a line or hide from the reader is spelled out.
///
/// Control characters (C0, DEL, C1), bidi controls, zero-width and other invisible characters, private-use and
/// noncharacters become ⟨U+XXXX⟩. Invisible characters that spelling needs stay: joiners between the letters of
/// scripts that use them and inside emoji, one variation selector after its base, direction marks in text that has
/// right-to-left letters.
package enum VisibleText {
    /// More marks than this on one letter are no spelling of any language, but a way to draw over other lines.
    static let longestMarkRun = 10

    /// The text of one line: a line break or tab in it shows as a space.
    package static func line(_ text: String) -> String {
        text.utf8.allSatisfy(isPlain) ? text : visible(text, lines: false)
    }

    /// Text that keeps its line breaks, such as code; a tab in it is four spaces.
    package static func lines(_ text: String) -> String {
        text.utf8.allSatisfy(isPlain) ? text : visible(text, lines: true)
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    private static func visible(_ text: String, lines: Bool) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        let scalars = Array(text.unicodeScalars)
        let hasRightToLeft = scalars.contains { $0.isRightToLeft }
        var markRun = 0
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if isBlank(scalar) {
                let end = scalars[index...].firstIndex { !isBlank($0) } ?? scalars.count
                append(blanks: scalars[index..<end], lines: lines, to: &result)
                index = end
                markRun = 0
                continue
            }
            let isMark = !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
            markRun = isMark ? markRun + 1 : 0
            let previous = index > 0 ? scalars[index - 1] : nil
            index += 1
            let next = index < scalars.count ? scalars[index] : nil
            let isShown =
                scalar.isASCII
                ? scalar >= " " && scalar <= "~"
                : isShown(scalar, after: previous, before: next, hasRightToLeft: hasRightToLeft)
            if isShown, markRun <= longestMarkRun {
                result.unicodeScalars.append(scalar)
            } else {
                spellOut(scalar, into: &result)
            }
        }
        return result
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\t" }

    /// A line broken inside a sentence, with the blanks around the break, is one space.
    private static func append(blanks: ArraySlice<Unicode.Scalar>, lines: Bool, to result: inout String) {
        if !lines, blanks.contains("\n") {
            result += " "
            return
        }
        for blank in blanks {
            if blank == "\t" { result += lines ? "    " : " " } else { result.unicodeScalars.append(blank) }
        }
    }

    private static func spellOut(_ scalar: Unicode.Scalar, into result: inout String) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }

    private static func isShown(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?, hasRightToLeft: Bool
    ) -> Bool {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint {
            return belongs(scalar, after: previous, before: next, hasRightToLeft: hasRightToLeft)
        }
        if properties.isNoncharacterCodePoint { return false }
        return switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: false
        // Interlinear annotation; other visible format characters (Arabic number signs) are drawn.
        case .format: !(0xFFF9...0xFFFB).contains(scalar.value)
        default: true
        }
    }

    /// Whether an invisible character has a place in the spelling here.
    private static func belongs(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?, hasRightToLeft: Bool
    ) -> Bool {
        guard let previous else { return scalar.value == 0x200E || scalar.value == 0x200F ? hasRightToLeft : false }
        switch scalar.value {
        case 0x200D where isEmojiPart(previous):  // ZERO WIDTH JOINER inside an emoji
            return next?.properties.isEmoji ?? false
        case 0x200C, 0x200D:  // (non-)joiner between letters of a joining script
            return isJoining(previous) && (next.map(isJoining) ?? true)
        case 0x200E, 0x200F, 0x61C:  // direction marks
            return hasRightToLeft
        case 0xFE00...0xFE0F:
            return !previous.properties.isDefaultIgnorableCodePoint && !previous.properties.isWhitespace
        case 0xE0100...0xE01EF:
            return previous.properties.isIdeographic
        case 0x180B...0x180F:
            return (0x1820...0x18AA).contains(previous.value)
        case 0xE0020...0xE007F:  // the flags of England, Scotland and Wales
            return previous.value == 0x1F3F4 || (0xE0020...0xE007E).contains(previous.value)
        default:
            return false
        }
    }

    private static func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || (scalar.properties.isEmoji && !scalar.isASCII)
    }

    /// Arabic, Syriac, N'Ko and the scripts of South and South-East Asia and Mongolia.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        let isOfJoiningScript =
            switch scalar.value {
            case 0x600...0x109F, 0x1780...0x18AF, 0x1A20...0x1AAF, 0x1B00...0x1CFF, 0xA800...0xABFF, 0xFB50...0xFDFF,
                0xFE70...0xFEFE, 0x10A00...0x11FFF, 0x1E900...0x1E95F:
                true
            default: false
            }
        return isOfJoiningScript && !scalar.properties.isDefaultIgnorableCodePoint
    }
}
