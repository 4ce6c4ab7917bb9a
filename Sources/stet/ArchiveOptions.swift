internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetPipeline

/// Which archive a command works on.
struct ArchiveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The archive's folder; else $STET_ARCHIVE, else the one around the current folder.", valueName: "dir"))
    var archive: String?

    /// The folder that was named by option or environment.
    var named: String? {
        let folder = archive ?? ProcessInfo.processInfo.environment["STET_ARCHIVE"]
        return folder?.isEmpty == false ? folder : nil
    }

    /// - Parameter isWhole: See ``Archive/open(at:as:isWhole:)``.
    func open(isWhole: Bool = true) throws -> Archive {
        let archive =
            if let named { try Archive.open(at: named, isWhole: isWhole) } else {
                try Archive.discover(from: FileManager.default.currentDirectoryPath, isWhole: isWhole)
            }
        archive.whileIndexing = IndexingNotice.show
        return archive
    }
}

/// Which archive a command shows, and which telling of its history.
struct ShownArchiveOptions: ParsableArguments {
    @OptionGroup var archive: ArchiveOptions

    @Option(
        help: ArgumentHelp(
            "A line of history that was kept when `stet reextract` made a new one; else the one that counts.",
            valueName: "n"))
    var line: Int?

    func open() throws -> Archive {
        let archive = try archive.open()
        archive.shownLine = line
        return archive
    }
}

extension Timestamp {
    /// The clock on the wall, read once where a command starts.
    static var now: Timestamp { Timestamp(secondsSince1970: Int64(Date().timeIntervalSince1970)) }
}

/// Reads an address of the command line.
func address(_ argument: String) throws -> String {
    do { return try StatedAddress.checked(argument) } catch { throw ValidationError("\(error)") }
}

/// Reads a time of the command line; one that is stated to the minute or day means its beginning.
func timestamp(_ argument: String) throws -> Timestamp {
    guard let interval = Timestamp.interval(argument) else {
        throw ValidationError("'\(argument)' is no time; write 2024-06-01T10:43Z, 2024-06-01T10:43+08:00 or 2024-06-01")
    }
    return interval.lowerBound
}

extension Archive {
    /// The revision of an article that the command line names; a bare number of up to three digits is one too.
    func revision(_ name: String, of history: ArticleHistory) throws -> Revision {
        let isNumber = name.count <= 3 && Int(name) != nil
        return try revision(named: isNumber ? "@" + name : name, of: history)
    }
}
