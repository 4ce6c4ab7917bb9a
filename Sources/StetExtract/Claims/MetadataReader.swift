internal import StetHTML
internal import StetModel
internal import StetText

/// Settles what the page's claims add up to.
struct MetadataReader {
    private let claims: [Claim]
    private let dates: DateReader
    private let links: LinkResolver
    private let title: String?
    private let pageURL: String?

    init(claims: [Claim], title: String?, dates: DateReader, links: LinkResolver, pageURL: String?) {
        self.claims = claims
        self.title = title
        self.dates = dates
        self.links = links
        self.pageURL = pageURL
    }

    func metadata() -> Metadata {
        let published = published()
        return Metadata(
            url: url(), title: title.map(Normalization.normalized), deck: deck(), authors: authors(), outlet: outlet(),
            section: first(.section).map(Normalization.normalized), tags: tags(), published: published,
            updated: updated(), language: language())
    }

    private func all(_ field: Claim.Field) -> [Claim] { claims.filter { $0.field == field } }

    private func first(_ field: Claim.Field) -> String? {
        all(field).first.map(\.value).flatMap { Self.plain($0) }
    }

    /// Text of an attribute or a data block: some publishers escape it twice or leave elements in it.
    static func plain(_ value: String) -> String? {
        let text = Normalization.normalized(Entities.decoded(value))
        return text.isEmpty ? nil : text
    }

    // MARK: - Times

    private static let publishedOrder: [ClaimSource] = [
        .jsonLD, .openGraph, .microdata, .meta, .timeElement, .visible, .address,
    ]

    private func time(_ field: Claim.Field, order: [ClaimSource]) -> StatedTime? {
        for source in order {
            var best: StatedTime?
            for claim in claims where claim.field == field && claim.source == source {
                guard let time = dates.time(inValue: claim.value) else { continue }
                if best == nil { best = time }
                if source == .jsonLD { break }
            }
            guard var time = best else { continue }
            // A source that states the day alone is made exact by one that states the same day with a clock.
            if time.clock == nil || time.zoneOffset == nil {
                for claim in claims where claim.field == field {
                    guard let other = dates.time(inValue: claim.value), other.clock != nil else { continue }
                    let isSameDay = (other.year, other.month, other.day) == (time.year, time.month, time.day)
                    if isSameDay,
                        time.clock == nil
                            || other.zoneOffset != nil && other.clock?.minute == time.clock?.minute
                                && other.clock?.hour == time.clock?.hour
                    {
                        time = other
                        if time.zoneOffset != nil { break }
                    }
                }
            }
            return time
        }
        return nil
    }

    private func published() -> StatedTime? { time(.published, order: Self.publishedOrder) }

    private func updated() -> StatedTime? {
        time(.updated, order: [.jsonLD, .openGraph, .meta, .microdata, .timeElement, .visible])
    }

    // MARK: - Persons

    /// The persons of the most trusted source that names any; where none does, the organisation that signs.
    private func authors() -> [String] {
        let claims = all(.author)
        let outlets = Set(
            all(.outlet).map { TitleKey.folded($0.value) } + [outlet()].compactMap { $0 }.map(TitleKey.folded))
        var organizations: [String] = []
        for source in [ClaimSource.jsonLD, .microdata, .meta, .openGraph, .link, .visible] {
            var persons: [String] = []
            for claim in claims where claim.source == source {
                guard let text = Self.plain(claim.value) else { continue }
                let isOrganization = claim.name.hasSuffix("(organization)") || outlets.contains(TitleKey.folded(text))
                if isOrganization {
                    if organizations.isEmpty || source == .jsonLD { organizations.append(text) }
                    continue
                }
                for name in AuthorNames.names(in: text)
                where !persons.contains(where: { TitleKey.folded($0) == TitleKey.folded(name) }) {
                    persons.append(name)
                }
                if source == .visible, !persons.isEmpty { break }
            }
            if !persons.isEmpty { return persons }
        }
        return organizations
    }

    // MARK: - The rest

    private func deck() -> String? {
        all(.deck).first { $0.source == .visible }.flatMap { Self.plain($0.value) }
    }

    private func outlet() -> String? {
        for source in [ClaimSource.openGraph, .jsonLD, .meta, .visible] {
            if let claim = all(.outlet).first(where: { $0.source == source }), let text = Self.plain(claim.value) {
                return text
            }
        }
        return nil
    }

    private static let maximumTagCount = 40

    private func tags() -> [String] {
        var tags: [String] = []
        for claim in all(.tag) {
            for part in claim.value.split(whereSeparator: { $0 == "," || $0 == ";" }) {
                guard let tag = Self.plain(String(part)), tag.utf8.count <= 80, !tags.contains(tag) else { continue }
                tags.append(tag)
            }
        }
        return Array(tags.prefix(Self.maximumTagCount))
    }

    private func language() -> String? {
        for source in [ClaimSource.attribute, .jsonLD, .meta, .openGraph, .header] {
            for claim in all(.language) where claim.source == source {
                if let tag = LanguageTag.normalized(claim.value) { return tag }
            }
        }
        return nil
    }

    private func url() -> String? {
        for source in [ClaimSource.link, .openGraph, .jsonLD] {
            for claim in all(.url) where claim.source == source {
                if let target = links.target(of: claim.value), target.hasPrefix("http"), !isHome(target) {
                    return target
                }
            }
        }
        return pageURL.flatMap { links.target(of: $0) }
    }

    /// A canonical link to the site's front is a template's mistake.
    private func isHome(_ target: String) -> Bool {
        guard let url = WebURL(target, base: nil) else { return true }
        return (url.path == "/" || url.path.isEmpty) && url.query == nil
    }
}
