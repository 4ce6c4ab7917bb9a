import Foundation
import StetArchive
import StetExtract
import StetFetch
import StetModel
import StetPipeline
import Testing

/// What the archive knows from before goes into a reading, and is recorded with it.
@Suite("The past in the archive")
struct PastTests {
    /// An archive of its own, with a folder for pages.
    private final class Workplace {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-past-\(UUID())")
        let archive: Archive

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            archive = try Archive.create(at: folder.appending(path: "archive").path, now: time(0))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        @discardableResult
        func record(_ page: String, as url: String, hour: Int, recordedAt: Int? = nil) throws -> Snapshot.Result {
            let file = folder.appending(path: "page.html")
            try Data(page.utf8).write(to: file)
            return try Snapshot(
                source: .file(file.path), url: url, observed: time(hour), options: FetchOptions()
            ).record(in: archive, now: time(recordedAt ?? hour))
        }

        func observations(of url: String) throws -> [Observation] {
            try archive.history(of: Archive.path(ofArticle: url)).observations
        }
    }

    private static func time(_ hour: Int) -> Timestamp {
        Timestamp(secondsSince1970: 1_717_200_000 + Int64(hour) * 3600)
    }

    private static let subjects = [
        "pier", "library", "tram", "orchard", "theatre", "reservoir", "lighthouse", "market", "school", "quarry",
    ]

