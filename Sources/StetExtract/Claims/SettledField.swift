internal import StetHTML
internal import StetModel

/// What is recorded for one field of an article, beside everything the page claims about it.
public struct SettledField: Sendable {
    public var field: Claim.Field
    /// What is recorded; nil where no claim could be read.
    public var value: String?
    /// In the page's order.
    public var claims: [(claim: Claim, isRecorded: Bool)]
}

extension Extraction {
    /// Every field with a claim or a value, in the order of ``Claim/Field``; a claim is marked where it says what was
    /// recorded: in other words, to the same minute, or as one of several.
    public var settledFields: [SettledField] {
        let dates = DateReader(monthFirst: HTMLExtraction.writesMonthFirst(report.claims))
        return Claim.Field.allCases.compactMap { field in
            let claims = report.claims.filter { $0.field == field }
            let value = article.metadata.recorded(field)
            guard !claims.isEmpty || value != nil else { return nil }
            return SettledField(
                field: field, value: value,
                claims: claims.map { ($0, article.metadata.records($0, dates: dates)) })
        }
    }
}

extension Metadata {
    fileprivate func recorded(_ field: Claim.Field) -> String? {
        switch field {
        case .title: title
        case .deck: deck
        case .author: authors.isEmpty ? nil : authors.joined(separator: ", ")
        case .outlet: outlet
        case .section: section
        case .tag: tags.isEmpty ? nil : tags.joined(separator: ", ")
        case .published: published.map(String.init(describing:))
        case .updated: updated.map(String.init(describing:))
        case .language: language
        case .url: url
        case .license: license
        case .access: access?.rawValue
        case .correction: corrections.isEmpty ? nil : corrections.joined(separator: " ")
        default: nil
        }
    }

    fileprivate func records(_ claim: Claim, dates: DateReader) -> Bool {
        guard let recorded = recorded(claim.field), let plain = MetadataReader.plain(claim.value) else { return false }
        switch claim.field {
        case .author:
            let names = AuthorNames.names(in: plain) + [plain]
            return names.contains { name in authors.contains { TitleKey.folded($0) == TitleKey.folded(name) } }
        case .tag:
            return plain.split(whereSeparator: { $0 == "," || $0 == ";" }).contains { part in
                tags.contains(MetadataReader.plain(String(part)) ?? "")
            }
        case .published: return dates.time(inValue: claim.value) == published
        case .updated: return dates.time(inValue: claim.value) == updated
        case .language: return LanguageTag.normalized(claim.value) == recorded
        case .url:
            let base = WebURL(recorded, base: nil)
            return base != nil && WebURL(plain, base: base)?.removingTrackingParameters() == base
        case .license: return License.normalized(plain) == recorded
        case .access: return MetadataReader.keepsOut(claim)
        case .correction: return corrections.contains(plain)
        default: return TitleKey.folded(plain) == TitleKey.folded(recorded)
        }
    }
}
