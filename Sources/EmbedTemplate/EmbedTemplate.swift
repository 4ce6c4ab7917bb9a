// Writes one Swift file that holds the files of a folder.
//
//   EmbedTemplate OUTPUT FOLDER PATH…
//
// It runs on every machine that builds Stet, so it uses the C library alone: linking Foundation would cost more
// than the rest of it.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@main
struct EmbedTemplate {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count > 2 else { fail("usage: EmbedTemplate OUTPUT FOLDER PATH…") }
        var text = "// Made from repo-template/ by EmbedTemplate.\n\nextension RepoTemplate {\n"
        text += "    public static let files: [TemplateFile] = [\n"
        for path in arguments.dropFirst(3).sorted() {
            let file = arguments[2] + "/" + path
            text +=
                "        TemplateFile(path: \"\(path)\", isExecutable: \(isExecutable(file)), text: \(literal(read(file)))),\n"
        }
        save(text + "    ]\n}\n", to: arguments[1])
    }

    /// A Swift string literal, one source line per line of text.
    ///
    /// A string compiles at once, where an array of a few thousand bytes takes the type checker seconds.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": literal += "\\n"
            case "\"", "\\": literal += "\\" + String(scalar)
            case " "..."~": literal += String(scalar)
            default: literal += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return literal + "\""
    }

    static func read(_ path: String) -> String {
        guard let file = unsafe fopen(path, "rb") else { fail("cannot read \(path)") }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        guard let text = String(validating: bytes, as: UTF8.self) else { fail("\(path) is not UTF-8 text") }
        return text
    }

    static func save(_ text: String, to path: String) {
        guard let file = unsafe fopen(path, "wb"), unsafe fputs(text, file) >= 0, unsafe fclose(file) == 0 else {
            fail("cannot write \(path)")
        }
    }

    static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

    static func fail(_ message: String) -> Never {
        let line = Array("error: \(message)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
        exit(1)
    }
}
