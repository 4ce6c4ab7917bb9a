internal import StetModel

/// Reads dates as publishers write them: ISO 8601, RFC 822, "01-Jun-2024", "1. Juni 2024, 10:43 Uhr",
/// "June 1, 2024 at 10:43 a.m. ET", "2024年6月1日 10:43", "10:43, 01-Jun-2024", and their kin in other languages.
struct DateReader {
    /// The order of an all-number date with slashes: "06/01/2024" is June 1 in the United States.
    var monthFirst: Bool

    init(monthFirst: Bool = false) {
        self.monthFirst = monthFirst
    }

    /// A date found in a text: where (UTF-8 offsets) and what.
    struct Match {
        var range: Range<Int>
        var time: StatedTime
    }

    /// The longest text a date is looked for in; longer texts are no stamps.
    static let maximumByteCount = 600

    /// The single time that a machine-readable value such as a `content` or `datetime` attribute states.
    func time(inValue value: String) -> StatedTime? {
        let trimmed = value.trimmingASCIISpace()
        if let exact = StatedTime(trimmed) { return Self.plausible(exact) }
        if let epoch = Self.epoch(trimmed) { return epoch }
        if let reordered = Self.withYearFirst(trimmed), let time = matches(in: reordered).first?.time { return time }
        return matches(in: trimmed).first?.time
    }

    /// "Fri Apr 28 19:20:36 CEST 2023", as C's `ctime` and Java write it, with the year where it is looked for.
    private static func withYearFirst(_ text: String) -> String? {
        let parts = text.split(separator: " ").map(String.init)
        guard (5...6).contains(parts.count), WeekdayNames.contains(parts[0].lowercased()),
            MonthNames.month(parts[1].lowercased()) != nil, parts[3].contains(":"), let year = parts.last,
            year.utf8.count == 4, year.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return "\(parts[2]) \(parts[1]) \(year) \(parts[3]) \(parts.count == 6 ? parts[4] : "")"
    }

    /// All dates of `text`, in order. Empty where the text is longer than a stamp may be.
    func matches(in text: String) -> [Match] {
        guard text.utf8.count <= Self.maximumByteCount, DateToken.mayHoldNumber(text.utf8.span) else { return [] }
        return matches(in: DateToken.tokens(of: text))
    }

    /// All dates of a text that was cut into tokens already.
    func matches(in tokens: [DateToken]) -> [Match] {
        var found: [Match] = []
        var index = 0
        while index < tokens.count {
            if let (date, end) = date(in: tokens, at: index) {
                let (clock, zone, range) = clock(
                    around: index..<end, in: tokens, date: date, after: found.last?.range.upperBound ?? 0)
                if let time = StatedTime(
                    year: date.year, month: date.month, day: date.day, clock: clock,
                    zoneOffset: clock == nil ? nil : zone), let time = Self.plausible(time)
                {
                    found.append(
                        Match(range: tokens[range.lowerBound].start..<tokens[range.upperBound - 1].end, time: time))
                    index = max(end, range.upperBound)
                    continue
                }
            }
            index += 1
        }
        return found
    }

    // MARK: - Days

    private struct Day {
        var year: Int
        var month: Int
        var day: Int
    }

    /// The date that begins at token `index`, and the token after it.
    private func date(in tokens: [DateToken], at index: Int) -> (Day, Int)? {
        if index > 0, tokens[index].isNumber, tokens[index].gluedToPrevious, tokens[index - 1].isNumberJoiner {
            return nil
        }
        return chineseDate(tokens, index) ?? eraDate(tokens, index) ?? persianDate(tokens, index) ?? isoDate(
            tokens, index) ?? compactDate(tokens, index)
            ?? namedDate(tokens, index) ?? numberDate(tokens, index)
    }

