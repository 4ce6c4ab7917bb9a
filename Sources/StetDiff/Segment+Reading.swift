extension [ArticleDiff.Segment] {
    /// The segments as a reader wants them: a date, an amount or an address that changed in part is one change, and so is what was
    /// rewritten around words that say little. What was put in or taken out is told where a phrase begins and ends, as far as the text
    /// lets that be chosen.
    ///
    /// The segments of a diff are exact: what stands on both sides is told as equal. What is joined here still spells both texts.
    ///
    /// - Complexity: O(text · log text).
    public func joinedForReading() -> [ArticleDiff.Segment] {
        guard contains(where: { $0.kind == .equal || $0.kind == .reformatted }), contains(where: { $0.isChange }) else {
            return self
        }
        var line = ReadingLine(self)
        // Slid first: a unit that stands whole behind what was put in before it did not change.
        line.slideToBorders()
        line.keepUnitsWhole()
        line.dropIslands()
        line.widenBlanks()
        return line.segments(of: self).withFoldings()
    }
}

extension ArticleDiff.Segment {
    var isChange: Bool { kind == .removed || kind == .added }
}
