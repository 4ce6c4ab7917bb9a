internal import Foundation
internal import StetArchive

/// Several processes record into one archive while others read it.
enum Sharing {
    struct Broken: Error, CustomStringConvertible {
        var description: String
    }

    /// Records batches of this writer's articles until the time is over.
    static func write(to folder: String, as writer: Int, seconds: Int, batch: Int) throws {
        var versions = MadeVersions(writer: writer)
        let archive = try Archive.open(at: folder)
        let end = Date().addingTimeInterval(Double(seconds))
        var done = 0
        while Date() < end {
            let recorded = try archive.record((0..<batch).map { _ in versions.next() }, at: RecordingBenchmark.now)
            guard recorded.count == batch, recorded.allSatisfy({ $0.warning == nil }) else {
                throw Broken(description: "a batch was not recorded as a whole: \(recorded.compactMap(\.warning))")
            }
            done += batch
            FileHandle.standardOutput.write(Data("acknowledged \(done - batch + 1) \(done)\n".utf8))
        }
    }

    /// Looks again and again, with the same archive value and with new ones: of each writer there are whole batches, never
    /// fewer than before, and what is told of can be read.
    static func read(from folder: String, seconds: Int, batch: Int) throws {
        let end = Date().addingTimeInterval(Double(seconds))
        var archive = try Archive.open(at: folder)
        var counts: [String: Int] = [:]
        var (lookCount, textCount) = (0, 0)
        var chance = Chance(seed: UInt64(getpid()))
        while Date() < end {
            if chance.below(2) == 0 { archive = try Archive.open(at: folder) }
            let articles = try archive.articles()
            var seen: [String: Int] = [:]
            for article in articles { seen[writer(of: article.url), default: 0] += article.observationCount }
            for (writer, count) in seen where !count.isMultiple(of: batch) || count < counts[writer] ?? 0 {
                throw Broken(
                    description: "\(count) checks of \(writer), \(counts[writer] ?? 0) before, batches of \(batch)")
            }
            counts = seen
            lookCount += 1
            for _ in 0..<min(articles.count, 20) {
                let history = try archive.history(of: articles[chance.below(articles.count)].path)
                for revision in history.revisions {
                    guard try !archive.canonicalBytes(of: revision).isEmpty, try archive.capture(of: revision) != nil
                    else { throw Broken(description: "@\(revision.number) of \(history.url) cannot be read") }
                    textCount += 1
                }
            }
        }
        print("looked \(lookCount) \(textCount)")
    }

    /// "writer-2" of "https://news-7.writer-2.example/…".
    private static func writer(of url: String) -> String {
        String(url.split(separator: ".").first { $0.hasPrefix("writer-") } ?? "")
    }
}
