internal import StetGit
internal import StetIndex

/// What recording needs to know of one article at once.
struct ArticleRecord {
    let path: String
    let url: String
    /// Where its observations stand in the index; nil when nothing of it was recorded before this batch.
    var place: HistoryIndex.Place?
    /// The last observation by observed time that saw a text.
    private(set) var latest: Observation?
    /// The capture that stands at the tip of `captures`: the last one recorded.
    private(set) var capture: ObjectID?
    /// The places of its observations in this batch.
    private(set) var added: [Int] = []

    /// An article of which nothing was recorded.
    init(path: String, url: String) {
        self.path = path
        self.url = url
    }

    init(_ place: HistoryIndex.Place, in index: HistoryIndex) throws {
        self.init(path: place.path, url: place.url)
        self.place = place
        latest = try index.latest(of: place)
        capture = try index.capture(of: place)
    }

    mutating func add(_ observation: Observation, at index: Int) {
        added.append(index)
        capture = observation.capture ?? capture
        guard observation.state != nil else { return }
        if observation.observed >= latest?.observed ?? observation.observed { latest = observation }
    }
}
