/// The day in an address such as "/2024/06/01/slug" or "/20240601-slug": a last resort.
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
            guard index + 4 < tokens.count, let year = tokens[index].year, year >= 1995,
                let mark = tokens[index + 1].mark, mark == "/" || mark == "-",
                let month = tokens[index + 2].number(1...12), tokens[index + 3].mark == mark,
                let day = tokens[index + 4].number(1...31), tokens[index + 4].digitCount <= 2
            else { continue }
            return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        return nil
    }
}
