public import StetGit

/// What of the archive a page was read with, besides the page itself. Recorded with every observation, so that reading
/// the page again gives the same bytes.
public struct PastRecord: Hashable, Sendable {
    /// The blob of the article's canonical text as it stood before.
    public var state: ObjectID?
    /// The commit on `captures` that holds the page this text was read from.
    public var capture: ObjectID?
    /// The commits on `captures` that hold pages of other articles of the site, the latest first.
    public var siteCaptures: [ObjectID]

    public init(state: ObjectID? = nil, capture: ObjectID? = nil, siteCaptures: [ObjectID] = []) {
        self.state = state
        self.capture = capture
        self.siteCaptures = siteCaptures
    }

    public var isEmpty: Bool { state == nil && capture == nil && siteCaptures.isEmpty }
}

extension PastRecord {
    /// "text:<blob> page:<commit> site:<commit>,<commit>", without what there is none of.
    package var text: String {
        var parts: [String] = []
        if let state { parts.append("text:\(state)") }
        if let capture { parts.append("page:\(capture)") }
        if !siteCaptures.isEmpty { parts.append("site:" + siteCaptures.map(\.description).joined(separator: ",")) }
        return parts.joined(separator: " ")
    }

    /// Nil for what is no such text. Parts it does not know are passed over, as unknown names of the journal are.
    package init?(text: String) {
        self.init()
        for part in text.split(separator: " ") {
            let pair = part.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            let ids = pair[1].split(separator: ",").map { ObjectID(hex: String($0)) }
            guard !ids.contains(nil) else { return nil }
            switch pair[0] {
            case "text": state = ids.first ?? nil
            case "page": capture = ids.first ?? nil
            case "site": siteCaptures = ids.compactMap { $0 }
            default: break
            }
        }
    }
}
