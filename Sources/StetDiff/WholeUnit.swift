/// What a reader takes for one thing though it is written in several tokens: a date, an amount with its sign, an address,
/// a hashtag. A change inside one is shown as a change of all of it.
///
/// Matches and scripts stay exact: only what is shown is widened.
struct WholeUnit {
    /// Longer stretches without white space are not looked through: addresses of pages are shorter.
    private static let reach = 512

    /// The characters between two white spaces.
    private var scalars: [Unicode.Scalar] = []
    /// Where each stands in the bytes, and where the last one ends.
    private var offsets: [Int] = []

    /// The unit that has `position`, the border between two characters, strictly inside; nil when there is none.
    ///
    /// - Complexity: O(`reach`).
    static func around(_ position: Int, in bytes: [UInt8], within range: Range<Int>) -> Range<Int>? {
        guard range.lowerBound < position, position < range.upperBound, !Byte.isBlank(bytes[position - 1]),
            !Byte.isBlank(bytes[position])
        else { return nil }
        let stretch = WholeUnit(around: position, in: bytes, within: range)
        guard let border = stretch.offsets.firstIndex(of: position) else { return nil }
        for unit in [stretch.address(), stretch.mailOrTag(border), stretch.number(border)] {
            if let unit, unit.lowerBound < border, border < unit.upperBound {
                return stretch.offsets[unit.lowerBound]..<stretch.offsets[unit.upperBound]
            }
        }
        return nil
    }

    private init(around position: Int, in bytes: [UInt8], within range: Range<Int>) {
        func isInside(_ index: Int) -> Bool { bytes[index] & 0xC0 == 0x80 }
        var start = position
        while start > max(range.lowerBound, position - Self.reach), !Byte.isBlank(bytes[start - 1]) { start -= 1 }
        while start < position, isInside(start) { start += 1 }
        var end = position
        while end < min(range.upperBound, position + Self.reach), !Byte.isBlank(bytes[end]) { end += 1 }
        while end < bytes.count, end > position, isInside(end) { end -= 1 }
        offsets = [start]
        for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
            scalars.append(scalar)
            offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
        }
    }

    // MARK: Addresses

    private static let openings = ["https://", "http://", "www."].map { Array($0.unicodeScalars) }

    /// From a scheme on, without the marks that close a sentence.
    private func address() -> Range<Int>? {
        for start in scalars.indices where Self.openings.contains(where: { scalars[start...].starts(with: $0) }) {
            var end = scalars.count
            while end > start, !Self.isWordCharacter(scalars[end - 1]), scalars[end - 1] != "/" { end -= 1 }
            return start..<end
        }
        return nil
    }

    /// `name@example.org`, `@name` and `#name`.
    private func mailOrTag(_ border: Int) -> Range<Int>? {
        var found = grown(border) { Self.isWordCharacter($0) || "._%+-@#".unicodeScalars.contains($0) }
        while let last = found.last, !Self.isWordCharacter(scalars[last]) { found.removeLast() }
        guard let sign = found.first(where: { scalars[$0] == "@" || scalars[$0] == "#" }) else { return nil }
        if sign == found.lowerBound { return found }
        return scalars[sign] == "@" && scalars[sign..<found.upperBound].dropFirst(2).contains(".") ? found : nil
    }

    // MARK: Numbers

    private static let currencies = Set("$¢£¥₩₪€₹₺₴₽₱฿₫₦".unicodeScalars)
    private static let prefixes = currencies.union("+-−±".unicodeScalars)
    private static let suffixes = currencies.union("%‰°".unicodeScalars)
    private static let joints = Set("-/.,:–−".unicodeScalars)

    /// Digits with what joins them, `2024-06-01`, `1/2`, `10:43`, `10–20`, and signs before and after, `-$1,935`, `3.5%`.
    private func number(_ border: Int) -> Range<Int>? {
        let all = grown(border) {
            Self.isDigit($0) || Self.joints.contains($0) || Self.prefixes.contains($0) || Self.suffixes.contains($0)
        }
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

    private func grown(_ border: Int, while isPart: (Unicode.Scalar) -> Bool) -> Range<Int> {
        var low = border
        while low > 0, isPart(scalars[low - 1]) { low -= 1 }
        var high = border
        while high < scalars.count, isPart(scalars[high]) { high += 1 }
        return low..<high
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
