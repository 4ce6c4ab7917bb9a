internal import Yams

/// A value of a rule file, with its place. YAML and JSON, which is YAML, both come in as this.
struct RuleNode {
    enum Value {
        /// The text, and whether it stood in quotes.
        case text(String, isQuoted: Bool)
        case list([RuleNode], isInBrackets: Bool)
        case map([(key: RuleNode, value: RuleNode)])
    }

    var value: Value
    var line: Int
    var column: Int

    /// "a text", "a list" or "keys with values", for messages.
    var kindName: String {
        switch value {
        case .text("", isQuoted: false): "nothing"
        case .text: "a text"
        case .list: "a list"
        case .map: "keys with values"
        }
    }

    /// Nothing was written after the key.
    var isEmpty: Bool {
        switch value {
        case .text(let text, let isQuoted): !isQuoted && (text.isEmpty || text == "~" || text == "null")
        case .list(let items, _): items.isEmpty
        case .map(let pairs): pairs.isEmpty
        }
    }
}

extension RuleNode {
    /// What a rule file may have at most. The largest declaration of a service that we know has 20 KB.
    static let maximumByteCount = 256 << 10
    /// A rule is four levels deep.
    static let maximumDepth = 16

    /// Reads a file of one document.
    ///
    /// Hostile files are refused in bounded time: by size, by anchors (whose repeated use grows without bound) before
    /// anything is read, by depth.
    ///
    /// - Throws: ``RuleProblem``, one: what comes after it cannot be told from it.
    static func read(_ bytes: [UInt8], path: String) throws -> RuleNode? {
        func problem(_ message: String, line: Int = 1, column: Int = 1) -> RuleProblem {
            RuleProblem(path: path, line: line, column: column, isWarning: false, message: message)
        }
        guard bytes.count <= maximumByteCount else {
            throw problem("the file has \(bytes.count) bytes; a rule has at most \(maximumByteCount)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("the file is not UTF-8") }
        if let place = anchor(in: bytes) {
            throw problem(
                "anchors and aliases (&name, *name) are not taken in rules; put a text that begins with & or * in quotes",
                line: place.line, column: place.column)
        }
        let depth = bracketDepth(of: bytes)
        guard depth <= maximumDepth else {
            throw problem("brackets stand more than \(maximumDepth) deep in each other")
        }
        do {
            // Yams keeps a pointer into the text, which must not be one of the short ones that Swift keeps inline.
            // Scalars are texts here whatever they look like, so nothing of YAML's types is resolved: the expressions
            // for that take milliseconds to compile.
            let root = try Yams.Parser(
                yaml: text + String(repeating: "\n", count: 16), resolver: .basic, encoding: .utf8
            ).singleRoot()
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return try root.map { try RuleNode($0, path: path, lines: lines, depth: 0) }
        } catch let error as YamlError {
            let (line, column, message) = told(error, text: text)
            // What is missed at the end is missed where the text ends, not where the padding does.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if line > lines.count || line == lines.count && column > (lines.last?.unicodeScalars.count ?? 0) {
                throw problem(message, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
            }
            throw problem(message, line: line, column: column)
        }
    }

    private init(_ node: Yams.Node, path: String, lines: [Substring], depth: Int) throws {
        let mark = node.mark
        line = mark?.line ?? 1
        column = mark?.column ?? 1
        guard depth < Self.maximumDepth else {
            throw RuleProblem(
                path: path, line: line, column: column, isWarning: false,
                message: "lists stand more than \(Self.maximumDepth) deep in each other")
        }
        switch node {
        case .scalar(let scalar):
            value = .text(scalar.string, isQuoted: scalar.style != .plain && scalar.style != .any)
        case .sequence(let items):
            value = .list(
                try items.map { try RuleNode($0, path: path, lines: lines, depth: depth + 1) },
                isInBrackets: Self.scalar(line, column, of: lines) == "[")
        case .mapping(let pairs):
            value = .map(
                try pairs.map {
                    (
                        try RuleNode($0.key, path: path, lines: lines, depth: depth + 1),
                        try RuleNode($0.value, path: path, lines: lines, depth: depth + 1)
                    )
                })
        case .alias:
            throw RuleProblem(
                path: path, line: line, column: column, isWarning: false, message: "aliases are not taken in rules")
        }
    }

    /// What stands at a place. The parser's own word on a list's style is that of the list's end, which has none.
    private static func scalar(_ line: Int, _ column: Int, of lines: [Substring]) -> Unicode.Scalar? {
        guard lines.indices.contains(line - 1) else { return nil }
        return lines[line - 1].unicodeScalars.dropFirst(column - 1).first
    }

    /// The place of what may be an anchor, in a file that has what may be an alias too.
    ///
    /// Both stand where a value begins: at the start of a line or after white space, a bracket or a comma.
    private static func anchor(in bytes: [UInt8]) -> (line: Int, column: Int)? {
        var anchor: (line: Int, column: Int)?
        var hasAlias = false
        var (line, column) = (1, 1)
        var before = UInt8(ascii: "\n")
        for index in bytes.indices {
            let byte = bytes[index]
            let begins = before <= 0x20 || [0x5B, 0x7B, 0x2C].contains(before)
            if begins, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), index + 1 < bytes.count,
                isNameByte(bytes[index + 1])
            {
                if byte == UInt8(ascii: "*") { hasAlias = true } else if anchor == nil { anchor = (line, column) }
            }
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            before = byte
        }
        return hasAlias ? anchor : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
            || (0x41...0x5A).contains(byte & 0xDF)
    }

    /// How deep brackets stand in each other at most, those in texts counted too unless they are closed in them.
    private static func bracketDepth(of bytes: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: break
            }
        }
        return deepest
    }

    // MARK: - What the parser says

    private static func told(_ error: YamlError, text: String) -> (line: Int, column: Int, message: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let message = (context.map { $0.text + " " } ?? "") + problem
            return (mark.line, mark.column, message + hint(text, mark))
        case .composer(_, let problem, let mark, _):
            return problem == "but found another document"
                ? (mark.line, mark.column, "a second document begins; a file has one rule")
                : (mark.line, mark.column, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            // The mark is that of one of them; the later one is what somebody added.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let column = context.mark.column
            let found = lines.indices.last { index in
                let line = lines[index].unicodeScalars
                guard line.count >= column - 1 else { return false }
                let rest = String(String.UnicodeScalarView(line.dropFirst(column - 1)))
                return rest.hasPrefix("\(key):") || rest.hasPrefix("\"\(key)\":")
            }
            return (found.map { $0 + 1 } ?? context.mark.line, column, "the key \"\(key)\" stands here twice")
        case .reader(let problem, let offset, _, _):
            let before = offset.map { text.prefix($0) } ?? ""
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            return (max(1, lines.count), (lines.last?.unicodeScalars.count ?? 0) + 1, problem)
        default: return (1, 1, "it cannot be read as YAML")
        }
    }

    /// Selectors begin with marks that YAML takes for its own.
    private static func hint(_ text: String, _ mark: Mark) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return "" }
        var value = lines[mark.line - 1].drop { $0 == " " || $0 == "-" }
        if let colon = value.firstIndex(of: ":"), value[value.index(after: colon)...].hasPrefix(" ") {
            value = value[value.index(after: colon)...].drop { $0 == " " }
        }
        guard let first = value.first, "*&!%@`[{|>".contains(first) else { return "" }
        return "; put a text that begins with \(first) in quotes"
    }
}
