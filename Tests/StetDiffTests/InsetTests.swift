import StetDiff
import StetModel
import TestSupport
import Testing

@Suite("Pictures, breaks and languages of code")
struct InsetTests {
    /// "one ![alt](src) two *** three ```swift" as pieces: words, and insets in brackets.
    private func pieces(_ written: String) -> [Inset.Piece] {
        written.split(separator: " / ").map { part in
            if part == "***" { return .inset(Inset(kind: .thematicBreak)) }
            if part.hasPrefix("!") {
                let parts = part.dropFirst().split(separator: "@", omittingEmptySubsequences: false).map(String.init)
                return .inset(Inset(kind: .picture, text: parts[0], target: parts[1]))
            }
            if part.hasPrefix("`") {
                let parts = part.dropFirst().split(separator: "@", omittingEmptySubsequences: false).map(String.init)
                return .inset(Inset(kind: .code, text: parts[1], target: parts[0].isEmpty ? nil : parts[0]))
            }
            return .words(String(part))
        }
    }

    private func told(_ before: String, _ after: String) -> [String] {
        ArticleDiff.insetChanges(from: pieces(before), to: pieces(after)).map { change in
            func text(_ inset: Inset?) -> String {
                guard let inset else { return "nothing" }
                return inset.kind == .code ? inset.target ?? "none" : "\(inset.text)@\(inset.target ?? "")"
            }
            let kind = change.kind.rawValue + (change.isMoved ? " moved" : "")
            return "\(kind): \(text(change.before)) > \(text(change.after)) after \(change.place)"
        }
    }

    @Test("What is the same between the same or other words is no change")
    func unchanged() {
        let text = "a / !x@1.png / b / *** / c / `swift@let a"
        #expect(told(text, text).isEmpty)
        #expect(told(text, "A / !x@1.png / B / *** / C / `swift@let b").isEmpty)
        #expect(told("!x@1.png / b", "new / !x@1.png / b").isEmpty)
    }

    @Test("A picture that lies elsewhere, is described otherwise, is new, gone or another one is told as that")
    func pictures() {
        #expect(told("a / !x@1.png / b", "a / !x@2.png / b") == ["picture: x@1.png > x@2.png after a"])
        #expect(told("a / !x@1.png / b", "a / !y@1.png / b") == ["picture: x@1.png > y@1.png after a"])
        #expect(told("a / !x@1.png / b", "a / b") == ["picture: x@1.png > nothing after a"])
        #expect(told("a / b", "a / b / !x@1.png") == ["picture: nothing > x@1.png after b"])
        #expect(told("a / !x@1.png / b", "a / !y@2.png / b") == ["picture: x@1.png > y@2.png after a"])
        // Two beside each other are told apart by what is the same of them, not by their order.
        #expect(
            told("a / !x@1.png / !y@2.png", "a / !z@2.png / !x@3.png") == [
                "picture: y@2.png > z@2.png after a", "picture: x@1.png > x@3.png after a",
            ])
    }

    @Test("A picture or break between other words moved, unless it went with its words")
    func moved() {
        #expect(
            told("a / !x@1.png / b / c", "a / b / c / !x@1.png") == ["picture moved: x@1.png > x@1.png after c"])
        #expect(told("a / *** / b / c", "a / b / *** / c") == ["break moved: @ > @ after b"])
        #expect(told("a / b / !x@1.png / c / d", "c / d / a / b / !x@1.png").isEmpty)
    }

    @Test("Of code its language alone is told: its lines are words")
    func code() {
        #expect(told("a / `swift@let a / let a", "a / `python@let a / let a") == ["code: swift > python after a"])
        #expect(told("a / `@x = 1", "a / `js@x = 1") == ["code: none > js after a"])
        #expect(told("a / b", "a / `js@x = 1 / x = 1 / b").isEmpty)
        #expect(told("a / `js@x = 1 / x = 1 / b", "b / a / `js@x = 1 / x = 1").isEmpty)
    }

    @Test("Turned round, the same insets changed", arguments: 0..<100 as Range<UInt64>)
    func inverse(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func side() -> [Inset.Piece] {
            (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in
                pieces(
                    ["a", "b", "c", "!x@1", "!x@2", "!y@1", "***", "`js@one", "`@one"].randomElement(using: &random)
                        ?? "a")
            }
        }
        let (before, after) = (side(), side())
        let there = ArticleDiff.insetChanges(from: before, to: after)
        let back = ArticleDiff.insetChanges(from: after, to: before)
        func count(_ pieces: [Inset.Piece], _ kind: Inset.Kind) -> Int {
            pieces.count { if case .inset(let inset) = $0 { inset.kind == kind } else { false } }
        }
        for kind in [Inset.Kind.picture, .thematicBreak] {
            let (come, gone) = (
                there.count { $0.kind == kind && $0.before == nil }, there.count { $0.kind == kind && $0.after == nil }
            )
            #expect(come - gone == count(after, kind) - count(before, kind), "seed \(seed)")
            #expect(
                back.count { $0.kind == kind && $0.after == nil } - back.count { $0.kind == kind && $0.before == nil }
                    == come - gone, "seed \(seed)")
        }
        #expect(ArticleDiff.insetChanges(from: before, to: before).isEmpty)
    }

    @Test("An article whose insets alone changed is not the same")
    func isChange() {
        let article = Article(blocks: [.paragraph([Sentence("One.")])])
        let diff = ArticleDiff(from: article, to: article, insets: (pieces("One."), pieces("One. / ***")))
        #expect(!diff.isEmpty && !diff.changesWording && !diff.differsInLayoutAlone)
    }
}
