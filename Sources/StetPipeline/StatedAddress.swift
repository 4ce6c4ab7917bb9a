internal import StetArchive
internal import StetHTML

/// The address of a page as somebody says it where the page itself has none: `--url`.
package enum StatedAddress {
    /// The address with its scheme, "https" where none is written.
    ///
    /// - Throws: ``PageError`` for what is no address of a page: a misspelt one would become an article of its own.
    package static func checked(_ text: String) throws -> String {
        let isComplete = text.contains("://")
        let address = isComplete ? text : "https://" + text
        guard let url = WebURL(address), url.scheme == "http" || url.scheme == "https", let host = url.host,
            // A bare word is a name of something else. Hosts without a dot are written with their scheme.
            isComplete || host.contains(".")
        else {
            throw PageError(
                description:
                    "\(shown(text)) is no address of a page\nhint: write it in full, as https://example.org/story")
        }
        guard !url.hasCredentials else {
            throw PageError(
                description: "\(shown(text)) contains a user name or password\n"
                    + "hint: an archive keeps addresses for everyone to read; remove the name and password")
        }
        return address
    }

    /// An address as a message shows it.
    static func shown(_ text: String) -> String {
        let scheme = text.contains("://") ? "" : "https://"
        return String(RemoteAddress.withoutSecrets(scheme + text).dropFirst(scheme.count))
    }
}
