package import StetArchive

/// A page from a collection of old ones, before it is read: when it looked so, and whose it is.
package struct OldPage: Sendable {
    package var page: CapturedPage
    /// When the page looked so.
    package var observed: Timestamp
    /// The address of the article, where the caller says it; nil for the one that the page states.
    package var url: String?
    /// The address for a page that states none.
    package var ownURL: String
    /// What it is called in messages: "2024-06-01.html".
    package var name: String
}

/// A check of the past.
package enum OldCheck: Sendable {
    /// A page to be read.
    case page(OldPage)
    /// One of which it is known what was read, or that nothing could be; its name is for messages.
    case read(Check, name: String)
}

extension OldPage {
    /// The address to record under.
    ///
    /// - Throws: ``PageError`` for an address with a user name or password, which everyone who has the archive could read.
    func identity(stated: () -> String?) throws -> String {
        if let url {
            guard let identity = Snapshot.normalized(url) else {
                throw PageError(
                    description:
                        "cannot record \(name) : \(StatedAddress.shown(url)) is no URL without a user name or password")
            }
            return identity
        }
        if let answered = page.url {
            guard Snapshot.normalized(answered) != nil else {
                throw PageError(
                    description: "cannot record \(name) : its address is no URL without a user name or password")
            }
            return Snapshot.identity(stated: stated(), answered: answered)
        }
        return stated().flatMap(Snapshot.normalized) ?? ownURL
    }
}
