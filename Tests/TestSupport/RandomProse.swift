/// Documents that look like real ones, and their edits, from a seed: common and rare words, headings, lists, lines that are
/// repeated; edited words, sentences split, merged and moved, paragraphs and sections moved, copied, dropped and put in.
package struct RandomProse {
    private var random: SplitMix64
    private let words: [String]

    /// A block: what it begins with, and its sentences.
    package struct Block: Equatable {
        package var marker: String
        package var sentences: [String]
    }

    package init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        let syllables = "ba ce di fo gu har ken lim mor nat os pel qui ros sta ter ul ven wic yor".split(separator: " ")
        var random = random
        words =
            ["the", "of", "and", "to", "a", "in", "is", "for", "not", "on"]
            + (0..<400).map { _ in
                (0..<(1 + random.next() % 4)).map { _ in String(syllables[Int(random.next() % 20)]) }.joined()
            }
        self.random = random
    }

    package mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    /// Low numbers are much more common than high ones, as with the words of a language.
    private mutating func rank(_ bound: Int) -> Int { below(below(bound) + 1) }

    private mutating func word() -> String {
        switch below(40) {
        case 0: "\(below(3000))"
        case 1: "naïve"
        case 2: "“\(words[rank(words.count)])”"
        default: words[rank(words.count)]
        }
    }

    private mutating func sentence() -> String {
        var text = (0..<(3 + below(18))).map { _ in word() + (below(12) == 0 ? "," : "") }.joined(separator: " ")
        if text.hasSuffix(",") { text.removeLast() }
        return text.prefix(1).uppercased() + text.dropFirst() + (below(15) == 0 ? "?" : ".")
    }

    private mutating func block() -> Block {
        switch below(10) {
        case 0: Block(marker: "## ", sentences: [word().capitalizedFirst + " " + word()])
        case 1: Block(marker: "", sentences: ["Share this page with the others."])
        case 2, 3: Block(marker: "- ", sentences: [sentence()])
        default: Block(marker: "", sentences: (0..<(1 + below(6))).map { _ in sentence() })
        }
    }

    package mutating func document() -> [Block] { (0..<(1 + below(24))).map { _ in block() } }

    package static func text(_ blocks: [Block]) -> [UInt8] {
        Array(blocks.map { $0.marker + $0.sentences.joined(separator: " ") }.joined(separator: "\n\n").utf8)
    }

    package mutating func edited(_ document: [Block]) -> [Block] {
        var blocks = document
        for _ in 0..<below(14) {
            guard !blocks.isEmpty else { return [block()] }
            let place = below(blocks.count)
            switch below(16) {
            case 0: blocks.remove(at: place)
            case 1: blocks.insert(block(), at: place)
            case 2: blocks.insert(blocks[place], at: below(blocks.count + 1))
            case 3:
                let moved = blocks.remove(at: place)
                blocks.insert(moved, at: below(blocks.count + 1))
            case 4: blocks.swapAt(place, below(blocks.count))
            case 5:
                let section = blocks[place..<min(blocks.count, place + 2 + below(3))]
                blocks.removeSubrange(section.indices)
                blocks.insert(contentsOf: section, at: below(blocks.count + 1))
            case 6, 7: editSentences(&blocks, place)
            default:
                let index = below(blocks[place].sentences.count)
                blocks[place].sentences[index] = reworded(blocks[place].sentences[index])
            }
        }
        return blocks
    }

    private mutating func editSentences(_ blocks: inout [Block], _ place: Int) {
        var sentences = blocks[place].sentences
        let index = below(sentences.count)
        switch below(6) {
        case 0: sentences.insert(sentence(), at: index)
        case 1 where sentences.count > 1: sentences.remove(at: index)
        case 2 where sentences.count > 1:
            let other = below(blocks.count)
            let moved = sentences.remove(at: index)
            if other == place {
                sentences.insert(moved, at: below(sentences.count + 1))
            } else {
                blocks[other].sentences.insert(moved, at: below(blocks[other].sentences.count + 1))
            }
        case 3:
            let words = sentences[index].split(separator: " ").map(String.init)
            let cut = below(words.count)
            guard cut > 0 else { return }
            let parts = [
                words[..<cut].joined(separator: " ") + ".", words[cut...].joined(separator: " ").capitalizedFirst,
            ]
            sentences.replaceSubrange(index...index, with: parts)
        case 4 where index + 1 < sentences.count:
            let joined = sentences[index].dropLast() + ", and " + sentences[index + 1].lowercased()
            sentences.replaceSubrange(index...index + 1, with: [String(joined)])
        default: sentences.swapAt(index, below(sentences.count))
        }
        blocks[place].sentences = sentences
    }

    /// The sentence with a few words replaced, dropped, put in, exchanged or written otherwise.
    private mutating func reworded(_ sentence: String) -> String {
        var words = sentence.split(separator: " ").map(String.init)
        for _ in 0..<(1 + below(4)) {
            let index = below(words.count)
            switch below(6) {
            case 0 where words.count > 1: words.remove(at: index)
            case 1: words.insert(contentsOf: (0..<(1 + below(4))).map { _ in word() }, at: index)
            case 2: words.swapAt(index, below(words.count))
            case 3: words[index] = words[index].uppercased()
            case 4:
                let clause = words[index..<min(words.count, index + 4)]
                words.removeSubrange(clause.indices)
                words.insert(contentsOf: clause, at: below(words.count + 1))
            default: words[index] = word()
            }
        }
        return words.joined(separator: " ")
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
