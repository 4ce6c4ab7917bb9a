import TestSupport

/// Characters that text code gets wrong, next to plain ones.
enum HostileText {
    static let scalars: [Unicode.Scalar] = [
        " ", "\t", "\n", "\r", "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "\u{2003}", "\u{2028}",
        "\u{202F}",
        "\u{3000}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{061C}", "\u{2060}", "\u{2066}",
        "\u{2069}", "\u{202A}", "\u{202E}", "\u{FEFF}", "\u{E0001}", "\u{E0067}", "\u{E007F}", "\u{FE0F}", "\u{34F}",
        "a", "b", "e", "K", "Q", "s", "0", "1", "7", ".", ",", ":", ";", "'", "\"", "_", "-", "@", "#", "(", ")", "[",
        "]",
        "!", "?", "&", "\\", "`", "*", "•", "…", "–", "—", "‘", "’", "“", "”", "„", "«", "»", "·", "‧", "․", "ß", "é",
        "ł",
        "ɏ", "\u{301}", "\u{308}", "\u{316}", "\u{327}", "\u{345}", "\u{344}", "\u{1F71}", "\u{37E}", "\u{387}",
        "\u{1FEF}",
        "\u{2000}", "\u{2126}", "\u{212A}", "\u{212B}", "\u{1100}", "\u{1161}", "\u{11A8}", "한", "क", "\u{93C}",
        "\u{958}",
        "\u{94D}", "א", "\u{5B4}", "\u{FB1D}", "ا", "\u{653}", "\u{622}", "\u{F900}", "中", "文", "々", "ひ", "カ",
        "\u{3099}",
        "\u{304B}", "ー", "。", "！", "？", "「", "」", "（", "）", "ก", "\u{E33}", "า", "\u{E49}", "ไ", "ท", "ย", "😀", "👩",
        "🏽",
        "🇩", "🇪", "🏴", "©", "\u{1D15E}", "\u{2F800}", "؟", "।", "٣", "²", "Ⅷ",
    ]

    static func string(using random: inout SplitMix64, upTo length: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...length, using: &random) {
            // Half of it plain, so that the hostile ones meet words.
            let scalar =
                Bool.random(using: &random)
                ? scalars.randomElement(using: &random) : "ab. A1".unicodeScalars.randomElement(using: &random)
            if let scalar { text.append(scalar) }
        }
        return String(text)
    }
}
