import Foundation
import StetArchive
import StetGit
import TestSupport
import Testing

@Suite("Phrases")
struct PhraseTests {
    private static let words = [
        "The", "harbour", "Harbours", "bridge", "bridged", "closes", "in", "May", "Straße", "ΟΔΟΣ", "οδοσ", "café",
        "5,000",
        "東京大学", "大学", "東", "ไทยแลนด์", "it's", "x", "O'Brien\"); DROP TABLE term;--", "100%", "_",
        String(repeating: "donaudampfschiff", count: 5),
    ]

    /// Two sentences of one to four words.
    private static func text(_ random: inout SplitMix64) -> String {
        (0..<2).map { _ in
            (0...(random.next() % 4)).map { _ in words[Int(random.next() % UInt64(words.count))] }
                .joined(separator: random.next() % 5 == 0 ? "" : " ") + "."
        }.joined(separator: "\n")
    }

    private static func record(in archive: Archive, _ random: inout SplitMix64, batch: Int) throws {
        let checks = (0...(random.next() % 3)).map { _ in
            let observed = Timestamp(secondsSince1970: 1_800_000_000 + Int64(random.next() % 50) * 60)
            let url = "https://site-\(random.next() % 2).example/story-\(random.next() % 5)"
            return check(text(&random), at: observed, url: url, title: nil)
        }
        _ = try archive.record(checks, at: Timestamp(secondsSince1970: 1_900_000_000 + Int64(batch)))
    }

    /// What is found by reading every text of every article.
    private static func found(
        _ phrase: String, in archive: Archive, isCaseSensitive: Bool
    ) throws -> [(path: String, first: Timestamp, last: Timestamp, runs: [String])] {
        func folded(_ text: String) -> String {
            isCaseSensitive ? text : text.lowercased().replacingOccurrences(of: "ς", with: "σ")
        }
        let wanted = Array(folded(phrase).utf8)
        return try archive.articles().compactMap { article in
            let history = try archive.history(of: article.path)
            var runs: [(first: Revision, last: Revision, goneAt: Timestamp?)] = []
            for revision in history.revisions {
                let lines = String(decoding: try archive.canonicalBytes(of: revision), as: UTF8.self).split(
                    separator: "\n")
                let has = lines.contains { line in
                    let line = Array(folded(String(line)).utf8)
                    return line.indices.contains { line[$0...].starts(with: wanted) }
                }
                if has {
                    if let last = runs.last, last.goneAt == nil {
                        runs[runs.count - 1].last = revision
                    } else {
                        runs.append((revision, revision, nil))
                    }
                } else if let last = runs.last, last.goneAt == nil {
                    runs[runs.count - 1].goneAt = revision.observed
                }
            }
            guard let first = runs.first, let last = runs.last else { return nil }
            return (
                article.path, first.first.observed, last.last.lastObserved,
                runs.map { "\($0.first.number)-\($0.last.number) \($0.goneAt.map { "\($0)" } ?? "stands")" }
            )
        }.sorted { ($0.first, $0.path) < ($1.first, $1.path) }
    }

    private static func expectSame(_ archive: Archive, _ random: inout SplitMix64) throws {
        for _ in 0..<25 {
            // A part of a text like those that were recorded, cut anywhere.
            let characters = Array(text(&random).split(separator: "\n")[0])
            let start = Int(random.next() % UInt64(characters.count))
            let end = start + 1 + Int(random.next() % UInt64(characters.count - start))
            var phrase = String(characters[start..<end])
            if random.next() % 3 == 0 { phrase = phrase.uppercased() }
            let isCaseSensitive = random.next() % 4 == 0
            let expected = try found(phrase, in: archive, isCaseSensitive: isCaseSensitive)
            for limit in [1, 2, 100] {
                let result = try archive.history(
                    of: PhraseSearch(phrase, isCaseSensitive: isCaseSensitive, limit: limit))
                #expect(result.first?.time == expected.map(\.first).min(), "\(phrase)")
                #expect(result.last?.time == expected.map(\.last).max(), "\(phrase)")
                #expect(result.articles.map(\.path) == expected.prefix(limit).map(\.path), "\(phrase)")
                #expect(result.hasMore == (expected.count > limit), "\(phrase)")
                for (article, expected) in zip(result.articles, expected) {
                    let runs = article.intervals.map {
                        "\($0.first.number)-\($0.last.number) \($0.goneAt.map { "\($0)" } ?? "stands")"
                    }
                    #expect(runs == expected.runs, "\(phrase)")
                }
            }
        }
    }

    @Test("A phrase is found where reading every text finds it, after each recording, in any script", arguments: 1...4)
    func random(seed: UInt64) throws {
        let test = try TestArchive()
        var random = SplitMix64(seed: seed)
        // More recordings with a search after each than an index of phrases has parts.
        for batch in 0..<16 {
            try Self.record(in: test.archive, &random, batch: batch)
            if batch < 14 {
                _ = try test.archive.history(of: PhraseSearch("harbour"))
            } else {
                try Self.expectSame(batch.isMultiple(of: 2) ? test.archive : test.reopened(), &random)
            }
        }
        // On another line the texts are others, and on the old one the old ones.
        _ = try test.archive.reread(at: Timestamp(secondsSince1970: 1_950_000_000)) { observation, _ in
            .text(ArticleText(canonicalBytes: Array("Read anew: \(observation.url)\n".utf8), extractor: "stet 9"))
        }
        try Self.record(in: test.archive, &random, batch: 20)
        try Self.expectSame(test.archive, &random)
        #expect(try test.archive.history(of: PhraseSearch("read anew")).first != nil)
        let old = try test.reopened()
        old.shownLine = 1
        try Self.expectSame(old, &random)
        #expect(try old.history(of: PhraseSearch("read anew")).first == nil)
    }

    @Test("An index of phrases that is damaged or of another history is made anew")
    func damaged() throws {
        let test = try TestArchive()
        let file = test.folder + "/.git/stet/phrases.sqlite"
        _ = try test.archive.record([check("The pier stands.", at: time("09:00"))], at: time("09:00"))
        #expect(try test.archive.history(of: PhraseSearch("pier")).articles.count == 1)
        #expect(FileManager.default.fileExists(atPath: file))
        for bytes in [Data("no database".utf8), Data(), try Data(contentsOf: URL(filePath: file)).prefix(5_000)] {
            try bytes.write(to: URL(filePath: file))
            #expect(try test.archive.history(of: PhraseSearch("pier")).articles.count == 1)
        }
        let other = try TestArchive()
        _ = try other.archive.record([check("A quay.", at: time("10:00"))], at: time("10:00"))
        _ = try other.archive.history(of: PhraseSearch("quay"))
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.copyItem(atPath: other.folder + "/.git/stet/phrases.sqlite", toPath: file)
        #expect(try test.archive.history(of: PhraseSearch("pier")).articles.count == 1)
        #expect(try test.archive.history(of: PhraseSearch("quay")).articles.isEmpty)
    }
}
