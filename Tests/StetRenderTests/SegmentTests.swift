import StetDiff
import StetRender
import Testing

@Suite("Changed words as a reader sees them")
struct SegmentTests {
    private func shown(_ written: String) -> String {
        let diff = WrittenDiff().block(.edited, written).diff
        let line = TerminalRenderer(width: 200, context: nil).inlineDiff(diff).split(separator: "\n").last ?? ""
        return String(line.dropFirst(2))
    }

    @Test("Neighbouring replacements with only blanks or a comma between them are one change")
    func joined() {
        #expect(shown("He [-ran-]{+walked+} [-fast-]{+slowly+} home.") == "He [-ran fast-]{+walked slowly+} home.")
        #expect(shown("[-One-]{+Two+}, [-three-]{+four+}.") == "[-One, three-]{+Two, four+}.")
        #expect(
            shown("See [-http-]{+https+}://www.[-old-]{+new+}.example/")
                == "See [-http://www.old.example/-]{+https://www.new.example/+}")
    }

    @Test("Kept words, sentence ends and additions on their own stay apart")
    func apart() {
        for kept in [
            "[-One-]{+Two+} and [-three-]{+four+}.", "[-One-]{+Two+}. [-Three-]{+Four+}.",
            "{+Very+} long, {+very+} wide.",
            "他[-说-]{+表示+}中国[-将-]{+会+}继续。",
        ] {
            #expect(shown(kept) == kept)
        }
    }

    @Test("White space shared by both sides stands outside the marks, and is no change alone")
    func whiteSpace() {
        #expect(shown("A [-red -]{+blue +}car.") == "A [-red-]{+blue+} car.")
        #expect(shown("A[- red-]{+ blue+} car.") == "A [-red-]{+blue+} car.")
        #expect(shown("A[- -]{+\u{A0}+}car [-goes-]{+went+}.") == "A\u{A0}car [-goes-]{+went+}.")
        #expect(shown("A car[- of his-].") == "A car [-of his-].")
    }

    @Test("White space that came or went where the other side has none is shown with what it parts")
    func spacing() {
        #expect(shown("He is 1.80{+ +}m tall.") == "He is [-1.80m-]{+1.80 m+} tall.")
    }

    @Test("What is nothing but the sign of a mark stands apart from it")
    func signs() {
        #expect(shown("i[-----];") == "i[- --- -];")
    }

    @Test("Text told as removed and added again is equal")
    func same() {
        #expect(shown("[-Same-]{+Same+} and [-so-]{+thus+}.") == "Same and [-so-]{+thus+}.")
    }

    @Test("A line broken inside a sentence reads as one line")
    func brokenLines() {
        #expect(shown("One\n   two \n three [-four-]{+five+}.") == "One two three [-four-]{+five+}.")
    }
}
