import Foundation
import Testing

/// A folder of its own, removed with it, and the tools of OpenSSH to ask.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stet-sign-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: folder.appending(path: name)) }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    /// Runs a tool in the folder; its exit code and all that it wrote.
    @discardableResult
    func run(
        _ arguments: String..., input: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        if let input {
            try write(input, to: "standard-input")
            process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "standard-input"))
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    /// A key that ssh-keygen makes; returns its path.
    func key(_ name: String = "key", type: String = "ed25519", passphrase: String = "", comment: String = "c") throws
        -> String
    {
        let made = try run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", comment, "-f", name)
        #expect(made.code == 0, "\(made.output)")
        return path(name)
    }
}
