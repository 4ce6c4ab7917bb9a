/// The day in an address such as "/2024/06/01/slug", "/20240601-slug" or "/29-10-2021": a last resort.
enum AddressDate {
    static func day(in address: String) -> String? {
        let path = address.split(separator: "?", maxSplits: 1).first.map(String.init) ?? address
        let tokens = DateToken.tokens(of: path)
        for index in tokens.indices {
            if tokens[index].digitCount == 8, let value = tokens[index].number(19_950_101...20_991_231),
                (1...12).contains(value / 100 % 100), (1...31).contains(value % 100)
            {
                return "\(value)"
            }
            if index > 0, tokens[index - 1].mark == "/", let day = dayBeforeYear(tokens[index...]) { return day }
            guard index + 4 < tokens.count, let year = tokens[index].year, year >= firstYear,
                let mark = tokens[index + 1].mark, mark == "/" || mark == "-",
                let month = tokens[index + 2].number(1...12), tokens[index + 3].mark == mark,
                let day = tokens[index + 4].number(1...31), tokens[index + 4].digitCount <= 2
            else { continue }
            return text(year, month, day)
        }
        return nil
    }

    /// "29-10-2021" or "10-29-2021" at the beginning of a part of the path; nothing where it could be both.
    private static func dayBeforeYear(_ tokens: ArraySlice<DateToken>) -> String? {
        let tokens = Array(tokens.prefix(5))
        guard tokens.count == 5, tokens[1].mark == "-", tokens[3].mark == "-",
            let first = tokens[0].number(1...31), let second = tokens[2].number(1...31),
            let year = tokens[4].year, year >= firstYear, first == second || max(first, second) > 12,
            min(first, second) <= 12
        else { return nil }
        return text(year, min(first, second), max(first, second))
    }

    /// Older numbers in addresses are no years.
    private static let firstYear = 1995

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