    /// "2024年6月1日", "2024년 6월 1일".
    private func chineseDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        guard index + 4 < tokens.count, let year = tokens[index].year, tokens[index + 1].isWord("年", "년"),
            let month = tokens[index + 2].number(1...12), tokens[index + 3].isWord("月", "월"),
            let day = tokens[index + 4].number(1...31)
        else { return nil }
        let end = index + 5
        return (
            Day(year: year, month: month, day: day),
            end < tokens.count && tokens[end].isWord("日", "일", "号") ? end + 1 : end
        )
    }

    /// "令和6年6月1日", "民國113年6月1日".
    private func eraDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        guard index + 5 < tokens.count, let word = tokens[index].word, let start = OtherCalendars.eraStart(word),
            let year = tokens[index + 1].number(1...199), tokens[index + 2].isWord("年"),
            let month = tokens[index + 3].number(1...12), tokens[index + 4].isWord("月"),
            let day = tokens[index + 5].number(1...31)
        else { return nil }
        let end = index + 6
        return (
            Day(year: start + year, month: month, day: day),
            end < tokens.count && tokens[end].isWord("日", "号") ? end + 1 : end
        )
    }

    /// "۱۲ خرداد ۱۴۰۳", "1403/03/12": the Persian calendar, whose years are told by their number.
    private func persianDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        func converted(_ year: Int, _ month: Int, _ day: Int, _ end: Int) -> (Day, Int)? {
            let (year, month, day) = OtherCalendars.gregorian(persianYear: year, month: month, day: day)
            return (Day(year: year, month: month, day: day), end)
        }
        let years = OtherCalendars.persianYears
        if let day = tokens[index].number(1...31), tokens[index].digitCount <= 2, index + 1 < tokens.count,
            let month = tokens[index + 1].word.flatMap(OtherCalendars.persianMonth)
        {
            let next = skip(tokens, index + 2, words: ["ماه", "سال"], marks: "،,-")
            guard next < tokens.count, tokens[next].digitCount == 4, let year = tokens[next].number(years) else {
                return nil
            }
            return converted(year, month, day, next + 1)
        }
        guard index + 4 < tokens.count, tokens[index].digitCount == 4, let year = tokens[index].number(years),
            let mark = tokens[index + 1].mark, mark == "/" || mark == "-", let month = tokens[index + 2].number(1...12),
            tokens[index + 3].mark == mark, let day = tokens[index + 4].number(1...31),
            tokens[index + 4].digitCount <= 2
        else { return nil }
        return converted(year, month, day, index + 5)
    }

    /// "2024-06-01", "2024/6/1", "2024.06.01", with "T" or a space before a time.
    private func isoDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        guard index + 4 < tokens.count, let year = tokens[index].year, let mark = tokens[index + 1].mark,
            "-/.‑–".unicodeScalars.contains(mark), let month = tokens[index + 2].number(1...12),
            tokens[index + 3].mark == mark, let day = tokens[index + 4].number(1...31),
            tokens[index + 4].digitCount <= 2
        else { return nil }
        return (Day(year: year, month: month, day: day), index + 5)
    }

    /// "20240601", with or without "T104300".
    private func compactDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        guard tokens[index].digitCount == 8, let value = tokens[index].number(19_000_101...20_991_231) else {
            return nil
        }
        return (Day(year: value / 10_000, month: value / 100 % 100, day: value % 100), index + 1)
    }

    /// "1 June 2024", "1. Juni 2024", "01-Jun-2024", "1 de junio de 2024", "June 1, 2024", "Jun. 1st 2024", "2024 June 1".
    private func namedDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        if let day = tokens[index].number(1...31), tokens[index].digitCount <= 2 {
            var next = skip(
                tokens, index + 1, words: ["st", "nd", "rd", "th", "er", "º", "ª", "°", "de", "of", "del", "di"],
                marks: ".-–,/")
            guard let (month, afterMonth) = month(tokens, next) else { return nil }
            next = skip(tokens, afterMonth, words: ["de", "del", "di"], marks: ".,-–/'’")
            guard next < tokens.count,
                let year = tokens[next].year ?? shortYear(tokens, next)
                    ?? buddhistYear(tokens, next, monthAt: afterMonth - 1)
            else { return nil }
            return (Day(year: year, month: month, day: day), next + 1)
        }
        if let (month, afterMonth) = month(tokens, index) {
            var next = skip(tokens, afterMonth, words: [], marks: ".,-–")
            guard next < tokens.count, let day = tokens[next].number(1...31), tokens[next].digitCount <= 2 else {
                return nil
            }
            next = skip(tokens, next + 1, words: ["st", "nd", "rd", "th"], marks: ".,-–")
            guard next < tokens.count, let year = tokens[next].year else { return nil }
            return (Day(year: year, month: month, day: day), next + 1)
        }
        if let year = tokens[index].year {
            let next = skip(tokens, index + 1, words: [], marks: ".,-–/")
            guard let (month, afterMonth) = month(tokens, next) else { return nil }
            let last = skip(tokens, afterMonth, words: [], marks: ".,-–/")
            guard last < tokens.count, let day = tokens[last].number(1...31), tokens[last].digitCount <= 2 else {
                return nil
            }
            return (Day(year: year, month: month, day: day), last + 1)
        }
        return nil
    }

    /// "01.06.2024", "01/06/2024", "1-6-2024", "01.06.24".
    private func numberDate(_ tokens: [DateToken], _ index: Int) -> (Day, Int)? {
        guard index + 4 < tokens.count, let first = tokens[index].number(1...31), tokens[index].digitCount <= 2,
            let mark = tokens[index + 1].mark, "./-".unicodeScalars.contains(mark)
        else { return nil }
        var next = index + 2
        guard let second = tokens[next].number(1...31), tokens[next].digitCount <= 2 else { return nil }
        next += 1
        guard next + 1 < tokens.count, tokens[next].mark == mark else { return nil }
        guard let year = tokens[next + 1].year ?? twoDigitYear(tokens[next + 1], mark: mark) else { return nil }
        // With dashes the day leads wherever both could: "02-12-2025".
        let monthLeads = mark != "." && (monthFirst && mark == "/" ? first <= 12 : second > 12)
        let (day, month) = monthLeads ? (second, first) : (first, second)
        guard month <= 12 else { return nil }
        return (Day(year: year, month: month, day: day), next + 2)
    }

    private func month(_ tokens: [DateToken], _ index: Int) -> (Int, Int)? {
        guard index < tokens.count, let word = tokens[index].word else { return nil }
        // "ส.ค." is two letters with a full stop between them, "تشرين الأول" two words.
        if index + 2 < tokens.count, tokens[index + 1].mark == ".", let second = tokens[index + 2].word,
            let month = MonthNames.month(word + "." + second)
        {
            return (month, index + 3)
        }
        if index + 1 < tokens.count, let second = tokens[index + 1].word,
            let month = MonthNames.month(word + "\u{A0}" + second)
        {
            return (month, index + 2)
        }
        return MonthNames.month(word).map { ($0, index + 1) }
    }

    /// The Thai count of years, 543 ahead: "1 สิงหาคม 2567". Only after a month in Thai.
    private func buddhistYear(_ tokens: [DateToken], _ index: Int, monthAt month: Int) -> Int? {
        guard tokens[month].word?.unicodeScalars.first.map({ (0x0E00...0x0E7F).contains($0.value) }) ?? false else {
            return nil
        }
        if tokens[index].digitCount == 4, let value = tokens[index].number(2443...2642) { return value - 543 }
        if tokens[index].digitCount == 2, let value = tokens[index].number(40...99) { return 2500 + value - 543 }
        return nil
    }

    /// "Apr '23", "28-Apr-23", and "28 Apr 23" where it ends there: "28 Apr 23 people" does not state a year.
    private func shortYear(_ tokens: [DateToken], _ index: Int) -> Int? {
        guard index > 0, tokens[index].digitCount == 2, let value = tokens[index].number(0...99) else { return nil }
        let year = value < 70 ? 2000 + value : 1900 + value
        let before = tokens[index - 1]
        if before.mark == "'" || before.mark == "’" || before.mark == "-" { return year }
        guard before.word != nil else { return nil }
        guard index + 1 < tokens.count else { return year }
        return tokens[index + 1].isYearEnd ? year : nil
    }

    private func twoDigitYear(_ token: DateToken, mark: Unicode.Scalar) -> Int? {
        guard mark != "-", token.digitCount == 2, let value = token.number(0...99) else { return nil }
        return value < 70 ? 2000 + value : 1900 + value
    }

    private func skip(_ tokens: [DateToken], _ start: Int, words: Set<String>, marks: String) -> Int {
        var index = start
        while index < tokens.count, index < start + 3 {
            if let mark = tokens[index].mark, marks.unicodeScalars.contains(mark) {
                index += 1
            } else if let word = tokens[index].word, words.contains(word) {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    // MARK: - Clocks

    /// The clock that stands right after the date, or right before it, and the tokens both cover.
    private func clock(
        around date: Range<Int>, in tokens: [DateToken], date day: Day, after floor: Int
    ) -> (StatedTime.Clock?, Int?, Range<Int>) {
        var index = date.upperBound
        var skipped = 0
        while index < tokens.count, skipped < 5 {
            if let (clock, zone, end) = clock(tokens, index, day) { return (clock, zone, date.lowerBound..<end) }
            if let word = tokens[index].word {
                guard Self.glue.contains(word) || WeekdayNames.contains(word) else { break }
            } else if let mark = tokens[index].mark {
                guard ",.-–—|·•:/()@".unicodeScalars.contains(mark) else { break }
            } else {
                break
            }
            index += 1
            skipped += 1
        }
        var start = date.lowerBound - 1
        skipped = 0
        while start >= 0, skipped < 10, tokens[start].start >= floor {
            if let (clock, zone, end) = clock(tokens, start, day), end <= date.lowerBound,
                tokens[end..<date.lowerBound].allSatisfy({
                    $0.isFiller || WeekdayNames.contains($0.word ?? "") || Self.glue.contains($0.word ?? "")
                        || $0.word == "on"
                })
            {
                let isTail = start > 0 && tokens[start].gluedToPrevious && tokens[start - 1].isNumberJoiner
                if !isTail { return (clock, zone, start..<date.upperBound) }
            }
            start -= 1
            skipped += 1
        }
        return (nil, nil, date)
    }

    /// Words between a date and its clock.
    private static let glue = Set(
        """
        t at um à a as às alle ore kl kello klo om o g в at: las la les uhr saat h pukul lúc di года г ob u den et
        """.parts(between: " "))

    /// Halves of the day that stand before the hour: "오전 9:15", "下午3点15分". True for the second.
    private static let halves: [String: Bool] = [
        "오전": false, "오후": true, "上午": false, "下午": true, "午前": false, "午後": true,
    ]

    private func clock(_ tokens: [DateToken], _ index: Int, _ day: Day) -> (StatedTime.Clock, Int?, Int)? {
        if let isSecond = tokens[index].word.flatMap({ Self.halves[$0] }), index + 1 < tokens.count,
            tokens[index + 1].isNumber, let (time, zone, end) = clock(tokens, index + 1, day), time.hour <= 12
        {
            let hour = time.hour % 12 + (isSecond ? 12 : 0)
            return (StatedTime.Clock(hour: hour, minute: time.minute, second: time.second), zone, end)
        }
        if tokens[index].digitCount == 6 || tokens[index].digitCount == 4, index > 0, tokens[index - 1].isWord("t"),
            let value = tokens[index].number(0...235_959)
        {
            let whole = tokens[index].digitCount == 4 ? value * 100 : value
            return zoned(tokens, index + 1, day, hour: whole / 10_000, minute: whole / 100 % 100, second: whole % 100)
        }
        guard tokens[index].digitCount <= 2, var hour = tokens[index].number(0...24) else { return nil }
        var next = index + 1
        var minute = 0
        var second: Int?
        var stated = false
        if next + 1 < tokens.count, let value = tokens[next + 1].number(0...59), tokens[next + 1].digitCount == 2,
            tokens[next].mark == ":" || tokens[next].isWord("h", "時", "时", "시", "點", "点")
                || (tokens[next].mark == "." && isDottedClock(tokens, index, next + 2))
        {
            minute = value
            stated = true
            next += 2
            if next + 1 < tokens.count, tokens[next].mark == ":" || tokens[next].isWord("分"),
                let value = tokens[next + 1].number(0...59)
            {
                second = value
                next += 2
                if next + 1 < tokens.count, tokens[next].mark == "." || tokens[next].mark == ",",
                    tokens[next + 1].isNumber,
                    tokens[next + 1].gluedToPrevious
                {
                    next += 2
                }
            }
        }
        if next < tokens.count, let half = tokens[next].word {
            switch half {
            case "am", "a", "pm", "p", "午前", "午後":
                let dotted = half == "a" || half == "p"
                guard
                    !dotted || (next + 2 < tokens.count && tokens[next + 1].mark == "." && tokens[next + 2].isWord("m"))
                else { break }
                guard (1...12).contains(hour) || stated else { return nil }
                if hour <= 12 { hour = hour % 12 + (half.hasPrefix("p") ? 12 : 0) }
                stated = true
                next += dotted ? 3 : 1
                if dotted, next < tokens.count, tokens[next].mark == "." { next += 1 }
            case "uhr", "h", "hrs", "hs":
                stated = true
                next += 1
            case "分", "분":
                next += 1
            default: break
            }
        }
        guard stated, hour < 24 else { return nil }
        // "10:00-11:30" is from then till then, and no time in a zone; "2024-06-01T10:43-11:00" is one.
        let isMachine = index > 0 && tokens[index - 1].isWord("t")
        if !isMachine, second == nil, next + 1 < tokens.count, tokens[next].mark == "-",
            tokens[next + 1].gluedToPrevious,
            let (minutes, _) = numericOffset(tokens, next + 1), minutes > hour * 60 + minute
        {
            return (StatedTime.Clock(hour: hour, minute: minute, second: nil), nil, next)
        }
        return zoned(tokens, next, day, hour: hour, minute: minute, second: second)
    }

    /// "10.43" is a clock only where a word says so: "kl. 10.43", "10.43 Uhr", "10.43 am", "um 10.43".
    private func isDottedClock(_ tokens: [DateToken], _ index: Int, _ after: Int) -> Bool {
        if after < tokens.count, let word = tokens[after].word,
            ["uhr", "am", "pm", "h", "hrs", "wib", "uur", "gmt", "cet", "bst"].contains(word)
        {
            return true
        }
        var before = index - 1
        if before >= 0, tokens[before].mark == "." { before -= 1 }
        guard before >= 0, let word = tokens[before].word else { return false }
        return ["kl", "klo", "kello", "um", "ore", "alle", "saat", "pukul", "jam", "ob", "at"].contains(word)
    }

    private func zoned(
        _ tokens: [DateToken], _ index: Int, _ day: Day, hour: Int, minute: Int, second: Int?
    ) -> (StatedTime.Clock, Int?, Int)? {
        guard hour < 24, minute < 60, (second ?? 0) < 60 else { return nil }
        let clock = StatedTime.Clock(hour: hour, minute: minute, second: second)
        var next = index
        if next < tokens.count, tokens[next].mark == "(" { next += 1 }
        var offset: Int?
        if next < tokens.count, let word = tokens[next].word,
            let named = TimeZoneNames.offset(word, year: day.year, month: day.month, day: day.day)
        {
            offset = named
            next += 1
        }
        if offset == nil || offset == 0, next + 1 < tokens.count, let mark = tokens[next].mark,
            mark == "+" || mark == "-",
            tokens[next + 1].gluedToPrevious, let (minutes, end) = numericOffset(tokens, next + 1)
        {
            return (clock, mark == "+" ? minutes : -minutes, end)
        }
        return (clock, offset, offset == nil ? index : next)
    }

    private func numericOffset(_ tokens: [DateToken], _ index: Int) -> (Int, Int)? {
        if tokens[index].digitCount == 4, let value = tokens[index].number(0...1800) {
            return (value / 100 * 60 + value % 100, index + 1)
        }
        guard tokens[index].digitCount <= 2, let hours = tokens[index].number(0...18) else { return nil }
        if index + 2 < tokens.count, tokens[index + 1].mark == ":", let minutes = tokens[index + 2].number(0...59) {
            return (hours * 60 + minutes, index + 3)
        }
        return (hours * 60, index + 1)
    }

    // MARK: - Bounds

    /// Years an article can state as its own; what lies outside is a price, a count or an empty database field.
    private static let years = 1900...2099

    private static func plausible(_ time: StatedTime) -> StatedTime? { years.contains(time.year) ? time : nil }

    /// Seconds or milliseconds since 1970, of the years 1996...2099.
    private static func epoch(_ text: String) -> StatedTime? {
        guard text.utf8.count == 10 || text.utf8.count == 13, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let value = Int(text)
        else { return nil }
        let seconds = text.utf8.count == 13 ? value / 1000 : value
        guard seconds > 820_000_000 else { return nil }
        let days = seconds / 86_400
        let rest = seconds % 86_400
        // Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return StatedTime(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            clock: .init(hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60), zoneOffset: 0)
    }
}
