extension TextMerge {
    /// What the sides of a conflict are called.
    public struct Labels: Hashable, Sendable {
        public var base: String
        public var local: String
        public var new: String

        public init(base: String = "base", local: String = "local", new: String = "new") {
            self.base = base
            self.local = local
            self.new = new
        }
    }

    /// The text with its conflicts between lines of markers, as git writes them.
    ///
    /// Markers are seven characters long, or longer than any line of one of theirs that begins a line of a side, so that
    /// they can be told from the text.
    ///
    /// - Parameter showsBase: whether to write what both sides started from, too (`git merge-file --diff3`).
    public func marked(_ labels: Labels = Labels(), showsBase: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        let count = markerCount
        var isAfterConflict = false
        func endLine() { if let last = output.last, last != Byte.lineFeed { output.append(Byte.lineFeed) } }
        func mark(_ character: Unicode.Scalar, _ label: String? = nil) {
            endLine()
            output += [UInt8](repeating: UInt8(ascii: character), count: count)
            if let label { output += (" " + label).utf8.map { $0 < 0x20 ? 0x20 : $0 } }
            output.append(Byte.lineFeed)
        }
        for piece in pieces {
            switch piece {
            case .merged(let bytes):
                var rest = bytes[...]
                if isAfterConflict {
                    // The marker ended the line that the text would have gone on with.
                    rest = rest.drop { $0 == UInt8(ascii: " ") }
                    if rest.first == Byte.lineFeed, output.last == Byte.lineFeed { rest = rest.dropFirst() }
                }
                output += rest
                isAfterConflict = false
            case .conflict(let base, let local, let new):
                mark("<", labels.local)
                output += local
                if showsBase {
                    mark("|", labels.base)
                    output += base
                }
                mark("=")
                output += new
                mark(">", labels.new)
                let sides = [local, new]
                isAfterConflict = sides.contains { $0.last != Byte.lineFeed }
            }
        }
        return output
    }

    static let leastMarkerCount = 7

    private var markerCount: Int {
        var longest = Self.leastMarkerCount - 1
        func read(_ bytes: [UInt8]) {
            var start = 0
            while start < bytes.count {
                var end = start
                if Self.markerBytes.contains(bytes[start]) {
                    while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
                    longest = max(longest, end - start)
                }
                while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
                start = end + 1
            }
        }
        for piece in pieces {
            switch piece {
            case .merged(let bytes): read(bytes)
            case .conflict(let base, let local, let new): for bytes in [base, local, new] { read(bytes) }
            }
        }
        return longest + 1
    }

    private static let markerBytes: [UInt8] = Array("<|=>".utf8)
}
