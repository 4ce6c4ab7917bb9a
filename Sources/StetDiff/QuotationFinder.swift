/// Finds the words inside quotation marks, block by block.
///
/// Double marks of all shapes count, single ones do not: an apostrophe cannot be told from them without reading the
/// language. A mark inside a quotation of another shape is part of its words. Where a shape says that it opens (“, „,
/// «, 「) and nothing closes it, the quotation goes on to the end of its block, as in reports whose next paragraph
/// opens it again.
///
/// - Complexity: O(bytes).
struct QuotationFinder {
    /// The words between the marks, without the white space around them; sorted, not overlapping, never empty.
    private(set) var ranges: [Range<Int>] = []
    private let bytes: [UInt8]

    init(_ text: DiffText) {
        bytes = text.bytes
        for block in text.blocks where block.kind != .code { find(in: block.range) }
    }

    /// A quotation that was opened.
    private struct Opening {
        var start: Int
        var closers: Set<Mark>
        /// Whether its mark can only open.
        var isCertain: Bool
    }

    private enum Mark: UInt32 {
        case straight = 0x22
        case leftGuillemet = 0xAB
        case rightGuillemet = 0xBB
        case left = 0x201C
        case right = 0x201D
        case low = 0x201E
        case leftCorner = 0x300C
        case rightCorner = 0x300D
        case leftWhiteCorner = 0x300E
        case rightWhiteCorner = 0x300F

        /// What closes a quotation that this mark opened; “ closes „ in German, and ” both opens and closes in Swedish.
        var closers: Set<Mark> {
            switch self {
            case .straight: [.straight]
            case .leftGuillemet: [.rightGuillemet]
            case .rightGuillemet: [.leftGuillemet, .rightGuillemet]
            case .left: [.right]
            case .right: [.right]
            case .low: [.left, .right]
            case .leftCorner: [.rightCorner]
            case .leftWhiteCorner: [.rightWhiteCorner]
            case .rightCorner, .rightWhiteCorner: []
            }
        }

        /// Whether it opens wherever it stands.
        var opensAnywhere: Bool {
            switch self {
            case .left, .low, .leftGuillemet, .leftCorner, .leftWhiteCorner: true
            default: false
            }
        }
    }

    private mutating func find(in range: Range<Int>) {
        var open: Opening?
        var index = range.lowerBound
        while index < range.upperBound {
            guard let (mark, length) = mark(at: index, end: range.upperBound) else {
                index += 1
                continue
            }
            if let opening = open {
                if opening.closers.contains(mark) {
                    add(opening.start..<index)
                    open = nil
                }
            } else if mark.opensAnywhere || beginsWord(index, length, in: range), !mark.closers.isEmpty {
                open = Opening(start: index + length, closers: mark.closers, isCertain: mark.opensAnywhere)
            }
            index += length
        }
        if let opening = open, opening.isCertain { add(opening.start..<range.upperBound) }
    }

    private func mark(at index: Int, end: Int) -> (mark: Mark, length: Int)? {
        switch bytes[index] {
        case 0x22: return (.straight, 1)
        case 0xC2 where index + 1 < end: return Mark(rawValue: UInt32(bytes[index + 1])).map { ($0, 2) }
        case 0xE2 where index + 2 < end, 0xE3 where index + 2 < end:
            let scalar =
                UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
                | UInt32(bytes[index + 2] & 0x3F)
            return Mark(rawValue: scalar).map { ($0, 3) }
        default: return nil
        }
    }

    /// Whether a mark that may open or close stands as one that opens: after white space or a bracket, before a word.
    private func beginsWord(_ index: Int, _ length: Int, in range: Range<Int>) -> Bool {
        let isAfterBreak =
            index == range.lowerBound || Byte.isBlank(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "(")
            || bytes[index - 1] == UInt8(ascii: "[")
        return isAfterBreak && index + length < range.upperBound && !Byte.isBlank(bytes[index + length])
    }

    /// Whether what stands between straight marks is an address, a path or another code and nobody's words: one piece
    /// without white space, with signs that no word has.
    private func isCode(_ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound - 1] == UInt8(ascii: "\"") || Byte.isBlank(bytes[range.lowerBound - 1]),
            !range.contains(where: { Byte.isBlank(bytes[$0]) })
        else { return false }
        return range.contains { index in
            Self.codeSigns.contains(bytes[index])
                || (bytes[index] == UInt8(ascii: ".") && index + 1 < range.upperBound)
        }
    }

    private static let codeSigns = Set("/\\_=#{}<>@|".utf8)

    private mutating func add(_ range: Range<Int>) {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Byte.isBlank(bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(bytes[end - 1]) { end -= 1 }
        if start < end, !isCode(start..<end) { ranges.append(start..<end) }
    }
}
