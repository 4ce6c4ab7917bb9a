import Foundation
import StetArchive
import StetGit
import Testing

/// An archive in a folder of its own, removed with it.
final class TestArchive {
    let folder: String
    let archive: Archive

    /// A folder in memory where there is one: a recording flushes two dozen times, which tests need not wait for.
    private static let memory =
        FileManager.default.isWritableFile(atPath: "/dev/shm")
        ? "/dev/shm" : FileManager.default.temporaryDirectory.path

    /// Beside the archive: what must not be in it.
    var keyPath: String { folder + ".key" }

    init(isSigned: Bool = false) throws {
        folder = Self.memory + "/stet-tests-\(UUID().uuidString)"
        if isSigned { _ = try Archive.prepareKey(atPath: folder + ".key") }
        archive = try Archive.create(
            at: folder, now: Timestamp("2026-03-01T08:00:00Z")!, signingKeyPath: isSigned ? folder + ".key" : nil)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
            for end in [".key", ".key.pub"] where FileManager.default.fileExists(atPath: folder + end) {
                try FileManager.default.removeItem(atPath: folder + end)
            }
        } catch { Issue.record(error) }
    }

    /// Another process's view.
    func reopened() throws -> Archive { try Archive.open(at: folder) }

    func git(_ arguments: String...) throws -> GitRun { try runGit(arguments, in: folder) }

    /// What stock git must say of every archive at any time.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let check = try git("fsck", "--strict", "--no-dangling", "--no-progress")
        #expect(check.status == 0 && check.output.isEmpty, "\(check)", sourceLocation: sourceLocation)
        let status = try git("status", "--porcelain")
        #expect(status.status == 0 && status.output.isEmpty, "\(status)", sourceLocation: sourceLocation)
    }
}

struct GitRun: CustomStringConvertible {
    var status: Int32
    /// Standard output and error together, in the order of writing.
    var output: String

    var description: String { "git exit \(status): \(output)" }
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs stock git without the settings of the person who runs the tests.
func runGit(_ arguments: [String], in folder: String) throws -> GitRun {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["GIT_CONFIG_SYSTEM"] = "/dev/null"
    for name in ["AUTHOR", "COMMITTER"] {
        environment["GIT_\(name)_NAME"] = "A Reader"
        environment["GIT_\(name)_EMAIL"] = "reader@example.com"
    }
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return GitRun(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
}

let storyURL = "https://example.com/news/harbour-bridge.html"

func time(_ text: String) -> Timestamp { Timestamp("2026-03-01T\(text):00Z")! }

/// A check that read `text` as the article's whole text, from a page that holds it.
func check(
    _ text: String, at observed: Timestamp, url: String = storyURL, requested: String? = nil, title: String? = "Bridge",
    page: String? = nil, extractor: String = "stet 1"
) -> Check {
    Check(
        url: url, requestedURL: requested, observed: observed,
        capture: RawCapture(head: Array(#"{"status":200}"#.utf8), body: Array((page ?? "<p>\(text)").utf8)),
        reading: .text(
            ArticleText(canonicalBytes: Array((text + "\n").utf8), title: title, extractor: extractor)))
}
