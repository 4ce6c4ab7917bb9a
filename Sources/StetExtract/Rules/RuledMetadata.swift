internal import StetHTML
internal import StetModel
internal import StetText

/// What a rule's claims say, put before what the page's own say.
struct RuledMetadata {
    let rule: SiteRule
    let claims: [Claim]
    let dates: DateReader
    let links: LinkResolver

    func applied(to metadata: Metadata) -> Metadata {
        var metadata = metadata
        metadata.title = first(.title) ?? metadata.title
        metadata.deck = first(.deck) ?? metadata.deck
        metadata.outlet = first(.outlet) ?? metadata.outlet
        metadata.section = first(.section) ?? metadata.section
        metadata.language = values(.language).lazy.compactMap { LanguageTag.normalized($0) }.first ?? metadata.language
        metadata.url = values(.url).lazy.compactMap { links.target(of: $0) }.first ?? metadata.url
        metadata.license =
            values(.license).lazy.compactMap { License(stated: $0, links: links)?.text }.first ?? metadata.license
        let corrections = values(.correction).compactMap { MetadataReader.plain($0) }
        if !corrections.isEmpty { metadata.corrections = corrections }
        let authors = authors()
        if !authors.isEmpty { metadata.authors = authors }
        let tags = tags()
        if !tags.isEmpty { metadata.tags = tags }
        metadata.published = withZone(time(.published) ?? metadata.published)
        metadata.updated = withZone(time(.updated) ?? metadata.updated)
        if let url = metadata.url.flatMap({ WebURL($0) }), rule.keptParameters != nil {
            metadata.url = rule.address(url).href
        }
        return metadata
    }

    private func values(_ field: Claim.Field) -> [String] { claims.filter { $0.field == field }.map(\.value) }

    private func first(_ field: Claim.Field) -> String? {
        values(field).lazy.compactMap { MetadataReader.plain($0) }.first
    }

    /// Names are cut from the words around them; a text in which no name is recognised is taken at the rule's word.
    private func authors() -> [String] {
        var names: [String] = []
        for value in values(.author) {
            let found = AuthorNames.names(in: value)
            for name in found.isEmpty ? [MetadataReader.plain(value)].compactMap({ $0 }) : found
            where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private func tags() -> [String] {
        var tags: [String] = []
        for value in values(.tag) {
            for part in value.split(whereSeparator: { $0 == "," || $0 == ";" }) {
                if let tag = MetadataReader.plain(String(part)), !tags.contains(tag) { tags.append(tag) }
            }
        }
        return tags
    }

    private func time(_ field: Claim.Field) -> StatedTime? {
        for value in values(field) {
            for pattern in rule.dates.patterns {
                if let time = pattern.time(in: value) { return time }
            }
            if let time = dates.time(inValue: value) { return time }
        }
        return nil
    }

    /// The zone that the rule says all of the site's times are in.
    private func withZone(_ time: StatedTime?) -> StatedTime? {
        guard var time, time.clock != nil, time.zoneOffset == nil, let offset = rule.dates.zoneOffset else {
            return time
        }
        time.zoneOffset = offset
        return time
    }
}
