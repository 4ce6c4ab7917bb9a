internal import StetHTML

/// A page's lines with what can be asked of any subtree in constant time.
struct PageLines {
    let document: HTMLDocument
    private(set) var lines: [Line]
    /// For each node, the first line that begins in it or after it.
    private let firstLine: [Int32]
    private var good: [Int] = []
    private var weight: [Int] = []
    private var linkWeight: [Int] = []
    private var prose: [Int] = []
    private var linkLines: [Int] = []
    private var alive: [Int] = []
    private var sentences: [Int] = []
    private var answers: [Int] = []
    private var paragraphs: [Int] = []
    private let relativeTimes: [Int]
    /// Sums over nodes.
    private let controls: [Int32]
    private let images: [Int32]
    /// Lines that stand in the text of the page's own JSON-LD `articleBody`.
    private(set) var witnessed: [Bool]

    init(document: HTMLDocument, lines: [Line], witness: BodyWitness?) {
        self.document = document
        self.lines = lines
        var first = [Int32](repeating: Int32(lines.count), count: document.nodeCount + 1)
        var next = lines.count
        var node = document.nodeCount
        while node >= 0 {
            while next > 0, lines[next - 1].nodes.lowerBound >= node { next -= 1 }
            first[node] = Int32(next)
            node -= 1
        }
        firstLine = first
        var relativeTimes = [0]
        relativeTimes.reserveCapacity(lines.count + 1)
        for line in lines {
            relativeTimes.append(relativeTimes[relativeTimes.count - 1] + (line.isRelativeTime ? 1 : 0))
        }
        self.relativeTimes = relativeTimes
        var controls = [Int32](repeating: 0, count: document.nodeCount + 1)
        var images = controls
        for index in 0..<document.nodeCount {
            controls[index + 1] = controls[index]
            images[index + 1] = images[index]
            switch document[index].tag {
            case .input:
                let type = document[index].attribute("type")?.lowercased() ?? "text"
                if type == "email" || type == "text" || type == "search" || type == "password" || type == "submit" {
                    controls[index + 1] += 1
                }
            case .textarea, .select: controls[index + 1] += 1
            case .img, .video, .picture, .iframe, .audio: images[index + 1] += 1
            default: break
            }
        }
        self.controls = controls
        self.images = images
        if let witness {
            witnessed = lines.map { witness.holds($0.text) }
        } else {
            witnessed = [Bool](repeating: false, count: lines.count)
        }
        recount()
    }

    /// Whether the element around the line holds nothing but it.
    func isWrapped(_ index: Int) -> Bool {
        let parent = document[lines[index].parent]
        return Self.isWrapper(parent.tag) && range(parent.index).count == 1
    }

    /// Takes wrappers around single lines as if they were not there: what stands around them is the lines' parent.
    mutating func unwrap(_ lineRange: Range<Int>) {
        for index in lineRange {
            var parent = document[lines[index].parent]
            while Self.isWrapper(parent.tag), range(parent.index).count == 1, let outer = parent.parent {
                parent = outer
            }
            lines[index].parent = parent.index
        }
    }

