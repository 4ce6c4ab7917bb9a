import Foundation
import TestSupport
import Testing

/// `stet compare --jsonl -` as another program drives it.
@Suite("A stream of pairs", .serialized)
struct CompareStreamTests {
    @Test("Each line is answered before the next is sent, bad ones with an error, and the stream goes on")
    func answers() throws {
        let stream = try Stream()
        try stream.send(#"{"pair": "one", "before": "It is old.", "after": "It is new."}"#)
        #expect(
            try stream.answer()
                == #"{"pair":"one","ops":[{"op":"equal","a":[0,5],"b":[0,5]},{"op":"replace","a":[6,9],"b":[6,9]},"#
                + #"{"op":"equal","a":[9,10],"b":[9,10]}],"sentences":{"a":[[0,10]],"b":[[0,10]],"#
                + #""links":[{"kind":"edited","a":[0],"b":[0],"edited":true}]}}"#)
        for (line, error) in [
            ("no json", "line 2: it is no JSON"), ("[1]", "line 3: it is no JSON object"),
            (#"{"pair": "two", "before": "a"}"#, #"line 4: \"before\" or \"after\" is missing"#),
            (#"{"before": 1, "after": "b"}"#, #"line 5: \"before\" is no string"#),
            (#"{"befor": "a", "after": "b"}"#, #"line 6: unknown key \"befor\""#),
            ("\u{1}", "line 7: it is no JSON"),
            (#"{"pair": 5, "before": "a", "after": "b"}"#, #"line 8: \"pair\" is no string but a number"#),
            (#"{"before": "a\u0000", "after": "b"}"#, #"line 9: \"before\" holds a NUL"#),
            (#"{"before": "a", "after": ["b"]}"#, #"line 10: \"after\" is no string but a list"#),
        ] {
            try stream.send(line)
            let answer = try stream.answer()
            #expect(answer.hasPrefix("{\"error\":\"\(error)"), "\(answer)")
            _ = try JSONSerialization.jsonObject(with: Data(answer.utf8))
        }
        try stream.send("")
        try stream.send(#"{"before": "é\n\n東。", "after": ""}"#)
        #expect(try stream.answer().hasPrefix(#"{"ops":[{"op":"delete","a":[0,10]}]"#))
        #expect(try stream.end() == 2)
    }

    @Test("A stream without a bad line ends well, whether its last line ends or not")
    func clean() throws {
        let stream = try Stream()
        for number in 0..<300 {
            try stream.send(
                "{\"pair\": \"\(number)\", \"before\": \"Day \(number).\", \"after\": \"Day \(number + 1).\"}")
            #expect(try stream.answer().hasPrefix("{\"pair\":\"\(number)\","))
        }
        try stream.send(#"{"before": "a", "after": "a"}"#, terminator: "")
        #expect(try stream.end() == 0)
        #expect(try stream.answer().hasPrefix(#"{"ops":[{"op":"equal","#))
    }

    @Test("Every run gives the same bytes, however the program seeds its hashes")
    func everyRun() throws {
        let work = try Workplace()
        for number in 0..<12 {
            var random = RandomProse(seed: UInt64(number))
            let document = random.document()
            for (side, blocks) in [("before", document), ("after", random.edited(document))] {
                try work.write(
                    String(decoding: RandomProse.text(blocks), as: UTF8.self), to: "pairs/\(number)/\(side).txt")
            }
        }
        let pair = ["pairs/3/before.txt", "pairs/3/after.txt"]
        let commands = [
            ["--jsonl", "pairs"], pair + ["--format", "json", "--ranges"], pair + ["--format", "html"],
            pair + ["pairs/4/after.txt", "--format", "tei"],
        ]
        for command in commands {
            // Every process has its own seed but where it is told not to.
            let runs = try [[:], [:], [:], ["SWIFT_DETERMINISTIC_HASHING": "1"]].map { environment in
                try work.stet(["compare"] + command, environment: environment)
            }
            #expect(runs[0].code < 2 && runs[0].output.count > 400, "\(command): \(runs[0])")
            for run in runs.dropFirst() { #expect(run.output == runs[0].output, "\(command)") }
        }
    }

    @Test("Of a folder each pair is answered, one that lacks a side with an error")
    func folder() throws {
        let work = try Workplace()
        for name in ["a", "c"] {
            try work.write("It is old.", to: "pairs/\(name)/before.txt")
            try work.write("It is new.", to: "pairs/\(name)/after.txt")
        }
        try work.write("alone", to: "pairs/b/before.txt")
        try work.write("alone", to: "pairs/d/after.txt")
        try work.write("none of a pair", to: "pairs/notes/readme.txt")
        let lines = try work.stet("compare", "--jsonl", "pairs")
        #expect(lines.code == 2)
        let answers = lines.output.split(separator: "\n").map { $0.prefix(45) }
        #expect(
            answers.count == 4 && answers[0].hasPrefix(#"{"pair":"a","ops""#)
                && answers[2].hasPrefix(#"{"pair":"c","ops""#))
        #expect(answers[1] == #"{"error":"after.txt is missing","pair":"b"}"#, "\(lines)")
        #expect(answers[3] == #"{"error":"before.txt is missing","pair":"d"}"#, "\(lines)")
        let files = try work.stet("compare", "--jsonl", "pairs", "--out", "answers")
        #expect(files.code == 2 && files.message.contains("b: after.txt is missing"), "\(files)")
        #expect(
            try work.stet("compare", "--jsonl", "pairs", "--format", "html").message.contains("one form of answers"))
    }

    @Test("A text that is no UTF-8 or holds a NUL is named with its byte, and its pair alone is not answered")
    func encodings() throws {
        let work = try Workplace()
        let texts: [(name: String, bytes: [UInt8])] = [
            ("latin", Array("caf".utf8) + [0xE9]), ("nul", Array("one ".utf8) + [0]),
            ("wide", [0xFF, 0xFE, 0x61, 0]), ("surrogate", [0x61, 0xED, 0xA0, 0x80]),
            ("cut", [0x61, 0x62, 0xE6, 0x9D]),
            ("marked", [0xEF, 0xBB, 0xBF] + Array("# It".utf8)),
        ]
        for (name, bytes) in texts {
            try work.write("# It", to: "pairs/\(name)/before.txt")
            try work.write(bytes, to: "pairs/\(name)/after.txt")
        }
        let lines = try work.stet("compare", "--jsonl", "pairs")
        #expect(lines.code == 2)
        #expect(
            lines.output == #"""
                {"error":"after.txt is not UTF-8 (byte 2)","pair":"cut"}
                {"error":"after.txt is not UTF-8 (byte 3)","pair":"latin"}
                {"pair":"marked","ops":[{"op":"insert","b":[0,3]},{"op":"equal","a":[0,4],"b":[3,7]}],"sentences":{"a":[[2,4]],"b":[[5,7]],"links":[{"kind":"equal","a":[0],"b":[0],"edited":false}]}}
                {"error":"after.txt holds a NUL (byte 4)","pair":"nul"}
                {"error":"after.txt is not UTF-8 (byte 1)","pair":"surrogate"}
                {"error":"after.txt is not UTF-8 (byte 0)","pair":"wide"}

                """#)
        try work.write(Array(#"{"before": "caf"#.utf8) + [0xE9] + Array(#"", "after": "b"}"#.utf8), to: "line")
        let line = try work.stet(["compare", "--jsonl", "-"], input: "line")
        #expect(line.code == 2)
        #expect(line.output == #"{"error":"line 1: it is not UTF-8 (byte 15)","line":1}"# + "\n")
    }

    @Test("Files are read in the encoding they are in, whichever way, and it is said where nothing names it")
    func filesInOtherEncodings() throws {
        let work = try Workplace()
        let text = "# Über Çeşme\n\nDas Café in der Größe von früher naïv übersehen.\n"
        try work.write(text, to: "utf8.md")
        try work.write([0xEF, 0xBB, 0xBF] + Array(text.utf8), to: "marked.md")
        try work.write([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "little.md")
        try work.write([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, to: "big.md")
        let western = text.replacing("ş", with: "s")
        try work.write(western, to: "western.md")
        try work.write(western.unicodeScalars.map { UInt8($0.value) }, to: "latin.md")
        try work.write(Array(text.utf8) + [0], to: "nul.md")
        for mode in ["auto", "markdown", "text"] {
            for name in ["marked.md", "little.md", "big.md"] {
                let answer = try work.stet("compare", "--as", mode, name, "utf8.md")
                #expect(answer.code == 0 && answer.message.isEmpty, "\(mode) \(name) \(answer)")
            }
            let latin = try work.stet("compare", "--as", mode, "western.md", "latin.md")
            #expect(latin.code == 0, "\(mode) \(latin)")
            #expect(
                latin.message.hasPrefix("stet: latin.md: byte 2 is not UTF-8; read as windows-1252"), "\(mode) \(latin)"
            )
            let broken = try work.stet("compare", "--as", mode, "utf8.md", "nul.md")
            #expect(
                broken.code == 2
                    && broken.message.contains("nul.md : it is no text: it holds a NUL (byte \(text.utf8.count))"),
                "\(mode) \(broken)")
        }
    }

    private final class Stream {
        private let process = Process()
        private let input = Pipe()
        private let output = Pipe()
        private var buffer = Data()

        init() throws {
            process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "stet")
            process.arguments = ["compare", "--jsonl", "-"]
            process.standardInput = input
            process.standardOutput = output
            try process.run()
        }

        func send(_ line: String, terminator: String = "\n") throws {
            try input.fileHandleForWriting.write(contentsOf: Data((line + terminator).utf8))
        }

        /// The next line of output; waits for it.
        func answer() throws -> String {
            while true {
                if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
                    buffer = Data(buffer[(end + 1)...])
                    return line
                }
                let more = output.fileHandleForReading.availableData
                try #require(!more.isEmpty, "the program ended")
                buffer += more
            }
        }

        func end() throws -> Int32 {
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }
}
