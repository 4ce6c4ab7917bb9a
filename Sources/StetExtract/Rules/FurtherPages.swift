internal import StetHTML

/// Where the other pages of an article are.
package enum FurtherPages {
    /// Whether an article goes on after the pages that were captured of it, as far as they and the rule tell.
    ///
    /// - Complexity: that of `addresses(after:of:)`, once.
    package static func areMissing(in page: PageInput, of rule: SiteRule) -> Bool {
        guard let combine = rule.combine, page.furtherPages.count + 1 < combine.limit else { return false }
        guard case .next = combine.source else {
            return addresses(after: page, of: rule).count > page.furtherPages.count
        }
        let known = ([page] + page.furtherPages).compactMap(\.url)
        return addresses(after: page.furtherPages.last ?? page, of: rule).contains { !known.contains($0) }
    }

    /// The addresses of the pages that follow a page, as far as it tells: all of them where the rule names a list, the
    /// next one where it names a link. Only addresses on the page's own host: a page must not be able to have others
    /// fetched in its name.
    ///
    /// - Complexity: a parse of the page, and the rule's selector on it.
    package static func addresses(after page: PageInput, of rule: SiteRule) -> [String] {
        guard let combine = rule.combine else { return [] }
        let selector: CSSSelector
        switch combine.source {
        // These were written down by the owner of the archive, who may name any host.
        case .addresses(let parts): return parts.dropFirst().map(\.address)
        case .next(let next): selector = next
        case .links(let links): selector = links
        }
        let decoded = DecodedText(html: page.bytes, contentType: page.contentType)
        let document: HTMLDocument
        let nodes: [HTMLNode]
        do {
            document = try HTMLDocument(validUTF8: decoded.utf8)
            nodes = try document.select(selector)
        } catch {
            // The reading of the page tells what is wrong with it.
            return []
        }
        let links = LinkResolver(document: document, pageURL: page.url)
        let host = page.url.flatMap { WebURL($0)?.host }.map(HostPattern.bare)
        var addresses: [String] = []
        for node in nodes {
            let link = node.tag == .a || node.tag == .link ? node : node.first(.a)
            guard let target = link?.attribute("href").flatMap(links.target), let url = WebURL(target),
                url.scheme.hasPrefix("http"), host == nil || url.host.map(HostPattern.bare) == host
            else { continue }
            let address = url.href.prefix { $0 != "#" }
            if address != page.url ?? "", !addresses.contains(String(address)) { addresses.append(String(address)) }
        }
        if case .next = combine.source { return Array(addresses.prefix(1)) }
        return addresses
    }
}
