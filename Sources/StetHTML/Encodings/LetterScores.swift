internal import Foundation

/// How well each single-byte encoding explains a sample, over the languages that are written in it.
///
/// The score is the logarithm of the probability of the bytes beyond ASCII and of where they stand, one by one, for the
/// best of the languages.
struct LetterScores {
    private let scores: [(encoding: LexborEncoding, score: Double)]
    /// The bytes beyond ASCII that were scored.
    let byteCount: Int
    private let byteCounts: [Int]
    let best: (encoding: LexborEncoding, score: Double)?

    init(_ sample: EncodingSample, language: String?) {
        byteCounts = (0..<128).map { byte in sample.counts.reduce(0) { $0 + $1[byte] } }
        guard sample.highByteCount > 0 else {
            scores = []
            byteCount = 0
            best = nil
            return
        }
        var scores: [(encoding: LexborEncoding, score: Double)] = []
        var best: (encoding: LexborEncoding, score: Double)?
        for model in Self.models {
            var score = model.prior + (model.language == language ? Self.statedLanguageBonus : 0)
            for context in EncodingSample.Context.allCases {
                let counts = sample.counts[context.rawValue]
                for byte in 0..<128 where counts[byte] > 0 {
                    score += Double(counts[byte]) * model.logarithms[context.rawValue][byte]
                }
            }
            if let last = scores.last, last.encoding == model.encoding {
                scores[scores.count - 1].score = max(last.score, score)
            } else {
                scores.append((model.encoding, score))
            }
            if score > best?.score ?? -.infinity { best = (model.encoding, score) }
        }
        self.scores = scores
        self.best = best
        byteCount = sample.highByteCount
    }

    /// Whether the best encoding makes words of the bytes: East Asian text takes twice as much to explain, byte by byte.
    var isConvincing: Bool { best.map { $0.score > Self.convincingScore * Double(byteCount) } ?? false }

    private static let convincingScore = -5.0

    /// Whether the best explanation is that the bytes are words in this encoding, beyond doubt.
    ///
    /// Not so in windows-874, where nearly every byte is a letter.
    func makeWords(in encoding: LexborEncoding) -> Bool {
        guard encoding.name != "windows-874", let best, best.encoding == encoding else { return false }
        return best.score > Self.certainScore * Double(byteCount)
    }

    /// Words in any language take 2 to 3.5 nats a byte.
    private static let certainScore = -4.0

    /// How many bytes of the sample two encodings read differently.
    func differingByteCount(_ one: LexborEncoding, _ other: LexborEncoding) -> Int {
        guard let first = Self.scalars[one.name], let second = Self.scalars[other.name] else { return byteCount }
        return (0..<128).reduce(0) { $0 + (first[$1] == second[$1] ? 0 : byteCounts[$1]) }
    }

    /// Nil for encodings that nothing is known of.
    func score(of encoding: LexborEncoding) -> Double? { scores.first { $0.encoding == encoding }?.score }

    // MARK: - Models

    private struct Model {
        var encoding: LexborEncoding
        var language: String
        var prior: Double
        /// Of the probability of each byte from 0x80 on, by context.
        var logarithms: [[Double]]
    }

    /// A page that states its language is in it, nearly always.
    private static let statedLanguageBonus = 6.0

    /// Encodings of the Web, the likelier one of two that hardly differ first, with what speaks for and against them before
    /// a byte is read.
    private static let encodings: [(label: String, prior: Double, languages: String)] = [
        ("windows-1252", 4, "de fr es it pt nl sv da no fi is ca et sq"), ("iso-8859-15", -1, "fr fi et"),
        ("windows-1250", 1, "pl cs sk hu ro hr sl"), ("iso-8859-2", 0, "pl cs sk hu ro hr sl"),
        ("windows-1251", 1, "ru uk be bg sr mk"), ("koi8-r", 0, "ru"), ("koi8-u", -1, "uk"),
        ("iso-8859-5", -1, "ru bg sr mk"), ("ibm866", -3, "ru"), ("windows-1253", 1, "el"), ("iso-8859-7", 0, "el"),
        ("windows-1254", 0, "tr"), ("windows-1255", 1, "he"), ("iso-8859-8", -1, "he"),
        ("windows-1256", 1, "ar fa ur"), ("iso-8859-6", -1, "ar"), ("windows-1257", 0, "lt lv et"),
        ("iso-8859-13", -1, "lt lv et"), ("windows-1258", 0, "vi"), ("windows-874", 1, "th"),
    ]

