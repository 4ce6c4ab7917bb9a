internal import StetIndex

extension Observation {
    /// Whether its text can be that of a wall: of one that brought a new text it is said in its own outcome.
    var canBeOfWall: Bool {
        switch outcome {
        case .revision(.new), .revision(.change), .revision(.formatting), .revision(.technical), .failed: false
        case .revision(.return), .revision(.alternating), .revision(.suspect), .unchanged: true
        }
    }
}

extension [Observation] {
    /// The observation itself, or where its text is a wall's the last one before it, by observed time, with a text of the article. Of
    /// those of one second it is the one recorded last; where there is none, the observation itself.
    ///
    /// The collection has an article's observations in the order they were recorded.
    ///
    /// - Complexity: O(n).
    func last(behindWallsFrom last: Observation) -> Observation {
        let walls = Set(lazy.filter { $0.outcome == .revision(.suspect) }.compactMap(\.state))
        guard let state = last.state, walls.contains(state) else { return last }
        return reversed().filter { other in
            other.observed <= last.observed && other.state.map { !walls.contains($0) } ?? false
        }.max { $0.observed < $1.observed } ?? last
    }
}
