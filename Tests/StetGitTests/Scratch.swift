import Foundation
import Testing

/// A repository in a folder of its own, removed with it.
final class Scratch {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stet-git-\(UUID().uuidString)").path

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }

    func git(_ arguments: String...) throws -> (status: Int32, output: String) {
        try run(["git", "-C", folder] + arguments)
    }
}

func runShell(_ command: String) throws -> (status: Int32, output: String) { try run(["sh", "-c", command]) }

private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
