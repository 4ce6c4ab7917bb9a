internal import Synchronization

/// What the boundary rules know of one language: its abbreviations, and the words that open a sentence.
final class SentenceRules: Sendable {
    /// How an abbreviation binds to what follows.
    enum Abbreviation: UInt8, Sendable {
        /// Stands before a name: never ends a sentence. "Mr."
        case title
        /// Stands before a number: ends a sentence unless one follows. "No."
        case number
        /// A month or a day: ends a sentence only before a word that opens one. "Jan."
        case date
        /// Any other: ends a sentence only before a word that opens one. "Inc."
        case general
        /// Like `general`, but only when written with a capital. "Miss."
        case place
        /// Never ends a sentence. "e.g."
        case never
    }

    private struct Entry: Sendable {
        var abbreviation: Abbreviation
        /// Whether it counts only when written with a capital.
        var needsCapital: Bool
    }

    private let abbreviations: WordKeys<Entry>
    let openers: WordKeys<Void>
    let months: WordKeys<Void>
    /// Words before a number with a full stop that make it an ordinal: "am 5. Mai". Empty where the language has none.
    let ordinalHeads: WordKeys<Void>
    /// Adverbs are told by this ending.
    let hasEnglishAdverbs: Bool
    /// Whether `;` asks a question.
    let semicolonAsks: Bool

    var hasOrdinals: Bool { !ordinalHeads.isEmpty }

    /// English stands behind every language, since names and companies carry its abbreviations everywhere; but
    /// there they count only with a capital: "det." ends a Danish sentence.
    init(_ data: LanguageData) {
        let isEnglish = data.code == LanguageData.english.code
        var abbreviations: [UInt64: Entry] = [:]
        if !isEnglish { Self.add(.english, everyKindNeedsCapital: true, to: &abbreviations) }
        Self.add(data, everyKindNeedsCapital: false, to: &abbreviations)
        let openers = isEnglish ? data.openers : LanguageData.english.openers + " " + data.openers
        self.abbreviations = WordKeys(abbreviations)
        self.openers = WordKeys(openers)
        self.months = WordKeys(data.months)
        self.ordinalHeads = WordKeys(data.ordinalHeads)
        self.hasEnglishAdverbs = isEnglish
        self.semicolonAsks = data.code == "el"
    }

    private static func add(_ data: LanguageData, everyKindNeedsCapital: Bool, to entries: inout [UInt64: Entry]) {
        let titlesNeedCapital = everyKindNeedsCapital || data.code == LanguageData.english.code
        for (words, abbreviation, needsCapital) in [
            (data.general, Abbreviation.general, everyKindNeedsCapital), (data.places, .place, true),
            (data.dates, .date, titlesNeedCapital), (data.numbers, .number, false),
            (data.titles, .title, titlesNeedCapital), (data.never, .never, false),
        ] {
            for word in words.spacedWords {
                entries[key(word)] = Entry(abbreviation: abbreviation, needsCapital: needsCapital)
            }
        }
    }

    /// What the word is, if it is a known abbreviation; by itself or with the letters before it ("z. B.").
    func abbreviation(_ word: WordBefore) -> Abbreviation? {
        guard let entry = (word.compoundKey != 0 ? abbreviations[word.compoundKey] : nil) ?? abbreviations[word.key]
        else { return nil }
        if word.startsWithCapital || !entry.needsCapital { return entry.abbreviation }
        // "gen. Harris" is careless but plain: only a word that opens a sentence shows that "gen." ended one.
        return entry.abbreviation == .title && hasEnglishAdverbs ? .general : nil
    }

    /// Whether the word may be an abbreviation, by itself and as it may be written.
    func isAbbreviation(_ key: UInt64) -> Bool { abbreviations[key] != nil }

    func isTitle(_ key: UInt64) -> Bool { abbreviations[key]?.abbreviation == .title }

    /// The rules for a language tag; English where the language has no list of its own. Made when first asked for.
    static func rules(for language: String?) -> SentenceRules {
        let tag = language.map { $0.prefix { $0 != "-" && $0 != "_" }.lowercased() } ?? "en"
        // Norwegian writes under three tags.
        let code = tag == "nb" || tag == "nn" ? "no" : tag
        guard code != "en", let data = LanguageData.all.first(where: { $0.code == code }) else { return english }
        return made.withLock { made in
            if let rules = made[code] { return rules }
            let rules = SentenceRules(data)
            made[code] = rules
            return rules
        }
    }

    private static let english = SentenceRules(.english)
    private static let made = Mutex<[String: SentenceRules]>([:])

    // MARK: - Keys

    /// FNV-1a over lower-case characters: what a word is looked up by, without making a string of it.
    struct KeyBuilder {
        private(set) var key: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func append(_ scalar: UInt32) {
            key = (key ^ UInt64(CharacterTable.lowercased(scalar))) &* 0x100_0000_01B3
        }
    }

    static func key(_ word: some StringProtocol) -> UInt64 {
        var builder = KeyBuilder()
        for scalar in word.unicodeScalars { builder.append(scalar.value) }
        return builder.key
    }
}

extension String {
    /// The words between spaces. Bytes are compared, not characters: lists of languages are long and cut at first use.
    var spacedWords: [Substring] { utf8.split(separator: UInt8(ascii: " ")).map(Substring.init) }
}
