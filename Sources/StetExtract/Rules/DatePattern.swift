package import StetModel

/// A way of writing dates, in the letters of Unicode's date patterns: "dd.MM.yyyy, HH:mm".
///
/// `yyyy`, `yy`, `M`, `MM`, `MMM` and `MMMM` (a month's name, in any language known), `d`, `dd`, `H`, `HH`, `h`, `hh`,
/// `a` (AM or PM), `m`, `mm`, `s`, `ss`, `EEE` and `EEEE` (any word, such as a weekday), `X` ("Z", "+08", "+0800",
/// "+08:00"). Text in single quotes and marks stand for themselves, white space for any white space.
package struct DatePattern: Hashable, Sendable {
    package let text: String
    private let pieces: [Piece]

    private enum Piece: Hashable, Sendable {
        case year(short: Bool), month, monthName, day, hour, halfDayHour, half, minute, second, word, zone, space
        case literal([UInt8])
    }

    /// Why a pattern is none.
    package struct Problem: Error, Hashable {
        package var reason: String
    }

    package static let maximumByteCount = 200

    package init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.maximumByteCount else {
            throw Problem(reason: "it has more than \(Self.maximumByteCount) bytes")
        }
        self.text = text
        var pieces: [Piece] = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "'" {
                rest.removeFirst()
                let quoted = rest.prefix { $0 != "'" }
                guard quoted.count < rest.count else { throw Problem(reason: "a quote ' is not closed") }
                rest = rest.dropFirst(quoted.count + 1)
                Self.add(quoted.isEmpty ? ["'"] : Array(quoted), to: &pieces)
                continue
            }
            let run = rest.prefix { $0 == scalar }
            rest = rest.dropFirst(run.count)
            switch (scalar, run.count) {
            case ("y", 4): pieces.append(.year(short: false))
            case ("y", 2): pieces.append(.year(short: true))
            case ("M", 1), ("M", 2): pieces.append(.month)
            case ("M", 3), ("M", 4): pieces.append(.monthName)
            case ("d", 1), ("d", 2): pieces.append(.day)
            case ("H", 1), ("H", 2): pieces.append(.hour)
            case ("h", 1), ("h", 2): pieces.append(.halfDayHour)
            case ("a", 1): pieces.append(.half)
            case ("m", 1), ("m", 2): pieces.append(.minute)
            case ("s", 1), ("s", 2): pieces.append(.second)
            case ("E", 1...4): pieces.append(.word)
            case ("X", 1...3): pieces.append(.zone)
            default:
                if scalar.properties.isWhitespace {
                    pieces.append(.space)
                } else if scalar.isASCII, scalar.properties.isAlphabetic {
                    let letters = String(String.UnicodeScalarView(run))
                    throw Problem(reason: "\(letters) stands for nothing; put words into single quotes")
                } else {
                    Self.add(Array(run), to: &pieces)
                }
            }
        }
        let dated =
            pieces.contains { if case .year = $0 { true } else { false } } && pieces.contains(.day)
            && (pieces.contains(.month) || pieces.contains(.monthName))
        guard dated else { throw Problem(reason: "it needs a year, a month and a day") }
        guard pieces.contains(.halfDayHour) == pieces.contains(.half) else {
            throw Problem(reason: "h and a (AM or PM) go together")
        }
        self.pieces = pieces
    }

    private static func add(_ scalars: [Unicode.Scalar], to pieces: inout [Piece]) {
        let bytes = Array(String(String.UnicodeScalarView(scalars)).utf8)
        if case .literal(let before) = pieces.last {
            pieces.removeLast(); pieces.append(.literal(before + bytes))
        } else {
            pieces.append(.literal(bytes))
        }
    }

    /// The first date in `text` that is written so.
    ///
    /// - Complexity: O(n · pattern); n is at most ``DateReader/maximumByteCount``.
    package func time(in text: String) -> StatedTime? {
        guard text.utf8.count <= DateReader.maximumByteCount else { return nil }
        let bytes = Array(text.utf8)
        for start in bytes.indices {
            // A number is read from its first digit, a word from its first letter.
            if start > 0, Self.isWordByte(bytes[start]), Self.isWordByte(bytes[start - 1]) { continue }
            if let time = time(in: bytes, at: start) { return time }
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }

    private func time(in bytes: [UInt8], at start: Int) -> StatedTime? {
        var reader = Reader(rest: bytes[start...])
        var (year, month, day) = (0, 0, 0)
        var (hour, minute, second): (Int?, Int?, Int?)
        var isAfternoon: Bool?
        var zone: Int?
        for piece in pieces {
            switch piece {
            case .year(let short):
                guard let number = reader.number(digits: short ? 2...2 : 4...4) else { return nil }
                year = short ? number + (number < 70 ? 2000 : 1900) : number
            case .month:
                guard let number = reader.number(digits: 1...2) else { return nil }
                month = number
            case .monthName:
                guard let word = reader.word(), let number = MonthNames.month(word.lowercased()) else { return nil }
                reader.skip(UInt8(ascii: "."))
                month = number
            case .day:
                guard let number = reader.number(digits: 1...2) else { return nil }
                day = number
            case .hour, .halfDayHour:
                guard let number = reader.number(digits: 1...2) else { return nil }
                hour = number
            case .half:
                guard let word = reader.halfDay() else { return nil }
                isAfternoon = word
            case .minute:
                guard let number = reader.number(digits: 1...2) else { return nil }
                minute = number
            case .second:
                guard let number = reader.number(digits: 1...2) else { return nil }
                second = number
            case .word:
                guard reader.word() != nil else { return nil }
                reader.skip(UInt8(ascii: "."))
            case .zone:
                guard let offset = reader.zone() else { return nil }
                zone = offset
            case .space: reader.skipSpace()
            case .literal(let literal):
                guard reader.skip(literal) else { return nil }
            }
        }
        if let afternoon = isAfternoon, let clock = hour {
            guard (1...12).contains(clock) else { return nil }
            hour = clock % 12 + (afternoon ? 12 : 0)
        }
        let clock = hour.map { StatedTime.Clock(hour: $0, minute: minute ?? 0, second: second) }
        return StatedTime(
            year: year, month: month, day: day, clock: clock, zoneOffset: clock == nil ? nil : zone)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func number(digits: ClosedRange<Int>) -> Int? {
            let found = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
            guard found.count >= digits.lowerBound else { return nil }
            rest = rest.dropFirst(found.count)
            return found.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }

        mutating func word() -> String? {
            let found = rest.prefix { $0 >= 0x80 || (0x41...0x5A).contains($0 & 0xDF) }
            guard !found.isEmpty else { return nil }
            rest = rest.dropFirst(found.count)
            return String(decoding: found, as: UTF8.self)
        }

        /// "AM", "pm", "p.m.": whether it is the second half of the day.
        mutating func halfDay() -> Bool? {
            guard let first = rest.first, [0x41, 0x50].contains(first & 0xDF) else { return nil }
            rest.removeFirst()
            skip(UInt8(ascii: "."))
            guard let second = rest.first, second & 0xDF == 0x4D else { return nil }
            rest.removeFirst()
            skip(UInt8(ascii: "."))
            return first & 0xDF == 0x50
        }

        mutating func zone() -> Int? {
            if let first = rest.first, first & 0xDF == 0x5A {
                rest.removeFirst()
                return 0
            }
            guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
            rest.removeFirst()
            guard let hours = number(digits: 2...2) else { return nil }
            skip(UInt8(ascii: ":"))
            let minutes = number(digits: 2...2) ?? 0
            return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
        }

        mutating func skipSpace() {
            while let byte = rest.first {
                if byte <= 0x20 {
                    rest.removeFirst()
                } else if rest.starts(with: [0xC2, 0xA0]) {
                    rest = rest.dropFirst(2)
                } else if rest.starts(with: [0xE2, 0x80, 0xAF]) {
                    rest = rest.dropFirst(3)
                } else {
                    return
                }
            }
        }

        mutating func skip(_ byte: UInt8) {
            if rest.first == byte { rest.removeFirst() }
        }

        mutating func skip(_ literal: [UInt8]) -> Bool {
            guard rest.starts(with: literal) else { return false }
            rest = rest.dropFirst(literal.count)
            return true
        }
    }
}
