internal import Foundation
internal import StetArchive

/// What questions cost in an archive that is there already, inside a process.
enum Asking {
    /// So many articles are asked for; the medians are told.
    private static let articleCount = 1_001

    /// Prints a line of JSON: microseconds of CPU for the history of one article, and for two revisions, each a random one of
    /// all articles, to be read. What every process pays once, opening the archive and the first look, is told by itself.
    static func ask(_ folder: String) throws {
        let start = RecordingBenchmark.cpuSeconds
        let archive = try Archive.open(at: folder)
        let articles = try archive.articles().map(\.path)
        guard !articles.isEmpty else { throw Sharing.Broken(description: "there are no articles in \(folder)") }
        _ = try archive.history(of: articles[0])
        let opening = RecordingBenchmark.cpuSeconds - start
        var chance = Chance(seed: 11)
        var histories: [Double] = []
        var readings: [Double] = []
        for _ in 0..<articleCount {
            let paths = (0..<2).map { _ in articles[chance.below(articles.count)] }
            let before = RecordingBenchmark.cpuSeconds
            let first = try archive.history(of: paths[0])
            histories.append(RecordingBenchmark.cpuSeconds - before)
            let revisions = try [first, archive.history(of: paths[1])].map {
                $0.revisions[chance.below($0.revisions.count)]
            }
            let between = RecordingBenchmark.cpuSeconds
            for revision in revisions where try archive.canonicalBytes(of: revision).isEmpty {
                throw Sharing.Broken(description: "@\(revision.number) of \(revision.article) is empty")
            }
            readings.append(RecordingBenchmark.cpuSeconds - between)
        }
        print(
            """
            {"articles": \(articles.count), "opening": \(opening * 1e6), "history": \(median(histories) * 1e6), \
            "reading": \(median(readings) * 1e6)}
            """)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
