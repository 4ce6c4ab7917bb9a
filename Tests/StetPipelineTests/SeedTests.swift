import Foundation
import StetArchive
import StetDiff
import StetFetch
import StetModel
import StetPipeline
import Testing

/// The page the project started from, in four versions: what a reader must be shown between them, and nothing else.
@Suite("The seed article")
struct SeedTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpus/seed")

    struct Expected: Decodable {
        struct Change: Decodable {
            var `where`: String
            var kind: String?
            var before: String?
            var after: String?
            var starts: String?
        }

        var changes: [Change]
    }

    @Test("Four checks make three revisions, in text and in HTML", arguments: ["txt", "html"])
    func revisions(form: String) throws {
        let history = try record(form).history
        #expect(history.observations.count == 4)
        #expect(history.revisions.map(\.kind) == [.new, .change, .change])
        #expect(history.revisions.last?.observationCount == 2)
    }

    @Test("A diff shows what it must and nothing else", arguments: ["txt", "html"], ["1->2", "2->3", "3->4"])
    func changes(form: String, step: String) throws {
        let numbers = step.split(separator: "-").map { String($0).filter(\.isNumber) }
        let expected = try JSONDecoder().decode(
            [String: Expected].self, from: Data(contentsOf: Self.folder.appending(path: "expected.json")))
        let before = try article("v\(numbers[0]).\(form)")
        let after = try article("v\(numbers[1]).\(form)")
        let diff = ArticleDiff(from: before, to: after)
        let told = try #require(expected["v\(numbers[0])->v\(numbers[1])"]).changes.map(describe).sorted()
        #expect(describe(diff).sorted() == told)
        #expect((CanonicalForm.bytes(of: before) == CanonicalForm.bytes(of: after)) == told.isEmpty)
    }

    @Test("The text form and the HTML form have the same body", arguments: 1...4)
    func sameBody(version: Int) throws {
        #expect(try article("v\(version).txt").blocks == article("v\(version).html").blocks)
    }

    // MARK: Changes as lines

    private func describe(_ change: Expected.Change) -> String {
        switch change.kind {
        case "paragraph-moved": return "moved: \(change.starts ?? "")"
        case "sentence-removed": return "removed: \(change.starts ?? "")"
        default:
            let place = change.where.replacing("metadata.", with: "")
            let (before, after) = trimmed(change.before ?? "", change.after ?? "")
            return "\(place): \(before) → \(after)"
        }
    }

    private func describe(_ diff: ArticleDiff) -> [String] {
        var lines: [String] = diff.metadata.map { field in
            let (before, after) = trimmed(field.before ?? "", field.after ?? "")
            return "\(field.field): \(before) → \(after)"
        }
        for block in diff.blocks {
            if block.kind == .moved {
                lines.append("moved: \(start(block.sentences.flatMap(\.segments)))")
                continue
            }
            for sentence in block.sentences {
                switch sentence.kind {
                case .equal, .movedAway: break
                case .removed: lines.append("removed: \(start(sentence.segments))")
                case .edited:
                    let text = { (kind: ArticleDiff.Segment.Kind) in
                        sentence.segments.filter { $0.kind == .equal || $0.kind == kind }.map(\.text).joined()
                    }
                    let (before, after) = trimmed(text(.removed), text(.added))
                    lines.append("body: \(before) → \(after)")
                default: lines.append("\(sentence.kind): \(start(sentence.segments))")
                }
            }
        }
        return lines
    }

    /// The first words, as many as the expectations name.
    private func start(_ segments: [ArticleDiff.Segment]) -> String {
        segments.map(\.text).joined().split(separator: " ").prefix(6).joined(separator: " ")
    }

    /// Both texts without the words they have in common at their ends; punctuation is no word.
    private func trimmed(_ before: String, _ after: String) -> (String, String) {
        func words(_ text: String) -> [Substring] { text.split { " \",.".contains($0) } }
        var (a, b) = (words(before)[...], words(after)[...])
        while let x = a.first, x == b.first { (a, b) = (a.dropFirst(), b.dropFirst()) }
        while let x = a.last, x == b.last { (a, b) = (a.dropLast(), b.dropLast()) }
        return (a.joined(separator: " "), b.joined(separator: " "))
    }

    // MARK: Reading and recording

    private func article(_ file: String) throws -> Article {
        let path = Self.folder.appending(path: file).path
        return try PageSource.file(path).capture(with: FetchOptions()).read(as: .page, named: file).article
    }

    private func record(_ form: String) throws -> (archive: Archive, history: ArticleHistory) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-seed-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let now = Timestamp(secondsSince1970: 1_717_200_000)
        let archive = try Archive.create(at: folder.path, now: now)
        var path = ""
        for version in 1...4 {
            let observed = Timestamp(secondsSince1970: now.secondsSince1970 + Int64(version) * 3600)
            let snapshot = Snapshot(
                source: .file(Self.folder.appending(path: "v\(version).\(form)").path), url: "https://news.example/a",
                observed: observed, options: FetchOptions())
            path = try snapshot.record(in: archive, now: observed).recorded.article
        }
        return (archive, try archive.history(of: path))
    }
}
