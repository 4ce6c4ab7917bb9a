/// Language names as pages write them, made BCP 47.
enum LanguageTag {
    static func normalized(_ value: String) -> String? {
        let parts = value.trimmingASCIISpace().split(whereSeparator: {
            $0 == "-" || $0 == "_" || $0 == "," || $0 == " " || $0 == ";"
        }).prefix(3)
        guard let first = parts.first, (2...3).contains(first.utf8.count), first.utf8.allSatisfy(\.isLetter) else {
            return nil
        }
        var tag = first.lowercased()
        for part in parts.dropFirst() {
            guard part.utf8.allSatisfy({ $0.isLetter || (48...57).contains($0) }) else { break }
            switch part.utf8.count {
            case 2: tag += "-" + part.uppercased()
            case 3 where part.utf8.allSatisfy { !$0.isLetter }: tag += "-" + part
            case 4: tag += "-" + part.prefix(1).uppercased() + part.dropFirst().lowercased()
            default: return tag
            }
        }
        return tag
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
