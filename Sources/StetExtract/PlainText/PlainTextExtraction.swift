internal import StetHTML
internal import StetModel
internal import StetText

/// Reads the article of a plain-text page: lines without structure, judged by wording and place alone.
///
/// The same rules (`LineJudge`) that judge the lines of an HTML page, so that both forms of a page give the same text.
enum PlainTextExtraction {
    static func extract(_ input: PageInput) throws(ExtractionError) -> Extraction {
        guard input.bytes.count <= HTMLDocument.defaultMaximumByteCount else {
            throw ExtractionError(
                .unreadable,
                "the page has \(input.bytes.count) bytes, the limit is \(HTMLDocument.defaultMaximumByteCount)")
        }
        let decoded = DecodedText(plain: input.bytes, contentType: input.contentType)
        var lines = lines(of: decoded.utf8)
        input.noteTraces(lines, in: nil)
        let title = titleLine(in: lines)
        for index in lines.indices where lines[index].shape.isProse { lines[index].isCore = true }
        let titles: Set<String> = title.map { [lines[$0].titleKey] } ?? []
        if StandingDocument.isPlainOne(lines, titled: title.map { lines[$0].text }) {
            if let title { lines[title].cut = .title }
        } else {
            lines = LineJudge.judge(lines, range: lines.indices, titles: titles, titleLine: title)
        }
        if let past = PastEvidence(input.past) { PastJudge.judge(&lines, by: past) }
        if let title, lines[title].cut != nil { lines[title].cut = .headline }
        var claims = claims(of: lines, title: title)
        claims += ArticleNotes(lines: lines, dates: DateReader()).claims.filter { $0.field != .updated }
        if let language = WrittenLanguage.claim(lines) { claims.append(language) }
        let links = LinkResolver(document: nil, pageURL: input.url)
        let metadata = MetadataReader(
            claims: claims, title: title.map { lines[$0].text }, dates: DateReader(), links: links, pageURL: input.url
        ).metadata()
        let segmenter = SentenceSegmenter(language: metadata.language)
        let blocks = lines.filter { $0.cut == nil }.map { block(of: $0, segmenter) }
        let article = Article(metadata: metadata, blocks: blocks).normalized()
        guard !article.blocks.isEmpty else { throw ExtractionError(.noArticle, "the page has no running text") }
        return Extraction(
            article: article, report: ExtractionReport(lines: lines, claims: claims), encoding: decoded.encoding.name,
            encodingOrigin: decoded.encoding.description)
    }

    // MARK: - Lines

    /// Text in which no line is longer than this was wrapped for a screen: its lines are joined up to empty ones.
    private static let wrapWidth = 100

    static func lines(of utf8: [UInt8]) -> [Line] {
        let rows = utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
            .map { Normalization.normalized(Array($0)) }
        let isWrapped = rows.count > 3 && rows.allSatisfy { $0.count <= wrapWidth }
        var texts: [[UInt8]] = []
        var isOpen = false
        for row in rows {
            if row.isEmpty {
                isOpen = false
            } else if isWrapped, isOpen, texts.last.map({ $0.count >= wrapWidth / 2 }) ?? false {
                texts[texts.count - 1].append(0x20)
                texts[texts.count - 1] += row
            } else {
                texts.append(row)
                isOpen = true
            }
        }
        return texts.compactMap { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let shape = TextShape(text)
            return shape.weight == 0 ? nil : Line(kind: .paragraph, text: text, shape: shape)
        }
    }

    /// The headline: the fullest line before the first running text that is no sentence and no boilerplate.
    private static func titleLine(in lines: [Line]) -> Int? {
        if let first = lines.first, StandingDocument.isPlainOne(lines, titled: first.text) { return 0 }
        let repeated = Dictionary(grouping: lines.indices, by: { lines[$0].text }).filter { $0.value.count > 1 }
        let body = lines.firstIndex { line in
            line.goodWeight > 0 && line.shape.endsSentence && line.shape.isProse && LineJudge.reason(line) == nil
                && repeated[line.text] == nil && !LineJudge.hasCredit(line.text)
        }
        let stamp = lines[..<(body ?? lines.endIndex)].firstIndex { LineJudge.reason($0) == .stamp }
        let head = lines[..<(stamp ?? body ?? lines.endIndex)]
        return head.indices.filter { index in
            let line = lines[index]
            return line.shape.wordCount >= 2 && !line.shape.endsColon
                && !(line.shape.endsSentence && line.text.hasSuffix("."))
                && LineJudge.reason(line) == nil && repeated[line.text] == nil
        }.max { (lines[$0].shape.weight, $1) < (lines[$1].shape.weight, $0) }
    }

    // MARK: - Claims

    private static func claims(of lines: [Line], title: Int?) -> [Claim] {
        var claims: [Claim] = []
        guard let title else { return claims }
        claims.append(Claim(field: .title, value: lines[title].text, source: .visible, name: "line"))
        let body =
            lines.indices.first { $0 > title && lines[$0].cut == nil && lines[$0].kind != .caption } ?? lines.endIndex
        let dates = DateReader()
        for index in (title + 1)..<max(title + 1, body) {
            let line = lines[index]
            guard line.kind != .caption else { continue }
            if let match = dates.matches(in: line.text).first {
                let isUpdate = VisibleClaims.isUpdate(line.text)
                claims.append(
                    Claim(
                        field: isUpdate ? .updated : .published, value: String(describing: match.time),
                        source: .visible, name: line.text))
            } else if AuthorNames.hasLead(line.text) {
                claims.append(Claim(field: .author, value: line.text, source: .visible, name: "byline"))
            } else if index == title + 1, line.shape.wordCount <= 4, line.phrase == nil {
                claims.append(
                    Claim(field: .outlet, value: line.text, source: .visible, name: "line after the headline"))
                claims.append(
                    Claim(field: .author, value: line.text, source: .visible, name: "line after the headline"))
            }
        }
        return claims
    }

    private static func block(of line: Line, _ segmenter: SentenceSegmenter) -> Block {
        let bytes = Array(line.text.utf8)
        let all = segmenter.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        let own = all.count > 1 ? all.filter { !line.leavesOut($0) } : all
        let sentences = (own.isEmpty ? all : own).map { Sentence($0) }
        return line.kind == .caption ? .figure(caption: sentences) : .paragraph(sentences)
    }
}
