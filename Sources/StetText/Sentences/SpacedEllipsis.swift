/// Full stops with spaces between them: ". . ." leaves words out, ". . . ." leaves words out between sentences.
struct SpacedEllipsis {
    let end: Int
    /// Where the sentence before ends, if one ends here.
    let boundary: Int?

    /// nil unless three or more stand at `index`.
    init?(at index: Int, _ text: borrowing SentenceText) {
        guard text.bytes[index] == 0x2E else { return nil }
        var last = index
        var count = 1
        while last + 2 < text.end, text.bytes[last + 1] == 0x20, text.bytes[last + 2] == 0x2E,
            Self.standsAlone(last + 2, text)
        {
            last += 2
            count += 1
        }
        guard count >= 3 else { return nil }
        end = last + 1
        let next = text.endOfSpace(from: end)
        let beginsSentence = next < text.end && text.characterClass(text.scalar(at: next).scalar).kind == .upper
        let isAttached = index > text.start && !text.isSpace(text.scalarBefore(index))
        // The first of four ends the sentence when it stands at the word; the ellipsis then opens the next.
        boundary = count >= 4 && beginsSentence ? (isAttached ? index + 1 : end) : nil
    }

    private static func standsAlone(_ index: Int, _ text: borrowing SentenceText) -> Bool {
        guard index + 1 < text.end else { return true }
        let scalar = text.scalar(at: index + 1).scalar
        let kind = text.characterClass(scalar).kind
        return kind == .space || kind == .close || scalar == 0x22 || scalar == 0x27
    }
}
