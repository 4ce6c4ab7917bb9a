internal import Foundation

/// Running text made from a seed: paragraphs of sentences, with words as unevenly common as in real text.
///
/// Uneven counts matter: a text of all different words is easier to align than prose, where the commonest ten words
/// make up a quarter of all.
struct Prose {
    enum Script {
        case latin, cyrillic, han

        fileprivate var letters: [Character] {
            switch self {
            case .latin: Array("etaoinshrdlucmfwypvbgkeeaaiiooéü")
            case .cyrillic: Array("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё")
            case .han: Array("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里")
            }
        }

        fileprivate var wordLengths: ClosedRange<Int> { self == .han ? 1...3 : 2...11 }
        fileprivate var space: String { self == .han ? "" : " " }
        fileprivate var comma: String { self == .han ? "，" : "," }
        fileprivate var stop: String { self == .han ? "。" : "." }
    }

    /// One sentence is its words; a paragraph is its sentences.
    private(set) var paragraphs: [[[String]]] = []
    private let vocabulary: [String]
    private let script: Script
    private var random: SplitMix64

    /// Makes text until there are `byteCount` bytes of it, and not much more.
    init(_ script: Script = .latin, byteCount: Int, seed: UInt64) {
        self.script = script
        var random = SplitMix64(seed: seed)
        vocabulary = (0..<Self.vocabularyCount).map { _ in
            String(
                (0..<Int.random(in: script.wordLengths, using: &random)).map { _ in
                    script.letters.randomElement(using: &random) ?? "a"
                })
        }
        self.random = random
        var made = 0
        while made < byteCount {
            let paragraph = (0..<Int.random(in: 2...6, using: &self.random)).map { _ in
                (0..<Int.random(in: 6...28, using: &self.random)).map { _ in word() }
            }
            paragraphs.append(paragraph)
            for sentence in paragraph {
                made += sentence.reduce(2) { $0 + $1.utf8.count + script.space.utf8.count }
            }
        }
    }

    var bytes: [UInt8] {
        Array(sentences.map { $0.joined(separator: script == .han ? "" : " ") }.joined(separator: "\n\n").utf8)
    }

    /// The sentences as text, by paragraph.
    var sentences: [[String]] {
        paragraphs.map { $0.map { text(of: $0) } }
    }

    /// The same text after `share` of its words were replaced, taken out or had a word put before them.
    func edited(share: Double, seed: UInt64) -> Prose {
        var copy = self
        copy.random = SplitMix64(seed: seed)
        copy.paragraphs = paragraphs.map { paragraph in
            paragraph.map { sentence in
                sentence.flatMap { word -> [String] in
                    guard Double.random(in: 0..<1, using: &copy.random) < share else { return [word] }
                    switch Int.random(in: 0..<4, using: &copy.random) {
                    case 0: return []
                    case 1: return [copy.word(), word]
                    default: return [copy.word()]
                    }
                }
            }
        }
        return copy
    }

    /// A word at rank r comes about as often as 1/r (Zipf's law): the exponent of a uniform number is log-uniform.
    private mutating func word() -> String {
        let count = Double(Self.vocabularyCount)
        let share = Double.random(in: 0..<1, using: &random)
        return vocabulary[min(Int(pow(count, share)) - 1, Self.vocabularyCount - 1)]
    }

    private func text(of words: [String]) -> String {
        var text = ""
        for (index, word) in words.enumerated() {
            if index > 0 { text += script.space }
            text += index == 0 ? word.prefix(1).uppercased() + word.dropFirst() : word
            if index % 9 == 8, index + 1 < words.count { text += script.comma }
        }
        return text + script.stop
    }

    private static let vocabularyCount = 20_000
}