    /// A page of a site whose box stands among the paragraphs in their own make: what it says gives nothing away.
    private static func page(_ subject: String, box: String = box, extra: String = "", readers: Int = 10) -> String {
        let paragraphs = [
            "The council said on Monday that the old \(subject) would be rebuilt before the winter storms arrive.",
            "Engineers found in March that the beams under the \(subject) had lost a third of their strength since 1931.",
            "The work on the \(subject) will cost 4.2 million crowns, most of which the region pays from a fund.",
            "Neighbours of the \(subject) welcomed the plan, but asked for signs that lead visitors around the site.",
        ]
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The \(subject) - Post</title></head><body>
            <main><h1>The old \(subject) is to be rebuilt</h1><div><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p>\(extra)
            <p>\(box)</p><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p></div></main>
            <footer>\(readers) readers online</footer></body></html>
            """
    }

    private static let box =
        "We walk through the town with our readers every Saturday, and everybody is welcome to come along."

    private static func url(_ subject: String) -> String { "https://post.example/news/\(subject)" }

    @Test("Every observation is read again to the bytes that were recorded")
    func readAgain() throws {
        let work = try Workplace()
        var hour = 1
        for round in 0..<3 {
            for (number, subject) in Self.subjects.enumerated() {
                let extra =
                    round == 2 && number % 3 == 0
                    ? "<p>Work begins in the first week of May, weather permitting.</p>" : ""
                try work.record(
                    Self.page(subject, extra: extra, readers: hour), as: Self.url(subject), hour: hour)
                hour += 1
            }
        }
        // A page from before everything, and one that is no article.
        try work.record(Self.page("pier"), as: Self.url("pier"), hour: 0, recordedAt: hour)
        try work.record("<html><body></body></html>", as: Self.url("pier"), hour: hour, recordedAt: hour + 1)

        var readCount = 0
        for subject in Self.subjects {
            for observation in try work.observations(of: Self.url(subject)) {
                guard let state = observation.state else { continue }
                let reading = try #require(try RecordedReading(of: observation, in: work.archive))
                let text = try reading.read()
                #expect(try text.canonicalBytes == work.archive.canonicalBytes(ofState: state), "\(observation)")
                #expect(text.past == observation.past && text.extractor == observation.extractor)
                readCount += 1
            }
        }
        #expect(readCount == 31)
    }

    @Test("A first page has no past; a later one has the text before, its page and the site's latest pages")
    func recorded() throws {
        let work = try Workplace()
        for (hour, subject) in Self.subjects.enumerated() {
            try work.record(Self.page(subject, readers: hour), as: Self.url(subject), hour: hour + 1)
        }
        try work.record(Self.page("pier", readers: 77), as: Self.url("pier"), hour: 20)
        let pier = try work.observations(of: Self.url("pier"))
        #expect(pier.map { $0.past == nil } == [true, false])
        let past = try #require(pier[1].past)
        #expect(past.state == pier[0].state && past.capture == pier[0].capture)
        let latest = try Self.subjects.dropFirst().suffix(Past.maximumSitePageCount).reversed().map {
            try work.observations(of: Self.url($0))[0].capture
        }
        #expect(past.siteCaptures == latest)
        let library = try #require(try work.observations(of: Self.url("library"))[0].past)
        #expect(library.state == nil && library.siteCaptures == [pier[0].capture])
    }

    @Test("A sentence that an update takes from a box into the text is a change, once")
    func movesIn() throws {
        let work = try Workplace()
        let sentence =
            "The mayor said sorry on Wednesday for having given the council the wrong figures about the cost."
        let pages = ["<aside class=\"promo\"><p>\(sentence)</p></aside>", "<p>\(sentence)</p>", "<p>\(sentence)</p>"]
        for (hour, extra) in pages.enumerated() {
            try work.record(Self.page("pier", extra: extra), as: Self.url("pier"), hour: hour + 1)
        }
        let states = try work.observations(of: Self.url("pier")).map { try #require($0.state) }
        let texts = try states.map { String(decoding: try work.archive.canonicalBytes(ofState: $0), as: UTF8.self) }
        #expect(texts.map { $0.contains(sentence) } == [false, true, true])
        #expect(states[1] == states[2])
    }

    @Test("The trailers of a revision name the past, and recovery reads it there")
    func trailers() throws {
        let work = try Workplace()
        try work.record(Self.page("tram"), as: Self.url("tram"), hour: 1)
        try work.record(Self.page("pier"), as: Self.url("pier"), hour: 2)
        // The journal's branch falls behind, as after a crash between two branches.
        let git = work.folder.appending(path: "archive").path
        let before = try Self.git(git, "rev-parse", "journal~1")
        try Self.git(git, "update-ref", "--no-deref", "refs/heads/journal", before)
        let again = try Archive.open(at: git)
        let file = work.folder.appending(path: "tram.html")
        try Data(Self.page("tram", readers: 3).utf8).write(to: file)
        _ = try Snapshot(
            source: .file(file.path), url: Self.url("tram"), observed: Self.time(3), options: FetchOptions()
        ).record(in: again, now: Self.time(3))
        let pier = try again.history(of: Archive.path(ofArticle: Self.url("pier"))).observations[0]
        #expect(pier.past?.siteCaptures.count == 1)
        let message = try Self.git(git, "log", "-1", "--format=%(trailers:key=Stet-Past,valueonly)", "main")
        #expect(message.hasPrefix("site:"))
    }

    @Test("A backfilled page is read with what lay before it, not with what came later")
    func backfilled() throws {
        let work = try Workplace()
        try work.record(Self.page("pier", readers: 1), as: Self.url("pier"), hour: 5)
        try work.record(Self.page("tram", readers: 1), as: Self.url("tram"), hour: 6)
        try work.record(Self.page("pier", readers: 2), as: Self.url("pier"), hour: 3, recordedAt: 7)
        let pier = try work.observations(of: Self.url("pier"))
        #expect(pier[0].past == nil)
        try work.record(Self.page("pier", readers: 3), as: Self.url("pier"), hour: 4, recordedAt: 8)
        #expect(try work.observations(of: Self.url("pier"))[1].past?.capture == pier[0].capture)
    }

    @Test("What stands on the site's other pages is left out once they are known")
    func template() throws {
        let work = try Workplace()
        for (hour, subject) in Self.subjects.dropLast().enumerated() {
            try work.record(Self.page(subject), as: Self.url(subject), hour: hour + 1)
        }
        let subject = try #require(Self.subjects.last)
        try work.record(Self.page(subject), as: Self.url(subject), hour: 20)
        let state = try #require(try work.observations(of: Self.url(subject))[0].state)
        let text = try String(decoding: work.archive.canonicalBytes(ofState: state), as: UTF8.self)
        #expect(!text.contains("every Saturday") && text.contains("Neighbours of the \(subject)"))
    }

    @Test("The very same page is not read anew, whatever is known by now of the site")
    func samePage() throws {
        let work = try Workplace()
        try work.record(Self.page("pier"), as: Self.url("pier"), hour: 1)
        for (hour, subject) in Self.subjects.dropFirst().enumerated() {
            try work.record(Self.page(subject), as: Self.url(subject), hour: hour + 2)
        }
        #expect(try work.record(Self.page("pier"), as: Self.url("pier"), hour: 20).recorded.outcome == .unchanged)
    }

    private static let wall = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Just a moment...</title></head><body><main>
        <h1>Just a moment...</h1><p>Verifying you are human. This may take a few seconds before you can go on.</p>
        </main></body></html>
        """

    @Test("A wall in the article's place is no past of it, however often it was seen")
    func wall() throws {
        let work = try Workplace()
        let url = Self.url("pier")
        try work.record(Self.page("pier"), as: url, hour: 1)
        let extra = "<p>Work begins in the first week of May, weather permitting.</p>"
        try work.record(Self.page("pier", extra: extra), as: url, hour: 2)
        for hour in 3...4 { try work.record(Self.wall, as: url, hour: hour) }
        try work.record(Self.page("pier", extra: extra, readers: 11), as: url, hour: 5)
        try work.record(Self.wall, as: url, hour: 6)
        try work.record(Self.page("pier", readers: 12), as: url, hour: 7)
        let pier = try work.observations(of: url)
        #expect(
            pier.prefix(5).map(\.outcome) == [
                .revision(.new), .revision(.change), .revision(.suspect), .unchanged, .revision(.return),
            ])
        #expect(pier[4].past?.state == pier[1].state && pier[4].past?.capture == pier[1].capture)
        #expect(pier[6].past?.state == pier[4].state && pier[6].past?.capture == pier[4].capture)
    }

