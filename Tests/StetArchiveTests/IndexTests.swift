import Foundation
import StetArchive
import StetGit
import TestSupport
import Testing

@Suite("Index of an archive")
struct IndexTests {
    /// Records a random history: several articles and sites, backfilled and failed checks, texts that come again.
    static func fill(_ test: TestArchive, seed: UInt64, batchCount: Int) throws {
        var random = SplitMix64(seed: seed)
        func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        for batch in 0..<batchCount {
            let checks = (0...below(4)).map { _ in
                var check = check(
                    "text \(below(4))", at: Timestamp(secondsSince1970: 1_800_000_000 + Int64(below(40)) * 60),
                    url: "https://site-\(below(2)).example/story-\(below(3))",
                    requested: below(3) == 0 ? "https://short.example/\(below(3))" : nil,
                    title: below(5) == 0 ? nil : "Title \(below(3))", extractor: "stet \(below(2))")
                if below(6) == 0 { check.reading = .failed(reason: "no article") }
                if below(6) == 0 { check.capture = nil }
                return check
            }
            _ = try test.archive.record(checks, at: Timestamp(secondsSince1970: 1_900_000_000 + Int64(batch) * 50_000))
        }
    }

    /// What the journal's lines say of each article, read with git and Foundation alone: recorded order, one line of history.
    static func told(in test: TestArchive, line: Int) throws -> [String: [[String: String]]] {
        var told: [String: [[String: String]]] = [:]
        for file in try test.git("ls-tree", "-r", "--name-only", "journal").lines.sorted() {
            for text in try test.git("show", "journal:\(file)").lines {
                let fields = try JSONSerialization.jsonObject(with: Data(text.utf8)) as! [String: String]
                if fields["line"] ?? "1" == "\(line)" { told[fields["article"]!, default: []].append(fields) }
            }
        }
        return told
    }

