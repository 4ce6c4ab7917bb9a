import Foundation
import StetText
import Testing

/// Labelled sentences from outside the project, where `STET_SENTENCES` names a JSON file of them: an array of
/// `{"id", "lang", "golden", "text", "sentences"}`, as made from the specs of pragmatic_segmenter and pySBD.
@Suite("Labelled sentences", .enabled(if: ProcessInfo.processInfo.environment["STET_SENTENCES"] != nil))
struct LabelledSentenceTests {
    struct Case: Decodable {
        var id: String
        var lang: String
        var golden: Bool
        var text: String
        var sentences: [String]
    }

    @Test("Nearly all labelled sentences are found")
    func labelled() throws {
        let path = try #require(ProcessInfo.processInfo.environment["STET_SENTENCES"])
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: path)))
        var right: [String: Int] = [:]
        var total: [String: Int] = [:]
        for labelled in cases {
            let bytes = Array(labelled.text.utf8)
            let got = SentenceSegmenter(language: labelled.lang).ranges(in: bytes).map {
                words(String(decoding: bytes[$0], as: UTF8.self))
            }
            let group = labelled.golden ? "golden" : labelled.lang
            total[group, default: 0] += 1
            if got == labelled.sentences.map(words) {
                right[group, default: 0] += 1
            } else {
                print("differs: \(labelled.id)\n  \(got)")
            }
        }
        for (group, count) in total.sorted(by: { $0.key < $1.key }) {
            print("\(group): \(right[group] ?? 0) of \(count)")
        }
        #expect(right.values.reduce(0, +) * 100 >= cases.count * 95)
    }

    /// Line breaks inside a sentence are as good as spaces.
    private func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
}
