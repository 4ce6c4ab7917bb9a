import SequenceDiff
import TestSupport
import Testing

@Suite("Edit scripts") struct EditScriptTests {
    @Test("Every pair of sequences of up to five elements of three kinds gets a shortest script")
    func smallSequencesAreExact() {
        var all: [[UInt32]] = [[]]
        var last: [[UInt32]] = [[]]
        for _ in 0..<5 {
            last = last.flatMap { sequence in (0..<3).map { sequence + [$0] } }
            all += last
        }
        for before in all {
            for after in all {
                let script = EditScript(from: before, to: after)
                let shortest = before.count + after.count - 2 * commonLength(before, after)
                guard script.editCount == shortest, apply(script, before, after) == after else {
                    Issue.record("\(before) → \(after) gave \(script.hunks)")
                    return
                }
            }
        }
    }

    @Test("Random sequences keep the laws of scripts", arguments: 0..<40)
    func randomSequences(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let (before, after) = random.pair()
            let script = EditScript(from: before, to: after)
            #expect(apply(script, before, after) == after, "seed \(seed)")
            #expect(apply(script.inverted(), after, before) == before, "seed \(seed)")
            #expect(EditScript(from: before, to: before).isEmpty, "seed \(seed)")
            #expect(script == EditScript(from: before, to: after), "seed \(seed)")
            let last = random.pair().after
            let next = EditScript(from: after, to: last)
            let composed = script.composed(with: next)
            // One after the other, or both as one: the same text, also where the second brings what it takes from the first.
            #expect(apply(composed, before, last) == last, "seed \(seed)")
            #expect(apply(next, apply(script, before, after), last) == last, "seed \(seed)")
            #expect(composed.inverted() == next.inverted().composed(with: script.inverted()), "seed \(seed)")
            let nothing = EditScript(from: before, to: before)
            #expect(nothing.composed(with: script) == script, "seed \(seed)")
            #expect(script.composed(with: EditScript(from: after, to: after)) == script, "seed \(seed)")
        }
    }

    @Test("Of three scripts composed, it is the same which two come first", arguments: 0..<40)
    func compositionIsAssociative(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            var versions = [random.pair().before]
            for _ in 0..<3 { versions.append(random.edited(versions[versions.count - 1])) }
            let scripts = (0..<3).map { EditScript(from: versions[$0], to: versions[$0 + 1]) }
            let left = scripts[0].composed(with: scripts[1]).composed(with: scripts[2])
            let right = scripts[0].composed(with: scripts[1].composed(with: scripts[2]))
            #expect(left == right, "seed \(seed)")
            #expect(apply(left, versions[0], versions[3]) == versions[3], "seed \(seed)")
            // What no script touched is not replaced: of a text edited three times something is mostly kept.
            let kept = scripts.reduce(versions[0].count) { $0 - $1.editCount }
            #expect(left.matches.reduce(0) { $0 + $1.before.count } >= kept, "seed \(seed)")
        }
    }

    @Test("Equal text put in front moves the hunks and changes nothing else", arguments: 0..<60)
    func prefixChangesNothing(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (before, after) = random.pair(longest: seed % 3 == 0 ? 4_000 : 400)
        let prefix = (0..<100).map { _ in UInt32(random.below(40)) }
        let plain = EditScript(from: before, to: after)
        let prefixed = EditScript(from: prefix + before, to: prefix + after)
        func shifted(_ range: Range<Int>) -> Range<Int> { range.lowerBound + 100..<range.upperBound + 100 }
        #expect(
            prefixed.hunks == plain.hunks.map { Hunk(before: shifted($0.before), after: shifted($0.after)) },
            "seed \(seed)")
    }

    @Test("With the sides exchanged the same elements are kept", arguments: 0..<60)
    func symmetry(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let (before, after) = random.pair(longest: seed % 3 == 0 ? 4_000 : 400)
            #expect(
                EditScript(from: after, to: before) == EditScript(from: before, to: after).inverted(), "seed \(seed)")
            let other = random.pair().after
            #expect(EditScript(from: other, to: after) == EditScript(from: after, to: other).inverted(), "seed \(seed)")
            let short = EditScript(from: before, to: other, budget: StepBudget(steps: 100))
            #expect(
                EditScript(from: other, to: before, budget: StepBudget(steps: 100)) == short.inverted(), "seed \(seed)")
        }
    }

    @Test("Where steps run out the script is longer but right", arguments: 0..<20)
    func exhaustedBudget(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let before = (0..<3000).map { _ in UInt32(random.below(50)) }
        let after = (0..<3000).map { _ in UInt32(random.below(50)) }
        for steps in [0, 1, 100, 10_000] {
            let script = EditScript(from: before, to: after, budget: StepBudget(steps: steps))
            #expect(apply(script, before, after) == after, "seed \(seed), \(steps) steps")
        }
    }

    @Test(
        "Hostile sequences end soon",
        arguments: ["one element", "two alternating", "reversed", "unrelated", "shifted period"])
    func hostile(name: String) {
        let count = 100_000
        let before: [UInt32]
        let after: [UInt32]
        switch name {
        case "one element": (before, after) = (Array(repeating: 1, count: count), Array(repeating: 1, count: count / 2))
        case "two alternating":
            (before, after) = ((0..<count).map { UInt32($0 % 2) }, (0..<count).map { UInt32($0 / 2 % 2) })
        case "reversed":
            before = (0..<UInt32(count)).map { $0 }
            after = before.reversed()
        case "unrelated":
            (before, after) = ((0..<count).map { UInt32($0 % 97) }, (0..<count).map { UInt32(100 + $0 % 89) })
        default:
            (before, after) = ((0..<count).map { UInt32($0 % 97) }, (0..<count).map { UInt32($0 % 89) })
        }
        let script = EditScript(from: before, to: after)
        #expect(apply(script, before, after) == after)
    }

    @Test("The heaviest increasing subsequence is the best of all subsequences", arguments: 0..<100)
    func heaviest(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let count = random.below(9)
        let values = (0..<count).map { _ in random.below(8) }
        let weights = (0..<count).map { _ in 1 + random.below(5) }
        var best = 0
        for set in 0..<(1 << count) {
            let chosen = (0..<count).filter { set >> $0 & 1 == 1 }
            if zip(chosen, chosen.dropFirst()).allSatisfy({ values[$0] < values[$1] }) {
                best = max(best, chosen.reduce(0) { $0 + weights[$1] })
            }
        }
        let kept = heaviestIncreasing(values, weights: weights)
        #expect(kept.reduce(0) { $0 + weights[$1] } == best, "seed \(seed)")
        #expect(zip(kept, kept.dropFirst()).allSatisfy { values[$0] < values[$1] && $0 < $1 }, "seed \(seed)")
        // How far apart the values lie changes nothing.
        #expect(heaviestIncreasing(values.map { $0 << 20 }, weights: weights) == kept, "seed \(seed)")
        let outside = outsideHeaviestIncreasing(values) { weights[$0] }
        #expect(outside == values.indices.filter { !kept.contains($0) }, "seed \(seed)")
        let plain = longestIncreasing(values)
        #expect(plain.count == heaviestIncreasing(values, weights: values.map { _ in 1 }).count, "seed \(seed)")
        #expect(zip(plain, plain.dropFirst()).allSatisfy { values[$0] < values[$1] }, "seed \(seed)")
    }

    @Test("What stands on one side only does not change what is kept", arguments: 0..<30)
    func unshared(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func sequence(_ own: UInt32) -> [UInt32] {
            (0..<300).map { _ in
                random.below(3) == 0 ? own + UInt32(random.below(1000)) : UInt32(random.below(40))
            }
        }
        let (before, after) = (sequence(1 << 20), sequence(1 << 24))
        let script = EditScript(from: before, to: after)
        #expect(apply(script, before, after) == after, "seed \(seed)")
        #expect(script.matches.reduce(0) { $0 + $1.before.count } <= commonLength(before, after), "seed \(seed)")
        let few = EditScript(from: Array(before.prefix(60)), to: Array(after.prefix(60)))
        #expect(
            few.matches.reduce(0) { $0 + $1.before.count }
                == commonLength(Array(before.prefix(60)), Array(after.prefix(60))),
            "seed \(seed)")
    }

    @Test("Equal pieces of text get equal numbers, different ones different numbers")
    func interning() {
        var interner = TokenInterner(capacity: 1)
        // Pieces of up to eight bytes are told apart by themselves, longer ones by what is kept of them.
        let words: [[UInt8]] = (0..<1000).map { number in
            [UInt8](repeating: 0, count: number % 9) + Array("w\(number % 500)".utf8)
        }
        let ids = words.map { interner.intern($0, 0..<$0.count) }
        #expect(interner.count == Set(words).count)
        var numbers: [[UInt8]: UInt32] = [:]
        for (word, id) in zip(words, ids) { #expect(numbers.updateValue(id, forKey: word) ?? id == id) }
        #expect(ids.max() == UInt32(interner.count - 1))
    }

    @Test("Long pieces that differ in one byte get different numbers, wherever it stands", arguments: 7...26)
    func internsLongPieces(length: Int) {
        var interner = TokenInterner(capacity: 1)
        let piece = (0..<length).map { UInt8(0x41 + $0) }
        // Whatever stands around a piece is no part of it.
        let id = interner.intern([0x20] + piece + [0x20], 1..<length + 1)
        #expect(interner.intern(piece, 0..<length) == id)
        for place in 0..<length {
            var other = piece
            other[place] = 0x20
            let number = interner.intern(other, 0..<length)
            #expect(number == UInt32(place + 1), "byte \(place)")
            #expect(interner.intern(other + [0x20], 0..<length) == number, "byte \(place)")
        }
        #expect(interner.count == length + 1)
    }
}

private func apply(_ script: EditScript, _ before: [UInt32], _ after: [UInt32]) -> [UInt32] {
    script.applied(to: before) { after[$0] }
}

/// The length of a longest common subsequence, by the textbook table: the oracle.
private func commonLength(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
        var diagonal = 0
        for (j, y) in b.enumerated() {
            let above = row[j + 1]
            row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
            diagonal = above
        }
    }
    return row[b.count]
}

extension SplitMix64 {
    fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A sequence and a copy of it with a few runs replaced, dropped, put in or moved.
    fileprivate mutating func pair(longest: Int = 400) -> (before: [UInt32], after: [UInt32]) {
        let kinds = 2 + below(60)
        let before = (0..<below(longest)).map { _ in UInt32(below(kinds)) }
        return (before, edited(before, kinds: kinds))
    }

    fileprivate mutating func edited(_ before: [UInt32], kinds: Int = 60) -> [UInt32] {
        var after = before
        for _ in 0..<below(8) {
            let start = below(after.count + 1)
            let end = min(after.count, start + below(12))
            after.replaceSubrange(start..<end, with: (0..<below(12)).map { _ in UInt32(below(kinds)) })
        }
        return after
    }
}
