import StetDiff
import StetRender
import Testing

@Suite("A diff as Markdown")
struct MarkdownTests {
    @Test("Removed words are struck out, added ones bold, unchanged sentences folded")
    func diff() {
        let text = MarkdownRenderer().diff(announcedUpdate, heading: announcedHeading)
        #expect(
            text == """
                # Minister meets deputy secretary, warning relations are at a critical stage

                https://news.example.com/minister

                @1 → @2, between 10:50 and 13:10 UTC, 1 Jun 2024

                2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update time changed.

                - Headline: Minister meets deputy secretary, ~~saying~~**warning** relations are at a critical stage
                - Updated: ~~10:43, 1 Jun 2024~~ → **13:05**

                ---

                Relations are at a critical stage. The two sides should meet each other halfway.

                The minister is visiting the capital from May 30 to June ~~2~~**3**.

                *↑ moved up from after “According to the release, both sides ag…”*

                The two sides also discussed ~~regional~~**international and regional** issues.

                He added that his country is committed.

                *… 3 unchanged sentences …*

                *↑ moved up: “The two sides also discussed regional i…”*

                He urged the other side to stop. ~~It should take concrete actions to maintain peace.~~ The crisis must be \
                resolved.

                *… 2 unchanged sentences …*

                """)
    }

    @Test("Where Markdown would not see a mark its element is written")
    func elements() {
        let diff = WrittenDiff().block(.edited, "他说[-「不」-]{+「是」+}吗，x[-, -]{+; +}y").diff
        let text = MarkdownRenderer(context: nil).diff(diff)
        #expect(text.contains("他说<del>「不」</del><ins>「是」</ins>吗"), "\(text)")
    }

    @Test("Nothing in the text is read as Markdown or HTML")
    func escapes() {
        let diff = WrittenDiff().block(.added, "{+1. *a* _b_ <script>x</script> [l](u) `c` ~~d~~ # $e$ | \\ &amp;+}")
            .diff
        let text = MarkdownRenderer(context: nil).diff(diff)
        #expect(
            text.contains(
                ##"**1\. \*a\* \_b\_ &lt;script&gt;x&lt;/script&gt; \[l\](u) \`c\` \~\~d\~\~ \# \$e\$ \| \\ &amp;amp;**"##
            ),
            "\(text)")
    }
}
