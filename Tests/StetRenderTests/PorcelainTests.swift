import StetDiff
import StetRender
import Testing

@Suite("Word diff for tools")
struct PorcelainTests {
    @Test("Pieces stand behind their signs, sentences end in a tilde")
    func pieces() {
        let diff = WrittenDiff().block(.equal, "One.", "Two.", "Three.").block(.edited, "It ends on June [-2-]{+3+}.")
            .block(.added, "{+New.+}").diff
        #expect(
            PorcelainRenderer(context: 1).diff(diff, path: "story.md") == """
                diff --git a/story.md b/story.md
                --- a/story.md
                +++ b/story.md
                @@ -3,2 +3,3 @@
                 Three.
                ~
                ~
                 It ends on June\u{20}
                -2
                +3
                 .
                ~
                ~
                +New.
                ~
                ~

                """)
    }

    @Test("Both texts can be read off, moves included")
    func bothSides() {
        var update = announcedUpdate
        update.metadata = []
        let text = PorcelainRenderer(context: nil).diff(update, path: "story.md")
        for (sign, side) in [("-", announcedUpdate.text.before), ("+", announcedUpdate.text.after)] {
            let lines = text.split(separator: "\n").drop { !$0.hasPrefix("@@") }.dropFirst()
            let read = lines.filter { $0.hasPrefix(" ") || $0.hasPrefix(sign) }.map { $0.dropFirst() }.joined()
            let expected = side.sentences.map { String(decoding: side.bytes[$0], as: UTF8.self) }.joined()
            #expect(read == expected)
        }
    }

    @Test("What is known of the two sides stands above, and changed fields are the first lines")
    func metadata() {
        let diff = WrittenDiff().field("title", "A plan", "The plan", words: "[-A-]{+The+} plan")
            .field("updated", nil, "2024-06-01").block(.equal, "One.").diff
        let heading = DiffHeading(
            title: "The plan\n--- a/x", after: .init(label: "@2"), technical: .init(isAll: true, reason: "by a rule"))
        #expect(
            PorcelainRenderer(context: 0).diff(diff, path: "story.md", heading: heading) == """
                # The plan --- a/x
                # @2
                # Read otherwise by a rule: not the publisher's change.
                diff --git a/story.md b/story.md
                --- a/story.md
                +++ b/story.md
                @@ -1,2 +1,3 @@
                 title:\u{20}
                -A
                +The
                  plan
                ~
                +updated: 2024-06-01
                ~
                ~
                 One.
                ~
                ~

                """)
    }

    @Test("Statistics count what changed and how much there is")
    func statistics() {
        #expect(
            TerminalRenderer().statistics(announcedUpdate) == """
                2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update
                time changed.

                Fields     headline, update time
                Blocks     1 moved
                Sentences  2 edited, 1 removed
                Words      11 removed, 5 added; 97 before, 91 after

                """)
    }
}
