import StetDiff
import TestSupport
import Testing

/// What is kept of a sentence whose words changed places or went elsewhere.
@Suite("Moves inside and between sentences") struct InnerMoveTests {
    private func diff(_ before: String, _ after: String) -> TextDiff {
        TextDiff(
            from: DiffText(markdownOrPlain: Array(before.utf8)), to: DiffText(markdownOrPlain: Array(after.utf8)))
    }

    /// The words of the after side that are told as kept, and those told as kept and moved.
    private func kept(_ diff: TextDiff, isMoved: Bool? = nil) -> String {
        diff.matches.filter { isMoved == nil || $0.isMoved == isMoved }
            .map { String(decoding: diff.after.bytes[$0.after], as: UTF8.self) }.joined(separator: " ")
    }

    @Test("Two clauses that changed places are kept, and the comma between them")
    func swappedClauses() {
        let diff = diff(
            "Effectively months of work took two months of time, allowing our team to focus on other issues.",
            "allowing our team to focus on other issues, Effectively months of work took two months of time.")
        #expect(
            kept(diff)
                == "allowing our team to focus on other issues , Effectively months of work took two months of time .")
        #expect(diff.matches.contains { $0.isMoved })
    }

    @Test("The word that joins two clauses stays with the comma when they change places, and only capitals are told")
    func joinedClauses() {
        let diff = diff(
            "Many pensioners in the villages have no car, and as such have no way to reach the office on Mondays.",
            "As such have no way to reach the office on Mondays, and many pensioners in the villages have no car.")
        #expect(
            kept(diff)
                == "such have no way to reach the office on Mondays , and pensioners in the villages have no car .")
    }

    @Test("A short clause that got a capital by moving is kept without it")
    func capital() {
        let diff = diff(
            "The rules for grown readers also hold for children at school, but many do not.",
            "Many do not, but the rules for grown readers also hold for children at school.")
        #expect(kept(diff) == "do not , but rules for grown readers also hold for children at school .")
    }

    @Test("A comma that was cut out here and put in there is no move")
    func comma() {
        let diff = diff(
            "The mayor, who was late opened the new bridge on Friday.",
            "The mayor who was late, opened the new bridge on Friday.")
        #expect(!diff.matches.contains { $0.isMoved })
    }

    @Test("A word that went to another place in its sentence is kept")
    func movedWord() {
        let diff = diff(
            "Yesterday the council approved the plan for a new bridge over the river.",
            "The council approved the plan for a new bridge over the river Yesterday.")
        #expect(kept(diff, isMoved: true) == "Yesterday")
    }

    @Test("A clause that was cut out of one sentence and pasted into another is kept")
    func pastedClause() {
        let one = "There was no recent history of storms on the island"
        let clause = ", attacks cannot be ruled out"
        let two = "Call the police and do not move the car"
        let between = "Taxis wait at the harbour in the morning, and the last bus leaves at six."
        let diff = diff("\(one)\(clause).\n\n\(between)\n\n\(two).", "\(one).\n\n\(between)\n\n\(two)\(clause).")
        #expect(kept(diff, isMoved: true) == clause)
    }

    @Test("Two sentences between which a clause heavier than either went over are both themselves")
    func hostsOfAClause() {
        for (one, clause, two) in [
            (
                "The committee met on Tuesday in the old town hall",
                ", and it was decided by a large majority that the bridge be closed for repairs until May",
                "The mayor spoke of the new school"
            ),
            (
                "The harbour opens at six in the morning",
                ", and by noon the fish that the boats brought in from the northern banks are sold",
                "Ferries leave every hour"
            ),
        ] {
            let (between, last) = ("Nobody objected to it.", "Parents asked many questions afterwards.")
            let (was, isNow) = (
                "\(one)\(clause). \(between)\n\n\(two). \(last)", "\(one). \(between)\n\n\(two)\(clause). \(last)"
            )
            for diff in [diff(was, isNow), diff(isNow, was)] {
                #expect(diff.sentenceLinks.map(\.kind) == [.edited, .equal, .edited, .equal])
                #expect(diff.blockLinks.allSatisfy { $0.before == $0.after })
            }
            #expect(kept(diff(was, isNow), isMoved: true) == clause)
        }
    }

    @Test("A line alone in its place whose numbers and day were filled in anew is the same line")
    func sameSlots() {
        let (first, last) = ("The ferry left at noon with ninety people.", "Nobody was hurt, the police said at night.")
        func kinds(_ before: String, _ after: String, between: String = "\n\n") -> [TextDiff.LinkKind] {
            diff([first, before, last].joined(separator: between), [first, after, last].joined(separator: between))
                .sentenceLinks.map(\.kind)
        }
        for (before, after) in [
            ("5 June 2025", "17 July 2026"), ("It was 5 June 2025.", "It was 17 July 2026."), ("10:30", "16:45"),
            ("Aantal: 1.203", "Aantal: 988"),
        ] {
            #expect(kinds(before, after) == [.equal, .edited, .equal], "\(before)")
        }
        #expect(kinds("It was 5 June 2025.", "It was 17 July 2026.", between: " ") == [.equal, .edited, .equal])
        // Another sentence, other marks, or one that is not alone there.
        for (before, after) in [
            ("Price: 120 dollars", "Cost: 95 euros"), ("5 June 2025", "17/07/2026"), ("Dogs bark.", "Cats purr."),
            ("5 June 2025", "17 July 2026\n\n18 July 2026"),
        ] {
            #expect(kinds(before, after) == [.equal, .equal], "\(before)")
        }
    }

    @Test("A sentence alone between two that stayed is the same one, rewritten")
    func rewrittenAlone() {
        let (first, last) = ("The ferry left at noon with ninety people.", "Nobody was hurt, the police said at night.")
        let diff = diff(
            "\(first) Besides, human pilots are not always very reliable. \(last)",
            "\(first) Besides, pilots may be drunk or sleepy after lunch. \(last)")
        #expect(diff.sentenceLinks.map(\.kind) == [.equal, .edited, .equal])
    }

    @Test("An item, a row or a heading that stands once on both sides is itself wherever it stands", arguments: 0..<20)
    func shortEntries(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let words = ["Milk", "Salt", "Rice", "Tea", "Oil", "北京", "上海", "5 May", "A4", "Figs"]
        for mark in ["- ", "## ", "1. "] {
            let shuffled = words.shuffled(using: &random)
            let diff = diff(
                words.map { mark + $0 }.joined(separator: "\n"), shuffled.map { mark + $0 }.joined(separator: "\n"))
            #expect(diff.sentenceLinks.count == words.count, "\(mark) \(shuffled)")
            #expect(diff.sentenceLinks.allSatisfy { !$0.isEdited })
        }
    }

    @Test(
        "A sentence that changed in nothing but its form is itself",
        arguments: [
            ("THE BRIDGE IS CLOSED.", "The bridge is closed."), ("ＡＢＣ ＤＥＦ ＧＨＩ.", "ABC DEF GHI."),
            ("Café naïve rôle élite.", "Cafe naive role elite."),
        ])
    func respelled(before: String, after: String) {
        let around = ("The ferry left at noon.", "Nobody was hurt on the way, the police said at night.")
        let inPlace = diff("\(around.0) \(before) \(around.1)", "\(around.0) \(after) \(around.1)")
        #expect(inPlace.sentenceLinks.map(\.kind) == [.equal, .edited, .equal])
        let moved = diff("\(before)\n\n\(around.0)\n\n\(around.1)", "\(around.0)\n\n\(around.1)\n\n\(after)")
        #expect(moved.sentenceLinks.count == 3)
        // Where it stands twice, nobody can tell which of them it was.
        let twice = diff("\(around.0)\n\n\(before)\n\n\(before)", "\(after)\n\n\(after)\n\n\(around.0)")
        #expect(twice.sentenceLinks.count == 1)
    }
}