    /// What each byte from 0x80 on is in each encoding.
    private static let scalars: [String: [UInt32]] = Dictionary(
        uniqueKeysWithValues: encodings.compactMap { label, _, _ in
            guard let encoding = LexborEncoding(label: Array(label.utf8)) else { return nil }
            let scalars = (0x80...0xFF).map { byte -> UInt32 in
                let decoded = encoding.decode([UInt8(byte)])
                let scalar = String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars.first
                return decoded.errorCount > 0 ? 0xFFFD : scalar?.value ?? 0xFFFD
            }
            return (encoding.name, scalars)
        })

    private static let models: [Model] = encodings.flatMap { label, prior, languages -> [Model] in
        guard let encoding = LexborEncoding(label: Array(label.utf8)), let scalars = scalars[encoding.name] else {
            return []
        }
        return languages.split(separator: " ").compactMap { language -> Model? in
            guard let table = LetterFrequencies.all.first(where: { $0.language == language }) else { return nil }
            let isLatin = table.letters.keys.allSatisfy { $0 < 0x370 }
            let shares = scalars.map { share(of: $0, in: table.letters, isLatin: isLatin) }
            return Model(
                encoding: encoding, language: String(language), prior: prior,
                logarithms: EncodingSample.Context.allCases.map { context in
                    shares.map { log($0.share * contexts(of: $0.kind)[context.rawValue]) }
                })
        }
    }

    /// What a byte is in an encoding.
    private enum Kind { case latinLetter, otherLetter, punctuation, other }

    /// How often each kind stands beside ASCII letters, beside its like, and alone.
    private static func contexts(of kind: Kind) -> [Double] {
        switch kind {
        case .latinLetter: [0.8, 0.12, 0.08]
        case .otherLetter: [0.03, 0.92, 0.05]
        case .punctuation: [0.33, 0.33, 0.34]
        case .other: [0.05, 0.5, 0.45]
        }
    }

    private static func share(
        of code: UInt32, in letters: [UInt32: Double], isLatin: Bool
    ) -> (share: Double, kind: Kind) {
        let letter: Kind = isLatin ? .latinLetter : .otherLetter
        if let share = letters[code] { return (share * letterShare, letter) }
        guard let scalar = Unicode.Scalar(code), code != 0xFFFD, code >= 0xA0 else { return (impossible, .other) }
        if code == 0xA0 { return (noBreakSpace, .punctuation) }
        if symbols.contains(code) { return (symbol, .punctuation) }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        if let share = letters[small.first?.value ?? code] {
            return (max(strange, share * letterShare * capitalShare), letter)
        }
        guard scalar.properties.isAlphabetic else { return (strange, .other) }
        return (code < 0x370) == isLatin ? (foreign, letter) : (strange, code < 0x370 ? .latinLetter : .otherLetter)
    }

    /// Rough shares of bytes beyond ASCII in running text. Only their order of size matters.
    private static let letterShare = 0.7
    private static let capitalShare = 0.05
    private static let noBreakSpace = 0.2
    private static let symbol = 0.005
    /// A letter of the script that the language does not count as its own, a symbol that hardly stands in texts, a code
    /// that no text has.
    private static let foreign = 3e-4
    private static let strange = 1e-4
    private static let impossible = 1e-7

    /// Punctuation and signs that texts in every language have: they say nothing about it.
    private static let symbols = Set(
        "\u{AD}\u{200E}\u{200F}«»“”„‘’‚–—…•·©®™°§€£".unicodeScalars.lazy.map(\.value))
}
