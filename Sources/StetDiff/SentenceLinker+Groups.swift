/// Splits and merges: what a link of two sentences leaves over may stand in a sentence beside them.
extension SentenceLinker {
    /// Sentences that joined a link: of the after side where one was split, of the before side where some merged.
    struct Groups {
        var parts: [Int: [Int]] = [:]
        var sources: [Int: [Int]] = [:]
    }

    /// Lets free sentences beside a linked one join its link where they hold what the link leaves over.
    ///
    /// A free sentence that joins no link may stand between: something was put in where the cut was made.
    mutating func group(_ mates: Mates) -> Groups {
        var groups = Groups()
        var taken = (before: Set<Int>(), after: Set<Int>())
        for i in before.tokens.indices where !mates.isFree(before: i) && !before.tokens[i].isEmpty {
            let j = Int(mates.ofBefore[i])
            guard !after.tokens[j].isEmpty else { continue }
            let whole = before.ids[before.tokens[i]]
            let parts = grown(from: j, after, whole, sentenceWeights.after) {
                mates.isFree(after: $0) && !taken.after.contains($0)
            }
            if parts.count > 1 {
                groups.parts[i] = parts
                taken.after.formUnion(parts)
                continue
            }
            let result = after.ids[after.tokens[j]]
            let sources = grown(from: i, before, result, sentenceWeights.before) {
                mates.isFree(before: $0) && !taken.before.contains($0)
            }
            if sources.count > 1 {
                groups.sources[j] = sources
                taken.before.formUnion(sources)
            }
        }
        return groups
    }

    /// How far beyond the sentences found another part is looked for.
    private static let partReach = 2

    /// `sentence` and those beside it that together make up `whole` better than it does alone.
    private mutating func grown(
        from sentence: Int, _ side: Side, _ whole: ArraySlice<UInt32>, _ weights: [Int32], isFree: (Int) -> Bool
    ) -> [Int] {
        var parts = [sentence]
        var found = -1
        while true {
            let count = parts.count
            for step in [1, -1] {
                for distance in 1...Self.partReach {
                    let next = (step > 0 ? parts[parts.count - 1] : parts[0]) + step * distance
                    guard side.tokens.indices.contains(next), isFree(next) else { break }
                    if side.tokens[next].isEmpty { continue }
                    // What is left over is at most the words in common.
                    if commonInBags(side.ids[side.tokens[next]], whole) * 256 < Int(weights[next]) * Self.shareOfPart {
                        continue
                    }
                    if found < 0 { found = common(whole, tokens(parts, side)[...]) }
                    let wider = step > 0 ? parts + [next] : [next] + parts
                    let all = common(whole, tokens(wider, side)[...])
                    if (all - found) * 256 >= Int(weights[next]) * Self.shareOfPart {
                        (parts, found) = (wider, all)
                        break
                    }
                }
            }
            if parts.count == count { return parts }
        }
    }

    private func tokens(_ sentences: [Int], _ side: Side) -> [UInt32] {
        sentences.flatMap { side.ids[side.tokens[$0]] }
    }
}
