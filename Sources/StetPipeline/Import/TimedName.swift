package import StetArchive

/// The time that a file's name says it is from.
package enum TimedName {
    /// Reads the time at the beginning of a name, or nil where there is none.
    ///
    /// RFC 3339 with the marks that file systems allow ("2024-06-01T10:43:00Z", "2024-06-01T10-43-00Z", "2024-06-01_10.43"),
    /// and digits alone, as Web archives write it ("20240601104300", "20240601T1043Z", "20240601"). Times without a zone are UTC;
    /// one to the day or minute means its beginning. What follows must not be a digit or letter, so that "20240601104300-2.html"
    /// is from that second and "2024-06-011.html" from none.
    package static func time(of name: some StringProtocol) -> Timestamp? {
        var reader = Reader(rest: Array(name.utf8)[...])
        guard let year = reader.digits(4) else { return nil }
        let mark = reader.take("-_.")
        guard let month = reader.digits(2), mark == nil || reader.take("-_.") != nil, let day = reader.digits(2) else {
            return nil
        }
        var text = "\(year)-\(month)-\(day)"
        if let clock = reader.clock() { text += "T\(clock)" }
        guard reader.isAtEnd else { return nil }
        return Timestamp.interval(text)?.lowerBound
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        /// No letter or digit follows.
        var isAtEnd: Bool {
            rest.first.map { !(48...57).contains($0) && !(97...122).contains($0 | 0x20) && $0 < 0x80 } ?? true
        }

        mutating func digits(_ count: Int) -> String? {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
            rest = rest.dropFirst(count)
            return String(decoding: digits, as: UTF8.self)
        }

        mutating func take(_ marks: String) -> UInt8? {
            guard let byte = rest.first, marks.utf8.contains(byte) else { return nil }
            rest.removeFirst()
            return byte
        }

        /// "10:43:00Z" of "T10-43-00Z" and its relatives. Nothing is taken where there is none.
        mutating func clock() -> String? {
            var reader = self
            _ = reader.take("Tt _-")
            guard let hour = reader.digits(2) else { return nil }
            let mark = reader.take(":-_.")
            guard let minute = reader.digits(2) else { return nil }
            var clock = "\(hour):\(minute)"
            var afterMinute = reader
            if mark == nil || afterMinute.take(":-_.") != nil, let second = afterMinute.digits(2) {
                reader = afterMinute
                clock += ":\(second)"
            }
            if let zone = reader.zone() { clock += zone }
            guard reader.isAtEnd else { return nil }
            self = reader
            return clock
        }

        private mutating func zone() -> String? {
            if take("Zz") != nil { return "Z" }
            var reader = self
            // A minus may part the time from a name: "…-2.html" states no zone.
            guard let sign = reader.take("+-"), let hours = reader.digits(2) else { return nil }
            _ = reader.take(":")
            guard let minutes = reader.digits(2), reader.isAtEnd else { return nil }
            self = reader
            return "\(sign == UInt8(ascii: "+") ? "+" : "-")\(hours):\(minutes)"
        }
    }
}
