internal import StetHTML

/// A page's lines with what can be asked of any subtree in constant time.
struct PageLines {
    let document: HTMLDocument
    private(set) var lines: [Line]
    /// For each node, the first line that begins in it or after it.
    private let firstLine: [Int32]
    /// What the lines before each line hold; the last entry is the sum of all.
    private var sums: [Sums] = []
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
        sums.removeAll(keepingCapacity: true)
        sums.reserveCapacity(lines.count + 1)
        var sum = Sums()
        sums.append(sum)
        var isAsked = false
        for index in lines.indices {
            if lines[index].cut == nil {
                let good = lines[index].goodWeight
                let density = lines[index].linkDensity
                sum.good += witnessed[index] ? good * Self.witnessFactor : good
                sum.weight += lines[index].shape.weight
                sum.linkWeight += lines[index].linkWeight
                if density < 0.5, lines[index].shape.isProse { sum.prose += 1 }
                // Thai and its neighbours end no sentence with a mark.
                if density < 0.6, lines[index].shape.isSentence || lines[index].shape.isProse { sum.sentences += 1 }
                if density > 0.8 { sum.linkLines += 1 }
                sum.alive += 1
                if lines[index].kind == .paragraph, density < 0.3, lines[index].shape.isProse { sum.paragraphs += good }
                if isAsked, good > 0, lines[index].kind != .caption { sum.answers += 1 }
                isAsked = lines[index].isQuestion && (lines[index].isHeading || lines[index].kind == .term)
            }
            sums.append(sum)
        }
    }

    private struct Sums {
        var good = 0
        var weight = 0
        var linkWeight = 0
        var prose = 0
        var sentences = 0
        var linkLines = 0
        var alive = 0
        var paragraphs = 0
        var answers = 0
    }

    /// Text that the publisher's own data calls the article weighs as much as this many times as much other text.
    private static let witnessFactor = 3

    func range(_ node: Int) -> Range<Int> {
        Int(firstLine[node])..<Int(firstLine[document[node].subtreeEnd])
    }

    func good(_ range: Range<Int>) -> Int { sums[range.upperBound].good - sums[range.lowerBound].good }
    func weight(_ range: Range<Int>) -> Int { sums[range.upperBound].weight - sums[range.lowerBound].weight }
    func linkWeight(_ range: Range<Int>) -> Int {
        sums[range.upperBound].linkWeight - sums[range.lowerBound].linkWeight
    }
    func proseCount(_ range: Range<Int>) -> Int { sums[range.upperBound].prose - sums[range.lowerBound].prose }
    func sentenceCount(_ range: Range<Int>) -> Int {
        sums[range.upperBound].sentences - sums[range.lowerBound].sentences
    }
    /// The good weight of paragraphs that are in no list or table.
    func paragraphWeight(_ range: Range<Int>) -> Int {
        sums[range.upperBound].paragraphs - sums[range.lowerBound].paragraphs
    }
    /// Running text right under a heading that asks.
    func answerCount(_ range: Range<Int>) -> Int { sums[range.upperBound].answers - sums[range.lowerBound].answers }
    func linkLineCount(_ range: Range<Int>) -> Int {
        sums[range.upperBound].linkLines - sums[range.lowerBound].linkLines
    }
    func aliveCount(_ range: Range<Int>) -> Int { sums[range.upperBound].alive - sums[range.lowerBound].alive }
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

    mutating func setValue(_ index: Int) {
        lines[index].isValue = true
        lines[index].phrase = nil
        lines[index].vocabulary = []
        lines[index].isCounter = false
    }

    mutating func setListFollowsCore(_ index: Int) { lines[index].listFollowsCore = true }

    /// Says of a line that was left out why, where more has become known.
    mutating func setCut(_ reason: CutReason, of index: Int) { lines[index].cut = reason }

    mutating func restore(_ index: Int) { lines[index].cut = nil }

    mutating func markEntryTime(_ index: Int) { lines[index].isEntryTime = true }
    mutating func setKind(_ kind: Line.Kind, of index: Int) { lines[index].kind = kind }
}
