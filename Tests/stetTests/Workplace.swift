import Foundation
import Testing

/// What a program said, and how it ended.
struct Answer {
    var code: Int32
    var output: String
    var message: String
}

/// A folder of one test with an archive in it, where the program is run as a person runs it.
final class Workplace {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stet-command-\(UUID())")
    var archive: URL { folder.appending(path: "archive") }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try #require(stet("init", "archive").code == 0)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func stet(_ arguments: String...) throws -> Answer { try stet(arguments) }

    /// - Parameter input: A file that is standard input.
    func stet(_ arguments: [String], environment: [String: String] = [:], input: String? = nil) throws -> Answer {
        let product = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet")
        return try run(
            product.path, arguments, environment: environment.merging(["STET_ARCHIVE": archive.path]) { $1 },
            input: input)
    }

    func git(_ arguments: String...) throws -> Answer {
        var environment = ["GIT_CONFIG_GLOBAL": "/dev/null"]
        for name in ["AUTHOR", "COMMITTER"] {
            environment["GIT_\(name)_NAME"] = "A Reader"
            environment["GIT_\(name)_EMAIL"] = "reader@example.com"
        }
        return try run("/usr/bin/git", ["-C", archive.path] + arguments, environment: environment)
    }

    func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    func write(_ bytes: [UInt8], to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: String? = nil
    ) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let outputs = ["out", "err"].map { folder.appending(path: "\($0)-\(UUID())") }
        for file in outputs { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: outputs[0])
        process.standardError = try FileHandle(forWritingTo: outputs[1])
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: folder.appending(path: $0)) } ?? FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Answer(
            code: process.terminationStatus, output: try String(contentsOf: outputs[0], encoding: .utf8),
            message: try String(contentsOf: outputs[1], encoding: .utf8))
    }
}
