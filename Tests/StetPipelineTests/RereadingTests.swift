import Foundation
import StetArchive
import StetFetch
import StetPipeline
import Testing

/// History told anew by several threads, by a run that goes on where another was cut off, and out of what was read before.
@Suite("Reading all pages anew")
struct RereadingTests {
    struct Cut: Error {}

    /// A copy of an archive whose pages read otherwise now: a rule takes a box away, and another one that was broken was mended.
    private final class Workplace {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-reread-\(UUID())")
        var memo: URL { folder.appending(path: ".git/stet/readings.sqlite") }

        init(copying other: Workplace) throws { try FileManager.default.copyItem(at: other.folder, to: folder) }

        init() throws {
            let archive = try Archive.create(at: folder.path, now: time(0))
            try commit("hosts: law.example\nremvoe: .hour\n", as: "law")
            let page = FileManager.default.temporaryDirectory.appending(path: "stet-reread-\(UUID()).html")
            defer { try? FileManager.default.removeItem(at: page) }
            for round in 0..<RereadingTests.roundCount {
                for (number, subject) in (RereadingTests.news + RereadingTests.laws).enumerated() {
                    let hour = 1 + round * 20 + number
                    try Data(RereadingTests.page(subject, round: round, hour: hour).utf8).write(to: page)
                    _ = try Snapshot(
                        source: .file(page.path), url: RereadingTests.url(subject), observed: time(hour),
                        options: FetchOptions()
                    ).record(in: archive, now: time(hour))
                }
            }
            try commit("hosts: post.example\nremove: .hour\n", as: "post")
            try commit("hosts: law.example\nremove: .hour\n", as: "law")
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func commit(_ rule: String, as name: String) throws {
            try Data(rule.utf8).write(to: folder.appending(path: "rules/\(name).yaml"))
            try git("add", "rules")
            try git("commit", "-q", "-m", "A rule")
        }

        @discardableResult
        func git(_ arguments: String..., input: URL? = nil) throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/git")
            process.arguments = ["-C", folder.path] + arguments
            var environment = ProcessInfo.processInfo.environment
            environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
            for name in ["AUTHOR", "COMMITTER"] {
                environment["GIT_\(name)_NAME"] = "A Reader"
                environment["GIT_\(name)_EMAIL"] = "reader@example.com"
                environment["GIT_\(name)_DATE"] = "@\(RereadingTests.time(500).secondsSince1970) +0000"
            }
            process.environment = environment
            if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let bytes = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "git \(arguments)")
            return String(decoding: bytes, as: UTF8.self)
        }

        func archive() throws -> Archive { try Archive.open(at: folder.path) }

        /// Tells history anew, and says how many pages it need not read.
        @discardableResult
        func reread(
            threads: Int = 2, isDryRun: Bool = false, articles: Set<String>? = nil, cutAt: Int? = nil, hour: Int = 600
        ) throws -> (report: LineReport, remembered: Int) {
            var run = Reextraction(articles: articles, isDryRun: isDryRun)
            run.threadCount = threads
            var remembered = 0
            let report = try run.run(in: archive(), now: RereadingTests.time(hour)) { progress in
                if progress.done == cutAt { throw Cut() }
                remembered = progress.remembered
            }
            return (report, remembered)
        }

        /// Puts every object into a file of its own; gives that of one of them.
        func unpacked(_ object: String) throws -> URL {
            let (files, objects) = (FileManager.default, folder.appending(path: ".git/objects"))
            let away = folder.appending(path: ".git/away")
            try files.moveItem(at: objects.appending(path: "pack"), to: away)
            try files.createDirectory(at: objects.appending(path: "pack"), withIntermediateDirectories: false)
            for pack in try files.contentsOfDirectory(at: away, includingPropertiesForKeys: nil)
            where pack.pathExtension == "pack" {
                try git("unpack-objects", "-q", input: pack)
            }
            try files.removeItem(at: away)
            return objects.appending(path: "\(object.prefix(2))/\(object.dropFirst(2))")
        }

