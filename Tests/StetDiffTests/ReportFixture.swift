import StetModel

/// A news article in three versions: the second announced its update, the third was changed silently.
enum ReportFixture {
    static let first = Article(
        metadata: Metadata(
            title:
                "Chinese vice FM meets U.S. deputy secretary of state, saying China-U.S. relations are at a critical stage",
            updated: StatedTime("2024-06-01T10:43")),
        blocks: paragraphs(text))

    static var second: Article {
        var article = first
        article.metadata.title = article.metadata.title.map { $0.replacing("saying", with: "warning") }
        article.metadata.updated = StatedTime("2024-06-01T13:05")
        var text = text.replacing("June 2.", with: "June 3.")
        text = text.replacing("\"constructive,\"", with: "\"frank and constructive,\"")
        var blocks = paragraphs(text)
        let moved = blocks.remove(at: 10)
        blocks.insert(moved, at: 5)
        article.blocks = blocks
        return article
    }

    static var third: Article {
        var article = second
        article.blocks = article.blocks.map { block in
            guard case .paragraph(let sentences) = block else { return block }
            return .paragraph(
                sentences.map(\.plainText).filter { !$0.hasPrefix("The U.S. should take concrete actions") }.map {
                    Sentence(
                        $0.replacing("that must not be", with: "that should not be")
                            .replacing("commitments, said Ma.", with: "commitments, Ma claimed."))
                })
        }
        return article
    }

    private static func paragraphs(_ text: String) -> [Block] {
        text.split(separator: "\n\n").map { .paragraph($0.split(separator: "\n").map { Sentence(String($0)) }) }
    }

    private static let text = """
        China-U.S. relations are at a critical stage of preventing deterioration and promoting stability.
        The two sides should meet each other halfway to further stabilize and develop bilateral relations, \
        Chinese Vice Foreign Minister Ma Zhaoxu said during consultations with U.S. Deputy Secretary of State \
        Kurt Campbell in Washington, D.C., on Thursday.

        Ma is visiting the U.S. at the invitation of the American side from May 30 to June 2.

        According to a release by the Chinese Foreign Ministry on Friday, the consultation was "constructive," \
        and the two sides had a "candid and in-depth" exchange of views on China-U.S. relations and international \
        and regional issues of mutual concern.

        Ma said that it's in the interests of both countries to implement the important consensus reached at the \
        meeting between the two heads of state in San Francisco last November, and further stabilize and develop \
        China-U.S. relations.

        He added that China is committed to stabilizing and developing China-U.S. relations while firmly \
        safeguarding its national sovereignty, security, and development interests.
        It's hoped that the U.S. side can meet China halfway and implement U.S. President Joe Biden's \
        commitments, said Ma.

        The U.S.'s approach of seeking dialogue and cooperation while harming China's interests is unworkable.
        There is no future in zero-sum games under the guise of competition, and China will not accept \
        suppression or deprivation of its legitimate development rights, Ma said.

        During the meeting, Ma also emphasized the Taiwan question, saying it is the first red line that must not \
        be crossed in China-U.S. relations and that it is the most important and sensitive question.
        He stated that if the U.S. truly wants peace and stability in the Taiwan Straits, it should adhere to the \
        one-China principle and the three China-U.S. joint communiques, and fulfill its commitment not to support \
        "Taiwan independence."

        Ma noted that the so-called "small yard, high fence" strategy by the U.S. has become an "iron curtain."
        China urges the U.S. to stop politicizing economic, trade, and technological issues, stop hyping the \
        so-called "overcapacity" topic, cancel the tariffs on Chinese products, and lift illegal unilateral \
        sanctions against Chinese enterprises.

        Ma also expounded China's position on the South China Sea issue, saying that maintaining peace and \
        stability in the South China Sea is in the common interests of regional countries and all parties.
        The U.S. should stop encouraging and supporting infringing provocations, stop creating confrontations in \
        the Asia-Pacific region, and stop deploying ground-based intermediate-range missiles.
        The U.S. should take concrete actions to maintain regional peace and development momentum.

        According to the release, during the consultations, both sides agreed to continue implementing the \
        important consensus reached at the San Francisco meeting between the two heads of state, stabilize and \
        develop China-U.S. relations, maintain high-level exchanges and communication at all levels, utilize \
        diplomatic consultation mechanisms, recognize the progress made in the first meeting of the China-U.S. \
        intergovernmental dialogue on artificial intelligence (AI), continue to strengthen dialogue in the AI \
        field, and promote personnel exchanges and cultural interactions.

        The two sides also discussed international and regional issues concerning Ukraine, the Middle East, and \
        the Korean Peninsula.

        Ma emphasized that China firmly opposes the U.S. spreading false information and making accusations \
        against China on the Ukraine issue.
        China urged the U.S. to stop smearing and pressuring China, stop imposing unilateral sanctions on Chinese \
        companies, and play a constructive role in resolving the Ukraine crisis.
        """
}