    static func expectToldByJournal(_ archive: Archive, _ test: TestArchive) throws {
        let told = try told(in: test, line: archive.line())
        #expect(try Set(archive.articles().map(\.path)) == Set(told.keys))
        for (path, lines) in told {
            let history = try archive.history(of: path)
            // Times of one length are ordered as their texts are; a stable sort keeps the order of recording.
            let ordered = lines.sorted { $0["observed"]! < $1["observed"]! }
            #expect(history.observations.map { "\($0.observed)" } == ordered.map { $0["observed"]! })
            #expect(history.observations.map { $0.state.map { "\($0)" } } == ordered.map { $0["state"] })
            #expect(history.observations.map { $0.revision.map { "\($0)" } } == ordered.map { $0["revision"] })
            #expect(history.observations.map { $0.capture.map { "\($0)" } } == ordered.map { $0["capture"] })
            #expect(history.observations.map(\.title) == ordered.map { $0["title"] })
            #expect(history.observations.map(\.requestedURL) == ordered.map { $0["requested"] })
            #expect(history.observations.map(\.extractor) == ordered.map { $0["extractor"] })
            #expect(history.url == lines.last!["url"]!)
            var runs: [String] = []
            for state in ordered.compactMap({ $0["state"] }) where runs.last != state { runs.append(state) }
            #expect(history.revisions.map { "\($0.state)" } == runs)
        }
        // The last recorded one that was asked for under an address.
        let requested = told.flatMap { path, lines in lines.compactMap { $0["requested"] } }
        for address in Set(requested) { #expect(try archive.article(named: address).otherURLs.contains(address)) }
    }

    @Test(
        "The history is that of the journal, and an index grown batch by batch that of one made anew", arguments: 1...6)
    func randomHistories(seed: UInt64) throws {
        let test = try TestArchive()
        try Self.fill(test, seed: seed, batchCount: 12)
        try Self.expectToldByJournal(test.archive, test)
        try Self.expectToldByJournal(test.reopened(), test)
        #expect(try test.archive.dumpOfIndex(madeAnew: false) == test.archive.dumpOfIndex(madeAnew: true))
        // Told anew, in the order of observation; recording goes on.
        _ = try test.archive.reread(at: Timestamp(secondsSince1970: 1_950_000_000)) { observation, _ in
            observation.state == nil
                ? nil
                : .text(
                    ArticleText(
                        canonicalBytes: Array("read anew \(observation.title ?? "")\n".utf8), title: observation.title,
                        extractor: "stet 9"))
        }
        try Self.fill(test, seed: seed &+ 100, batchCount: 3)
        #expect(try test.archive.line() == 2)
        try Self.expectToldByJournal(test.reopened(), test)
        let before = try test.reopened()
        before.shownLine = 1
        try Self.expectToldByJournal(before, test)
        let grown = try test.archive.dumpOfIndex(madeAnew: false)
        #expect(try grown == test.archive.dumpOfIndex(madeAnew: true))
        _ = try test.reopened().reindex()
        #expect(try test.reopened().dumpOfIndex(madeAnew: false) == grown)
    }

    @Test(
        "An index that is missing, cut off, no index or of another version is made anew",
        arguments: ["missing", "empty", "cut", "halved", "noise", "version", "table"])
    func damaged(how: String) throws {
        let test = try TestArchive()
        try Self.fill(test, seed: 3, batchCount: 8)
        let file = test.folder + "/.git/stet/index.sqlite"
        let dump = try test.archive.dumpOfIndex(madeAnew: true)
        // The last process that has it open brings the log to the file and removes it.
        let reader = try test.reopened()
        #expect(try !reader.articles().isEmpty)
        test.archive.closeIndex()
        reader.closeIndex()
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.count > 20_000)
        switch how {
        case "missing": try FileManager.default.removeItem(atPath: file)
        case "empty": try Data().write(to: URL(filePath: file))
        case "cut": try bytes.prefix(5_000).write(to: URL(filePath: file))
        case "halved": try bytes.prefix(bytes.count / 8192 * 4096).write(to: URL(filePath: file))
        case "noise": try Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(to: URL(filePath: file))
        case "version": #expect(try runSQLite("PRAGMA user_version = 99", in: file) == "")
        default: #expect(try runSQLite("DROP TABLE observation", in: file) == "")
        }
        try Self.expectToldByJournal(reader, test)
        try Self.fill(test, seed: 4, batchCount: 2)
        let healed = try test.reopened()
        try Self.expectToldByJournal(healed, test)
        #expect(try healed.dumpOfIndex(madeAnew: false) == healed.dumpOfIndex(madeAnew: true))
        #expect(try healed.dumpOfIndex(madeAnew: false) != dump)
        // It was written, not only answered from.
        test.archive.closeIndex()
        reader.closeIndex()
        healed.closeIndex()
        #expect(try runSQLite("PRAGMA integrity_check", in: file) == "ok")
        #expect(try runSQLite("SELECT observations FROM state", in: file) == runCount(test))
    }

    @Test(
        "An index that is behind the journal, or ahead of it after a power cut, is brought to where the journal stands")
    func behindAndAhead() throws {
        let test = try TestArchive()
        let file = test.folder + "/.git/stet/index.sqlite"
        try Self.fill(test, seed: 5, batchCount: 4)
        test.archive.closeIndex()
        let early = try Data(contentsOf: URL(filePath: file))
        let tip = try test.git("rev-parse", "journal").lines[0]
        let main = try test.git("rev-parse", "main").lines[0]
        let captures = try test.git("rev-parse", "captures").lines[0]
        try Self.fill(test, seed: 6, batchCount: 4)
        test.archive.closeIndex()
        let late = try Data(contentsOf: URL(filePath: file))
        try early.write(to: URL(filePath: file))
        let behind = try test.reopened()
        try Self.expectToldByJournal(behind, test)
        #expect(try behind.dumpOfIndex(madeAnew: false) == behind.dumpOfIndex(madeAnew: true))
        behind.closeIndex()
        for (branch, commit) in [("journal", tip), ("main", main), ("captures", captures)] {
            try Data((commit + "\n").utf8).write(to: URL(filePath: test.folder + "/.git/refs/heads/" + branch))
        }
        try late.write(to: URL(filePath: file))
        let ahead = try test.reopened()
        try Self.expectToldByJournal(ahead, test)
        #expect(try ahead.dumpOfIndex(madeAnew: false) == ahead.dumpOfIndex(madeAnew: true))
    }

