import Foundation
import StetArchive
import StetFetch
import StetPipeline
import Testing

/// Versions of one article that arrive together go into one batch.
@Suite("Batches of an import")
struct BatchTests {
    /// An archive in a folder of its own, made at one time whatever the day, and pages beside it.
    private final class Workplace {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-batches-\(UUID())")
        let archive: Archive

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            archive = try Archive.create(at: folder.appending(path: "archive").path, now: BatchTests.time(0))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        /// Records pages and returns what became of them, in batches of no more than a number.
        func add(_ pages: [(name: String, url: String, text: String)], limit: Int) throws -> Importer.Counts {
            let source = folder.appending(path: "pages-\(UUID())")
            try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
            for page in pages { try Data(page.text.utf8).write(to: source.appending(path: page.name)) }
            let files = try TimedFiles(in: source.path)
            var importer = try Importer(into: archive, now: BatchTests.time(1_000), batchLimit: limit)
            for file in files.files {
                let url = try #require(pages.first { $0.name == file.path }?.url)
                var page = try files.page(in: file, url: url)
                // The name of the folder is another one in every run.
                page.name = file.path
                try importer.add(.page(page))
            }
            #expect(try importer.finish().isEmpty)
            return importer.counts
        }

        func commitRule(_ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: "archive/rules/post.yaml"))
            try git("add", "rules/post.yaml")
            try git("commit", "-q", "-m", "A rule")
        }

        @discardableResult
        func git(_ arguments: String...) throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/git")
            process.arguments = ["-C", archive.folder] + arguments
            var environment = ProcessInfo.processInfo.environment
            environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
            for name in ["AUTHOR", "COMMITTER"] {
                environment["GIT_\(name)_NAME"] = "A Reader"
                environment["GIT_\(name)_EMAIL"] = "reader@example.com"
                environment["GIT_\(name)_DATE"] = "@\(BatchTests.time(500).secondsSince1970) +0000"
            }
            process.environment = environment
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "git \(arguments)")
            return String(decoding: output, as: UTF8.self)
        }

        func observations() throws -> [Observation] {
            try archive.articles().map(\.path).sorted().flatMap { try archive.history(of: $0).observations }
        }

        func count(_ branch: String) throws -> Int? {
            Int(try git("rev-list", "--count", branch).trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    private static func time(_ minute: Int) -> Timestamp {
        Timestamp(secondsSince1970: 1_717_200_000 + Int64(minute) * 60)
    }

    private static let subjects = ["pier", "library", "tram"]

    private static func url(_ subject: String) -> String { "https://post.example/news/\(subject)" }

    private static func page(_ subject: String, version: Int) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>The \(subject) - Post</title></head><body>
        <main><h1>The old \(subject) is to be rebuilt</h1>
        <p>The council said on Monday that the old \(subject) would be rebuilt before the winter storms arrive.</p>
        <p class="live">Version \(version) of the plan will cost \(version + 4) million crowns, which the region pays from a fund.</p>
        <p>We walk through the town with our readers every Saturday, and everybody is welcome to come along.</p>
        <p>Neighbours of the \(subject) welcomed the plan, but asked for signs that lead visitors around the site.</p></main>
        <footer>\(version) readers online</footer></body></html>
        """
    }

    /// Versions of three pages, a text and a Markdown file by turns: changes, sightings of the same, returns, alternation, and a page
    /// without any article.
    private static func pages(from start: Int, versions: [Int]) -> [(name: String, url: String, text: String)] {
        var pages: [(name: String, url: String, text: String)] = []
        func add(_ ending: String, _ url: String, _ text: String) {
            let minute = start + pages.count
            let name = "2024-06-01T10-\(10 + minute)-00Z.\(ending)"
            pages.append((name, url, text))
        }
        for version in versions {
            for subject in subjects { add("html", url(subject), page(subject, version: version)) }
            let text =
                "The terms of the ferry\n\nThe ferry leaves \(version) times a day from the old harbour of the town.\n"
            add("txt", url("ferry.txt"), text + "\nTickets are sold on board, and nowhere else in the town.\n")
            add(
                "md", url("terms.md"),
                "# Terms\n\nThe fee is \(version) crowns a day, and is paid at the gate of the harbour.\n")
            if version == 3 { add("html", url("pier"), "<html><body></body></html>") }
        }
        return pages
    }

    @Test("Commits and observations are the same, whatever the size of the batches")
    func sameBytes() throws {
        let rule = "hosts: post.example\nremove: .live\n"
        let first = Self.pages(from: 0, versions: [1, 2, 2, 3, 1, 2, 1])
        let second = Self.pages(from: first.count, versions: [4, 5])
        var results: [(counts: [Importer.Counts], tips: String, observations: [Observation], journal: Int?)] = []
        for limit in [1, 7, Importer.batchLimit] {
            let work = try Workplace()
            var counts = [try work.add(first, limit: limit)]
            // What stood is read anew by the rule before the next version of it, also within a batch.
            try work.commitRule(rule)
            counts.append(try work.add(second, limit: limit))
            results.append(
                (
                    counts, try work.git("rev-parse", "main", "captures"), try work.observations(),
                    try work.count("journal")
                ))
            #expect(try ArchiveVerification().run(in: work.archive) { _ in }.problems.isEmpty)
            try work.git("fsck", "--strict")
        }
        for result in results.dropFirst() {
            #expect(result.counts == results[0].counts)
            #expect(result.tips == results[0].tips)
            #expect(result.observations == results[0].observations)
        }
        let kinds = Set(
            results[0].observations.compactMap { if case .revision(let kind) = $0.outcome { kind } else { nil } })
        #expect(kinds.isSuperset(of: [.new, .change, .return, .technical]), "\(kinds)")
        #expect(results[0].counts[0].failed == 1 && results[0].counts[0].unchanged > 0)
        // One commit of the journal for each batch, however many versions of an article are in it.
        #expect(results[2].journal == 3, "\(results.map(\.journal))")
        #expect(results[0].journal ?? 0 > first.count + second.count)
    }

    @Test("A page is read with the version that waits in the same batch")
    func pastInBatch() throws {
        let work = try Workplace()
        let counts = try work.add(Self.pages(from: 0, versions: [1, 2, 3]), limit: Importer.batchLimit)
        #expect(counts.revisions == 15 && counts.failed == 1)
        let pier = try work.archive.history(of: Archive.path(ofArticle: Self.url("pier"))).observations
        #expect(pier.count == 4)
        #expect(pier[1].past?.state == pier[0].state && pier[1].past?.capture == pier[0].capture)
        #expect(pier[2].past?.state == pier[1].state && pier[2].past?.capture == pier[1].capture)
        #expect(pier[1].past?.siteCaptures.isEmpty == false)
    }

    @Test("An import that is run again knows what it recorded, also after a batch that was cut off")
    func again() throws {
        let work = try Workplace()
        let pages = Self.pages(from: 0, versions: [1, 2, 3])
        struct Cut: Error {}
        var batchCount = 0
        work.archive.afterStep = { step in
            if step == .announced { batchCount += 1 }
            if step == .announced, batchCount == 2 { throw Cut() }
        }
        #expect(throws: Cut.self) { try work.add(pages, limit: 5) }
        work.archive.afterStep = { _ in }
        let counts = try work.add(pages, limit: 100)
        #expect(counts.known == 5 && counts.total == pages.count, "\(counts)")
        let other = try Workplace()
        _ = try other.add(pages, limit: 100)
        #expect(try other.git("rev-parse", "main", "captures") == work.git("rev-parse", "main", "captures"))
        #expect(try ArchiveVerification().run(in: work.archive) { _ in }.problems.isEmpty)
    }
}
