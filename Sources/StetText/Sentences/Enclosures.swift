/// Which quotes and brackets are open at a place, told from their neighbours and within a bounded distance.
struct Enclosures {
    enum Role {
        case opening, closing, none
    }

    /// Looking ahead for the mark that closes: where the last look began and ended, and what it found.
    private struct Lookahead {
        var from = 0
        var until = 0
        var role = Role.none
    }

    private struct Family {
        var openedAt: Int?
        var depth = 0
        var lookahead = Lookahead()
    }

    private enum Kind {
        case double, single, bracket
    }

    private var double = Family()
    private var single = Family()
    private var bracket = Family()

    private subscript(kind: Kind) -> Family {
        get {
            switch kind {
            case .double: double
            case .single: single
            case .bracket: bracket
            }
        }
        set {
            switch kind {
            case .double: double = newValue
            case .single: single = newValue
            case .bracket: bracket = newValue
            }
        }
    }

    /// A quotation longer than this, in bytes, is cut like other text: the mark that should close it is more likely
    /// forgotten. The longest quoted speech of the novels and news pages looked at is about 1,500 bytes.
    static let quotationLimit = 2_000
    static let bracketLimit = 500

    static func isMark(_ scalar: UInt32) -> Bool { kind(of: scalar) != nil }

    private static func kind(of scalar: UInt32) -> Kind? {
        switch scalar {
        case 0x22, 0x201C...0x201F, 0xAB, 0xBB, 0x300C...0x300F: .double
        case 0x27, 0x60, 0x2018...0x201B, 0x2039, 0x203A: .single
        case 0x28, 0x29, 0x5B, 0x5D, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D, 0x3010, 0x3011: .bracket
        default: nil
        }
    }

    /// Takes note of the mark at `index`.
    mutating func note(_ scalar: UInt32, at index: Int, length: Int, _ text: borrowing SentenceText) {
        guard let kind = Self.kind(of: scalar) else { return }
        switch Self.role(of: scalar, at: index, length: length, text) {
        case .opening:
            if kind == .bracket, let opened = self[kind].openedAt, index - opened <= Self.bracketLimit {
                self[kind].depth += 1
            } else {
                self[kind].openedAt = index
                self[kind].depth = 1
            }
        case .closing:
            self[kind].depth -= 1
            if self[kind].depth <= 0 {
                self[kind].openedAt = nil
                self[kind].depth = 0
            }
        case .none: break
        }
    }

    /// Whether something is open at `index` that closes after it.
    mutating func closes(after index: Int, _ text: borrowing SentenceText) -> Bool {
        closes(.double, after: index, limit: Self.quotationLimit, text)
            || closes(.bracket, after: index, limit: Self.bracketLimit, text)
            || closes(.single, after: index, limit: Self.quotationLimit, text)
    }

    private mutating func closes(
        _ kind: Kind, after index: Int, limit: Int, _ text: borrowing SentenceText
    ) -> Bool {
        guard let opened = self[kind].openedAt, index - opened <= limit else { return false }
        var look = self[kind].lookahead
        if index < look.from || index > look.until { look = Lookahead(from: index, until: index) }
        // Goes on where the last look stopped, so that all looks together are one walk over the text.
        let end = min(text.end, opened + limit)
        while look.role == .none || look.until < index, look.until < end {
            let (scalar, length) = text.scalar(at: look.until)
            if scalar == 0x0A, look.until + 1 < end, text.bytes[look.until + 1] == 0x0A { break }
            if Self.kind(of: scalar) == kind {
                look.role = Self.role(of: scalar, at: look.until, length: length, text)
                if look.role != .none { break }
            }
            look.until += length
        }
        self[kind].lookahead = look
        return look.role == .closing
    }

    // MARK: - What a mark does

    static func role(of scalar: UInt32, at index: Int, length: Int, _ text: borrowing SentenceText) -> Role {
        switch scalar {
        case 0x28, 0x5B, 0xFF08, 0xFF3B, 0x3010, 0x300C, 0x300E: return .opening
        case 0x29, 0x5D, 0xFF09, 0xFF3D, 0x3011, 0x300D, 0x300F: return .closing
        case 0x201E, 0x201A: return .opening
        default: break
        }
        let before = text.scalarBefore(index)
        let after = index + length < text.end ? text.scalar(at: index + length).scalar : 0
        let isFree = before == 0 || text.isSpace(before)
        let endsFree = after == 0 || text.isSpace(after)
        // French guillemets have spaces inside.
        if scalar == 0xAB, endsFree { return isFree ? .opening : .closing }
        if scalar == 0xBB, isFree { return endsFree || isPunctuation(after, text) ? .closing : .opening }
        if isFree, endsFree { return .none }
        let isSingle = scalar == 0x27 || scalar == 0x2019 || scalar == 0x2018
        if isSingle, text.characterClass(before).isLetter, text.characterClass(after).isLetter { return .none }
        if endsFree { return .closing }
        if isFree || text.characterClass(before).kind == .open || before == 0x22 || text.isDash(before) {
            return .opening
        }
        if isPunctuation(after, text) { return .closing }
        switch scalar {
        case 0x201D, 0x2019: return .closing
        case 0x201C, 0x2018, 0xAB: return .opening
        case 0xBB: return .closing
        default: return text.characterClass(before).kind == .punctuation ? .closing : .none
        }
    }

    private static func isPunctuation(_ scalar: UInt32, _ text: borrowing SentenceText) -> Bool {
        switch text.characterClass(scalar).kind {
        case .punctuation, .close: true
        default: false
        }
    }
}
