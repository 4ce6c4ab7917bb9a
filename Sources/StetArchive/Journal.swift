internal import StetGit
internal import StetIndex

/// The journal as git has it: files of lines, one for each observation.
///
/// Questions are answered from an index of it, never by walking commits.
enum Journal {
    /// The segments of a journal, oldest first: `<yyyy>/<mm>/<dd>/<nnnn>.jsonl`.
    ///
    /// - Complexity: one tree for each day.
    static func segments(of tree: ObjectID, in repository: borrowing Repository) throws -> [HistoryIndex.Segment] {
        var folders: [(path: String, id: ObjectID)] = [("", tree)]
        for _ in 0..<3 {
            var below: [(path: String, id: ObjectID)] = []
            for (path, id) in folders {
                for entry in try repository.tree(id) where entry.mode == .folder {
                    below.append((path + String(decoding: entry.name, as: UTF8.self) + "/", entry.id))
                }
            }
            folders = below
        }
        var segments: [HistoryIndex.Segment] = []
        for (path, id) in folders {
            // Shorter names are smaller numbers, should a day ever need five digits.
            let entries = try repository.tree(id).sorted {
                ($0.name.count, String(decoding: $0.name, as: UTF8.self))
                    < ($1.name.count, String(decoding: $1.name, as: UTF8.self))
            }
            for entry in entries where entry.mode == .file {
                segments.append(
                    HistoryIndex.Segment(path: path + String(decoding: entry.name, as: UTF8.self), blob: entry.id))
            }
        }
        return segments
    }

    /// Reads the lines of a segment that stand after its first bytes.
    static func observations(
        in bytes: [UInt8], after known: Int = 0, of segment: String
    ) throws -> [Observation] {
        let lineBreak = UInt8(ascii: "\n")
        let first = bytes[..<known].count { $0 == lineBreak } + 1
        return try zip(first..., bytes[known...].split(separator: lineBreak)).map { number, line in
            guard let observation = Observation(line: line) else {
                throw ArchiveError.badJournal(segment: segment, line: number)
            }
            return observation
        }
    }
}
