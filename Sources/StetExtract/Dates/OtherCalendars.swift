/// Calendars beside the Gregorian one that news sites date by.
enum OtherCalendars {
    /// The Gregorian year before the first one of an era: "令和6年" is 2018 + 6.
    static func eraStart(_ word: String) -> Int? {
        switch word {
        case "令和": 2018
        case "平成": 1988
        case "昭和": 1925
        case "民國", "民国": 1911
        default: nil
        }
    }

    /// Years that are Persian ones when they stand in a date: 1921 to 2120 of the Gregorian count.
    static let persianYears = 1300...1499

    static func persianMonth(_ word: String) -> Int? {
        persianMonths.firstIndex { $0.contains(word) }.map { $0 + 1 }
    }

    private static let persianMonths: [[String]] = [
        ["فروردین", "فروردين"], ["اردیبهشت", "ارديبهشت"], ["خرداد"], ["تیر", "تير"], ["مرداد", "امرداد"],
        ["شهریور", "شهريور"], ["مهر"], ["آبان"], ["آذر"], ["دی", "دي"], ["بهمن"], ["اسفند"],
    ]

    /// The Gregorian day of a day of the Persian (solar Hijri) calendar, by its 33-year cycle of leap years, which is
    /// exact for the years of `persianYears`.
    ///
    /// - Precondition: the month is 1...12, the day 1...31.
    static func gregorian(persianYear: Int, month: Int, day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = persianYear + 1595
        var days = -355_668 + 365 * shifted + shifted / 33 * 8 + (shifted % 33 + 3) / 4 + day
        days += month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186
        var year = 400 * (days / 146_097)
        days %= 146_097
        if days > 36_524 {
            days -= 1
            year += 100 * (days / 36_524)
            days %= 36_524
            if days >= 365 { days += 1 }
        }
        year += 4 * (days / 1461)
        days %= 1461
        if days > 365 {
            year += (days - 1) / 365
            days = (days - 1) % 365
        }
        let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        var rest = days + 1
        for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
            if rest <= length { return (year, index + 1, rest) }
            rest -= length
        }
        return (year, 12, 31)
    }
}
