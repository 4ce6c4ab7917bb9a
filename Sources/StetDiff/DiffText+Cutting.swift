extension DiffText {
    /// The text with its sentences cut at `offsets` too: sorted byte offsets after visible text.
    ///
    /// `firsts` has for each sentence the index of its first part, and at the end how many sentences there are now.
    func cut(at offsets: [Int]) -> (text: DiffText, firsts: [Int]) {
        guard !offsets.isEmpty else { return (self, Array(0...sentences.count)) }
        var cut = self
        cut.sentences.removeAll(keepingCapacity: true)
        var firsts: [Int] = []
        firsts.reserveCapacity(sentences.count + 1)
        var next = offsets.startIndex
        for sentence in sentences {
            firsts.append(cut.sentences.count)
            var start = sentence.lowerBound
            while next < offsets.endIndex, offsets[next] < sentence.upperBound {
                let end = offsets[next]
                next += 1
                guard end > start else { continue }
                cut.sentences.append(start..<end)
                start = end
                while start < sentence.upperBound, Byte.isBlank(bytes[start]) { start += 1 }
            }
            if start < sentence.upperBound { cut.sentences.append(start..<sentence.upperBound) }
        }
        firsts.append(cut.sentences.count)
        for index in cut.blocks.indices {
            let old = blocks[index].sentences
            cut.blocks[index].sentences = firsts[old.lowerBound]..<firsts[old.upperBound]
        }
        return (cut, firsts)
    }
}
