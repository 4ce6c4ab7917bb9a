import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Upkeep")
struct UpkeepTests {
    private let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: false)

    struct Crash: Error {}

    /// An archive in which each of so many versions has a pack of its own.
    private func archive(versions: Int) throws -> TestArchive {
        let test = try TestArchive()
        for number in 0..<versions { try Self.record(number, in: test.archive) }
        return test
    }

    private static func record(_ number: Int, in archive: Archive) throws {
        let now = Timestamp(secondsSince1970: 1_780_000_000 + Int64(number) * 60)
        _ = try archive.record(
            [check(text(number), at: now, url: "https://example.com/news/\(number % 7)")], at: now)
    }

    private static func text(_ number: Int) -> String {
        "The council met for the \(number)th time about the bridge, and put the matter off once more.\n\n"
            + "Whoever wants to cross the river takes the ferry at the old pier, as before."
    }

    private func packs(_ test: TestArchive) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: test.folder + "/.git/objects/pack")
            .filter { $0.hasSuffix(".pack") }
    }

    private func objects(_ test: TestArchive) throws -> Set<String> {
        Set(try test.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").lines)
    }

    @Test("Upkeep leaves no more on disk than `git gc`")
    func size() throws {
        let test = try archive(versions: 60)
        let copy = test.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: test.folder, toPath: copy)
        #expect(try runGit(["gc", "-q"], in: copy).status == 0)
        let others = try Archive.open(at: copy).statistics().packByteCount
        let own = try #require(try test.archive.keepUp(.whole, at: time("12:00"), with: git)).after.packByteCount
        // Git's own threads differ in what they compare.
        #expect(own * 100 <= others * 101, "git gc: \(others), upkeep: \(own)")
    }

    @Test("Packs become one, with a commit-graph that git uses, and nothing is lost")
    func whole() throws {
        let test = try archive(versions: 40)
        // What no branch leads to: a recording that was cut off, and a file of somebody's.
        test.archive.afterStep = { if $0 == .packed { throw Crash() } }
        #expect(throws: Crash.self) { try Self.record(99, in: test.archive) }
        test.archive.afterStep = { _ in }
        #expect(try test.git("hash-object", "-w", "README.md").status == 0)
        try Data("somebody's\n".utf8).write(to: URL(fileURLWithPath: test.folder + "/note"))
        #expect(try test.git("hash-object", "-w", "note").status == 0)
        try FileManager.default.removeItem(atPath: test.folder + "/note")
        let known = try objects(test)

        let report = try #require(try test.archive.keepUp(.whole, at: time("12:00"), with: git))
        #expect(report.packing == .deltas && report.commitGraph == .written && report.leftoverCount == 0)
        #expect(report.before.packCount == 42 && report.after.packCount == 1 && report.after.looseObjectCount == 0)
        #expect(try packs(test).count == 1)
        #expect(try objects(test) == known)
        #expect(try test.git("commit-graph", "verify", "--no-progress").status == 0)
        #expect(try test.archive.verify().problems.isEmpty)
        try test.expectSound()

        let again = try #require(try test.archive.keepUp(.whole, at: time("13:00"), with: git))
        #expect(again.packing == .none && again.after == report.after)
        try Self.record(41, in: test.archive)
        #expect(try test.archive.keepUp(.whole, at: time("14:00"), with: git)?.after.packCount == 1)
        try test.expectSound()
    }

    @Test("Quick upkeep leaves large packs alone until the small ones come to half of them")
    func quick() throws {
        func pack(_ size: Int64) -> PackFile { PackFile(name: "pack-\(size)", byteCount: size) }
        func chosen(_ sizes: [Int64]) -> [Int64] { Archive.smallPacks(of: sizes.map(pack)).map(\.byteCount) }
        #expect(chosen([]) == [] && chosen([5]) == [])
        #expect(chosen([1, 1, 1, 100]) == [1, 1, 1])
        #expect(chosen([1, 3, 9, 27]) == [])
        #expect(chosen([1, 2, 50, 120]) == [1, 2])
        #expect(chosen([10, 20, 50, 100]) == [10, 20, 50, 100])
        let test = try archive(versions: 12)
        _ = try test.archive.keepUp(.whole, at: time("12:00"), with: git)
        let large = try packs(test)
        for number in 12..<14 { try Self.record(number, in: test.archive) }
        let report = try #require(try test.archive.keepUp(.quick, at: time("13:00"), with: git))
        #expect(report.before.packCount == 3 && report.after.packCount == 2)
        #expect(try packs(test).contains(large[0]))
        try test.expectSound()
    }

    @Test("Recording and reading go on while upkeep is at it, and packs are then left to it")
    func together() throws {
        let test = try archive(versions: 60)
        let before = try packs(test).count
        let other = try test.reopened()
        test.archive.afterStep = { step in
            guard step == .keepingUp else { return }
            for number in 60..<115 { try Self.record(number, in: other) }
            #expect(try packs(test).count == before + 55)
            #expect(try test.reopened().upkeepState().owner?.hasPrefix("upkeep: ") == true)
            // A second one does nothing.
            #expect(try other.keepUp(.whole, at: time("12:00"), with: git) == nil)
        }
        let report = try #require(try test.archive.keepUp(.whole, at: time("12:00"), with: git))
        #expect(report.after.packCount == 1)
        #expect(try other.articles().reduce(0) { $0 + $1.revisionCount } == 115)
        #expect(try test.archive.verify().problems.isEmpty)
        try test.expectSound()
    }

    @Test("Writers, readers and upkeep at once: no error, nothing lost")
    func atOnce() throws {
        let test = try archive(versions: 10)
        let folder = test.folder
        let git = git
        DispatchQueue.concurrentPerform(iterations: 3) { part in
            do {
                switch part {
                case 0:
                    let archive = try Archive.open(at: folder)
                    for number in 10..<70 { try Self.record(number, in: archive) }
                case 1:
                    let archive = try Archive.open(at: folder)
                    for minute in 10..<22 {
                        let scope = minute.isMultiple(of: 2) ? Archive.UpkeepScope.quick : .whole
                        let report = try archive.keepUp(scope, at: time("12:\(minute)"), with: git)
                        // A recording may be merging packs itself.
                        #expect(report?.hasFailed != true && report?.commitGraph ?? .written == .written, "\(report!)")
                    }
                default:
                    for _ in 0..<40 {
                        let archive = try Archive.open(at: folder)
                        for summary in try archive.articles() {
                            for revision in try archive.history(of: summary.path).revisions {
                                #expect(try !archive.canonicalBytes(of: revision).isEmpty)
                            }
                        }
                    }
                }
            } catch { Issue.record(error) }
        }
        #expect(try test.archive.articles().reduce(0) { $0 + $1.revisionCount } == 70)
        #expect(try test.archive.verify().problems.isEmpty)
        try test.expectSound()
    }

    @Test("What a killed upkeep leaves is removed by the next one, which goes on")
    func killed() throws {
        let test = try archive(versions: 5)
        do {
            let doomed = try test.reopened()
            doomed.afterStep = { if $0 == .keepingUp { throw Crash() } }
            #expect(throws: Crash.self) { try doomed.keepUp(.whole, at: time("12:00"), with: git) }
        }
        let leftovers = [
            "objects/pack/tmp_pack_Ab3dEf", "objects/pack/tmp_idx_Ab3dEf",
            "objects/info/commit-graphs/tmp_graph_Ab3dEf",
            "objects/info/commit-graphs/commit-graph-chain.lock", "stet/repacking/pack-0123.pack",
            "objects/pack/pack-0123.pack",
        ]
        for name in leftovers {
            let file = URL(fileURLWithPath: "\(test.folder)/.git/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("half".utf8).write(to: file)
        }
        // One that is being put there, and one whose index went an hour ago.
        let new = "\(test.folder)/.git/objects/pack/pack-4567.pack"
        try Data("half".utf8).write(to: URL(fileURLWithPath: new))
        for (path, age) in [(new, 60), ("\(test.folder)/.git/objects/pack/pack-0123.pack", 4_000)] {
            let date = Date(timeIntervalSince1970: Double(time("13:00").secondsSince1970 - Int64(age)))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let state = try test.archive.upkeepState()
        #expect(state.wasCutOff && state.owner == nil && state.last == nil)
        try Self.record(5, in: test.archive)
        let report = try #require(try test.archive.keepUp(.whole, at: time("13:00"), with: git))
        #expect(report.leftoverCount == leftovers.count && report.commitGraph == .written)
        for name in leftovers { #expect(!FileManager.default.fileExists(atPath: "\(test.folder)/.git/\(name)")) }
        #expect(FileManager.default.fileExists(atPath: new))
        try FileManager.default.removeItem(atPath: new)
        let after = try test.archive.upkeepState()
        #expect(!after.wasCutOff && after.last?.packing == report.packing && after.last?.began == time("13:00"))
        try test.expectSound()
    }

    @Test("It is due after twenty packs, and not started where the archive says so")
    func due() throws {
        let test = try archive(versions: 18)
        #expect(try !test.archive.wantsUpkeep())
        try Self.record(18, in: test.archive)
        #expect(try test.archive.wantsUpkeep())
        #expect(try test.git("config", "stet.upkeep", "false").status == 0)
        #expect(try !test.reopened().wantsUpkeep())
        #expect(try test.reopened().upkeepState().isDue && test.reopened().upkeepState().isOff)
        #expect(try test.git("config", "stet.upkeep", "true").status == 0)
        _ = try test.archive.keepUp(.quick, at: time("12:00"), with: git)
        #expect(try !test.reopened().wantsUpkeep())
    }

    @Test("A commit-graph that does not agree with the commits is told by verify")
    func forgedGraph() throws {
        let test = try archive(versions: 5)
        _ = try test.archive.keepUp(.whole, at: time("12:00"), with: git)
        #expect(try test.archive.verify().problems.isEmpty)
        let folder = URL(fileURLWithPath: test.folder + "/.git/objects/info/commit-graphs")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".graph") })
        let file = folder.appending(path: name)
        let whole = try Data(contentsOf: file)
        let (tree, other) = (
            try #require(try objectID(test, "main^{tree}")), try #require(try objectID(test, "main~1^{tree}"))
        )
        var forged = whole
        let place = try #require(whole.range(of: tree))
        forged.replaceSubrange(place, with: other)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        for (bytes, words) in [
            (forged, "it does not have the checksum that it states"),
            (forged.dropLast(20) + (try sha1(forged.dropLast(20), in: test)), "what that does not"),
            (whole.prefix(300), "commit-graph"), (Data(), "it is cut off"), (whole, ""),
        ] {
            try bytes.write(to: file)
            let problems = try test.archive.verify().problems
            guard !words.isEmpty else {
                #expect(problems.isEmpty)
                continue
            }
            #expect(problems.count == 1 && problems[0].object == "commit-graph", "\(words): \(problems)")
            #expect(problems.first?.what.contains(words) == true, "\(words): \(problems)")
        }
    }

    private func objectID(_ test: TestArchive, _ name: String) throws -> Data? {
        try test.git("rev-parse", name).lines.first.flatMap { ObjectID(hex: $0) }.map { Data($0.bytes) }
    }

    private func sha1(_ bytes: Data, in test: TestArchive) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha1sum")
        let path = test.folder + "/.git/to-hash"
        try bytes.write(to: URL(fileURLWithPath: path))
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try #require(ObjectID(hex: String(decoding: output.prefix(40), as: UTF8.self)).map { Data($0.bytes) })
    }

    @Test("What is removed does not come back with packs that upkeep moves, and waits for it")
    func removal() throws {
        let test = try archive(versions: 8)
        let other = try test.reopened()
        let article = try #require(try test.archive.articles().first).path
        let gone = try #require(try test.archive.history(of: article).revisions.first)
        test.archive.afterStep = { step in
            guard step == .keepingUp else { return }
            let plan = try other.redactionPlan(of: article, revisions: [gone])
            other.patience = 0
            defer { other.patience = 10_000 }
            let refusal = #expect(throws: ArchiveError.self) {
                try other.redact(plan, reason: "asked for", at: time("12:30"))
            }
            #expect("\(refusal!)".contains("locked by upkeep"), "\(refusal!)")
        }
        _ = try test.archive.keepUp(.whole, at: time("12:00"), with: git)
        test.archive.afterStep = { _ in }
        let plan = try other.redactionPlan(of: article, revisions: [gone])
        _ = try other.redact(plan, reason: "asked for", at: time("12:40"))
        for number in 8..<12 { try Self.record(number, in: test.archive) }
        let report = try #require(try test.archive.keepUp(.whole, at: time("13:00"), with: git))
        #expect(report.packing == .deltas, "\(report)")
        #expect(try !objects(test).contains(gone.state.description))
        #expect(try test.archive.verify().problems.isEmpty)
        let check = try test.git("fsck", "--strict", "--no-dangling", "--no-progress")
        #expect(check.status == 0, "\(check)")
    }
}
