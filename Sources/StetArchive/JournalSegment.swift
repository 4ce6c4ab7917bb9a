/// A part of the journal that is about to be written: `<yyyy>/<mm>/<dd>/<nnnn>.jsonl`, by the day of recording.
struct JournalSegment {
    var path: String
    /// The whole of it, with the lines that stood in it before.
    var bytes: [UInt8]
    /// What is new in it.
    var added: [Observation] = []

    /// A segment that would grow beyond this is followed by the next one: a recording writes the last one anew, so
    /// its size is a cost of every single snapshot.
    static let byteLimit = 64 * 1024

    /// The segments that change when observations are recorded on a day ("2026-03-01") after `last`.
    static func segments(
        adding observations: [Observation], on day: some StringProtocol, after last: JournalSegment?
    ) -> [JournalSegment] {
        let folder = day.split(separator: "-").joined(separator: "/")
        // A clock that was set back must not bring lines out of the order they were recorded in.
        var current: JournalSegment
        if let last, last.folder >= folder {
            current = last
        } else {
            current = JournalSegment(folder: folder, number: 1)
        }
        var segments: [JournalSegment] = []
        for observation in observations {
            let line = Array((observation.text + "\n").utf8)
            if !current.bytes.isEmpty, current.bytes.count + line.count > byteLimit {
                if !current.added.isEmpty { segments.append(current) }
                current = JournalSegment(folder: current.folder, number: current.number + 1)
            }
            current.bytes += line
            current.added.append(observation)
        }
        return current.added.isEmpty ? segments : segments + [current]
    }

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    private init(folder: String, number: Int) {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        self.init(path: "\(folder)/\(zeros)\(digits).jsonl", bytes: [])
    }

    private var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    private var number: Int { Int(path.split(separator: "/").last?.prefix { $0 != "." } ?? "") ?? 0 }
}
