import StetIndex
import Testing

@Suite("The index of phrases")
struct PhraseIndexTests {
    private static func seen(_ first: Int64, _ last: Int64) -> ClosedRange<Timestamp> {
        Timestamp(secondsSince1970: first)...Timestamp(secondsSince1970: last)
    }

    @Test("Candidates come with the times of their articles, however far apart these are numbered")
    func times() throws {
        let index = try PhraseIndex.temporary()
        let numbers: [Int64] = [1, 1_023, 1_024, 5_000]
        try index.beginWriting()
        for number in numbers {
            index.add(Array("the bridge \(number)".utf8), of: number)
            try index.note(Self.seen(100 + number, 200 + number), of: number)
        }
        try index.commit(at: PhraseIndex.State())
        func candidates(_ phrase: String) throws -> [[Int64]] {
            try index.candidates(for: Array(phrase.utf8)).map {
                [$0.article, $0.first.secondsSince1970, $0.last.secondsSince1970]
            }
        }
        let all = numbers.map { [$0, 100 + $0, 200 + $0] }
        #expect(try candidates("the bridge ") == all)
        #expect(try candidates(" ") == all)
        #expect(try candidates("1024") == [all[2]])

        // What is seen later, or is found to have been seen earlier, makes the time longer.
        try index.beginWriting()
        try index.note(Self.seen(-5, 7), of: 1_023)
        try index.note(Self.seen(9_000, 9_000), of: 1_023)
        try index.note(Self.seen(3, 4), of: 2_000)
        try index.commit(at: PhraseIndex.State())
        #expect(try candidates("the bridge ") == [all[0], [1_023, -5, 9_000], all[2], all[3]])
        #expect(try candidates(" ").map { $0[0] } == [1, 1_023, 1_024, 2_000, 5_000])

        // What was not committed is not there.
        try index.beginWriting()
        try index.note(Self.seen(0, 99_999), of: 1)
        index.end()
        #expect(try candidates("the bridge ").first == all[0])
        try index.beginWriting()
        try index.clear()
        #expect(try candidates(" ").isEmpty)
        index.end()
    }
}
