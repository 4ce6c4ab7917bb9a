/// A time as a publisher states it: to the day, minute or second, with or without a zone.
///
/// What is not stated is not invented: "01-Jun-2024" stays a day, "10:43, 01-Jun-2024" has no zone.
public struct StatedTime: Hashable, Sendable {
    public struct Clock: Hashable, Sendable {
        public var hour: Int
        public var minute: Int
        public var second: Int?

        public init(hour: Int, minute: Int, second: Int? = nil) {
            self.hour = hour
            self.minute = minute
            self.second = second
        }
    }

    public var year: Int
    public var month: Int
    public var day: Int
    public var clock: Clock?
    /// Minutes east of UTC; nil where the zone is not stated. Always nil without a clock.
    public var zoneOffset: Int?

    /// Returns nil when the parts name no day, time or zone of the Gregorian calendar (years 1...9999).
    public init?(year: Int, month: Int, day: Int, clock: Clock? = nil, zoneOffset: Int? = nil) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
        else { return nil }
        if let clock {
            guard (0...23).contains(clock.hour), (0...59).contains(clock.minute), (0...60).contains(clock.second ?? 0)
            else { return nil }
        }
        if let zoneOffset {
            guard clock != nil, (-18 * 60...18 * 60).contains(zoneOffset) else { return nil }
        }
        self.year = year
        self.month = month
        self.day = day
        self.clock = clock
        self.zoneOffset = zoneOffset
    }

    private static func dayCount(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension StatedTime: CustomStringConvertible {
    /// The ISO 8601 form: "2024-06-01", "2024-06-01T10:43", "2024-06-01T10:43:05+08:00", "2024-06-01T10:43Z".
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        guard let clock else { return text }
        text += "T\(padded(clock.hour, 2)):\(padded(clock.minute, 2))"
        if let second = clock.second { text += ":\(padded(second, 2))" }
        if let zoneOffset {
            let minutes = abs(zoneOffset)
            text +=
                zoneOffset == 0
                ? "Z" : "\(zoneOffset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
        }
        return text
    }

    /// Reads the forms that `description` writes, and ISO 8601 with a fraction of a second (dropped) or "+0800".
    public init?(_ text: some StringProtocol) {
        var scanner = Scanner(text)
        guard let year = scanner.number(digits: 4), scanner.take("-"), let month = scanner.number(digits: 2),
            scanner.take("-"), let day = scanner.number(digits: 2)
        else { return nil }
        var clock: Clock?
        var zoneOffset: Int?
        if scanner.take("T") || scanner.take("t") || scanner.take(" ") {
            guard let hour = scanner.number(digits: 2), scanner.take(":"), let minute = scanner.number(digits: 2)
            else { return nil }
            var second: Int?
            if scanner.take(":") {
                second = scanner.number(digits: 2)
                guard second != nil else { return nil }
                if scanner.take(".") || scanner.take(",") {
                    guard scanner.skipDigits() > 0 else { return nil }
                }
            }
            clock = Clock(hour: hour, minute: minute, second: second)
            _ = scanner.take(" ")
            if scanner.take("Z") || scanner.take("z") {
                zoneOffset = 0
            } else if let sign = scanner.take("+") ? 1 : scanner.take("-") ? -1 : nil {
                guard let hours = scanner.number(digits: 2) else { return nil }
                _ = scanner.take(":")
                zoneOffset = sign * (hours * 60 + (scanner.number(digits: 2) ?? 0))
            }
        }
        guard scanner.isAtEnd else { return nil }
        self.init(year: year, month: month, day: day, clock: clock, zoneOffset: zoneOffset)
    }

    private struct Scanner {
        private var rest: ArraySlice<UInt8>

        init(_ text: some StringProtocol) { rest = ArraySlice(text.utf8) }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(digits: Int) -> Int? {
            guard rest.count >= digits else { return nil }
            var value = 0
            for byte in rest.prefix(digits) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            rest.removeFirst(digits)
            return value
        }

        mutating func skipDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest.removeFirst(digits.count)
            return digits.count
        }
    }
}
