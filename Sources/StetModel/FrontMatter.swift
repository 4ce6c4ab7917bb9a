/// The metadata at the head of a canonical file: YAML of which every scalar is a double-quoted string.
///
/// Quoting all of them keeps "no" a language and "2024-06-01" the text it was, in every YAML reader.
enum FrontMatter {
    private static let fence = Array("---".utf8)

    /// The fields in their fixed order, each with its values; those without a value are not written.
    private static func fields(of metadata: Metadata) -> [(name: String, values: [String], isList: Bool)] {
        func one(_ name: String, _ value: String?) -> (name: String, values: [String], isList: Bool) {
            (name, value.map { [$0] } ?? [], false)
        }
        return [
            one("url", metadata.url), one("title", metadata.title), one("deck", metadata.deck),
            ("authors", metadata.authors, true), one("outlet", metadata.outlet), one("section", metadata.section),
            ("tags", metadata.tags, true), one("published", metadata.published?.description),
            one("updated", metadata.updated?.description), one("language", metadata.language),
            one("license", metadata.license),
            one("access", metadata.access?.rawValue), ("corrections", metadata.corrections, true),
        ].filter { !$0.values.isEmpty }
    }

    private static let listNames: Set<String> = ["authors", "tags", "corrections"]

    static func write(_ metadata: Metadata, to output: inout [UInt8]) {
        output += fence
        output.append(UInt8(ascii: "\n"))
        for (name, values, isList) in fields(of: metadata) {
            output += Array(name.utf8)
            output.append(UInt8(ascii: ":"))
            for value in values {
                output += Array((isList ? "\n  - " : " ").utf8)
                writeQuoted(value, to: &output)
            }
            output.append(UInt8(ascii: "\n"))
        }
        output += fence
        output.append(UInt8(ascii: "\n"))
    }

    /// Reads the front matter; returns the index of the first line after it.
    static func parse(_ lines: [ArraySlice<UInt8>]) throws(CanonicalFormError) -> (Metadata, bodyStart: Int) {
        guard lines.first.map(Array.init) == fence else {
            throw CanonicalFormError(line: 1, reason: "expected the front matter's first line, ---")
        }
        var values: [String: [String]] = [:]
        var lists: Set<String> = []
        var field: String?
        var index = 1
        while true {
            guard index < lines.count else {
                throw CanonicalFormError(line: index, reason: "the front matter has no closing ---")
            }
            let line = lines[index]
            index += 1
            if line.elementsEqual(fence) { break }
            if line.starts(with: "  - ".utf8) {
                guard let name = field, lists.contains(name) else {
                    throw CanonicalFormError(line: index, reason: "a list entry without a list")
                }
                values[name, default: []].append(try readQuoted(line.dropFirst(4), line: index))
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                throw CanonicalFormError(line: index, reason: "expected `name: \"value\"`")
            }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard values[name] == nil else {
                throw CanonicalFormError(line: index, reason: "the field \(name) stands there twice")
            }
            let rest = line[(colon + 1)...]
            field = name
            if rest.isEmpty {
                lists.insert(name)
                values[name] = []
            } else {
                guard rest.first == UInt8(ascii: " ") else {
                    throw CanonicalFormError(line: index, reason: "expected a space after \(name):")
                }
                values[name] = [try readQuoted(rest.dropFirst(), line: index)]
            }
        }
        return (try metadata(from: values, lists: lists), index)
    }

    private static func metadata(
        from values: [String: [String]], lists: Set<String>
    ) throws(CanonicalFormError) -> Metadata {
        var metadata = Metadata()
        // Sorted, so that of several errors it is always the same one that is told.
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard lists.contains(name) == listNames.contains(name) else {
                throw CanonicalFormError(line: 1, reason: "the field \(name) has the wrong shape")
            }
            func time() throws(CanonicalFormError) -> StatedTime {
                guard let time = StatedTime(value[0]) else {
                    throw CanonicalFormError(line: 1, reason: "\(name) is no time: \(value[0])")
                }
                return time
            }
            switch name {
            case "url": metadata.url = value[0]
            case "title": metadata.title = value[0]
            case "deck": metadata.deck = value[0]
            case "authors": metadata.authors = value
            case "outlet": metadata.outlet = value[0]
            case "section": metadata.section = value[0]
            case "tags": metadata.tags = value
            case "published": metadata.published = try time()
            case "updated": metadata.updated = try time()
            case "language": metadata.language = value[0]
            case "license": metadata.license = value[0]
            case "access":
                guard let access = Metadata.Access(rawValue: value[0]) else {
                    throw CanonicalFormError(line: 1, reason: "access is not \"restricted\": \(value[0])")
                }
                metadata.access = access
            case "corrections": metadata.corrections = value
            default: throw CanonicalFormError(line: 1, reason: "unknown field \(name)")
            }
        }
        return metadata
    }

    private static func writeQuoted(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += Array("\\\"".utf8)
            case "\\": output += Array("\\\\".utf8)
            case "\n": output += Array("\\n".utf8)
            case "\t": output += Array("\\t".utf8)
            default:
                if scalar.isUnsafeInText {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    output += Array((scalar.value < 0x10000 ? "\\u" : "\\U").utf8)
                    output += Array(
                        repeating: UInt8(ascii: "0"), count: (scalar.value < 0x10000 ? 4 : 8) - digits.utf8.count)
                    output += Array(digits.utf8)
                } else {
                    output += Array(String(scalar).utf8)
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func readQuoted(_ source: ArraySlice<UInt8>, line: Int) throws(CanonicalFormError) -> String {
        func failure(_ reason: String) -> CanonicalFormError { CanonicalFormError(line: line, reason: reason) }
        let quote = UInt8(ascii: "\"")
        guard source.count >= 2, source.first == quote, source.last == quote else {
            throw failure("expected a double-quoted string")
        }
        var output: [UInt8] = []
        var rest = source.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            guard byte != quote else { throw failure("a bare quote inside a string") }
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "\"")?: output.append(quote)
            case UInt8(ascii: "\\")?: output.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "n")?: output.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t")?: output.append(UInt8(ascii: "\t"))
            case let mark? where mark == UInt8(ascii: "u") || mark == UInt8(ascii: "U"):
                let count = mark == UInt8(ascii: "u") ? 4 : 8
                guard rest.count >= count,
                    let value = UInt32(String(decoding: rest.prefix(count), as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(value)
                else { throw failure("a broken \\u escape") }
                rest.removeFirst(count)
                output += Array(String(scalar).utf8)
            default: throw failure("an unknown escape")
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// Characters that never stand raw in a canonical file: controls, line separators, the byte-order mark and what
    /// reorders the text around it (a hidden override would make a file read differently from what it says).
    var isUnsafeInText: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
