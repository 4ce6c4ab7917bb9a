internal import StetGit

/// A note that a recording is under way, kept from before the first branch is moved until the working tree is done.
///
/// Finding one without its owner means that a process died, and where: which of git's locks are its leftovers, and
/// from which commit the working tree has still to be brought up to date.
struct PendingRecording: Equatable {
    enum Phase: String {
        /// Branches and the working tree are being changed.
        case moving
        /// All is recorded; the working tree could not be brought up to date.
        case recorded
    }

    /// The branch that is checked out, by its full name, and its commit that the working tree was last in step with.
    var branch: String
    var base: ObjectID
    var phase: Phase

    private static let name = "/pending"

    func save(in folder: String) throws {
        try Files.replace(folder + Self.name, with: Array("\(phase.rawValue) \(base) \(branch)\n".utf8))
    }

    static func load(from folder: String) throws -> PendingRecording? {
        guard let bytes = try Files.read(folder + name) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        guard words.count == 3, let phase = Phase(rawValue: String(words[0])), let base = ObjectID(hex: words[1]) else {
            return nil
        }
        return PendingRecording(branch: String(words[2]), base: base, phase: phase)
    }

    static func remove(from folder: String) throws {
        try Files.remove(folder + name)
    }
}
