import StetDiff
import StetRender

/// An announced update of a news report: a headline word, a date, a quotation, a paragraph moved with an edit inside.
let announcedUpdate = WrittenDiff()
    .field(
        "title", "Minister meets deputy secretary, saying relations are at a critical stage",
        "Minister meets deputy secretary, warning relations are at a critical stage",
        words: "Minister meets deputy secretary, [-saying-]{+warning+} relations are at a critical stage"
    )
    .field("updated", "2024-06-01T10:43", "2024-06-01T13:05")
    .block(.equal, "Relations are at a critical stage.", "The two sides should meet each other halfway.")
    .block(.edited, "The minister is visiting the capital from May 30 to June [-2-]{+3+}.")
    .block(.moved, "The two sides also discussed [-regional-]{+international and regional+} issues.", name: "issues")
    .block(.equal, "He added that his country is committed.", "It is hoped that both sides can do more.")
    .block(.equal, "There is no future in zero-sum games.")
    .block(.equal, "According to the release, both sides agreed to continue implementing the consensus.")
    .block(.movedAway, name: "issues")
    .block(
        .edited, "He urged the other side to stop.", "[-It should take concrete actions to maintain peace.-]",
        "The crisis must be resolved.", "A third meeting was not announced.", "Observers were cautious."
    )
    .diff

let announcedHeading = DiffHeading(
    title: "Minister meets deputy secretary, warning relations are at a critical stage",
    url: "https://news.example.com/minister", before: .init(label: "@1"), after: .init(label: "@2"),
    interval: "between 10:50 and 13:10 UTC, 1 Jun 2024")
