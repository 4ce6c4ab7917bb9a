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
    /// The times that stand between the headline and the text and are not called an update's.
    private let headStamps: [StatedTime]
    private let siteKeys: Set<String>

    init(
        claims: [Claim], title: String?, dates: DateReader, links: LinkResolver, pageURL: String?,
        headStamps: [StatedTime] = [], siteNames: [String] = []
    ) {
        self.headStamps = headStamps
        var keys = Set(siteNames.map(TitleKey.folded))
        for address in [pageURL] + claims.lazy.filter({ $0.field == .url }).map({ Optional($0.value) }) {
            guard let host = address.flatMap({ WebURL($0, base: nil)?.host }) else { continue }
            let labels = host.lowercased().split(separator: ".").filter { $0 != "www" && $0 != "m" }
            keys.insert(labels.joined())
            // The name in front of the ending: "example" of "news.example.co.uk".
            keys.formUnion(labels.dropLast().filter { $0.utf8.count > 3 }.map(String.init))
        }
        siteKeys = keys.filter { !$0.isEmpty }
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
            updated: updated(), language: language(),
            license: license(), access: access(), corrections: corrections())
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
        .jsonLD, .openGraph, .microdata, .meta, .timeElement, .visible, .address, .text,
    ]

    private func time(_ field: Claim.Field, order: [ClaimSource]) -> StatedTime? {
        for source in order {
            var best: StatedTime?
            for claim in claims where claim.field == field && claim.source == source {
                guard let time = dates.time(inValue: claim.value) else { continue }
                // A day that the headline tells of stands among the stamps too.
                if best == nil || source == .visible && isAddressDay(time) && !isAddressDay(best) { best = time }
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

    private func isAddressDay(_ time: StatedTime?) -> Bool { time?.dayNumber == addressDay?.dayNumber }

    private var addressDay: StatedTime? {
        claims.first { $0.source == .address }.flatMap { dates.time(inValue: $0.value) }
    }

    private func published() -> StatedTime? {
        let stated = time(.published, order: Self.publishedOrder)
        guard let stated else { return nil }
        // "Published 29 June 2019" says more than a time element that nothing else backs.
        if !claims.contains(where: {
            $0.field == .published && [.jsonLD, .openGraph, .microdata, .meta].contains($0.source)
        }),
            let labelled = claims.first(where: {
                $0.field == .published && $0.source == .visible && VisibleClaims.isPublication($0.name)
            }).flatMap({ dates.time(inValue: $0.value) }), labelled.dayNumber != stated.dayNumber
        {
            return labelled
        }
        return shownInstead(of: stated) ?? inLocalZone(stated)
    }

    private func updated() -> StatedTime? {
        time(.updated, order: [.jsonLD, .openGraph, .meta, .microdata, .timeElement, .visible, .text])
    }

    /// The day that readers see under the headline, where the page's data states another one.
    ///
    /// Data is often the day a page was moved to a new system. Of the development pages with a single such day, which no
    /// place calls an update's, it is the one people take in 16 of 19. A day apart says nothing where the data is in
    /// UTC: the publisher's own day may be the other one.
    private func shownInstead(of stated: StatedTime) -> StatedTime? {
        func isNear(_ time: StatedTime) -> Bool {
            abs(time.dayNumber - stated.dayNumber) <= (stated.zoneOffset == 0 ? 1 : 0)
        }
        let updates = claims.lazy.filter { $0.field == .updated }.compactMap { dates.time(inValue: $0.value) }
        let shown = headStamps.filter { stamp in !updates.contains { $0.dayNumber == stamp.dayNumber } }
        guard let first = shown.first, shown.allSatisfy({ $0.dayNumber == first.dayNumber }), !isNear(first),
            // "12/10/2023" of the tenth day of the twelfth month, or the other way round.
            (first.year, first.month, first.day) != (stated.year, stated.day, stated.month),
            !claims.contains(where: { claim in
                guard claim.field == .published, claim.source == .visible || claim.source == .address,
                    let time = dates.time(inValue: claim.value)
                else { return false }
                return isNear(time)
                    || time.dayNumber != first.dayNumber
                        && !updates.contains { $0.dayNumber == time.dayNumber }
            })
        else { return nil }
        return shown.first { $0.clock != nil } ?? first
    }

    /// A time in UTC as the same instant in the publisher's own zone, where a `time` element states it so, with the zone
    /// or without, also as that of an update. Only elements' attributes: what readers see may be "2 hours ago" at the next fetch.
    private func inLocalZone(_ stated: StatedTime) -> StatedTime {
        guard stated.zoneOffset == 0, let minute = stated.minuteNumber else { return stated }
        for claim in claims
        where claim.source == .timeElement && (claim.field == .published || claim.field == .updated) {
            guard let other = dates.time(inValue: claim.value), let wall = other.minuteNumber,
                // Without a zone another moment, such as a later change, would make one up.
                other.zoneOffset != nil || claim.field == .published && claim.name != VisibleClaims.loneDay
            else { continue }
            let offset = other.zoneOffset ?? (wall - minute)
            guard offset != 0, offset.isMultiple(of: 15), abs(offset) <= 14 * 60, wall - offset == minute else {
                continue
            }
            return StatedTime(
                year: other.year, month: other.month, day: other.day, clock: other.clock, zoneOffset: offset) ?? stated
        }
        return stated
    }

    // MARK: - Persons

    /// The persons of the most trusted source that names any; where none does, who else signs: an organisation, an agency.
    private func authors() -> [String] {
        let claims = all(.author)
        var outlets = Set(
            all(.outlet).filter { $0.source != .pageTitle }.compactMap { Self.plain($0.value) }.map(TitleKey.folded))
        outlets.formUnion(siteKeys)
        func isOutlet(_ name: String) -> Bool {
            let key = TitleKey.folded(name)
            return outlets.contains(key) || outlets.contains("the" + key)
                || key.hasPrefix("the") && outlets.contains(String(key.dropFirst(3)))
                || AccountNames.isDomain(name) && outlets.contains { $0.utf8.count >= 3 && key.hasPrefix($0) }
        }
        var organizations: [String] = []
        var agencies: [String] = []
        var accounts: [String] = []
        var best: [String] = []
        for source in [ClaimSource.jsonLD, .microdata, .meta, .twitter, .openGraph, .link, .visible] {
            var persons: [String] = []
            for claim in source == .visible ? VisibleClaims.byTrust(claims) : claims where claim.source == source {
                guard let text = Self.plain(claim.value) else { continue }
                if VisibleClaims.isWeak(claim), !organizations.isEmpty || !agencies.isEmpty { continue }
                let whole = AuthorNames.trimmed(text)
                if claim.name.hasSuffix("(organization)") || isOutlet(whole) {
                    if !whole.isEmpty, organizations.isEmpty || source == .jsonLD, !organizations.contains(whole) {
                        organizations.append(whole)
                    }
                    continue
                }
                var names = AuthorNames.names(in: claim.name == "citation_author" ? Self.inOrder(text) : text)
                if names.isEmpty, source == .jsonLD || source == .meta || source == .microdata,
                    AuthorNames.isSignature(whole),
                    !accounts.contains(whole)
                {
                    accounts.append(whole)
                }
                for name in names where isOutlet(name) && organizations.isEmpty { organizations.append(name) }
                for name in names where Agencies.contains(name) && !agencies.contains(name) { agencies.append(name) }
                for name in names where AccountNames.isAccount(name) && !isOutlet(name) && !accounts.contains(name) {
                    accounts.append(name)
                }
                names.removeAll { isOutlet($0) || Agencies.contains($0) || AccountNames.isAccount($0) }
                // "Wellness & Prevention": two words that are no names, where nothing says that they are.
                if source == .visible, names.count > 1, !names.contains(where: { $0.contains(" ") }) { continue }
                for name in names where !persons.contains(where: { TitleKey.folded($0) == TitleKey.folded(name) }) {
                    persons.append(name)
                }
                if source == .visible, !persons.isEmpty { break }
            }
            if !persons.isEmpty {
                best = persons
                break
            }
        }
        // "By Reuters" is what readers are told, also where the data names the outlet.
        if best.isEmpty, !agencies.isEmpty,
            claims.contains(where: { claim in
                claim.source == .visible && claim.name == VisibleClaims.byline
                    && AuthorNames.names(in: claim.value).contains { agencies.contains($0) }
            })
        {
            return agencies
        }
        if !best.isEmpty { return completed(best, by: claims) { isOutlet($0) || Agencies.contains($0) } }
        return !organizations.isEmpty ? organizations : !agencies.isEmpty ? agencies : Array(accounts.prefix(1))
    }

    /// "Roe, Jane" as libraries write it.
    private static func inOrder(_ name: String) -> String {
        let parts = name.split(separator: ",")
        guard parts.count == 2 else { return name }
        return "\(parts[1]) \(parts[0])".trimmingASCIISpace()
    }

    /// The names as the byline that readers see has them in full: "Jane" is "Jane Roe" there, and may not sign alone.
    private func completed(_ names: [String], by claims: [Claim], isNoPerson: (String) -> Bool) -> [String] {
        let keys = names.map(TitleKey.folded)
        // A link that names the author in full says that there is no more of the name.
        if claims.contains(where: { $0.source == .link && keys.contains(TitleKey.folded($0.value)) }), names.count == 1
        {
            return names
        }
        for claim in claims where claim.source == .visible && claim.name.hasPrefix("byline") {
            guard let text = Self.plain(claim.value) else { continue }
            let shown = AuthorNames.names(in: text).filter { !isNoPerson($0) }
            let shownKeys = shown.map(TitleKey.folded)
            guard shown.count > names.count || shown.count == names.count && shownKeys != keys,
                shown.allSatisfy({ $0.contains(" ") }),
                keys.allSatisfy({ key in
                    shownKeys.contains(key)
                        || shown.contains { TitleKey.folded($0).hasPrefix(key) && !key.isEmpty }
                            && !names.contains { $0.contains(" ") }
                })
            else { continue }
            return shown
        }
        return names
    }

    // MARK: - The rest

    private func deck() -> String? {
        all(.deck).first { $0.source == .visible }.flatMap { Self.plain($0.value) }
    }

    private func outlet() -> String? {
        for source in [ClaimSource.openGraph, .jsonLD, .meta, .visible, .pageTitle] {
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
        for source in [ClaimSource.attribute, .jsonLD, .meta, .openGraph, .header, .text] {
            for claim in all(.language) where claim.source == source {
                if let tag = LanguageTag.normalized(claim.value) { return tag }
            }
        }
        return nil
    }

    /// The licence's address where one is stated, else what it is called.
    private func license() -> String? {
        var name: String?
        for source in [ClaimSource.jsonLD, .link, .meta, .visible] {
            for claim in all(.license) where claim.source == source {
                switch License(stated: claim.value, links: links) {
                case .address(let address): return address
                case .name(let value): if name == nil, !value.hasPrefix("/"), !value.hasPrefix("#") { name = value }
                case nil: break
                }
            }
        }
        return name
    }

    /// What the publisher's data says; a box on the page counts where the data says nothing.
    private func access() -> Metadata.Access? {
        for source in [ClaimSource.jsonLD, .openGraph, .visible] {
            let values = all(.access).filter { $0.source == source }
            if values.contains(where: Self.keepsOut) { return .restricted }
            if !values.isEmpty { return nil }
        }
        return nil
    }

    /// Whether a claim about access says that not all readers may read all.
    static func keepsOut(_ claim: Claim) -> Bool { ["false", "locked", "metered"].contains(claim.value.lowercased()) }

    private func corrections() -> [String] {
        var notes: [String] = []
        for claim in all(.correction) {
            guard let note = Self.plain(claim.value), !notes.contains(note) else { continue }
            notes.append(note)
        }
        return notes
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
