public import StetGit

/// What one check of an article brought, ready to be recorded.
public struct Check: Hashable, Sendable {
    /// The article's identity: its canonical URL, settled by the caller.
    public var url: String
    /// The address that was asked for, where it is another one. The article is found under it too.
    public var requestedURL: String?
    /// When the page was fetched.
    public var observed: Timestamp
    public var capture: RawCapture?
    public var reading: Reading

    public init(
        url: String, requestedURL: String? = nil, observed: Timestamp, capture: RawCapture? = nil, reading: Reading
    ) {
        self.url = url
        self.requestedURL = requestedURL
        self.observed = observed
        self.capture = capture
        self.reading = reading
    }
}

/// What the server sent.
public struct RawCapture: Hashable, Sendable {
    /// Request, redirects, status and headers, as JSON.
    public var head: [UInt8]
    public var body: [UInt8]
    /// The name that git gives the body, where it is known: of what comes out of a git repository, whose objects are checked as they
    /// are read, and of what was named already.
    package var bodyID: ObjectID?
    /// The pages after this one, of an article that is spread over several; they have none themselves.
    public var furtherPages: [RawCapture]

    public init(head: [UInt8], body: [UInt8], furtherPages: [RawCapture] = []) {
        self.head = head
        self.body = body
        self.furtherPages = furtherPages
    }

    /// The name of the body as git's object.
    ///
    /// - Complexity: O(body) where it is not known.
    package var namedBody: ObjectID { bodyID ?? ObjectID(hashing: body) }
}

/// What a commit on `captures` holds, with the names of the bodies in place of their bytes.
public struct CaptureOutline: Hashable, Sendable {
    public var head: [UInt8]
    /// The blob of what the server sent.
    public var body: ObjectID
    /// The pages after this one; they have none themselves.
    public var furtherPages: [CaptureOutline] = []
}

/// What was read from it.
public enum Reading: Hashable, Sendable {
    case text(ArticleText)
    /// The page could not be fetched or read as an article.
    case failed(reason: String)
}

/// An article's canonical text, and how it was come by.
public struct ArticleText: Hashable, Sendable {
    public var canonicalBytes: [UInt8]
    public var title: String?
    /// A name or hash of the site rule that was used; nil for none.
    public var rules: String?
    /// What read the page, with its version. Another version that reads the same page otherwise makes a technical
    /// revision.
    public var extractor: String
    /// What of the archive it was read with; nil for the page alone.
    public var past: PastRecord?
    /// How many further pages of the article were joined which the check before could have had and did not fetch, since
    /// its rule joined none. What they add is no change of the article: the revision is technical.
    public var joinedPageCount = 0

    public init(
        canonicalBytes: [UInt8], title: String? = nil, rules: String? = nil, extractor: String,
        past: PastRecord? = nil
    ) {
        self.canonicalBytes = canonicalBytes
        self.title = title
        self.rules = rules
        self.extractor = extractor
        self.past = past
    }
}
