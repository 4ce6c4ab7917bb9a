internal import StetArchive

/// Versions of articles made from a seed: half of them new articles, half revisions of one that was there before.
///
/// A text is made anew from its number whenever it is asked for, so that memory shows what recording takes.
struct MadeVersions {
    private let vocabulary: [[UInt8]]
    /// Of several that record at once each has articles of its own; 0 where there is one.
    private let writer: Int
    private var chance = Chance(seed: 1)
    /// How often each article was revised.
    private var revisions: [UInt16] = []
    private var count = 0

    static let hostCount = 64
    private static let sentenceCount = 44
    /// A text of so many words has 4 KB, a page 1 KB with its head.
    private static let wordsPerSentence = 13
    private static let pageByteCount = 850
    private static let start: Int64 = 1_700_000_000

    init(writer: Int = 0) {
        self.writer = writer
        var chance = Chance(seed: 2)
        let letters = Array("etaoinshrdlucmfwypvbgkeeaaiioo".utf8)
        vocabulary = (0..<20_000).map { _ in
            (0..<(2 + chance.below(9))).map { _ in letters[chance.below(letters.count)] }
        }
    }

    /// The next version. Its time is that of its number.
    mutating func next() -> Check {
        let isNew = count.isMultiple(of: 2)
        let article: Int
        if isNew {
            article = revisions.count
            revisions.append(0)
        } else {
            article = chance.below(revisions.count)
            revisions[article] += 1
        }
        count += 1
        let text = text(of: article, revision: Int(revisions[article]))
        let host = article % Self.hostCount
        let url =
            "https://news-\(host)\(writer == 0 ? "" : ".writer-\(writer)").example/2026/\(words(3, seed: article, joiner: "-"))-\(article)"
        let time = Timestamp(secondsSince1970: Self.start + Int64(count))
        let title = words(8, seed: article, joiner: " ")
        let head = """
            {"url":"\(url)","status":200,"headers":[["content-type","text/html; charset=utf-8"],["date","\(time)"],\
            ["etag","\(count)"]]}
            """
        return Check(
            url: url, observed: time,
            capture: RawCapture(head: Array(head.utf8), body: Array(text.prefix(Self.pageByteCount))),
            reading: .text(ArticleText(canonicalBytes: text, title: title, extractor: "made-1")))
    }

    private func text(of article: Int, revision: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(5_000)
        for sentence in 0..<Self.sentenceCount {
            // One sentence is another with every revision.
            let edit = sentence == revision % Self.sentenceCount ? revision : 0
            var chance = Chance(
                seed: UInt64(writer) << 56 | UInt64(article) << 24 | UInt64(edit) << 8 | UInt64(sentence))
            for _ in 0..<Self.wordsPerSentence {
                text += word(&chance)
                text.append(UInt8(ascii: " "))
            }
            text[text.count - 1] = UInt8(ascii: ".")
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    private func words(_ count: Int, seed: Int, joiner: String) -> String {
        var chance = Chance(seed: UInt64(seed) << 8 | 0xFF)
        return (0..<count).map { _ in String(decoding: word(&chance), as: UTF8.self) }.joined(separator: joiner)
    }

    /// Words as unevenly common as in prose: rank r comes 1/r as often.
    private func word(_ chance: inout Chance) -> [UInt8] {
        var rank = 1
        // Steps of a factor between 1 and 2 to a random depth: near enough to n to the power of a random number.
        for _ in 0..<chance.below(15) { rank = rank * 2 + chance.below(2) }
        return vocabulary[min(rank, vocabulary.count) - 1]
    }
}

/// SplitMix64. Seeds are mixed first: streams of neighbouring ones would be one stream, shifted.
struct Chance {
    private var state: UInt64

    init(seed: UInt64) {
        state = Self.mixed(seed &+ 1) &* 0xD6E8_FEB8_6659_FD93
    }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Int(Self.mixed(state) % UInt64(limit))
    }

    private static func mixed(_ state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
