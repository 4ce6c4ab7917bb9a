internal import Foundation
internal import StetExtract
internal import StetModel
internal import StetText

/// What holds for any bytes whatever; a law that breaks ends the process, and the fuzzer keeps the bytes.
enum Laws {
    /// - Parameter data: Its first byte chooses how the rest is read.
    static func check(_ data: [UInt8]) {
        guard let choice = data.first else { return }
        let page = Array(data.dropFirst())
        if choice == UInt8(ascii: "#") {
            checkCanonical(page)
        } else if choice == UInt8(ascii: "~") {
            DiffLaws.check(page)
        } else {
            checkExtraction(
                PageInput(bytes: page, contentType: contentTypes[Int(choice) % contentTypes.count], url: url))
        }
    }

    private static let url = "https://news.example/2024/06/01/story"

    private static let contentTypes: [String?] = [
        "text/html; charset=utf-8", "text/html", "text/plain", nil, "text/html; charset=windows-1251",
        "text/html; charset=shift_jis", "text/html; charset=utf-16", "text/plain; charset=gbk",
    ]

    private static func checkExtraction(_ input: PageInput) {
        switch (result(of: input), result(of: input)) {
        case (.success(let first), .success(let second)):
            require(first.article == second.article, "the same page gives the same article")
            require(first.report.description == second.report.description, "the same page gives the same reasons")
            checkArticle(first.article)
            for candidate in first.report.candidates.prefix(20) { _ = first.report.place(of: candidate) }
            _ = first.settledFields
        case (.failure(let first), .failure(let second)):
            require(first.reason == second.reason, "the same page fails for the same reason")
            if let partial = first.partial { checkArticle(partial.article) }
        default: require(false, "the same page can be read or can not")
        }
    }

    private static func result(of input: PageInput) -> Result<Extraction, ExtractionError> {
        do { return .success(try ArticleExtractor.extract(input)) } catch { return .failure(error) }
    }

    private static func checkArticle(_ article: Article) {
        let bytes = CanonicalForm.bytes(of: article)
        do {
            let parsed = try CanonicalForm.parse(bytes)
            require(parsed == article, "canonical bytes read back are the article")
            require(CanonicalForm.bytes(of: parsed) == bytes, "and are written as the same bytes")
        } catch {
            require(false, "canonical bytes can be read: \(error)")
        }
        let text = article.bodyText
        require(text.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8), "text is composed: \(text)")
        if let title = article.metadata.title {
            require(Normalization.normalized(title) == title, "the headline is normal: \(title)")
        }
    }

    /// Any bytes that can be read as a canonical file lead to an article with stable bytes.
    private static func checkCanonical(_ bytes: [UInt8]) {
        guard let article = try? CanonicalForm.parse(bytes) else { return }
        let written = CanonicalForm.bytes(of: article)
        do {
            let again = try CanonicalForm.parse(written)
            require(CanonicalForm.bytes(of: again) == written, "what was written is written again")
        } catch {
            require(false, "what was written can be read: \(error)")
        }
    }

    static func require(_ condition: Bool, _ law: @autoclosure () -> String) {
        if !condition { fatalError("broken law: \(law())") }
    }
}