        /// Where all branches stand.
        func tips() throws -> String { try git("for-each-ref", "--format=%(refname) %(objectname)") }
    }

    private static func time(_ hour: Int) -> Timestamp {
        Timestamp(secondsSince1970: 1_717_200_000 + Int64(hour) * 3600)
    }

    private static let news = ["pier", "library", "tram", "orchard", "theatre", "reservoir"]
    private static let laws = ["mooring", "fishing", "swimming", "camping"]
    private static let roundCount = 4
    private static var checkCount: Int { (news.count + laws.count) * roundCount }

    private static func url(_ subject: String) -> String {
        laws.contains(subject) ? "https://law.example/\(subject)" : "https://post.example/news/\(subject)"
    }

    private static func page(_ subject: String, round: Int, hour: Int) -> String {
        let extra =
            round.isMultiple(of: 2) ? "" : "<p>Work on the \(subject) begins in week \(round), we were told.</p>"
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The \(subject) - Post</title></head><body>
            <main><h1>The old \(subject) is to be rebuilt</h1>
            <p>The council said on Monday that the old \(subject) would be rebuilt before the winter storms arrive.</p>\(extra)
            <p class="hour">At hour \(hour) the wind blew from the west, and the ferries to the \(subject) kept to their times.</p>
            <p>Engineers found in March that the beams under the \(subject) had lost a third of their strength.</p>
            <p>We walk through the town with our readers every Saturday, and everybody is welcome to come along.</p>
            </main></body></html>
            """
    }

    /// The archive, and what one thread that remembers nothing makes of it.
    private func archive() throws -> (original: Workplace, tips: String) {
        let original = try Workplace()
        let told = try Workplace(copying: original)
        let (report, remembered) = try told.reread(threads: 1)
        #expect(remembered == 0)
        #expect(report.articles.allSatisfy { !$0.isSame })
        return (original, try told.tips())
    }

    @Test("Any number of threads tells the same line, commit for commit")
    func threads() throws {
        let (original, tips) = try archive()
        for count in [2, 5] {
            let copy = try Workplace(copying: original)
            let (report, _) = try copy.reread(threads: count)
            #expect(try copy.tips() == tips, "\(count) threads")
            #expect(report.articles.reduce(0) { $0 + $1.gainedCount } == Self.laws.count * Self.roundCount)
        }
        let verified = try ArchiveVerification().run(in: original.archive()) { _ in }
        #expect(verified.isSound)
    }

    @Test("What was told by several threads can be verified, text by text")
    func verified() throws {
        let work = try Workplace()
        try work.reread(threads: 3)
        let found = try ArchiveVerification().run(in: work.archive()) { _ in }
        #expect(found.isSound, "\(found.problems)")
        #expect(found.remadeCount > Self.news.count)
    }

    @Test("A run that was cut off goes on where it was, and comes to the same commits")
    func resumed() throws {
        let (original, tips) = try archive()
        #expect(throws: Cut.self) { try original.reread(cutAt: Self.checkCount - 5) }
        #expect(try original.reread().remembered >= 32)
        #expect(try original.tips() == tips)
    }

    @Test("A dry run reads for the run after it, and what was told once is not read again")
    func remembered() throws {
        let (original, tips) = try archive()
        #expect(try original.reread(isDryRun: true).remembered == 0)
        #expect(try original.reread(threads: 1, isDryRun: true).remembered == Self.checkCount)
        #expect(try original.reread().remembered == Self.checkCount)
        #expect(try original.tips() == tips)
        for threads in [1, 2] {
            let again = try original.reread(threads: threads, hour: 700)
            #expect(again.report.isSame && again.remembered == Self.checkCount)
        }
        #expect(try original.tips() == tips)
    }

    @Test("Only what another rule reads is read again, to the same commits as without memory")
    func otherRule() throws {
        let work = try Workplace()
        try work.reread()
        try work.commit("hosts: post.example\nremove: [.hour, h1]\n", as: "post")
        let forgetful = try Workplace(copying: work)
        try FileManager.default.removeItem(at: forgetful.memo)
        #expect(try forgetful.reread(hour: 700).remembered == 0)
        #expect(try work.reread(hour: 700).remembered == Self.laws.count * Self.roundCount)
        #expect(try work.tips() == forgetful.tips())
    }

    @Test("Reading some articles anew does not forget the others")
    func someArticles() throws {
        let (original, tips) = try archive()
        try original.reread(isDryRun: true)
        let pier = Archive.path(ofArticle: Self.url("pier"))
        let some = try original.reread(isDryRun: true, articles: [pier])
        #expect(some.report.articles.filter { !$0.isSame }.map(\.before.article) == [pier])
        #expect(try original.reread().remembered == Self.checkCount)
        #expect(try original.tips() == tips)
    }

    @Test(
        "A damaged memory is none, and is made anew",
        arguments: ["garbage", "cut", "flipped", "a folder", "a link"])
    func damaged(how: String) throws {
        let (original, tips) = try archive()
        try original.reread(isDryRun: true)
        var bytes = [UInt8](try Data(contentsOf: original.memo))
        let files = FileManager.default
        switch how {
        case "garbage": bytes = Array(repeating: 0x5A, count: 9_000)
        case "cut": bytes.removeLast(bytes.count / 2)
        case "flipped":
            // All but the first page, which says that this is such a table.
            for index in stride(from: 4_096, to: bytes.count, by: 97) { bytes[index] ^= 0x20 }
        default: break
        }
        try files.removeItem(at: original.memo)
        switch how {
        case "a folder": try files.createDirectory(at: original.memo, withIntermediateDirectories: false)
        case "a link":
            try Data("mine\n".utf8).write(to: original.folder.appending(path: "mine.txt"))
            try files.createSymbolicLink(
                at: original.memo, withDestinationURL: original.folder.appending(path: "mine.txt"))
        default: try Data(bytes).write(to: original.memo)
        }
        try original.reread()
        #expect(try original.tips() == tips)
        if how == "a link" {
            #expect(try Data(contentsOf: original.folder.appending(path: "mine.txt")) == Data("mine\n".utf8))
        }
        guard how != "a folder" else { return }
        #expect(try original.reread(hour: 700).report.isSame)
        #expect(try original.reread(hour: 800).remembered == Self.checkCount)
    }

    @Test("A page that is damaged stops nothing, and what was read without it is not remembered once it has come back")
    func damagedPage() throws {
        let (original, tips) = try archive()
        let pier = Archive.path(ofArticle: Self.url("pier"))
        let capture = try #require(try original.archive().history(of: pier).revisions[1].capture)
        let body = try "\(original.archive().outline(ofCapture: capture, of: pier).body)"
        let file = try original.unpacked(body)
        let kept = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        let other = try Workplace(copying: original)
        #expect(try original.reread(threads: 1).report.articles.allSatisfy { !$0.isSame })
        try other.reread(threads: 3)
        #expect(try original.tips() == other.tips() && original.tips() != tips)
        // As a past is recorded what was there: without the page the texts can be made anew.
        let found = try ArchiveVerification().run(in: original.archive()) { _ in }
        #expect(found.problems.allSatisfy { $0.object == body }, "\(found.problems)")
        try kept.write(to: file)
        let forgetful = try Workplace(copying: original)
        try FileManager.default.removeItem(at: forgetful.memo)
        try forgetful.reread(hour: 700)
        let remembered = try original.reread(hour: 700).remembered
        // The next check of the article was read without that page, and those of the site's others.
        #expect(remembered > 0 && remembered < Self.checkCount - 2, "\(remembered)")
        #expect(try original.tips() == forgetful.tips())
    }

    @Test("A text that is damaged stops nothing where its page is there", arguments: [1, 3])
    func damagedText(threads: Int) throws {
        let work = try Workplace()
        let pier = Archive.path(ofArticle: Self.url("pier"))
        let state = try "\(work.archive().history(of: pier).revisions[1].state)"
        try FileManager.default.removeItem(at: work.unpacked(state))
        let (report, remembered) = try work.reread(threads: threads)
        #expect(report.articles.allSatisfy { !$0.isSame } && remembered == 0)
        let found = try ArchiveVerification().run(in: work.archive()) { _ in }
        #expect(found.problems.allSatisfy { $0.object == state }, "\(found.problems)")
    }

    @Test("What was read in another archive does no harm")
    func foreign() throws {
        let (original, tips) = try archive()
        let other = try Workplace()
        try other.commit("hosts: post.example\nremove: p\n", as: "post")
        try other.reread(isDryRun: true)
        try FileManager.default.copyItem(at: other.memo, to: original.memo)
        try original.reread()
        #expect(try original.tips() == tips)
    }

    @Test("A text that is taken out does not stay in memory")
    func redacted() throws {
        let work = try Workplace()
        func isRemembered(_ text: String) throws -> Bool {
            try ["", "-wal"].contains { ending in
                let path = work.memo.path + ending
                guard FileManager.default.fileExists(atPath: path) else { return false }
                return try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
            }
        }
        // Of a site that could not be read so far: the archive has none of its texts, and the memory has them whole.
        try work.reread(isDryRun: true)
        let phrase = "Work on the mooring begins in week 3"
        #expect(try isRemembered(phrase))
        let archive = try work.archive()
        let pier = Archive.path(ofArticle: Self.url("pier"))
        let plan = try archive.redactionPlan(of: pier, revisions: [archive.history(of: pier).revisions[1]])
        _ = try archive.redact(plan, reason: "a request", at: Self.time(550))
        #expect(try !isRemembered(phrase))
        let (report, remembered) = try work.reread()
        #expect(remembered == 0 && !report.isSame)
        #expect(try ArchiveVerification().run(in: work.archive()) { _ in }.isSound)
    }
}
