/// The tree of the beginnings of phrases, each with the longest of its ends that begins a phrase too: what the table of a
/// `PhraseMatcher` is filled from. State 0 is the empty beginning; children are kept as linked lists.
struct PhraseTrie {
    private static let none: UInt16 = 0

    private var columns: [UInt8] = [0]
    private var firstChildren: [UInt16] = [none]
    private var siblings: [UInt16] = [none]
    private var fallbacks: [UInt16] = [0]
    /// The phrases that are the whole of a state; those of a state follow each other by `phraseAfter`. -1 is none.
    private var firstPhrases: [Int32] = [-1]
    private var phraseAfter: [Int32] = []
    private var hasEnds = [false]
    private var depths: [UInt16] = [0]
    /// Children of the empty beginning by column: it is asked most.
    private var rootChildren: [UInt16]
    /// The states, shorter beginnings first.
    private(set) var breadthFirst: [Int] = [0]

    /// - Precondition: no phrase is empty, which would stand everywhere.
    /// - Complexity: O(bytes of the phrases × children of a state).
    init(_ phrases: [String], columns columnOfByte: [UInt8]) {
        precondition(phrases.allSatisfy { !$0.isEmpty }, "an empty phrase would stand everywhere")
        rootChildren = [UInt16](repeating: Self.none, count: 256)
        reserve(phrases.reduce(1) { $0 + $1.utf8.count })
        for phrase in phrases {
            var state = 0
            for byte in phrase.utf8 {
                let column = columnOfByte[Int(byte)]
                state = child(of: state, column) ?? addChild(to: state, column)
            }
            add(phraseEndingAt: state)
        }
        linkFallbacks()
    }

    /// How many bytes the state stands for.
    func depth(of state: Int) -> Int { Int(depths[state]) }

    func fallback(of state: Int) -> Int { Int(fallbacks[state]) }

    func endsPhrases(_ state: Int) -> Bool { hasEnds[state] }

    func forEachChild(of state: Int, _ visit: (_ child: Int, _ column: Int) -> Void) {
        var child = firstChildren[state]
        while child != Self.none {
            visit(Int(child), Int(columns[Int(child)]))
            child = siblings[Int(child)]
        }
    }

    /// The longest first.
    func forEachPhrase(endingAt state: Int, _ visit: (UInt16) -> Void) {
        var state = state
        while hasEnds[state] {
            var phrase = firstPhrases[state]
            while phrase >= 0 {
                visit(UInt16(phrase))
                phrase = phraseAfter[Int(phrase)]
            }
            state = fallback(of: state)
        }
    }

    // MARK: - Making

    private func child(of state: Int, _ column: UInt8) -> Int? {
        var child = state == 0 ? rootChildren[Int(column)] : firstChildren[state]
        while child != Self.none, columns[Int(child)] != column { child = siblings[Int(child)] }
        return child == Self.none ? nil : Int(child)
    }

    private mutating func reserve(_ count: Int) {
        columns.reserveCapacity(count)
        firstChildren.reserveCapacity(count)
        siblings.reserveCapacity(count)
        fallbacks.reserveCapacity(count)
        firstPhrases.reserveCapacity(count)
        hasEnds.reserveCapacity(count)
        depths.reserveCapacity(count)
        breadthFirst.reserveCapacity(count)
    }

    private mutating func addChild(to state: Int, _ column: UInt8) -> Int {
        let child = siblings.count
        columns.append(column)
        siblings.append(firstChildren[state])
        firstChildren[state] = UInt16(child)
        firstChildren.append(Self.none)
        fallbacks.append(0)
        firstPhrases.append(-1)
        hasEnds.append(false)
        depths.append(depths[state] + 1)
        if state == 0 { rootChildren[Int(column)] = UInt16(child) }
        return child
    }

    /// A phrase given twice has two ids.
    private mutating func add(phraseEndingAt state: Int) {
        let id = Int32(phraseAfter.count)
        phraseAfter.append(-1)
        hasEnds[state] = true
        guard firstPhrases[state] >= 0 else {
            firstPhrases[state] = id
            return
        }
        var last = Int(firstPhrases[state])
        while phraseAfter[last] >= 0 { last = Int(phraseAfter[last]) }
        phraseAfter[last] = id
    }

    private mutating func linkFallbacks() {
        var head = 0
        while head < breadthFirst.count {
            let state = breadthFirst[head]
            head += 1
            var next = firstChildren[state]
            while next != Self.none {
                let child = Int(next)
                if state != 0 {
                    fallbacks[child] = UInt16(target(from: fallback(of: state), columns[child]))
                    if hasEnds[fallback(of: child)] { hasEnds[child] = true }
                }
                breadthFirst.append(child)
                next = siblings[child]
            }
        }
    }

    private func target(from state: Int, _ column: UInt8) -> Int {
        var state = state
        while true {
            if let child = child(of: state, column) { return child }
            if state == 0 { return 0 }
            state = fallback(of: state)
        }
    }
}
