internal import StetHTML

/// Makes links absolute and frees them of tracking parameters.
struct LinkResolver {
    private let base: WebURL?

    init(document: HTMLDocument?, pageURL: String?) {
        var base = pageURL.flatMap { WebURL($0, base: nil) }
        if let reference = document?.head?.descendants.first(where: {
            $0.tag == .base && $0.attributeBytes("href") != nil
        })?.attribute("href"),
            let stated = WebURL(reference, base: base)
        {
            base = stated
        }
        self.base = base
    }

    /// The absolute address; nil for scripts, places in the page itself, and what is no address.
    func target(of reference: String) -> String? {
        let reference = reference.trimmingASCIISpace()
        guard !reference.isEmpty, !reference.hasPrefix("#") else { return nil }
        guard let url = WebURL(HiddenAddress.link(in: reference) ?? reference, base: base) else { return nil }
        switch url.scheme {
        case "http", "https": return url.removingTrackingParameters(alsoSessions: true).href
        case "mailto", "tel": return url.href
        default: return nil
        }
    }
}
