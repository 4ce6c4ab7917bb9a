import StetDiff
import Testing

/// Where sentences end is settled by both sides together.
@Suite("Sentence borders") struct SentenceBorderTests {
    private func diff(_ before: String, _ after: String) -> TextDiff {
        TextDiff(
            from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8)))
    }

    /// The kinds of links in the order of the after side, and how many sentences are in none.
    private func told(_ diff: TextDiff) -> [String] {
        let added = diff.after.sentences.count - diff.sentenceLinks.reduce(0) { $0 + $1.after.count }
        let removed = diff.before.sentences.count - diff.sentenceLinks.reduce(0) { $0 + $1.before.count }
        return diff.sentenceLinks.map(\.kind.rawValue) + ["+\(added)", "-\(removed)"]
    }

    @Test("What is put behind a line that ends with a colon is a sentence of its own")
    func openEnd() {
        let one = "The harbour master gave three reasons for the delay:"
        let two = "Nobody had asked the pilots."
        #expect(told(diff("\(one)\n\n- fog", "\(one) \(two)\n\n- fog")) == ["equal", "equal", "+1", "-0"])
        #expect(told(diff("\(one) \(two)\n\n- fog", "\(one)\n\n- fog")) == ["equal", "equal", "+0", "-1"])
    }

    @Test("A sentence that moved behind a line without a stop is told as moved")
    func movedBehindOpenEnd() {
        let open = "The harbour master gave three reasons for the delay:"
        let moved = "Nobody had asked the pilots before the ships left."
        let rest = "A second tug was ordered from the yard in spring. It never came, and no one asked why it had not."
        #expect(
            told(diff("\(open)\n\n\(rest) \(moved)", "\(open) \(moved)\n\n\(rest)"))
                == ["equal", "moved", "equal", "equal", "+0", "-0"])
    }

    @Test("A sentence whose first word was edited to a small letter is still one")
    func smallLetter() {
        #expect(
            told(
                diff(
                    "Taxis are not metered on the island. Fixed fares exist for most destinations.",
                    "Taxis are not metered on the island. some fares exist for most destinations."))
                == ["equal", "edited", "+0", "-0"])
    }

    @Test("Two edited sentences are no merge where the stop between them stayed")
    func stopBetween() {
        #expect(
            told(
                diff(
                    "Strong currents are common along the northern coast. Several people drown there every year.",
                    "Strong currents are common along the northern coast it seems. most people drown there every year.")
            )
                == ["edited", "edited", "+0", "-0"])
    }

    @Test("Sentences joined by a word are a merge, and a title that goes on is an edit")
    func noBorder() {
        #expect(
            told(
                diff(
                    "The committee approved the budget on Tuesday. The mayor signed it a day later in public.",
                    "The committee approved the budget on Tuesday, and the mayor signed it a day later in public."))
                == ["merged", "+0", "-0"])
        #expect(
            told(diff("The committee approved the budget", "The committee approved the budget in the end."))
                == ["edited", "+0", "-0"])
    }
}
