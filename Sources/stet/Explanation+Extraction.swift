internal import StetExtract
internal import StetModel
internal import StetRender

extension Explanation {
    /// What was read in a page, for a person to look at.
    init(of extraction: Extraction, name: String) {
        let report = extraction.report
        let metadata = extraction.article.metadata
        self.init(
            name: name, title: metadata.title, url: metadata.url, language: metadata.language,
            encoding: extraction.encodingOrigin,
            notes: report.rule.map { ["rule \($0.name)"] + $0.warnings.map { "warning: \($0)" } + $0.notes } ?? [],
            blocks: report.candidates.map { candidate in
                Block(
                    kind: Block.Kind(candidate.kind), text: candidate.text, isKept: candidate.isKept,
                    score: candidate.score, reason: candidate.reason, sort: candidate.sort.rawValue,
                    place: report.place(of: candidate))
            },
            fields: extraction.settledFields.map { field in
                Field(
                    name: field.field.rawValue, value: field.value,
                    claims: field.claims.map { claim, isRecorded in
                        Claim(
                            value: claim.value, source: claim.source.rawValue, name: claim.name, isRecorded: isRecorded)
                    })
            })
    }
}

extension Explanation.Block.Kind {
    fileprivate init(_ kind: ExtractionReport.Kind) {
        self =
            switch kind {
            case .paragraph: .paragraph
            case .heading(let level): .heading(level)
            case .item: .item
            case .cell: .cell
            case .preformatted: .preformatted
            case .caption: .caption
            }
    }
}
