import StetModel
import TestSupport

/// Articles and their edits from a seed: the same on every machine.
struct RandomArticles {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private static let stock = """
        the a of and to in council report market river Monday minister said that price 1,200 3.5 percent new old
        hall — “quoted” café Straße 東 京 は 平 和 الكتاب Москва naïve e.g. U.S. 2024 not must should
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    mutating func words(_ count: Int) -> [String] {
        (0..<count).map { _ in Self.stock[below(Self.stock.count)] }
    }

    mutating func sentence() -> Sentence {
        let count = 1 + below(18)
        let text = words(count).joined(separator: " ") + "."
        switch below(6) {
        case 0:
            return Sentence([.text("See "), .link(target: "https://x.example/\(below(3))", content: [.text(text)])])
        case 1: return Sentence([.strong([.text("Note")]), .text(" " + text)])
        default: return Sentence(text)
        }
    }

    mutating func sentences() -> [Sentence] { (0..<(1 + below(5))).map { _ in sentence() } }

    mutating func block() -> Block {
        switch below(12) {
        case 0: .heading(level: 1 + below(4), content: sentence())
        case 1:
            .list(
                List(start: below(2) == 0 ? nil : 1, items: (0..<(1 + below(4))).map { _ in [.paragraph(sentences())] })
            )
        case 2: .quotation([.paragraph(sentences())])
        case 3: .table(Table(rows: (0..<(1 + below(3))).map { _ in [sentence(), sentence()] }))
        case 4: .figure(caption: [sentence()])
        case 5: .code(language: nil, text: words(6).joined(separator: "\n"))
        case 6: .thematicBreak
        default: .paragraph(sentences())
        }
    }

    mutating func article() -> Article { Article(blocks: (0..<below(14)).map { _ in block() }) }

    /// The article with some blocks moved, dropped, put in, copied, split and edited.
    mutating func edited(_ article: Article) -> Article {
        var article = article
        for _ in 0..<below(7) {
            let count = article.blocks.count
            guard count > 0 else {
                article.blocks.append(block())
                continue
            }
            let place = below(count)
            switch below(8) {
            case 0: article.blocks.remove(at: place)
            case 1: article.blocks.insert(block(), at: place)
            case 2:
                let moved = article.blocks.remove(at: place)
                article.blocks.insert(moved, at: below(count))
            case 3: article.blocks.insert(article.blocks[place], at: below(count))
            default:
                guard case .paragraph(var sentences) = article.blocks[place] else { continue }
                let index = below(sentences.count)
                switch below(5) {
                case 0: sentences.remove(at: index)
                case 1: sentences.insert(sentence(), at: index)
                case 2: sentences.swapAt(index, below(sentences.count))
                case 3:
                    article.blocks.insert(.paragraph(Array(sentences[index...])), at: place + 1)
                    sentences.removeSubrange(index...)
                default:
                    var words = sentences[index].plainText.split(separator: " ").map(String.init)
                    let at = below(words.count)
                    words[at] = self.words(1)[0]
                    words.insert(contentsOf: self.words(below(4)), at: below(words.count))
                    sentences[index] = Sentence(words.joined(separator: " "))
                }
                if sentences.isEmpty {
                    article.blocks.remove(at: place)
                } else {
                    article.blocks[place] = .paragraph(sentences)
                }
            }
        }
        return article
    }
}
