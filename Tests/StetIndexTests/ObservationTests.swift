import StetGit
import StetIndex
import Testing

@Suite("Index")
struct ObservationTests {
    static func id(_ byte: UInt8) -> ObjectID { ObjectID([UInt8](repeating: byte, count: 20))! }

    static func observation(
        of path: String = "articles/aa/example.com/00/story-1.md", at second: Int64, state: ObjectID? = id(1),
        capture: ObjectID? = id(2), line: Int = 1
    ) -> Observation {
        var observation = Observation(
            article: path, url: "https://example.com/story", observed: Timestamp(secondsSince1970: second),
            recorded: Timestamp(secondsSince1970: 1_000),
            outcome: state == nil ? .failed(reason: "no text\u{0}, 没有") : .unchanged)
        observation.state = state
        observation.revision = state
        observation.capture = capture
        observation.line = line
        return observation
    }

    /// An index of its own, which holds what is given.
    static func index(of observations: [Observation]) throws -> HistoryIndex {
        let index = try HistoryIndex.temporary()
        try index.beginWriting()
        for observation in observations { try index.append(observation, addresses: []) }
        try index.commit(at: index.state)
        return index
    }

    @Test("An observation is read back as it was recorded, whatever it holds")
    func wholeObservation() throws {
        var full = Self.observation(at: -5)
        full.outcome = .revision(.technical)
        full.requestedURL = "https://example.com/?q=%27;--"
        full.title = "O'Brien\u{0} \u{1F600}"
        full.rules = "rules/post.yaml@\(Self.id(9))"
        full.extractor = "stet-2"
        full.past = PastRecord(state: Self.id(3), siteCaptures: [Self.id(4), Self.id(5)])
        full.joinedPageCount = 2
        full.line = 7
        // Who gives observations another field says here what the index shall keep of it.
        for field in Mirror(reflecting: full).children {
            #expect("\(field.value)" != "nil", "\(field.label ?? "") is not tried")
        }
        #expect(Mirror(reflecting: full).children.count == 15)
        var others = [full, Self.observation(at: 9, state: nil, line: 7), Self.observation(at: .max, line: 7)]
        others[1].url = "https://example.com/moved"
        others[2].title = ""
        others[2].past = PastRecord(capture: Self.id(6))
        let index = try Self.index(of: others)
        let place = try #require(try index.place(of: full.article, on: 7))
        #expect(try index.observations(of: place) == others)
        #expect(try index.place(of: full.article, on: 1) == nil)
    }

    @Test("The latest observation is that by observed time, the capture the one recorded last")
    func latestAndCapture() throws {
        let observations = [
            Self.observation(at: 10, state: Self.id(10), capture: Self.id(20)),
            Self.observation(at: 30, state: Self.id(11), capture: Self.id(21)),
            Self.observation(at: 40, state: nil, capture: nil),
            Self.observation(at: 20, state: Self.id(12), capture: Self.id(22)),
            Self.observation(at: 30, state: Self.id(13), capture: nil),
        ]
        for count in 1...observations.count {
            let index = try Self.index(of: Array(observations.prefix(count)))
            // As another process finds it, and as the writer knows it.
            for isFresh in [false, true] {
                if isFresh { try index.beginReading() }
                let place = try #require(try index.place(of: observations[0].article, on: 1))
                let read = observations.prefix(count).filter { $0.state != nil }
                let latest = read.last { $0.observed == read.map(\.observed).max() }
                #expect(try index.latest(of: place) == latest)
                #expect(try index.capture(of: place) == observations.prefix(count).last { $0.capture != nil }?.capture)
                let before = Timestamp(secondsSince1970: 25)
                let standing = read.filter { $0.observed <= before }.max { $0.observed < $1.observed }
                #expect(try index.latest(of: place, until: before) == standing)
                index.end()
            }
        }
    }

    @Test("Paths of one key are told apart")
    func places() throws {
        let paths = (0..<300).map { "articles/aa/example.com/00/story-\($0).md" }
        let index = try Self.index(of: paths.map { Self.observation(of: $0, at: 5) })
        for path in paths { #expect(try index.place(of: path, on: 1)?.path == path) }
        #expect(try index.place(of: paths[0] + "x", on: 1) == nil)
        #expect(try index.articleCount(on: 1) == paths.count)
    }

    @Test("What was written and not committed is undone, numbers that were looked up among it")
    func undone() throws {
        let index = try Self.index(of: [Self.observation(at: 5)])
        let before = try index.dump()
        try index.beginWriting()
        try index.append(Self.observation(at: 6), addresses: ["https://example.org/"])
        try index.append(Self.observation(of: "articles/bb/other/00/new-1.md", at: 6), addresses: [])
        index.end()
        #expect(try index.dump() == before)
        try index.beginReading()
        #expect(index.state.observationCount == 1)
        #expect(try index.place(of: "articles/bb/other/00/new-1.md", on: 1) == nil)
        #expect(try index.place(of: Self.observation(at: 5).article, on: 1)?.count == 1)
    }
}
