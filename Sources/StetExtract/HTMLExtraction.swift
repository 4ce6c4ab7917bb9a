internal import StetHTML
internal import StetModel
internal import StetText

/// Reads the article of one HTML page, or of the page that a Markdown file stands for.
struct HTMLExtraction {
    private let input: PageInput
    private let rule: SiteRule?
    /// What is stated beside the page and goes before what the page states.
    private let front: [Claim]
    private let document: HTMLDocument
    private let apparatus: Apparatus
    private let encoding: TextEncoding
    private let past: PastEvidence?

    init(_ input: PageInput) throws(ExtractionError) {
        let decoded = try Self.decoded(input, DecodedText.init(html:contentType:))
        do {
            try self.init(
                input, rule: input.rule, front: [],
                document: HTMLDocument(validUTF8: DoubleEncoding.repaired(decoded.utf8)), encoding: decoded.encoding)
        } catch {
            throw ExtractionError(.unreadable, error.description)
        }
    }

    init(markdown input: PageInput) throws(ExtractionError) {
        let (page, encoding) = try Self.markdownPage(input)
        do {
            try self.init(
                input, rule: input.rule ?? MarkdownPage.rule, front: page.claims,
                document: HTMLDocument(validUTF8: page.html), encoding: encoding)
        } catch {
            throw ExtractionError(.unreadable, error.description)
        }
    }

    static func markdownPage(
        _ input: PageInput
    ) throws(ExtractionError) -> (page: MarkdownPage, encoding: TextEncoding) {
        let decoded = try decoded(input, DecodedText.init(plain:contentType:))
        do {
            return (try MarkdownPage(utf8: DoubleEncoding.repaired(decoded.utf8)), decoded.encoding)
        } catch {
            throw ExtractionError(.unreadable, error.description)
        }
    }

    private init(
        _ input: PageInput, rule: SiteRule?, front: [Claim], document: HTMLDocument, encoding: TextEncoding
    ) {
        self.input = input
        self.rule = rule
        self.front = front
        self.document = document
        apparatus = Apparatus(of: document)
        self.encoding = encoding
        past = PastEvidence(input.past)
    }

    private static func decoded(
        _ input: PageInput, _ decode: ([UInt8], String?) -> DecodedText
    ) throws(ExtractionError) -> DecodedText {
        guard input.bytes.count <= HTMLDocument.defaultMaximumByteCount else {
            throw ExtractionError(
                .unreadable,
                "the page has \(input.bytes.count) bytes, the limit is \(HTMLDocument.defaultMaximumByteCount)")
        }
        return decode(input.bytes, input.contentType)
    }

    /// With less good text than this the page's hidden text is read too.
    private static let thinWeight = 220

