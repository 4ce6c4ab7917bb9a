import Foundation
import Testing

@Suite("Upkeep as a command")
struct UpkeepCommandTests {
    private func page(_ number: Int) -> String {
        """
        <html><head><title>Pier</title></head><body><article><h1>Pier to close</h1>
        <p>The pier closes for the \(number)th time this year, the harbour office said, for repairs of its deck and railings.</p>
        <p>Ferries go from the old quay until the works are done, which takes about a week each time.</p></article></body></html>
        """
    }

    private func record(_ numbers: Range<Int>, in work: Workplace, _ flags: String...) throws {
        for number in numbers {
            try work.write(page(number), to: "page.html")
            let time = "2026-03-01T10:\(number + 10):00Z"
            let answer = try work.stet(
                ["snapshot", "page.html", "--url", "https://example.org/pier", "--at", time] + flags)
            try #require(answer.code == 0, "\(answer)")
        }
    }

    private func note(_ work: Workplace) -> String {
        (try? String(contentsOf: work.archive.appending(path: ".git/stet/upkeep"), encoding: .utf8)) ?? ""
    }

    @Test("It says what it did, and status and stats say when")
    func report() throws {
        let work = try Workplace()
        try record(0..<4, in: work)
        #expect(try work.stet("status").output.contains("upkeep: never; since then 5 packs and 4 checks"))
        let first = try work.stet("upkeep")
        #expect(first.code == 0 && first.output.hasPrefix("packs: 5 packs, "), "\(first)")
        #expect(first.output.contains("; 1 pack, "))
        #expect(first.output.hasSuffix("commit-graph: fresh, with changed paths\n"))
        #expect(try work.stet("upkeep").output.hasPrefix("packs: nothing to do: 1 pack, "))
        for command in ["status", "stats"] {
            let answer = try work.stet(command).output
            #expect(answer.contains("1 pack to 1, ") && answer.contains("since then 0 packs and 0 checks"), "\(answer)")
        }
        let json = try work.stet("upkeep", "--format", "json").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["ran"] as? Bool == true && object["packing"] as? String == "none")
        #expect(object["commitGraph"] as? String == "written")
        #expect((object["after"] as? [String: Any])?["packs"] as? Int == 1)
    }

    @Test("Without git, packs are put together as they stand")
    func withoutGit() throws {
        let work = try Workplace()
        try record(0..<4, in: work)
        let answer = try work.stet(["upkeep"], environment: ["PATH": "/nowhere"])
        #expect(answer.code == 0 && answer.output.contains("without better deltas: git is not installed"), "\(answer)")
        #expect(answer.output.contains("commit-graph: not written: git is not installed"))
        #expect(try work.git("fsck", "--strict").code == 0)
        #expect(try work.stet("verify").code == 0)
        #expect(try work.stet("upkeep").output.contains("commit-graph: fresh"))
    }

    @Test("Snapshots start it in the background, unless they are told not to")
    func background() throws {
        let work = try Workplace()
        try record(0..<22, in: work, "--no-upkeep")
        #expect(note(work).isEmpty)
        try record(22..<23, in: work)
        // It outlives the command that started it. A minute is for a machine that does a hundred other things.
        for _ in 0..<600 where !note(work).contains(#""phase":"done""#) { usleep(100_000) }
        #expect(note(work).contains(#""packing":"deltas""#), "\(note(work))")
        let packs = try FileManager.default.contentsOfDirectory(
            atPath: work.archive.appending(path: ".git/objects/pack").path
        ).filter { $0.hasSuffix(".pack") }
        #expect(packs.count < 5)
        #expect(try work.stet("verify").code == 0)
    }

    @Test("Killed at any moment, it leaves an archive that is whole, and the next one goes on")
    func killed() throws {
        let work = try Workplace()
        try record(0..<12, in: work, "--no-upkeep")
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet")
        for milliseconds in [0, 5, 10, 20, 30, 45, 60, 90] {
            let process = Process()
            process.executableURL = program
            process.arguments = ["upkeep", "--archive", work.archive.path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(useconds_t(milliseconds * 1_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let check = try work.git("fsck", "--strict", "--no-dangling", "--no-progress")
            #expect(check.code == 0 && check.output.isEmpty, "after \(milliseconds) ms: \(check)")
            #expect(try work.stet("verify").code == 0)
            try record(12 + milliseconds / 3..<13 + milliseconds / 3, in: work, "--no-upkeep")
        }
        // The git of the last one may still be at it.
        var last = try work.stet("upkeep")
        for _ in 0..<600 where last.output.hasPrefix("nothing done") {
            usleep(100_000)
            last = try work.stet("upkeep")
        }
        #expect(last.code == 0 && last.output.hasPrefix("packs: "), "\(last)")
        #expect(last.output.contains("commit-graph: fresh"))
        let left = try FileManager.default.subpathsOfDirectory(
            atPath: work.archive.appending(path: ".git/objects").path
        )
        #expect(!left.contains { $0.contains("tmp_") || $0.hasSuffix(".lock") }, "\(left)")
        #expect(left.count { $0.hasSuffix(".idx") } == 1, "\(left)")
        #expect(try work.git("fsck", "--strict").code == 0)
    }
}
