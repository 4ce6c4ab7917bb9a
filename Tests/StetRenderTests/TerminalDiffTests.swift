import StetDiff
import StetModel
import StetRender
import Testing

@Suite("A diff in the terminal")
struct TerminalDiffTests {
    @Test("The inline view shows metadata first, each change where it stands, and folds the rest")
    func inline() {
        let text = TerminalRenderer().inlineDiff(announcedUpdate, heading: announcedHeading)
        #expect(
            text == """
                Minister meets deputy secretary, warning relations are at a critical stage
                https://news.example.com/minister
                @1 → @2, between 10:50 and 13:10 UTC, 1 Jun 2024
                2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update
                time changed.

                  Headline  Minister meets deputy secretary, [-saying-]{+warning+} relations are
                            at a critical stage
                  Updated   10:43, 1 Jun 2024 → 13:05

                  Relations are at a critical stage. The two sides should meet each other
                  halfway.

                ~ The minister is visiting the capital from May 30 to June [-2-]{+3+}.

                ↑ moved up from after “According to the release, both sides ag…”
                ~ The two sides also discussed [-regional-]{+international and regional+}
                ↑ issues.

                  He added that his country is committed.
                  … 3 unchanged sentences …

                ↑ moved up: “The two sides also discussed regional i…”

                - He urged the other side to stop. [-It should take concrete actions to maintain
                - peace.-] The crisis must be resolved.
                  … 2 unchanged sentences …

                """)
    }

    @Test("Side by side puts before and after in two columns")
    func sideBySide() {
        let text = TerminalRenderer().sideBySideDiff(announcedUpdate, heading: announcedHeading)
        #expect(
            text == """
                Minister meets deputy secretary, warning relations are at a critical stage
                https://news.example.com/minister
                @1 → @2, between 10:50 and 13:10 UTC, 1 Jun 2024
                2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update
                time changed.

                @1                                     │ @2
                Headline: Minister meets deputy        │ Headline: Minister meets deputy
                secretary, [-saying-] relations are at ~ secretary, {+warning+} relations are
                a critical stage                       │ at a critical stage
                Updated: [-10:43, 1 Jun 2024-]         ~ Updated: {+13:05+}
                                                       │
                Relations are at a critical stage. The │ Relations are at a critical stage. The
                two sides should meet each other       │ two sides should meet each other
                halfway.                               │ halfway.
                                                       │
                The minister is visiting the capital   │ The minister is visiting the capital
                from May 30 to June [-2-].             ~ from May 30 to June {+3+}.
                                                       │
                ↑ moved up from after “According to the release, both sides ag…”
                The two sides also discussed           │ The two sides also discussed
                [-regional-] issues.                   ~ {+international and regional+} issues.
                                                       │
                He added that his country is           │ He added that his country is
                committed.                             │ committed.
                                           … 3 unchanged sentences …
                ↑ moved up: “The two sides also discussed regional i…”
                                                       │
                He urged the other side to stop.       │ He urged the other side to stop.
                [-It should take concrete actions to   -
                maintain peace.-]                      -
                The crisis must be resolved.           │ The crisis must be resolved.
                                           … 2 unchanged sentences …

                """)
    }

    @Test("Chinese sentences of one paragraph stand together, Korean ones apart")
    func sentencesWithoutSpaces() {
        func shown(_ first: String, _ old: String, _ new: String) -> String {
            let before = Article(blocks: [.paragraph([Sentence(first), Sentence(old)])])
            let after = Article(blocks: [.paragraph([Sentence(first), Sentence(new)])])
            return TerminalRenderer().inlineDiff(ArticleDiff(from: before, to: after), heading: DiffHeading())
        }
        #expect(shown("居民将被邀请。", "双方应当对话。", "双方必须对话。").contains("居民将被邀请。双方[-应当-]{+必须+}对话。"))
        #expect(shown("안녕하세요.", "두 사람이 왔다.", "세 사람이 왔다.").contains("안녕하세요. [-두-]{+세+} 사람이 왔다."))
    }
}
