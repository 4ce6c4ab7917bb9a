/// What is shown of text that may hold the address of a remote, or comes from one.
package enum RemoteAddress {
    /// The text without what lets in whoever reads it: passwords, and user names too where a token may stand for both.
    ///
    /// "https://token@host/x" becomes "https://…@host/x", "ssh://git:secret@host" "ssh://git:…@host".
    package static func withoutSecrets(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "://") {
            let scheme = rest[..<mark.lowerBound]
            shown += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let authority = rest.prefix { !$0.isWhitespace && !"/'\"?#".contains($0) }
            guard let at = authority.lastIndex(of: "@") else { continue }
            let user = authority[..<at]
            if ["http", "https"].contains(where: { scheme.lowercased().hasSuffix($0) }) {
                shown += "…"
            } else if let colon = user.firstIndex(of: ":") {
                shown += user[...colon] + "…"
            } else {
                shown += user
            }
            rest = rest[at...]
        }
        return shown + rest
    }
}