    @Test("Where no index can be kept, questions and recording go on without")
    func unwritable() throws {
        let test = try TestArchive()
        try Self.fill(test, seed: 7, batchCount: 2)
        test.archive.closeIndex()
        // Also root cannot write a folder as if it were a file.
        let file = test.folder + "/.git/stet/index.sqlite"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        try Self.expectToldByJournal(test.archive, test)
        try Self.fill(test, seed: 8, batchCount: 2)
        try Self.expectToldByJournal(test.reopened(), test)
        #expect(throws: (any Error).self) { try test.reopened().reindex() }
        try test.expectSound()
    }

    @Test("A crash before the index is written loses nothing of it", arguments: [2, 3, 4])
    func crash(step: Int) throws {
        struct Crash: Error {}
        let test = try TestArchive()
        try Self.fill(test, seed: 9, batchCount: 2)
        var count = 0
        test.archive.afterStep = { _ in
            count += 1
            if count == step { throw Crash() }
        }
        #expect(throws: Crash.self) { try Self.fill(test, seed: 10, batchCount: 1) }
        test.archive.afterStep = { _ in }
        let next = try test.reopened()
        try Self.expectToldByJournal(next, test)
        try next.heal(at: Timestamp(secondsSince1970: 1_990_000_000))
        try Self.expectToldByJournal(next, test)
        #expect(try next.dumpOfIndex(madeAnew: false) == next.dumpOfIndex(madeAnew: true))
    }

    @Test("Readers see whole batches while one records, and all agree with an index made anew")
    func manyAtOnce() async throws {
        let test = try TestArchive()
        let folder = test.folder
        let batchCount = 25
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let archive = try Archive.open(at: folder)
                for batch in 0..<batchCount {
                    let checks = (0..<4).map {
                        check("text \(batch)", at: time("09:00"), url: "https://example.com/\(batch)/\($0)")
                    }
                    _ = try archive.record(checks, at: time("09:00"))
                }
            }
            for reader in 0..<3 {
                group.addTask {
                    let archive = try Archive.open(at: folder)
                    var last = 0
                    while last < batchCount * 4 {
                        let count = try archive.articles().count
                        #expect(count.isMultiple(of: 4) && count >= last)
                        last = count
                        // One reader comes anew each time, as a command does.
                        if reader == 0 { archive.closeIndex() }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try test.archive.dumpOfIndex(madeAnew: false) == test.archive.dumpOfIndex(madeAnew: true))
    }

    /// What stock SQLite says of a file.
    private func runSQLite(_ sql: String, in file: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", file, sql]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func runCount(_ test: TestArchive) throws -> String {
        "\(try Self.told(in: test, line: 1).values.map(\.count).reduce(0, +))"
    }

    @Test("A link in the place of the index or a lock leaves alone what it leads to", arguments: ["index", "phrases"])
    func link(name: String) throws {
        let test = try TestArchive()
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        _ = try test.archive.history(of: PhraseSearch("one"))
        test.archive.closeIndex()
        let file = URL(fileURLWithPath: "\(test.folder)/.git/stet/\(name).sqlite")
        let other = URL(fileURLWithPath: test.folder + "/.git/other.sqlite")
        let database = Process()
        database.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        database.arguments = [
            "python3", "-c",
            "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('PRAGMA user_version = 77'); "
                + "d.execute('CREATE TABLE mine(a)'); d.execute('INSERT INTO mine VALUES(1)'); d.commit(); d.close()",
            other.path,
        ]
        try database.run()
        database.waitUntilExit()
        let before = try Data(contentsOf: other)
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) }
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: other)
        let archive = try test.reopened()
        #expect(try archive.articles().count == 1)
        #expect(try archive.history(of: PhraseSearch("one")).articles.count == 1)
        _ = try archive.record([check("two", at: time("10:00"))], at: time("10:00"))
        _ = try archive.reindex()
        #expect(try Data(contentsOf: other) == before)
        #expect(
            try FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType == .typeRegular)

        let lock = URL(fileURLWithPath: test.folder + "/.git/stet/lock")
        try FileManager.default.removeItem(at: lock)
        try FileManager.default.createSymbolicLink(at: lock, withDestinationURL: other)
        #expect(throws: GitError.self) { try archive.record([check("three", at: time("11:00"))], at: time("11:00")) }
        #expect(try Data(contentsOf: other) == before)
    }
}
