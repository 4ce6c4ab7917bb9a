internal import StetArchive
package import StetExtract
package import StetFetch

extension CapturedPage {
    /// All pages of one article together have at most this many bytes.
    static let maximumByteCountOfAllPages = 64 << 20

    /// Fetches the pages that follow this one, where its rule says that the article is spread over several.
    ///
    /// In order, each once, up to the rule's limit. What keeps one from being fetched becomes `failure`: with a page
    /// missing, its text would be told as removed.
    package mutating func fetchFurtherPages(of rule: SiteRule?, with options: FetchOptions) {
        guard let rule, let combine = rule.combine, failure == nil, url != nil else { return }
        var waiting = FurtherPages.addresses(after: input(), of: rule)[...]
        var seen: Set<String> = [url ?? "", requestedURL ?? ""]
        var byteCount = body.count
        while let address = waiting.popFirst(), furtherPages.count + 1 < combine.limit {
            guard seen.insert(address).inserted else { continue }
            let number = furtherPages.count + 2
            do {
                let page = try PageSource.url(address).capture(with: options)
                if let failure = page.failure {
                    miss(number, failure)
                    return
                }
                byteCount += page.body.count
                guard byteCount <= Self.maximumByteCountOfAllPages else {
                    miss(number, "all pages together have more than \(Self.maximumByteCountOfAllPages) bytes")
                    return
                }
                furtherPages.append(page)
                if let answered = page.url { seen.insert(answered) }
                if case .next = combine.source {
                    waiting = FurtherPages.addresses(after: page.input(), of: rule)[...]
                }
            } catch {
                miss(number, String("\(error)".prefix { $0 != "\n" }))
                return
            }
        }
    }

    private mutating func miss(_ number: Int, _ reason: String) {
        failure = "page \(number) of the article: \(reason)"
        head.missingPage = failure
    }
}
