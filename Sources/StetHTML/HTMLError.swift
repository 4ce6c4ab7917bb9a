/// Why a page could not be read or searched.
package enum HTMLError: Error, Equatable, CustomStringConvertible {
    /// The page has more bytes than the caller allows.
    case tooLarge(byteCount: Int, limit: Int)
    /// The page's tree would need more memory than ``HTMLDocument/maximumTreeByteCount`` or more names of elements and
    /// attributes than ``HTMLDocument/maximumNameCount``.
    case tooComplex
    /// The selector is not one, or uses what lexbor does not know.
    case invalidSelector(String, reason: String)
    /// The selector takes more steps on this page than ``HTMLDocument/maximumSelectorStepCount``.
    case costlySelector(String)
    case outOfMemory

    package var description: String {
        switch self {
        case .tooLarge(let byteCount, let limit):
            "cannot read page: it has \(byteCount) bytes, the limit is \(limit)\n"
                + "hint: a page this long is rarely an article; cut what is none, or save it without its pictures"
        case .tooComplex:
            "cannot read page: its elements need more than \(HTMLDocument.maximumTreeByteCount) bytes of memory "
                + "or have more than \(HTMLDocument.maximumNameCount) names\n"
                + "hint: the page is damaged or made to exhaust its readers; it is kept as a capture only"
        case .invalidSelector(let selector, let reason):
            "cannot use selector: \(reason)\n  \(selector)"
        case .costlySelector(let selector):
            "cannot use selector: it takes more than \(HTMLDocument.maximumSelectorStepCount) steps on this page\n"
                + "  \(selector)\nhint: name the element by its class or id instead of its surroundings"
        case .outOfMemory:
            "cannot read page: out of memory"
        }
    }
}
