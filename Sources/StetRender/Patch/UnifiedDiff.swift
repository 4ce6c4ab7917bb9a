internal import SequenceDiff

/// A unified diff of two byte sequences, as `git diff` writes and `git apply` reads it.
///
/// Applying it to `before` gives exactly `after`. Nil stands for a file that is not there; equal sides give no bytes.
public struct UnifiedDiff: Sendable {
    public let bytes: [UInt8]

    /// The lines of unchanged text around a change that git writes by default.
    public static let defaultContextLineCount = 3

    /// - Parameter path: The file's path in its repository, the same on both sides.
    /// - Parameter heading: What is said above the patch, in lines that `git apply` and `patch` pass over.
    public init(
        before: [UInt8]?, after: [UInt8]?, path: String, contextLineCount: Int = Self.defaultContextLineCount,
        heading: DiffHeading = DiffHeading()
    ) {
        guard before != after else {
            bytes = []
            return
        }
        var writer = PatchWriter(path: path, preamble: heading.commentLines)
        writer.header(isNew: before == nil, isDeleted: after == nil)
        let old = Lines(before ?? [])
        let new = Lines(after ?? [])
        let hunks = lineHunks(before: old, after: new)
        if !hunks.isEmpty { writer.fileNames(isNew: before == nil, isDeleted: after == nil) }
        for group in Self.grouped(hunks, contextLineCount: max(0, contextLineCount)) {
            writer.hunk(group, old, new, contextLineCount: max(0, contextLineCount))
        }
        bytes = writer.bytes
    }

    /// Hunks that stand so near that their contexts touch are written as one.
    private static func grouped(_ hunks: [Hunk], contextLineCount: Int) -> [[Hunk]] {
        var groups: [[Hunk]] = []
        for hunk in hunks {
            if let last = groups.last?.last, hunk.before.lowerBound - last.before.upperBound <= 2 * contextLineCount {
                groups[groups.count - 1].append(hunk)
            } else {
                groups.append([hunk])
            }
        }
        return groups
    }
}

/// Bytes cut into lines; each but the last ends in a line feed.
struct Lines {
    let bytes: [UInt8]
    private(set) var ranges: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            ranges.append(start..<index + 1)
            start = index + 1
        }
        if start < bytes.count { ranges.append(start..<bytes.count) }
    }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }
}

private struct PatchWriter {
    private(set) var bytes: [UInt8] = []
    private let path: String

    init(path: String, preamble: String) {
        self.path = path
        bytes = Array(preamble.utf8)
    }

    mutating func header(isNew: Bool, isDeleted: Bool) {
        line("diff --git \(Self.quoted("a/" + path)) \(Self.quoted("b/" + path))")
        if isNew { line("new file mode 100644") }
        if isDeleted { line("deleted file mode 100644") }
    }

    mutating func fileNames(isNew: Bool, isDeleted: Bool) {
        line("--- " + (isNew ? "/dev/null" : name("a/")))
        line("+++ " + (isDeleted ? "/dev/null" : name("b/")))
    }

    mutating func hunk(_ group: [Hunk], _ old: Lines, _ new: Lines, contextLineCount: Int) {
        guard let first = group.first, let last = group.last else { return }
        let lead = min(contextLineCount, first.before.lowerBound)
        let tail = min(contextLineCount, old.ranges.count - last.before.upperBound)
        let before = first.before.lowerBound - lead..<last.before.upperBound + tail
        let after = first.after.lowerBound - lead..<last.after.upperBound + tail
        line("@@ -\(Self.span(before)) +\(Self.span(after)) @@")
        var position = before.lowerBound
        for hunk in group {
            for index in position..<hunk.before.lowerBound { text(" ", old[index]) }
            for index in hunk.before { text("-", old[index]) }
            for index in hunk.after { text("+", new[index]) }
            position = hunk.before.upperBound
        }
        for index in position..<before.upperBound { text(" ", old[index]) }
    }

    /// "first,count" with lines counted from 1; an empty range is named by the line before it.
    private static func span(_ range: Range<Int>) -> String {
        let first = range.isEmpty ? range.lowerBound : range.lowerBound + 1
        return range.count == 1 ? "\(first)" : "\(first),\(range.count)"
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func text(_ sign: Unicode.Scalar, _ line: ArraySlice<UInt8>) {
        bytes.append(UInt8(ascii: sign))
        bytes += line
        if line.last != UInt8(ascii: "\n") { bytes += "\n\\ No newline at end of file\n".utf8 }
    }

    /// git ends a name with blanks in it with a tab, so that readers that expect a date after it find its end.
    private func name(_ prefix: String) -> String {
        let quoted = Self.quoted(prefix + path)
        return quoted.utf8.contains(UInt8(ascii: " ")) && !quoted.hasPrefix("\"") ? quoted + "\t" : quoted
    }

    /// git's way to write names with unusual bytes: in double quotes, with C escapes and octal numbers.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { return name }
        var text = "\""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\""): text += "\\\""
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let octal = String(byte, radix: 8)
                text += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
            }
        }
        return text + "\""
    }
}