    @Test("The very page before a wall is not read anew")
    func samePageBehindWall() throws {
        let work = try Workplace()
        let url = Self.url("pier")
        try work.record(Self.page("pier"), as: url, hour: 1)
        for (hour, subject) in Self.subjects.dropFirst().enumerated() {
            try work.record(Self.page(subject), as: Self.url(subject), hour: hour + 2)
        }
        try work.record(Self.wall, as: url, hour: 20)
        try work.record(Self.page("pier"), as: url, hour: 21)
        let states = try work.observations(of: url).map(\.state)
        #expect(states.count == 3 && states[0] == states[2] && states[0] != states[1])
    }

    @Test("A text that another version of the extractor read is no past")
    func otherExtractor() throws {
        let work = try Workplace()
        let first = try work.record(Self.page("pier"), as: Self.url("pier"), hour: 1).recorded.observation
        let path = Archive.path(ofArticle: Self.url("pier"))
        let same = try work.archive.pastRecord(
            of: path, observed: Self.time(2), rules: first.rules, extractor: try #require(first.extractor))
        #expect(same.state == first.state)
        for (rules, extractor) in [(first.rules, "stet-0"), ("some-rule", first.extractor ?? "")] {
            let past = try work.archive.pastRecord(
                of: path, observed: Self.time(2), rules: rules, extractor: extractor)
            #expect(past.state == nil && past.capture == nil)
        }
    }

    @discardableResult
    private static func git(_ folder: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/git")
        process.arguments = ["-C", folder, "-c", "core.hooksPath=/dev/null"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
