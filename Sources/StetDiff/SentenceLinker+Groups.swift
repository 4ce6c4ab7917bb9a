internal import SequenceDiff

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
        // Sentences that joined a link.
        var joined = (
            before: [Bool](filledWith: false, count: before.tokens.count),
            after: [Bool](filledWith: false, count: after.tokens.count)
        )
        for (i, j) in grouping(mates) {
            let parts = grown(from: j, after, before.ids, before.tokens[i], sentenceWeights.after) {
                mates.isFree(after: $0) && !joined.after[$0]
            }
            let sources = grown(from: i, before, after.ids, after.tokens[j], sentenceWeights.before) {
                mates.isFree(before: $0) && !joined.before[$0]
            }
            guard parts.all.count > 1 || sources.all.count > 1 else { continue }
            // Split and merged at once it cannot be: what finds more of the words is told.
            let isSplit =
                sources.all.count < 2
                || (parts.all.count > 1
                    && (parts.found, sentenceWeights.before[i]) >= (sources.found, sentenceWeights.after[j]))
            if isSplit {
                groups.parts[i] = parts.all
                for part in parts.all { joined.after[part] = true }
            } else {
                groups.sources[j] = sources.all
                for source in sources.all { joined.before[source] = true }
            }
        }
        return groups
    }

    /// The links that a sentence may join, in the order of both sides together: where links cross, two may want the same one.
    private func grouping(_ mates: Mates) -> [(before: Int, after: Int)] {
        var links: [(before: Int, after: Int)] = []
        var isSorted = true
        for i in before.tokens.indices where !mates.isFree(before: i) && !before.tokens[i].isEmpty {
            let j = Int(mates.ofBefore[i])
            guard !after.tokens[j].isEmpty,
                hasFreeNeighbour(i, before, { mates.isFree(before: $0) })
                    || hasFreeNeighbour(j, after, { mates.isFree(after: $0) })
            else { continue }
            if let last = links.last, last.before + last.after > i + j { isSorted = false }
            links.append((i, j))
        }
        if !isSorted { links.sort { ($0.before + $0.after, $0.before) < ($1.before + $1.after, $1.before) } }
        return links
    }

    /// How far beyond the sentences found another part is looked for.
    private static let partReach = 2

    /// `sentence` and those beside it that together make up the text `tokens` of `whole` better than it does alone, and the
    /// weight of what they have of it.
    private mutating func grown(
        from sentence: Int, _ side: Side, _ whole: [UInt32], _ tokens: Range<Int>, _ weights: [Int32],
        isFree: (Int) -> Bool
    ) -> (all: [Int], found: Int) {
        guard hasFreeNeighbour(sentence, side, isFree) else { return ([], 0) }
        var parts = [sentence]
        var found = -1
        commonWords.hold(whole.span.extracting(tokens))
        while true {
            let count = parts.count
            for step in [1, -1] {
                for distance in 1...Self.partReach {
                    let next = (step > 0 ? parts[parts.count - 1] : parts[0]) + step * distance
                    guard side.tokens.indices.contains(next), isFree(next) else { break }
                    if side.tokens[next].isEmpty { continue }
                    // What is left over is at most the words in common.
                    let most = commonWords.inBags(side.ids.span.extracting(side.tokens[next]))
                    if most * 256 < Int(weights[next]) * Self.shareOfPart { continue }
                    if found < 0 { found = common(parts, side) }
                    let wider = step > 0 ? parts + [next] : [next] + parts
                    let all = common(wider, side)
                    if (all - found) * 256 >= Int(weights[next]) * Self.shareOfPart {
                        (parts, found) = (wider, all)
                        break
                    }
                }
            }
            if parts.count == count { return (parts, found) }
        }
    }

    private func hasFreeNeighbour(_ sentence: Int, _ side: Side, _ isFree: (Int) -> Bool) -> Bool {
        (sentence > 0 && isFree(sentence - 1)) || (sentence + 1 < side.tokens.count && isFree(sentence + 1))
    }

    /// What the text held has in common with sentences, put together.
    private mutating func common(_ sentences: [Int], _ side: Side) -> Int {
        let tokens = sentences.flatMap { side.ids[side.tokens[$0]] }
        return commonWords.inOrder(tokens.span)
    }
}
