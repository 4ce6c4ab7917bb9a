import StetModel
import Testing

@testable import StetExtract

/// Pages that are not news: what their text is, and what is around it.
@Suite struct PageKindsTests {
    private static func text(_ title: String, _ main: String) throws -> String {
        try Pages.text(
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(title) | Harbour Works</title></head><body>
            <header><a href="/">Harbour Works</a><nav><ul><li><a href="/docs">Docs</a></li><li><a href="/forum">Forum</a></li></ul></nav></header>
            \(main)<footer><ul><li><a href="/about">About</a></li><li><a href="/terms">Terms</a></li></ul><p>© 2024 Harbour Works. All rights reserved.</p></footer></body></html>
            """)
    }

    @Test("Documentation: code, tables, notes, terms and steps stay; its menus, pagers and questions to the reader go")
    func documentation() throws {
        let text = try Self.text(
            "Configure the pump controller",
            """
            <div><aside class="sidebar"><ul><li><a href="/docs/install">Install</a></li><li><a href="/docs/configure">Configure</a></li><li><a href="/docs/api">API reference</a></li></ul></aside>
            <main><div class="breadcrumbs"><a href="/docs">Docs</a> / <a href="/docs/guides">Guides</a></div><h1>Configure the pump controller</h1>
            <p>The controller reads its settings from one file when it starts. This page lists the settings and what they mean.</p>
            <h2 id="example">Example</h2><p>Save this as <code>pump.toml</code>:</p><pre><code>[pump]
            rate = 40
            </code></pre>
            <h2 id="how-to-share">Settings to share</h2>
            <table><thead><tr><th>Name</th><th>Type</th><th>Default</th></tr></thead><tbody><tr><td>rate</td><td>integer</td><td>40</td></tr><tr><td>share</td><td>boolean</td><td>10 m</td></tr></tbody></table>
            <div class="admonition"><p>Note</p><p>Restart the controller after each change.</p></div>
            <dl><dt><code>pump start</code></dt><dd>Starts the pump.</dd><dt><code>pump stop</code></dt><dd>Stops the pump at once.</dd></dl>
            <ol><li>Stop the controller.</li><li>Start the controller.</li></ol>
            <div class="f1"><p>Was this page helpful?</p><button>Yes</button><button>No</button></div><p><a href="https://git.example/edit">Edit this page</a></p>
            <div><a href="/docs/install">Previous: Install</a> <a href="/docs/api">Next: API reference</a></div></main>
            <div class="toc"><h3>On this page</h3><ul><li><a href="#example">Example</a></li><li><a href="#settings">Settings</a></li></ul></div></div>
            """)
        #expect(
            text == """
                The controller reads its settings from one file when it starts. This page lists the settings and what they mean.
                Example
                Save this as pump.toml:
                [pump]
                rate = 40
                Settings to share
                Name Type Default
                rate integer 40
                share boolean 10 m
                Note
                Restart the controller after each change.
                pump start
                Starts the pump.
                pump stop
                Stops the pump at once.
                1. Stop the controller.
                2. Start the controller.
                """)
    }

    private static func post(_ name: String, _ date: String, _ text: String) -> String {
        "<article class='post'><div><b>\(name)</b><span>Posts: 312</span></div><div>\(date)</div><div>\(text)</div><div><a href='#'>Quote</a> <a href='#'>Report</a></div></article>"
    }

    private static let question =
        "<p>My pump runs fine for ten minutes, then it stops and the red light blinks three times. I have tried a new filter.</p><ul><li>The fan turns.</li><li>The cable is new.</li></ul><p>Has anybody seen this, and what does the blinking mean?</p>"
    private static let questionText = """
        My pump runs fine for ten minutes, then it stops and the red light blinks three times. I have tried a new filter.
        The fan turns.
        The cable is new.
        Has anybody seen this, and what does the blinking mean?
        """

    @Test("A forum's first post is the text, the replies are comments, with and without telling markup")
    func forum() throws {
        let reply = "<p>Three blinks mean that it runs hot. Take the lid off and look whether the fan turns.</p>"
        let named = try Self.text(
            "Pump stops after ten minutes",
            "<main><h1>Pump stops after ten minutes</h1>" + Self.post("anna82", "3 May 2024, 10:12", Self.question)
                + Self.post("ben", "3 May 2024, 11:40", reply)
                + Self.post("carla", "4 May 2024, 08:02", "<p>Same here, a leaf was in the fan.</p>")
                + "<div><a href='?p=2'>2</a> <a href='?p=3'>3</a></div></main>")
        #expect(named == Self.questionText)
        let opaque = try Self.text(
            "Pump stops after ten minutes",
            "<div id='a'><h1>Pump stops after ten minutes</h1><div class='x1'><div class='x2'>\(Self.question)</div></div><h3>3 replies</h3>"
                + ["2 hours", "1 hour", "5 minutes"].map {
                    "<div class='x3'><div><span>ben</span> <span>\($0) ago</span></div>\(reply)</div>"
                }.joined() + "</div>")
        #expect(opaque == Self.questionText)
    }

    @Test("Question and answers both are the text; votes, names and related questions are not")
    func questionAndAnswers() throws {
        let text = try Self.text(
            "How do I calibrate the flow meter?",
            """
            <main><h1>How do I calibrate the flow meter?</h1><div class="question"><div>12 votes</div><p>The flow meter of my controller shows a tenth more than the bucket test. How is it calibrated?</p></div>
            <h2>2 answers</h2><div class="answer"><div>30 votes</div><p>Set <code>flow.factor</code> to the volume of the bucket divided by the volume shown, for instance:</p><pre><code>flow.factor = 0.909</code></pre><p>Then restart the controller.</p><div>answered 3 May 2024 by <a href="/u/ben">ben</a></div></div>
            <div class="answer"><div>4 votes</div><p>You can also press the button at the back for five seconds, which starts the calibration of newer models.</p><div>answered 5 May 2024 by <a href="/u/carla">carla</a></div></div>
            <div><h4>Related questions</h4><ul><li><a href="/q/1">Why does the meter show zero?</a></li><li><a href="/q/2">How do I reset the controller?</a></li></ul></div></main>
            """)
        #expect(
            text == """
                The flow meter of my controller shows a tenth more than the bucket test. How is it calibrated?
                2 answers
                Set flow.factor to the volume of the bucket divided by the volume shown, for instance:
                flow.factor = 0.909
                Then restart the controller.
                You can also press the button at the back for five seconds, which starts the calibration of newer models.
                """)
    }

    @Test("A live blog's entries stay, each with its time")
    func liveBlog() throws {
        let entries = [
            (
                "22:41", "Ferries stay in port",
                "All ferries to the outer islands stay in port until the morning, the harbour office said."
            ),
            (
                "21:15", "First trees fall",
                "Two trees fell on the coast road, which is closed between the lighthouse and the mill."
            ),
            (
                "20:02", "Warning raised",
                "The weather office has raised its warning to the highest level for the first time in six years."
            ),
        ]
        let html = entries.map {
            "<section><time datetime='2024-05-03T\($0.0)'>\($0.0)</time><h2>\($0.1)</h2><p>\($0.2)</p><div><a href='#'>Share</a></div></section>"
        }.joined()
        let text = try Self.text(
            "Storm reaches the coast",
            "<main><article><h1>Storm reaches the coast</h1><p>The strongest storm of the year has reached the islands. We report through the night.</p>\(html)</article></main>"
        )
        let expected = entries.map { "\($0.0)\n\($0.1)\n\($0.2)" }.joined(separator: "\n")
        #expect(
            text == "The strongest storm of the year has reached the islands. We report through the night.\n" + expected
        )
    }

    @Test("Of a product its description and data are the text; prices, reviews and other products are not")
    func product() throws {
        let text = try Self.text(
            "Pump P40",
            """
            <main><div><h1>Pump P40</h1><div><img src="/p40.jpg" alt="P40"></div><div>€ 249.00</div><div>In stock</div><form action="/cart"><input type="submit" value="Add to basket"></form>
            <div><h2>Description</h2><p>The P40 lifts forty litres a minute from a depth of up to eight metres, and it does so quietly enough for a garden at night.</p><p>Its housing is made of steel, and all parts that wear out can be changed with one tool.</p>
            <ul><li>Runs dry without damage</li><li>Five years of warranty</li></ul><h2>Technical data</h2><table><tr><th>Power</th><td>600 W</td></tr><tr><th>Cable</th><td>10 m</td></tr></table></div>
            <div class="reviews"><h2>Customer reviews</h2><div><span>★★★★★</span><b>Anna</b><p>Runs all day and hardly makes a sound, I would buy it again.</p></div></div>
            <div><h3>Customers also bought</h3><ul><li><a href="/p/hose"><img src="h.jpg">Hose H10</a> € 19.00</li><li><a href="/p/filter"><img src="f.jpg">Filter F2</a> € 9.00</li></ul></div></div></main>
            """)
        #expect(
            text == """
                Description
                The P40 lifts forty litres a minute from a depth of up to eight metres, and it does so quietly enough for a garden at night.
                Its housing is made of steel, and all parts that wear out can be changed with one tool.
                Runs dry without damage
                Five years of warranty
                Technical data
                Power 600 W
                Cable 10 m
                """)
    }

    @Test("A press release keeps what it says of the company and whom to ask")
    func pressRelease() throws {
        let text = try Self.text(
            "Harbour Works opens second plant",
            """
            <main><div><h1>Harbour Works opens second plant</h1><p><strong>PORT ELLEN, 3 May 2024</strong> – Harbour Works Ltd has opened its second plant today, where two hundred people will build pumps for farms and boats.</p>
            <p>"We have looked for a site with access to the sea for four years," said Ada Brandt, the managing director, at the opening.</p>
            <h2>About Harbour Works</h2><p>Harbour Works builds pumps and controllers since 1931 and employs nine hundred people at two sites.</p>
            <h2>Contact</h2><p>Jan Roe, press office<br>Phone: +47 555 0100<br>E-mail: press@harbour.example</p></div></main>
            """)
        #expect(text.hasSuffix("\nContact\nJan Roe, press office Phone: +47 555 0100 E-mail: press@harbour.example"))
        #expect(text.contains("\nAbout Harbour Works\nHarbour Works builds pumps"))
    }

    @Test("Sections that headings unfold are read, with their headings")
    func accordion() throws {
        let sections = (1...3).map {
            "<h3><button aria-expanded='false' aria-controls='s\($0)'>Question number \($0)?</button></h3><div id='s\($0)' role='region' hidden><p>The answer to question number \($0) is long enough to be a sentence.</p></div>"
        }
        let text = try Self.text(
            "Frequently asked questions",
            "<main><h1>Frequently asked questions</h1><p>Here we answer what people ask us most often, by telephone and on the stairs.</p>\(sections.joined())</main>"
        )
        for number in 1...3 {
            #expect(
                text.contains(
                    "Question number \(number)?\nThe answer to question number \(number) is long enough to be a sentence."
                ))
        }
    }
}
