package import StetArchive
internal import StetExtract
package import StetModel
internal import StetRules

/// What rules as they stand in files would change in what is recorded.
package struct RuleTest {
    /// The rules to be tried.
    package var rules: ArchiveRules
    /// Only pages that the rules of this file are for; nil for those of every file.
    package var file: String?
    /// All captures of an article, and not only its latest.
    package var isAll: Bool

    package init(rules: ArchiveRules, file: String?, isAll: Bool) {
        self.rules = rules
        self.file = file
        self.isAll = isAll
    }

    /// One capture, read both ways.
    package struct Comparison {
        package var path: String
        package var url: String
        package var observed: Timestamp
        package var rulesBefore: String?
        package var rulesAfter: String?
        package var before: Result<Article, PageError>
        package var after: Result<Article, PageError>
        package var warnings: [String]
    }

    /// - Parameter articles: Paths of the articles to look at, whatever rule they have; nil for those that a rule to be
    ///   tried is for.
    package func run(
        in archive: Archive, articles: [String]?, _ show: (Comparison) throws -> Void
    ) throws {
        let preferred = file.map { file in RuleSet(rules.folder.rules.rules.filter { $0.path == file }) }
        for article in try articles ?? archive.articles().map(\.path) {
            var seen: Set<String> = []
            for observation in try archive.history(of: article).observations.reversed() {
                guard let capture = observation.capture, seen.insert("\(capture)").inserted,
                    let recorded = try RecordedReading(of: observation, in: archive), recorded.page.failure == nil
                else { continue }
                let rule =
                    preferred?.rule(forFirstOf: recorded.page.addresses)
                    ?? rules.folder.rules.rule(forFirstOf: recorded.page.addresses)
                if articles == nil {
                    if preferred != nil, rule?.path != file { break }
                    if preferred == nil, try !isNew(rule, for: recorded, in: archive) { break }
                }
                try show(compare(recorded, with: rule, in: archive))
                if !isAll { break }
            }
        }
    }

    /// Whether a rule is another one than the page was recorded with.
    private func isNew(_ rule: SiteRule?, for recorded: RecordedReading, in archive: Archive) throws -> Bool {
        guard let name = recorded.observation.rules else { return rule != nil }
        guard let rule else { return true }
        let before = try archive.committedRule(recordedAs: name)
        return before?.path != rule.path || before?.bytes != rules.bytes(of: rule)
    }

    private func compare(
        _ recorded: RecordedReading, with rule: SiteRule?, in archive: Archive
    ) throws -> Comparison {
        let observation = recorded.observation
        var input = recorded.input
        // The past of another rule's reading is no evidence for this one; see `pastRecord`.
        input.past.article = nil
        input.past.page = nil
        input.rule = rule
        input = input.withPages(of: rule)
        // What `reextract` would record as failed is told so here.
        let after =
            if let refusal = rule?.refusal(isFetched: recorded.page.isFetched) {
                (article: Result<Article, PageError>.failure(PageError(description: refusal)), warnings: [String]())
            } else if rule?.combine != nil, let missing = recorded.page.missingPage {
                (article: Result<Article, PageError>.failure(PageError(description: missing)), warnings: [String]())
            } else { Self.read(input, as: observation.url) }
        var warnings = after.warnings
        if let rule, FurtherPages.areMissing(in: input, of: rule) {
            warnings.append("the article goes on on other pages, which were not fetched for this capture")
        }
        return Comparison(
            path: observation.article, url: observation.url, observed: observation.observed,
            rulesBefore: observation.rules.map { String($0.prefix { $0 != "@" }) }, rulesAfter: rule?.name,
            before: try before(recorded, in: archive), after: after.article, warnings: warnings)
    }

    /// The text as it is recorded; where another version of Stet read it, as this one does.
    private func before(_ recorded: RecordedReading, in archive: Archive) throws -> Result<Article, PageError> {
        let observation = recorded.observation
        guard let state = observation.state else {
            if case .failed(let reason) = observation.outcome { return .failure(PageError(description: reason)) }
            return .failure(PageError(description: "no text was read"))
        }
        if observation.extractor == ArticleText.extractor {
            do {
                return .success(try CanonicalForm.parse(archive.canonicalBytes(ofState: state)))
            } catch let error as ArchiveError where error.isAbsence {
                return .failure(PageError(description: error.damage.map { "damaged: \($0)" } ?? "\(error)"))
            }
        }
        return Self.read(recorded.input, as: observation.url).article
    }

    private static func read(
        _ input: PageInput, as url: String
    ) -> (article: Result<Article, PageError>, warnings: [String]) {
        do {
            let extraction = try ArticleExtractor.extract(input)
            var article = extraction.article
            article.metadata.url = url
            return (.success(article), extraction.report.rule?.warnings ?? [])
        } catch { return (.failure(PageError(description: error.reason)), []) }
    }
}
