/// Whether a sentence ends at a mark: decided from the word before and the word after.
enum BoundaryRules {
    static func isBoundary(_ stop: StopCluster, _ text: borrowing SentenceText) -> Bool {
        if stop.isBracketed { return false }
        guard stop.next < text.end else { return true }
        let next = text.scalar(at: stop.next).scalar
        let first = text.characterClass(next)
        if stop.hasPlainMark { return isBoundaryAfterPlainMark(stop, next, text) }
        guard stop.isFollowedBySpace else { return MissingSpace.isBoundary(stop, first.kind, text) }

        if first.kind == .close { return false }
        if first.kind == .lower, ListMarker(startingAt: stop.next, text)?.hasBracket != true { return false }
        switch next {
        // A slash opens a picture's credit, as in "May 30, 2024. /Agency"; no sentence starts with one.
        case 0x2C, 0x3A, 0x3B, 0x25, 0x2F: return false
        default: break
        }
        if text.isDash(next), !isBoundaryBeforeDash(stop, text) { return false }
        let before = WordBefore(before: stop.start, text)
        let mayBeRelative = text.enclosed == .whole && next == 0x28
        // Most sentences end so, and the word after is not read.
        if stop.isSingleFullStop, !mayBeRelative, let answer = answer(of: before, stop, text) { return answer }
        let after = WordAfter(at: stop.next, text)
        if mayBeRelative, RelativeClause.opens(at: stop.next, after, text) { return false }
        if stop.hasStrongMark {
            return !(ExclaimedNames.contains(before) && after.wordStart == .upper && !after.opensSentence(text.rules))
        }
        if stop.hasEllipsis || stop.fullStops >= 3 { return isBoundaryAfterEllipsis(stop, after, text) }
        // "Nov.. Grazie": one belongs to the abbreviation. A closing quote, too, ends what an abbreviation might not.
        if stop.fullStops == 2 || stop.hasQuote { return true }
        return isBoundaryAfterFullStop(stop, before, after, text)
    }

    private static func isBoundaryAfterPlainMark(
        _ stop: StopCluster, _ next: UInt32, _ text: borrowing SentenceText
    ) -> Bool {
        if text.characterClass(next).kind == .close || next == 0x2C || next == 0xFF0C || next == 0x3001 { return false }
        // 「…。」と言った: what was quoted is part of the sentence that goes on in Hiragana.
        let goesOn = text.enclosed == .whole && stop.hasQuote && (0x3041...0x309F).contains(next)
        return !goesOn
    }

    /// Speech goes on after a dash when it goes on in lower case: "– if I may say so? – a bit".
    private static func isBoundaryBeforeDash(_ stop: StopCluster, _ text: borrowing SentenceText) -> Bool {
        var index = stop.next
        while index < text.end, text.isDash(text.scalar(at: index).scalar) { index += text.scalar(at: index).length }
        index = text.endOfSpace(from: index)
        return index < text.end && !text.isLower(at: index)
    }

    private static func isBoundaryAfterEllipsis(
        _ stop: StopCluster, _ after: WordAfter, _ text: borrowing SentenceText
    ) -> Bool {
        // "1, 2, ... 10" counts on.
        if after.wordStart == .digit { return !text.isSpace(text.scalarBefore(stop.start)) }
        return true
    }

    // MARK: - A single full stop

    /// What the word before a full stop says by itself; nil where the word after has a say in it.
    private static func answer(of before: WordBefore, _ stop: StopCluster, _ text: borrowing SentenceText) -> Bool? {
        let isPlain = before.form == .word && !before.isRoman && !before.looksShortened
        guard isPlain, !endsInThai(before: stop, text), text.rules.abbreviation(before) == nil else { return nil }
        return true
    }

    /// Thai and Lao write a full stop after abbreviations only.
    private static func endsInThai(before stop: StopCluster, _ text: borrowing SentenceText) -> Bool {
        (0x0E00...0x0EFF).contains(text.scalarBefore(stop.start))
    }

    private static func isBoundaryAfterFullStop(
        _ stop: StopCluster, _ before: WordBefore, _ after: WordAfter, _ text: borrowing SentenceText
    ) -> Bool {
        if endsInThai(before: stop, text) { return false }
        if let abbreviation = text.rules.abbreviation(before) {
            return isBoundary(after: abbreviation, before, after, text)
        }
        switch before.form {
        case .none: return true
        case .number: return isBoundaryAfterNumber(before, after, text)
        case .acronym:
            if TimeOfDay.isTime(before) { return TimeOfDay.isBoundary(before, after, text) }
            return after.opensSentence(text.rules)
        case .letter: return isBoundaryAfterLetter(before, after, text)
        case .word:
            if isRomanLabel(before, after, text) { return false }
            return before.looksShortened ? after.opensSentence(text.rules) : true
        }
    }

    private static func isBoundary(
        after abbreviation: SentenceRules.Abbreviation, _ before: WordBefore, _ after: WordAfter,
        _ text: borrowing SentenceText
    ) -> Bool {
        switch abbreviation {
        case .never: return false
        case .title:
            // After a number it is a unit: "в 2014 г. Президент".
            return !before.startsWithCapital && after.wordStart == .upper && followsNumber(before, text)
        case .number:
            // A capital before a name is an initial: "инженера А. П. Кольцова", "Herr S. Müller".
            if before.form == .letter, before.startsWithCapital || text.startsSentence(at: before.start) {
                return isBoundaryAfterLetter(before, after, text)
            }
            return after.wordStart == .upper && !after.isRoman
        case .date:
            return after.opensSentence(text.rules) || (after.wordStart == .upper && !before.startsWithCapital)
        case .general, .place:
            return after.opensSentence(text.rules)
        }
    }

    private static func followsNumber(_ before: WordBefore, _ text: borrowing SentenceText) -> Bool {
        let end = text.endOfText(before: before.start)
        return end < before.start && text.characterClass(text.scalarBefore(end)).kind == .digit
    }

    private static func isBoundaryAfterLetter(
        _ before: WordBefore, _ after: WordAfter, _ text: borrowing SentenceText
    ) -> Bool {
        // "Q. What is his name?", "a. The first item"
        if text.startsSentence(at: before.start) { return false }
        return after.opensSentence(text.rules)
    }

    private static func isBoundaryAfterNumber(
        _ before: WordBefore, _ after: WordAfter, _ text: borrowing SentenceText
    ) -> Bool {
        // "1. The first item", "2.3. Scope", but "2014. The year"
        if before.digitCount <= 3, text.startsSentence(at: before.start) { return false }
        guard text.rules.hasOrdinals, before.digitCount <= 2, !before.hasInnerStop else { return true }
        if after.wordStart == .digit { return false }
        if text.rules.months.contains(after.key) { return false }
        return after.opensSentence(text.rules) || !OrdinalHead.stands(before: before.start, text)
    }

    /// "II. The second part", and in languages with ordinals "im XIX. Jahrhundert".
    private static func isRomanLabel(_ before: WordBefore, _ after: WordAfter, _ text: borrowing SentenceText) -> Bool {
        guard before.isRoman else { return false }
        if text.startsSentence(at: before.start) { return true }
        return text.rules.hasOrdinals && !after.opensSentence(text.rules)
            && OrdinalHead.stands(before: before.start, text)
    }
}
