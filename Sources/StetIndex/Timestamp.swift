/// A second in time, UTC. Git keeps no finer time.
public struct Timestamp: Hashable, Sendable {
    public var secondsSince1970: Int64

    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// After every other time.
    public static let distantFuture = Timestamp(secondsSince1970: .max)

    /// Reads one second, such as "2026-03-01T09:30:00Z". See `interval(_:)` for less exact times.
    public init?(_ text: some StringProtocol) {
        guard let interval = Self.interval(text), interval.lowerBound == interval.upperBound else { return nil }
        self = interval.lowerBound
    }

    /// The first and the last second of a time stated to the year, month, day, hour, minute or second.
    ///
    /// RFC 3339 and its shorter ISO 8601 relatives: "2026", "2026-03", "2026-03-01", "2026-03-01T09:30",
    /// "2026-03-01 09:30:15.25+01:00". Fractions of a second are dropped. A time without a zone is UTC.
    public static func interval(_ text: some StringProtocol) -> ClosedRange<Timestamp>? {
        var reader = DigitReader(rest: Array(text.utf8)[...])
        // There is no year 0.
        guard let year = reader.number(digits: 4), year > 0 else { return nil }
        var parts = [year, 1, 1, 0, 0, 0]
        var known = 1
        for (index, mark) in zip(1..., ["-", "-", "Tt ", ":", ":"]) {
            guard reader.skip(mark) else { break }
            guard let number = reader.number(digits: 2) else { return nil }
            parts[index] = number
            known = index + 1
        }
        if known == 6, reader.skip("."), !reader.skipDigits() { return nil }
        var offset: Int64 = 0
        if known >= 4, !reader.skip("Zz"), let sign = reader.sign() {
            guard let hours = reader.number(digits: 2) else { return nil }
            _ = reader.skip(":")
            guard let minutes = reader.number(digits: 2), hours < 24, minutes < 60 else { return nil }
            offset = sign * Int64(hours * 3600 + minutes * 60)
        }
        guard reader.rest.isEmpty, let start = seconds(parts) else { return nil }
        let last: Int64
        switch known {
        case 1: last = seconds([year + 1, 1, 1, 0, 0, 0], checked: false)! - 1
        case 2:
            let next = parts[1] == 12 ? [year + 1, 1] : [year, parts[1] + 1]
            last = seconds(next + [1, 0, 0, 0], checked: false)! - 1
        case 3: last = start + 86_399
        case 4: last = start + 3_599
        case 5: last = start + 59
        default: last = start
        }
        return Timestamp(secondsSince1970: start - offset)...Timestamp(secondsSince1970: last - offset)
    }

    /// Seconds of year, month, day, hour, minute, second; nil when they name no time.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    private static func seconds(_ parts: [Int], checked: Bool = true) -> Int64? {
        let (year, month, day) = (parts[0], parts[1], parts[2])
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let dayCounts = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if checked {
            guard (1...12).contains(month), (1...dayCounts[month - 1]).contains(day), parts[3] < 24, parts[4] < 60,
                parts[5] <= 60
            else { return nil }
        }
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = Int64(era * 146_097 + dayOfEra - 719_468)
        return days * 86_400 + Int64(parts[3] * 3600 + parts[4] * 60 + parts[5])
    }
}

extension Timestamp: Comparable {
    public static func < (before: Timestamp, after: Timestamp) -> Bool {
        before.secondsSince1970 < after.secondsSince1970
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC: "2026-03-01T09:30:00Z".
    public var description: String {
        let (day, clock) = secondsSince1970.floorDivided(by: 86_400)
        // Howard Hinnant's civil_from_days.
        let (era, dayOfEra) = (day + 719_468).floorDivided(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        let digits = String(year).utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: max(0, 4 - digits.count))
        bytes += digits
        for (mark, part) in [
            ("-", month), ("-", dayOfMonth), ("T", clock / 3600), (":", clock / 60 % 60), (":", clock % 60),
        ]
            as [(Unicode.Scalar, Int64)]
        {
            bytes.append(UInt8(ascii: mark))
            bytes.append(UInt8(ascii: "0") + UInt8(part / 10))
            bytes.append(UInt8(ascii: "0") + UInt8(part % 10))
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private struct DigitReader {
    var rest: ArraySlice<UInt8>

    mutating func number(digits count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    mutating func skip(_ anyOf: String) -> Bool {
        guard let byte = rest.first, anyOf.utf8.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skipDigits() -> Bool {
        let count = rest.prefix { (48...57).contains($0) }.count
        rest = rest.dropFirst(count)
        return count > 0
    }

    mutating func sign() -> Int64? {
        skip("+") ? 1 : skip("-") ? -1 : nil
    }
}
