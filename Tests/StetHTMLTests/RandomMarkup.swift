import TestSupport

/// Small pages and selectors that have something to do with each other.
enum RandomMarkup {
    private static let names = ["div", "span", "b", "i", "em"]

    static func page(_ random: inout SplitMix64) -> String {
        var html = ""
        var open: [String] = []
        for _ in 0..<60 {
            switch random.next() % 5 {
            case 0, 1, 2:
                let name = pick(names, &random)
                html += "<\(name)\(attributes(&random))>"
                open.append(name)
            case 3: if let name = open.popLast() { html += "</\(name)>" }
            default: html += "x "
            }
        }
        return html
    }

    private static func attributes(_ random: inout SplitMix64) -> String {
        var text = ""
        if random.next() % 2 == 0 { text += " class='\(pick(["x", "y", "x y", "xy"], &random))'" }
        if random.next() % 4 == 0 { text += " data-a='\(pick(["1", "12", "2-1", "a b"], &random))'" }
        if random.next() % 6 == 0 { text += " id=\(pick(["p", "q"], &random))" }
        return text
    }

    static func selector(_ random: inout SplitMix64, depth: Int) -> String {
        (0...(random.next() % 4 == 0 ? 1 : 0)).map { _ in complex(&random, depth: depth) }.joined(separator: ", ")
    }

    private static func complex(_ random: inout SplitMix64, depth: Int) -> String {
        var text = compound(&random, depth: depth)
        while random.next() % 2 == 0 {
            text += pick([" ", " > ", " + ", " ~ "], &random) + compound(&random, depth: depth)
        }
        return text
    }

    private static func compound(_ random: inout SplitMix64, depth: Int) -> String {
        var text = random.next() % 3 == 0 ? "*" : pick(names, &random)
        while random.next() % 3 == 0 {
            switch random.next() % (depth > 0 ? 9 : 5) {
            case 0: text += pick([".x", ".y", ".xy"], &random)
            case 1:
                text += pick(
                    ["[data-a]", "[data-a='1']", "[data-a^='1']", "[data-a$='1']", "[data-a|='2']", "[class~=x]"],
                    &random)
            case 2: text += pick([":first-child", ":last-child", ":only-child", ":empty"], &random)
            case 3: text += pick([":first-of-type", ":last-of-type", ":only-of-type", "#p"], &random)
            case 4:
                let kind = pick(["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"], &random)
                text += ":\(kind)(\(pick(["2", "odd", "2n", "-n+2", "3n+1", "n+2"], &random)))"
            case 5: text += ":not(\(complex(&random, depth: depth - 1)))"
            case 6: text += ":is(\(selector(&random, depth: depth - 1)))"
            default: text += ":has(\(pick(["", "> ", "+ ", "~ "], &random))\(complex(&random, depth: 0)))"
            }
        }
        return text
    }

    private static func pick(_ choices: [String], _ random: inout SplitMix64) -> String {
        choices[Int(random.next() % UInt64(choices.count))]
    }
}
