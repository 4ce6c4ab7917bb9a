extension [Claim] {
    /// The first claims of each field and source, without those too long to be one.
    ///
    /// Claims are compared with each other: a page with a hundred thousand titles is not worth the square of the time.
    func bounded() -> [Claim] {
        var counts: [Claim.Field: [ClaimSource: Int]] = [:]
        return compactMap { claim in
            guard claim.value.utf8.count <= Self.maximumByteCount else { return nil }
            let count = counts[claim.field, default: [:]][claim.source, default: 0] + 1
            counts[claim.field, default: [:]][claim.source] = count
            guard count <= (claim.field == .title ? Self.maximumTitleCount : Self.maximumCount) else { return nil }
            var claim = claim
            claim.value = MarkRuns.limited(claim.value)
            return claim
        }
    }

    /// A third of the collected pages have at most 5 titles, 22 authors and 64 tags of one source; the longest claim is a
    /// description of 15 KB.
    private static var maximumTitleCount: Int { 16 }
    private static var maximumCount: Int { 256 }
    private static var maximumByteCount: Int { 32 << 10 }
}