    func extract() throws(ExtractionError) -> Extraction {
        let meta = MetaClaims(document: document)
        let linked = LinkedData(document: document)
        let witness = linked.articleBody.flatMap { BodyWitness(Entities.decoded($0)) }
        let stated = (linked.claims + meta.claims + RightsClaims(document: document).claims).bounded()
        let links = LinkResolver(document: document, pageURL: input.url)
        var ruled = rule.map { RuleReading($0, of: document, stated: front) }

        func finding(readsHidden: Bool) -> Found {
            find(
                readsHidden: readsHidden, claims: stated, siteNames: linked.siteNames + meta.siteNames,
                witness: witness, isDescribedAsArticle: linked.describesArticle, ruled: ruled)
        }

        var readsHidden = false
        var found = finding(readsHidden: false)
        if found.weight < Self.thinWeight {
            let all = finding(readsHidden: true)
            if all.weight > 2 * found.weight {
                found = all
                readsHidden = true
            }
        }

        if found.isEmpty, let reason = ruled?.emptiness {
            // A rule that leaves nothing must not lose the article.
            ruled?.forgetContent(because: reason)
            found = finding(readsHidden: readsHidden)
        }

        let dates = DateReader(monthFirst: rule?.dates.monthFirst ?? Self.writesMonthFirst(stated))
        var page = found.page
        // A lead that is kept because it was before must not take the lines between headline and text for the text's.
        // Nor is a long caption over the text the text yet: byline and stamp may stand under it.
        let starts = page.lines.indices[(found.bodyStart ?? 0)...].lazy.filter { index in
            let line = page.lines[index]
            return line.cut == nil && line.goodWeight > 0 && !line.isKeptByPast
        }
        let first = starts.first { page.lines[$0].kind != .caption } ?? starts.first
        let written = WrittenLanguage.claim(page.lines)
        let visible = VisibleClaims(
            page: page, title: found.titleLine, body: first,
            descriptions: found.claims.filter { $0.field == .deck }.map(\.value), titles: found.titles, dates: dates,
            language: written?.value ?? Self.statedLanguage(found.claims), isWholeText: ruled?.takesWhole ?? false)
        var claims = (found.claims + visible.claims).bounded()
        for lead in visible.leadLines
        where ruled?.selected == nil && page.lines[lead].cut != .rule && page.lines[lead].past?.isLeftOut != true {
            page.restore(lead)
            page.setKind(.paragraph, of: lead)
        }
        claims += ArticleNotes(lines: page.lines, dates: dates).claims
        if !claims.contains(where: { $0.field == .outlet }), let title = found.title,
            let name = TitleVote.siteName(behind: title, in: claims)
        {
            claims.append(Claim(field: .outlet, value: name, source: .pageTitle, name: "beside the headline"))
        }
        if let written { claims.append(written) }
        // A day in the address is the last resort; that of the stated update says nothing of publication.
        let updates = claims.lazy.filter { $0.field == .updated }.compactMap { dates.time(inValue: $0.value) }
        if let url = input.url ?? claims.first(where: { $0.field == .url })?.value, let day = AddressDate.day(in: url),
            let time = dates.time(inValue: day),
            !updates.contains(where: { ($0.year, $0.month, $0.day) == (time.year, time.month, time.day) })
        {
            claims.append(Claim(field: .published, value: day, source: .address, name: url))
        }
        var metadata = MetadataReader(
            claims: claims, title: found.title, dates: dates, links: links, pageURL: input.url,
            headStamps: visible.headStamps, siteNames: linked.siteNames + meta.siteNames
        ).metadata()
        if let ruled {
            metadata = RuledMetadata(rule: ruled.rule, claims: ruled.claims, dates: dates, links: links)
                .applied(to: metadata)
            claims = ruled.claims + claims
        }
        var builder = BlockBuilder(
            page: page,
            inlines: InlineBuilder(
                document: document, links: links, readsHidden: readsHidden, skipping: found.skipped,
                language: metadata.language))
        let article = Article(metadata: metadata, blocks: builder.blocks()).normalized()
        if let headline = found.titleLine, let reason = page.lines[headline].cut, reason != .rule {
            page.setCut(.headline, of: headline)
        }
        var report = ExtractionReport(lines: page.lines, claims: claims, document: document)
        report.rule = ruled?.report
        let extraction = Extraction(
            article: article, report: report, encoding: encoding.name,
            encodingOrigin: encoding.description)
        guard !article.blocks.isEmpty else {
            throw ExtractionError(.noArticle, "the page has no running text", partial: extraction)
        }
        return extraction
    }

    private struct Found {
        var page: PageLines
        var titleLine: Int?
        var title: String?
        var titles: Set<String>
        var claims: [Claim]
        var weight: Int
        /// Parts of lines that are left out.
        var skipped: NodeRanges
        var bodyStart: Int?

        /// Whether no line at all was taken for the article.
        var isEmpty: Bool { !page.lines.contains { $0.cut == nil } }
    }

