internal import StetModel

/// What a reader takes for one thing though it is written in several tokens: a date, an amount with its sign, an address,
/// a hashtag, a character made of several. A change inside one is shown as a change of all of it.
///
/// Matches and scripts stay exact: only what is shown is widened.
struct WholeUnits {
    /// Longer ones, in bytes, are not taken for one thing: a reader is not helped by a page of text that is shown as changed.
    private static let longest = 512

    private var ranges: [Range<Int>] = []
    /// The unit that a place of the text lies strictly inside, as an index in `ranges`; -1 for none. Empty where there is no unit.
    private var unitAt: [Int32] = []

    /// - Complexity: O(text).
    init(_ bytes: [UInt8]) {
        addCharacters(bytes)
        var start = 0
        while start < bytes.count {
            var end = start
            var maySay = false
            while end < bytes.count, !Byte.isBlank(bytes[end]) {
                maySay = maySay || Self.isTelling(bytes[end])
                end += 1
            }
            if maySay { addUnits(UnitFinder(bytes, start..<end), bytes.count) }
            start = end + 1
        }
    }

    /// The unit that has `place`, a border between two bytes, strictly inside; nil where there is none.
    func around(_ place: Int) -> Range<Int>? {
        guard !unitAt.isEmpty, unitAt[place] >= 0 else { return nil }
        return ranges[Int(unitAt[place])]
    }

    /// Whether a stretch without white space that has this byte may have a unit: every unit has a digit, or a sign of an address.
    private static func isTelling(_ byte: UInt8) -> Bool {
        Byte.isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#")
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "w")
    }

    /// Characters of several code points: what a reader sees as one is never cut.
    private mutating func addCharacters(_ bytes: [UInt8]) {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return }
        var start = 0
        for character in String(decoding: bytes, as: UTF8.self) {
            let count = character.utf8.count
            if count > 1, character.unicodeScalars.count > 1 { add(start..<start + count, bytes.count) }
            start += count
        }
    }

    private mutating func addUnits(_ finder: UnitFinder, _ byteCount: Int) {
        for unit in finder.units where unit.count <= Self.longest {
            // No unit ends inside of a character.
            let low = around(unit.lowerBound)?.lowerBound ?? unit.lowerBound
            let high = around(unit.upperBound)?.upperBound ?? unit.upperBound
            add(low..<high, byteCount)
        }
    }

    private mutating func add(_ range: Range<Int>, _ byteCount: Int) {
        guard range.count > 1 else { return }
        if unitAt.isEmpty { unitAt = Array(repeating: -1, count: byteCount + 1) }
        ranges.append(range)
        for place in range.lowerBound + 1..<range.upperBound { unitAt[place] = Int32(ranges.count - 1) }
    }
}

/// Finds the units of a stretch of text without white space.
private struct UnitFinder {
    private var scalars: [Unicode.Scalar] = []
    /// Where each stands in the bytes, and where the last one ends.
    private var offsets: [Int] = []

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        offsets = [range.lowerBound]
        for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
            scalars.append(scalar)
            offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
        }
    }

    /// Not overlapping: what is part of an address is no tag or number of its own, and what is part of a tag no number.
    ///
    /// - Complexity: O(stretch).
    var units: [Range<Int>] {
        var units: [Range<Int>] = []
        var isTaken = Array(repeating: false, count: scalars.count)
        func put(_ unit: Range<Int>?) {
            guard let unit, !isTaken[unit].contains(true) else { return }
            units.append(offsets[unit.lowerBound]..<offsets[unit.upperBound])
            for index in unit { isTaken[index] = true }
        }
        put(address())
        for run in runs(of: Self.isPartOfName) { put(mailOrTag(run)) }
        for run in runs(of: Self.isPartOfNumber) { put(number(run)) }
        return units
    }

    /// The longest runs of characters of a class.
    private func runs(of isPart: (Unicode.Scalar) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in scalars.indices {
            if isPart(scalars[index]) {
                if start == nil { start = index }
            } else if let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        return start.map { runs + [$0..<scalars.count] } ?? runs
    }

    // MARK: Addresses

    private static let openings = ["https://", "http://", "www."].map { Array($0.unicodeScalars) }

    /// From a scheme on, without the marks that close a sentence. Chinese and Japanese prose goes on behind one without a space.
    private func address() -> Range<Int>? {
        for start in scalars.indices where Self.openings.contains(where: { scalars[start...].starts(with: $0) }) {
            var end = scalars[start...].firstIndex(where: \.isUnspaced) ?? scalars.count
            while end > start, !Self.isWordCharacter(scalars[end - 1]), scalars[end - 1] != "/" { end -= 1 }
            return start..<end
        }
        return nil
    }

    /// `name@example.org`, `@name` and `#name`.
    private func mailOrTag(_ run: Range<Int>) -> Range<Int>? {
        var found = run
        while let last = found.last, !Self.isWordCharacter(scalars[last]) { found.removeLast() }
        guard let sign = found.first(where: { scalars[$0] == "@" || scalars[$0] == "#" }) else { return nil }
        if sign == found.lowerBound { return found }
        return scalars[sign] == "@" && scalars[sign..<found.upperBound].dropFirst(2).contains(".") ? found : nil
    }

    private static let signsInNames = Set("._%+-@#".unicodeScalars)

    private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
        isWordCharacter(scalar) || signsInNames.contains(scalar)
    }

    // MARK: Numbers

    private static let currencies = Set("$¢£¥₩₪€₹₺₴₽₱฿₫₦".unicodeScalars)
    private static let prefixes = currencies.union("+-−±".unicodeScalars)
    private static let suffixes = currencies.union("%‰°".unicodeScalars)
    private static let joints = Set("-/.,:–−".unicodeScalars)

    /// Digits with what joins them, `2024-06-01`, `1/2`, `10:43`, `10–20`, and signs before and after, `-$1,935`, `3.5%`.
    private func number(_ all: Range<Int>) -> Range<Int>? {
        guard let first = all.first(where: { Self.isDigit(scalars[$0]) }),
            let last = all.last(where: { Self.isDigit(scalars[$0]) })
        else { return nil }
        var low = first
        while low > all.lowerBound, Self.prefixes.contains(scalars[low - 1]) { low -= 1 }
        // In "COVID-19" the hyphen is no sign of the number, and "A4" is a name.
        if low > 0, Self.isWordCharacter(scalars[low - 1]) { low = first }
        var high = last + 1
        while high < all.upperBound, Self.suffixes.contains(scalars[high]) { high += 1 }
        return low..<high
    }

    private static func isPartOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || joints.contains(scalar) || prefixes.contains(scalar) || suffixes.contains(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? Byte.isDigit(UInt8(scalar.value)) : scalar.properties.generalCategory == .decimalNumber
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return Byte.isDigit(UInt8(scalar.value)) || Byte.isLetter(UInt8(scalar.value)) || scalar == "_"
        }
        return scalar.properties.isAlphabetic || isDigit(scalar)
    }
}
