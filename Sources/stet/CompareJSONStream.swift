internal import ArgumentParser
internal import CMemory
internal import Foundation
internal import StetDiff
internal import StetRender
internal import StetText

/// Answers pairs of texts as they come on standard input, a JSON object a line, one line for each.
///
/// Nothing is kept from one line to the next: memory is bounded by the longest line. A line that cannot be read is
/// answered with an error, and the next one is read.
struct CompareJSONStream {
    /// Lines above this are refused unread: texts of this size are a mistake, or an attack on the memory.
    static let longestLine = 128 << 20

    /// - Throws: `ExitCode.trouble` at the end where a line could not be answered.
    func run() throws {
        stet_keep_freed_memory(CompareJSONLines.keptMemory)
        var hasFailed = false
        var number = 0
        var lines = StandardInputLines(longestLine: Self.longestLine)
        while let line = try lines.next() {
            number += 1
            do {
                guard case .text(let line) = line else {
                    throw LineError(reason: "it is longer than \(Self.longestLine >> 20) MB")
                }
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                let (diff, pair) = try answer(line)
                diff.writeNeutralJSON(pair: pair, isLine: true) { StandardOutput.write($0) }
            } catch {
                hasFailed = true
                var json = JSONWriter(isIndented: false)
                json.object {
                    $0.member("error", "line \(number): \((error as? LineError)?.reason ?? "\(error)")")
                    if let pair = (error as? LineError)?.pair { $0.member("pair", pair) }
                    $0.member("line", number)
                }
                StandardOutput.write(json.bytes + [UInt8(ascii: "\n")])
            }
        }
        if hasFailed { throw ExitCode.trouble }
    }

    private struct LineError: Error {
        var reason: String
        var pair: String?
    }

    /// What a value of JSON is that is no string.
    private static func kind(of value: Any) -> String {
        switch value {
        case is [Any]: "a list"
        case is [String: Any]: "an object"
        default: "a number, true or false"
        }
    }

    private static let keys: Set<String> = ["pair", "before", "after", "language"]

    private func answer(_ line: [UInt8]) throws -> (diff: TextDiff, pair: String?) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(line)) else {
            throw LineError(reason: TextFault(in: line.span).map { "it \($0)" } ?? "it is no JSON")
        }
        guard let object = value as? [String: Any] else { throw LineError(reason: "it is no JSON object") }
        let pair = object["pair"] as? String
        func text(_ key: String) throws -> String? {
            guard let value = object[key], !(value is NSNull) else { return nil }
            guard let text = value as? String else {
                throw LineError(reason: "\"\(key)\" is no string but \(Self.kind(of: value))", pair: pair)
            }
            guard !text.utf8.contains(0) else { throw LineError(reason: "\"\(key)\" holds a NUL", pair: pair) }
            return text
        }
        _ = try text("pair")
        if let unknown = object.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw LineError(
                reason: "unknown key \"\(unknown)\"; known are pair, before, after and language", pair: pair)
        }
        guard let before = try text("before"), let after = try text("after") else {
            throw LineError(reason: "\"before\" or \"after\" is missing", pair: pair)
        }
        stet_expect_memory(CompareJSONLines.memoryPerByte * (before.utf8.count + after.utf8.count))
        let diff = TextDiff(
            markdownOrPlain: Array(before.utf8), to: Array(after.utf8), language: try text("language"),
            linksBlocks: false)
        return (diff, pair)
    }
}

/// The lines of standard input as they come, without their ends.
private struct StandardInputLines {
    let longestLine: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(longestLine: Int) { self.longestLine = longestLine }

    private static let chunkSize = 1 << 16

    enum Line {
        case text([UInt8])
        /// Passed over unread.
        case tooLong
    }

    /// Nil at the end.
    mutating func next() throws -> Line? {
        var searched = start
        var isTooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                start = end + 1
                return isTooLong || line.count > longestLine ? .tooLong : .text(Array(line))
            }
            if isAtEnd {
                let line = buffer[start...]
                buffer = []
                start = 0
                if isTooLong { return .tooLong }
                return line.isEmpty ? nil : .text(Array(line))
            }
            if buffer.count - start > longestLine {
                isTooLong = true
                buffer = []
                start = 0
            }
            buffer.removeSubrange(..<start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws {
        let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { target, count in
            while true {
                let read = unsafe Foundation.read(STDIN_FILENO, target.baseAddress, Self.chunkSize)
                if read >= 0 {
                    count = read
                    return
                }
                guard errno == EINTR else {
                    throw Trouble("cannot read standard input: \(unsafe String(cString: strerror(errno)))")
                }
            }
        }
        isAtEnd = chunk.isEmpty
        buffer += chunk
    }
}
