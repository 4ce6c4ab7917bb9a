internal import StetModel

/// Names and abbreviations of time zones that a stamp may state.
///
/// Only names that mean one offset in practice of news stamps. "IST", "CST" in Asian and "BST" in Bangladeshi use are
/// ambiguous; the table takes the reading of the pages that print them most (India, U.S. Central, British Summer).
enum TimeZoneNames {
    /// Minutes east of UTC of a zone named by `word` (lower case), on the given day where the name covers both
    /// standard and summer time ("ET").
    static func offset(_ word: String, year: Int, month: Int, day: Int) -> Int? {
        if let fixed = fixed[word] { return fixed }
        guard let standard = american[word] else { return nil }
        return standard + (isAmericanSummer(year: year, month: month, day: day) ? 60 : 0)
    }

    private static let american = ["et": -300, "ct": -360, "mt": -420, "pt": -480]

    private static let fixed: [String: Int] = [
        "z": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
        "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180,
        "bst": 60, "cet": 60, "mez": 60, "west": 60, "cest": 120, "mesz": 120, "eet": 120, "sast": 120, "eest": 180,
        "msk": 180, "мск": 180, "trt": 180, "eat": 180, "gst": 240, "pkt": 300, "ist": 330, "npt": 345, "wib": 420,
        "wita": 480, "hkt": 480, "sgt": 480, "awst": 480, "myt": 480, "pht": 480, "jst": 540, "kst": 540, "acst": 570,
        "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    ]

    /// Second Sunday of March to first Sunday of November, the rule in force since 2007.
    private static func isAmericanSummer(year: Int, month: Int, day: Int) -> Bool {
        switch month {
        case 4...10: true
        case 3: day >= 8 + (7 - weekday(year: year, month: 3, day: 8)) % 7
        case 11: day < 1 + (7 - weekday(year: year, month: 11, day: 1)) % 7
        default: false
        }
    }

    /// 0 is Sunday. Source: Sakamoto's method.
    private static func weekday(year: Int, month: Int, day: Int) -> Int {
        let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let year = month < 3 ? year - 1 : year
        return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7
    }
}