    static func isWrapper(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .div, .span, .section, .font: true
        default: false
        }
    }

    /// Counts anew after cuts.
    mutating func recount() {
        let count = lines.count + 1
        good = [Int](repeating: 0, count: count)
        weight = good
        linkWeight = good
        prose = good
        linkLines = good
        alive = good
        sentences = good
        answers = good
        paragraphs = good
        var isAsked = false
        for index in lines.indices {
            let line = lines[index]
            let isAlive = line.cut == nil
            let isGood = isAlive ? line.goodWeight : 0
            good[index + 1] = good[index] + (witnessed[index] ? isGood * Self.witnessFactor : isGood)
            weight[index + 1] = weight[index] + (isAlive ? line.shape.weight : 0)
            linkWeight[index + 1] = linkWeight[index] + (isAlive ? line.linkWeight : 0)
            prose[index + 1] = prose[index] + (isAlive && line.shape.isProse && line.linkDensity < 0.5 ? 1 : 0)
            sentences[index + 1] =
                sentences[index] + (isAlive && line.shape.isSentence && line.linkDensity < 0.6 ? 1 : 0)
            let isParagraph = isAlive && line.kind == .paragraph && line.shape.isProse && line.linkDensity < 0.3
            paragraphs[index + 1] = paragraphs[index] + (isParagraph ? line.goodWeight : 0)
            let isAnswer = isAsked && isAlive && line.goodWeight > 0 && line.kind != .caption
            answers[index + 1] = answers[index] + (isAnswer ? 1 : 0)
            if isAlive { isAsked = line.isQuestion && (line.isHeading || line.kind == .term) }
            linkLines[index + 1] = linkLines[index] + (isAlive && line.linkDensity > 0.8 ? 1 : 0)
            alive[index + 1] = alive[index] + (isAlive ? 1 : 0)
        }
    }

    /// Text that the publisher's own data calls the article weighs as much as this many times as much other text.
    private static let witnessFactor = 3

    func range(_ node: Int) -> Range<Int> {
        Int(firstLine[node])..<Int(firstLine[document[node].subtreeEnd])
    }

    func good(_ range: Range<Int>) -> Int { good[range.upperBound] - good[range.lowerBound] }
    func weight(_ range: Range<Int>) -> Int { weight[range.upperBound] - weight[range.lowerBound] }
    func linkWeight(_ range: Range<Int>) -> Int { linkWeight[range.upperBound] - linkWeight[range.lowerBound] }
    func proseCount(_ range: Range<Int>) -> Int { prose[range.upperBound] - prose[range.lowerBound] }
    func sentenceCount(_ range: Range<Int>) -> Int { sentences[range.upperBound] - sentences[range.lowerBound] }
    /// The good weight of paragraphs that are in no list or table.
    func paragraphWeight(_ range: Range<Int>) -> Int { paragraphs[range.upperBound] - paragraphs[range.lowerBound] }
    /// Running text right under a heading that asks.
    func answerCount(_ range: Range<Int>) -> Int { answers[range.upperBound] - answers[range.lowerBound] }
    func linkLineCount(_ range: Range<Int>) -> Int { linkLines[range.upperBound] - linkLines[range.lowerBound] }
    func aliveCount(_ range: Range<Int>) -> Int { alive[range.upperBound] - alive[range.lowerBound] }
    func relativeTimeCount(_ range: Range<Int>) -> Int {
        relativeTimes[range.upperBound] - relativeTimes[range.lowerBound]
    }
    func controlCount(_ node: Int) -> Int { Int(controls[document[node].subtreeEnd] - controls[node]) }
    func imageCount(_ node: Int) -> Int { Int(images[document[node].subtreeEnd] - images[node]) }

    func linkDensity(_ range: Range<Int>) -> Double {
        let weight = weight(range)
        return weight == 0 ? 0 : Double(linkWeight(range)) / Double(weight)
    }

    mutating func cut(_ range: Range<Int>, _ reason: CutReason) {
        for index in range where lines[index].cut == nil { lines[index].cut = reason }
    }

    mutating func cut(_ index: Int, _ reason: CutReason) {
        if lines[index].cut == nil { lines[index].cut = reason }
    }

    mutating func withLines(_ change: (inout [Line]) -> Void) {
        change(&lines)
        recount()
    }

    mutating func setCore(_ index: Int) { lines[index].isCore = true }

    mutating func setByPicture(_ index: Int) { lines[index].isByPicture = true }

    mutating func setQuoted(_ index: Int) { lines[index].isQuoted = true }

    mutating func setHome(_ node: Int, of index: Int) { lines[index].home = node }

    mutating func setListFollowsCore(_ index: Int) { lines[index].listFollowsCore = true }

    mutating func restore(_ index: Int) { lines[index].cut = nil }

    mutating func setKind(_ kind: Line.Kind, of index: Int) { lines[index].kind = kind }
}
