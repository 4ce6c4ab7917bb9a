internal import StetArchive

/// What went wrong, in words for the person who typed the command, and what to do next where that is known.
struct Trouble: Error, CustomStringConvertible {
    var message: String
    var hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    var description: String { hint.map { "\(message)\nhint: \($0)" } ?? message }
}

/// Texts and pages that could not be read while others could: told of when all is done, with exit code 2.
struct DamagedTexts {
    private var count = 0
    private var first: ArchiveError?

    mutating func note(_ error: ArchiveError) {
        count += 1
        first = first ?? error
    }

    /// - Throws: what is to be told, where there is anything.
    func end() throws {
        guard let first else { return }
        guard count > 1 else { throw first }
        throw Trouble("\(counted(count, "text")) cannot be read; of the first: \(first)")
    }
}
