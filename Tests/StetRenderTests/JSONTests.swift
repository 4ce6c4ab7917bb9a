import Foundation
import StetDiff
import StetModel
import StetRender
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("Without the escapes for people, text is written as Foundation writes it")
    func requiredEscapes() throws {
        let scalars =
            (UInt32(0)...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{200B}", "\u{2028}", "\u{FEFF}", "\u{1F5DE}"]
        let text = String(String.UnicodeScalarView(scalars))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var json = JSONWriter(isIndented: false, escapesUnseen: false)
        json.object { $0.member("text", text) }
        #expect(json.bytes == [UInt8](try encoder.encode(["text": text])))
    }

    @Test("A changed block is written with its sentences and segments")
    func diff() {
        let diff = WrittenDiff().block(.edited, "It ends on June [-2-]{+3+}.").diff
        let json = JSONRenderer().diff(
            diff, heading: DiffHeading(before: .init(label: "@1"), after: .init(label: "@2")))
        #expect(
            json == """
                {
                  "title": null,
                  "url": null,
                  "before": {
                    "label": "@1",
                    "time": null
                  },
                  "after": {
                    "label": "@2",
                    "time": null
                  },
                  "interval": null,
                  "changed": true,
                  "wording": true,
                  "summary": {
                    "text": "1 sentence edited",
                    "fields": [],
                    "sentences": {
                      "edited": 1,
                      "added": 0,
                      "removed": 0,
                      "moved": 0,
                      "split": 0,
                      "merged": 0,
                      "reformatted": 0,
                      "alsoEdited": 0
                    },
                    "blocks": {
                      "edited": 0,
                      "added": 0,
                      "removed": 0,
                      "moved": 0,
                      "split": 0,
                      "merged": 0,
                      "reformatted": 0,
                      "alsoEdited": 0
                    },
                    "tableRows": {
                      "edited": 0,
                      "added": 0,
                      "removed": 0,
                      "moved": 0,
                      "split": 0,
                      "merged": 0,
                      "reformatted": 0,
                      "alsoEdited": 0
                    },
                    "tableColumns": {
                      "edited": 0,
                      "added": 0,
                      "removed": 0,
                      "moved": 0,
                      "split": 0,
                      "merged": 0,
                      "reformatted": 0,
                      "alsoEdited": 0
                    },
                    "links": 0,
                    "quotations": 0,
                    "onlyIn": {
                      "sentences": 0,
                      "classes": []
                    },
                    "words": {
                      "removed": 1,
                      "added": 1
                    }
                  },
                  "metadata": [],
                  "blocks": [
                    {
                      "kind": "edited",
                      "type": "paragraph",
                      "before": [0],
                      "after": [0],
                      "sentences": [
                        {
                          "kind": "edited",
                          "before": [0],
                          "after": [0],
                          "segments": [
                            {
                              "kind": "equal",
                              "text": "It ends on June "
                            },
                            {
                              "kind": "removed",
                              "text": "2"
                            },
                            {
                              "kind": "added",
                              "text": "3"
                            },
                            {
                              "kind": "equal",
                              "text": "."
                            }
                          ]
                        }
                      ]
                    }
                  ],
                  "tables": [],
                  "quotations": []
                }

                """)
    }

    @Test("Any text comes back from JSON as it was, and nothing raw but printable text is in it")
    func anyText() throws {
        let hostile =
            String(String.UnicodeScalarView((0...0xFF).compactMap(Unicode.Scalar.init)))
            + "\u{202E}\u{2066}\u{200B}\u{FEFF}\u{E0041}\u{2028}😀عربي"
        let json = JSONRenderer(isCompact: true).revisions([
            RevisionRow(number: 1, commit: "c", observed: "t", kind: "new", title: hostile)
        ])
        #expect(
            json.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
        #expect(!json.unicodeScalars.contains { $0.properties.isDefaultIgnorableCodePoint })
        #expect(json.filter { $0 == "\n" }.count == 1)
        let read = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]])
        #expect(read["revisions"]?.first?["title"] as? String == hostile)
        #expect(read["revisions"]?.first?["summary"] is NSNull)
    }

    @Test("Empty arrays and objects stay on one line")
    func empty() {
        #expect(JSONRenderer().articles([]) == "{\n  \"articles\": []\n}\n")
        #expect(JSONRenderer(isCompact: true).revisions([]) == "{\"revisions\":[]}\n")
    }

    @Test("An article's marks are written as a tree beside its plain text")
    func article() throws {
        let article = Article(
            metadata: Metadata(title: "T", published: StatedTime("2024-06-01T10:43")),
            blocks: [
                .heading(level: 2, content: Sentence("Head")),
                .list(List(start: 3, items: [[.paragraph([Sentence("Item.")])]])),
                .paragraph([Sentence([.text("See "), .link(target: "https://example.com/", content: [.text("it")])])]),
                .table(Table(header: [Sentence("h")], rows: [[Sentence("c")]])),
            ])
        let json = JSONRenderer(isCompact: true).article(article)
        #expect(
            json == #"""
                {"metadata":{"url":null,"title":"T","deck":null,"authors":[],"outlet":null,"section":null,"tags":[],\#
                "published":"2024-06-01T10:43","updated":null,"language":null,"license":null,"access":null,\#
                "corrections":[]},"blocks":[{"type":"heading","level":2,"text":"Head"},\#
                {"type":"list","start":3,"items":[[{"type":"paragraph","sentences":[{"text":"Item."}]}]]},\#
                {"type":"paragraph","sentences":[{"text":"See it","inlines":[{"type":"text","text":"See "},{"type":"link",\#
                "target":"https://example.com/","content":[{"type":"text","text":"it"}]}]}]},{"type":"table",\#
                "header":[{"text":"h"}],"rows":[[{"text":"c"}]]}]}

                """#)
    }
}
