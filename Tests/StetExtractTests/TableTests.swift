import StetModel
import Testing

@testable import StetExtract

@Suite("Tables")
struct TableTests {
    private func read(_ table: String) throws -> Extraction {
        let text = Pages.paragraphs.map { "<p>\($0)</p>" }
        return try Pages.extract(Pages.html(body: text[..<3].joined() + table + text[3...].joined()))
    }

    private func cells(_ rows: [[String]]) -> [[Sentence]] { rows.map { $0.map { Sentence($0) } } }

    @Test("A caption stands before its table")
    func caption() throws {
        let blocks = try read(
            "<table><caption>Levels in metres</caption><tr><th>Day<th>Level<tr><td>Monday<td>1.2<tr><td>Friday<td>1.7</table>"
        ).article.blocks
        #expect(blocks[3] == .figure(caption: [Sentence("Levels in metres")]))
        #expect(
            blocks[4]
                == .table(
                    Table(
                        header: [Sentence("Day"), Sentence("Level")],
                        rows: cells([["Monday", "1.2"], ["Friday", "1.7"]]))))
    }

    @Test("Every block that is told as kept stands in the article")
    func kept() throws {
        let tables = [
            "<table><caption>Levels in metres</caption><tr><th>Day<th>Level<tr><td>Monday<td>1.2</table>",
            "<table><thead><tr><th colspan=2>Levels</thead><tr><td>Monday<td>1.2<tr><td>Friday<td>1.7</table>",
            "<figure><img src=a.png><figcaption>The pier in May</figcaption></figure>",
            "<dl><dt>Length<dd>212 metres of it<dt>Width<dd>9 metres</dl>",
            "<table><tr><td>Name<td><p>\(Pages.paragraphs[0])<p>\(Pages.paragraphs[1])</table>",
        ]
        for table in tables {
            let extraction = try read(table)
            let text = extraction.article.text(withCaptions: true).replacing("\n", with: " ")
            for block in extraction.report.candidates where block.isKept {
                #expect(text.contains(block.text), "\(table)")
            }
        }
    }

    @Test("Cells that reach over rows and columns leave their places empty")
    func spans() throws {
        let blocks = try read(
            """
            <table><tr><th rowspan=2>Fuel<th colspan=2>Price<tr><th>Week 11<th>Week 12
            <tr><td>Petrol<td>1.689<td>1.694<tr><td rowspan=2>Diesel<td>1.708<td>1.732<tr><td>1.710<td>1.735</table>
            """
        ).article.blocks
        #expect(
            blocks[3]
                == .table(
                    Table(
                        header: cells([["Fuel", "Price", ""]])[0],
                        rows: cells([
                            ["", "Week 11", "Week 12"], ["Petrol", "1.689", "1.694"], ["Diesel", "1.708", "1.732"],
                            ["", "1.710", "1.735"],
                        ]))))
    }

    @Test("Spans that would make a small table huge are passed over")
    func hugeSpans() throws {
        let row = "<tr><td colspan=1000 rowspan=1000>Petrol<td colspan=1000 rowspan=1000>1.689"
        let table = "<table>" + String(repeating: row, count: 40) + "</table>"
        let blocks = try read(table).article.blocks
        #expect(blocks[3] == .table(Table(rows: cells(Array(repeating: ["Petrol", "1.689"], count: 40)))))
    }

    @Test("A cell with the article's paragraphs is no table's")
    func layout() throws {
        let text = Pages.paragraphs.map { "<p>\($0)" }.joined()
        let html = """
            <html><head><title>Old ferry pier to be rebuilt</title></head><body><table>
            <tr><td colspan=2><font size=5>Harbour Post</font><tr><td><a href=/>Home</a><br><a href=/n>News</a>
            <td><h1>Old ferry pier to be rebuilt</h1>\(text)</table></body></html>
            """
        #expect(try Pages.text(html) == Pages.expected)
        #expect(try Pages.extract(html).article.blocks.count == Pages.paragraphs.count)
    }
}
