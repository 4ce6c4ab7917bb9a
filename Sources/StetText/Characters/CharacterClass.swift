internal import CICU

/// What the text layer needs to know of a character: what kind it is, and two flags, in one byte.
struct CharacterClass: Hashable {
    enum Kind: UInt8 {
        case other, space, lower, upper, letter, digit, number, mark, ideograph, dictionary, format, open, close
        case punctuation, pictograph
    }

    var rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    // Safe: every number up to that of the last kind is one, and the table has none above.
    @inline(__always)
    var kind: Kind { unsafe unsafeBitCast(min(rawValue & 0x1F, Kind.pictograph.rawValue), to: Kind.self) }

    /// Sentence_Terminal.
    var endsSentences: Bool { rawValue & 0x40 != 0 }

    /// Whether NFC may change it, or what stands beside it.
    var composes: Bool { rawValue & 0x80 != 0 }

    /// A letter or number that can stand in a run of letters: what Python's `[^\W\d_]` matches, less Han and Kana.
    var isLetter: Bool {
        switch kind {
        case .lower, .upper, .letter, .number, .dictionary: true
        default: false
        }
    }

    var isCased: Bool { kind == .lower || kind == .upper }
}

/// The classes of all characters. The table of the basic plane is built at its first use (about a
/// millisecond); text that is all ASCII never asks for it.
enum CharacterTable {
    static let basicPlane: [UInt8] = {
        unsafe [UInt8](unsafeUninitializedCapacity: 0x10000) { buffer, count in
            if let start = buffer.baseAddress { unsafe stet_icu_characters(start) }
            count = 0x10000
        }
    }()

    static func characterClass(of scalar: UInt32) -> CharacterClass {
        if scalar < 0x10000 { return CharacterClass(rawValue: basicPlane[Int(scalar)]) }
        return CharacterClass(rawValue: stet_icu_character(scalar))
    }

    /// The simple lower-case form.
    static func lowercased(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        return stet_icu_lowercased(scalar)
    }
}
