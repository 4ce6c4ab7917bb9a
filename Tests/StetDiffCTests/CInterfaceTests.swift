import CDiffClient
import CStetDiff
import StetDiff
import StetDiffC
import Testing

@Suite("The diff engine from C") struct CInterfaceTests {
    /// What a C program, which was compiled from C, makes of two texts.
    private func describe(_ before: [UInt8], _ after: [UInt8]) -> (status: Int32, lines: [Substring]) {
        var out = [CChar](repeating: 0, count: 1 << 16)
        let status = unsafe before.withUnsafeBytes { a in
            unsafe after.withUnsafeBytes { b in
                unsafe diff_client_describe(
                    a.baseAddress?.assumingMemoryBound(to: CChar.self), a.count,
                    b.baseAddress?.assumingMemoryBound(to: CChar.self), b.count, &out, out.count)
            }
        }
        let text = String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (status, text.split(separator: "\n"))
    }

    @Test("A C program reads every step and the JSON that the command writes")
    func steps() {
        let before = Array("The bridge is old. It will close in May. Nobody knows why it was built there.".utf8)
        let after = Array("Nobody knows why it was built there. The bridge is new. It will close in May 2025.".utf8)
        let (status, lines) = describe(before, after)
        let diff = TextDiff(markdownOrPlain: before, to: after)
        #expect(status == STET_DIFF_OK)
        #expect(lines.last.map { Array($0.utf8) } == diff.neutralJSON())
        #expect(
            lines.dropLast() == [
                "moved 41-77 0-36", "equal 0-13 37-50", "replaced 14-17 51-54", "equal 17-39 54-76",
                "added 39-39 77-81", "equal 39-40 81-82",
            ])
    }

    @Test("Empty texts, broken ones and missing comparisons are answered")
    func edges() {
        let text = Array("One.".utf8)
        #expect(describe([], []).status == STET_DIFF_OK)
        #expect(describe([], text).lines.first == "added 0-0 0-4")
        #expect(describe(text, [0xC3, 0x28]).status == STET_DIFF_NOT_UTF8)
        #expect(stet_diff_step_count(nil) == 0)
        let nothing = unsafe stet_diff_json(nil, nil) == nil
        #expect(nothing)
        stet_diff_free(nil)
    }

    @Test("Wrong arguments are answered with what is wrong, and nothing is left to be freed")
    func wrongArguments() {
        #expect(diff_client_first_wrong_answer() == 0)
    }
}
