package import StetArchive
internal import StetDiff
internal import StetRender

extension ChangeNote {
    /// What differs between two canonical texts.
    package init(from before: [UInt8], to after: [UInt8]) throws {
        try self.init(from: before, to: after, EvidenceCache())
    }

    /// - Parameter cache: Keeps the articles, for those who compare one version after the other.
    init(from before: [UInt8], to after: [UInt8], _ cache: EvidenceCache) throws {
        let diff = ArticleDiff(
            from: try cache.article(of: before), to: try cache.article(of: after), telling: .changes)
        self.init(
            summary: DiffSummary(diff).text, isFormatting: diff.isOfForm, isSuspect: diff.looksLikeFailedReading)
    }
}

extension ArticleDiff {
    /// Every word stands where it stood: what differs is case, width, quotation marks, dashes, emphasis, links, or the kinds and borders of
    /// blocks. Times and other facts that the page states are no form.
    package var isOfForm: Bool {
        !isEmpty && !changesWording && metadata.allSatisfy { $0.words != nil }
            && !blocks.contains { block in
                [.moved, .movedAway, .added, .removed].contains(block.kind)
                    || block.sentences.contains { [.moved, .movedAway, .added, .removed].contains($0.kind) }
            }
    }
}