    private func find(
        readsHidden: Bool, claims: [Claim], siteNames: [String], witness: BodyWitness?, isDescribedAsArticle: Bool,
        ruled: RuleReading?
    ) -> Found {
        var skipped = readsHidden ? apparatus.marks : apparatus.all
        var lines = LineReader.lines(of: document, readsHidden: readsHidden, skipping: skipped)
        if !readsHidden { input.noteTraces(lines, in: document) }
        if let ruled {
            let removed = ruled.skipped(in: lines)
            if !removed.isEmpty {
                skipped = NodeRanges(skipped.ranges + removed.ranges)
                lines = LineReader.lines(of: document, readsHidden: readsHidden, skipping: skipped)
            }
            ruled.cutRemoved(&lines)
        }
        Vocabulary.forgetTopics(of: &lines)
        var page = PageLines(document: document, lines: lines, witness: witness)
        var claims = claims
        let headings = lines.indices.filter { lines[$0].kind == .heading(1) }
        // A heading that leads to the front page is the site's name, but for the front page's own.
        let isFrontPage = address(claims).map(Self.isFrontPage) ?? false
        let named = isFrontPage ? [] : headings.filter { isSiteName(lines[$0]) }
        let spoken = headings.filter { !named.contains($0) }
        var said: Set<String> = []
        for index in spoken.isEmpty && !claims.contains(where: { $0.field == .title }) ? headings : spoken
        where said.count < Self.maximumHeadingCount && said.insert(lines[index].titleKey).inserted {
            claims.append(Claim(field: .title, value: lines[index].text, source: .heading, name: "h1"))
        }
        let vote = TitleVote(
            siteNames: siteNames + named.map { lines[$0].text }, lineKeys: Self.keys(of: lines),
            headKeys: Self.keys(
                of: lines.prefix { !$0.shape.isProse || $0.linkDensity > 0.3 }.filter { $0.linkDensity < 0.5 }),
            host: host(claims)
        ).headline(of: claims)
        let ruledTitle = ruled?.claims.first { $0.field == .title }?.value
        let title = ruledTitle ?? vote.title
        var keys = vote.keys
        if let ruledTitle { keys.insert(TitleKey.folded(ruledTitle)) }
        let titleKey = title.map(TitleKey.folded)
        let titleLine =
            headings.first { lines[$0].titleKey == titleKey }
            ?? headings.first { index in
                // A kicker may stand in the heading with the title.
                let key = lines[index].titleKey
                return titleKey.map { $0.utf8.count >= 12 && (key.hasSuffix($0) || key.hasPrefix($0)) } ?? false
            }
            ?? lines.indices.first { lines[$0].isHeading && keys.contains(lines[$0].titleKey) }
            ?? lines.indices.first {
                lines[$0].linkDensity < 0.5 && keys.contains(lines[$0].titleKey)
            }
        let authors = Set(
            claims.lazy.filter { $0.field == .author }.flatMap { AuthorNames.names(in: $0.value) }.map(TitleKey.folded))
        func found(in former: HTMLNode? = nil) -> ArticleFinder {
            var finder = ArticleFinder(
                page: page, titles: keys, titleNode: titleLine.map { lines[$0].nodes.lowerBound },
                isDescribedAsArticle: isDescribedAsArticle,
                address: address(claims), authors: authors,
                selected: ruled?.selected, takesWhole: ruled?.takesWhole ?? false, formerContainer: former)
            finder.find()
            return finder
        }
        var finder = found()
        if !finder.page.lines.contains(where: { $0.cut == nil }), Vocabulary.forgetConsent(of: &lines) {
            // Nothing but a question for consent stands in the article's place: then it is what the page says.
            page = PageLines(document: document, lines: lines, witness: witness)
            finder = found()
        }
        if let past, ruled?.takesWhole != true {
            if let former = finder.otherContainer(by: past) { finder = found(in: former) }
            finder.judge(by: past)
        }
        let weight = finder.page.lines.reduce(0) { $0 + $1.goodWeight }
        return Found(
            page: finder.page, titleLine: titleLine, title: title, titles: keys, claims: claims, weight: weight,
            skipped: skipped, bodyStart: finder.bodyStart)
    }

    /// A page with more headings of level one than this has one over each section.
    private static let maximumHeadingCount = 5

    private func isSiteName(_ line: Line) -> Bool {
        line.linkDensity >= 1
            && document[line.block].descendants(.a).first?.attribute("href").map(Self.isFrontPage) ?? false
    }

    /// Whether an address is that of a site's front page, also as an archive of pages writes it.
    private static func isFrontPage(_ address: String) -> Bool {
        guard let scheme = address.range(ofLast: "://") else { return address == "/" }
        let rest = address[scheme.upperBound...]
        return !rest.isEmpty && (rest.firstIndex(of: "/").map { rest.index(after: $0) == rest.endIndex } ?? true)
    }

    /// The page's address, or the one it states.
    private func address(_ claims: [Claim]) -> String? {
        input.url ?? claims.first { $0.field == .url }?.value
    }

    /// The host of the page's address, or of the one it states.
    private func host(_ claims: [Claim]) -> String? {
        for address in [input.url] + claims.filter({ $0.field == .url }).map({ Optional($0.value) }) {
            if let address, let host = WebURL(address, base: nil)?.host { return host }
        }
        return nil
    }

    /// Lines that may be a headline, folded.
    private static func keys(of lines: some Sequence<Line>) -> Set<String> {
        Set(
            lines.lazy.filter { (12...300).contains($0.text.utf8.count) && !$0.shape.isProse || $0.isHeading }.map(
                \.titleKey))
    }

    private static func statedLanguage(_ claims: [Claim]) -> String? {
        claims.lazy.filter { $0.field == .language }.compactMap { LanguageTag.normalized($0.value) }.first
    }

    static func writesMonthFirst(_ claims: [Claim]) -> Bool {
        let tags = claims.lazy.filter { $0.field == .language }.compactMap { LanguageTag.normalized($0.value) }
        if tags.contains(where: { $0.hasSuffix("-US") }) { return true }
        return tags.first.map { $0 == "en" } ?? false
    }
}
