internal import Foundation
internal import StetExtract
internal import StetFetch
internal import StetModel
internal import StetPipeline
internal import StetRules

/// Fetches of one article, oldest first, with what is known from before them: one line of `stet extract --manifest`.
struct PageSeries: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case pages, url, previous, previousPage, sitePages }

    var pages: [String]
    var url: String?
    /// The canonical file of the article as it was read before the first page, and the page it was read from.
    var previous: String?
    var previousPage: String?
    /// Pages of other articles of the site.
    var sitePages: [String]?

    init(
        pages: [String], url: String? = nil, previous: String? = nil, previousPage: String? = nil,
        sitePages: [String] = []
    ) {
        self.pages = pages
        self.url = url
        self.previous = previous
        self.previousPage = previousPage
        self.sitePages = sitePages
    }

    /// The series of a manifest: a JSON object a line.
    static func series(inManifest name: String) throws -> [PageSeries] {
        let bytes = try PageSource(named: name).capture(with: FetchOptions()).body
        let all = try zip(1..., bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false))
            .filter { !$1.allSatisfy { $0 <= 0x20 } }
            .map { number, line in
                let place = "cannot read \(name) , line \(number):"
                try checkKeys(of: line, place)
                var series: PageSeries
                do {
                    series = try JSONDecoder().decode(PageSeries.self, from: Data(line))
                } catch DecodingError.typeMismatch(_, let context)
                    where context.codingPath.first?.stringValue != "pages"
                {
                    let key = context.codingPath.first?.stringValue ?? "it"
                    throw Trouble("\(place) `\(key)` is not \(key == "sitePages" ? "an array of texts" : "a text")")
                } catch {
                    throw Trouble(
                        "\(place) it is no JSON object with an array of `pages`\n"
                            + "hint: {\"pages\": [\"older.html\", \"newer.html\"]}")
                }
                guard !series.pages.isEmpty else { throw Trouble("\(place) `pages` names no page") }
                if series.previousPage != nil, series.previous == nil {
                    throw Trouble(
                        "\(place) `previousPage` says nothing without the article that was read in it: `previous`")
                }
                if let url = series.url {
                    do { series.url = try StatedAddress.checked(url) } catch { throw Trouble("\(place) \(error)") }
                }
                return series
            }
        guard !all.isEmpty else { throw Trouble("cannot read \(name) : it lists no series of pages") }
        return all
    }

    /// A key that is misspelt would be a past that is not used.
    private static func checkKeys(of line: some Collection<UInt8>, _ place: String) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { return }
        let known = CodingKeys.allCases.map(\.rawValue)
        guard let key = object.keys.filter({ !known.contains($0) }).min() else { return }
        let nearest = NearestName.of(key, among: known)
        throw Trouble(
            "\(place) `\(key)` is no key of a series",
            hint: nearest.map { "did you mean `\($0)`?" } ?? "the keys are \(known.joined(separator: ", "))")
    }

    /// What is known before the first page.
    func past(_ options: FetchOptions) throws -> Past {
        var past = Past()
        if let previous {
            do {
                past.article = try CanonicalForm.parse(PageSource(named: previous).capture(with: options).body)
            } catch let error as PageError {
                throw error
            } catch {
                throw Trouble(
                    "cannot read \(previous) : it is no canonical file (\(error))\n"
                        + "hint: `stet extract PAGE > FILE` and `stet show` write one")
            }
        }
        past.page = try previousPage.map { try Self.page($0, options) }
        past.sitePages = try (sitePages ?? []).map { try Self.page($0, options) }
        return past
    }

    private static func page(_ name: String, _ options: FetchOptions) throws -> Past.Page {
        let captured = try PageSource(named: name).capture(with: options)
        return Past.Page(bytes: captured.body, contentType: captured.contentType)
    }
}
