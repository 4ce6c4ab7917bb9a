internal import StetHTML

/// A run of text that a reader sees as one block: a paragraph, a heading, a list item, a cell, a caption, a label.
///
/// The page's lines in document order are what all decisions are made on; the tree only says how they hang together.
/// A plain-text page is lines without a tree.
struct Line: Sendable {
    enum Kind: Equatable, Sendable {
        case paragraph, heading(Int), item, cell, preformatted, caption, term
    }

    var kind: Kind
    /// White space folded, typographic noise dropped.
    let text: String
    var shape: TextShape
    /// The weight (see `TextShape`) of the text inside links.
    var linkWeight = 0
    /// The nodes the text lies in, in document order; parts of them may be skipped.
    var nodes: Range<Int> = 0..<0
    /// The block element around the text.
    var block = 0
    /// The element around the block; 0 on a page without a tree.
    var parent = 0
    /// What the whole line is by its wording, where it is short boilerplate.
    var phrase: BoilerplatePhrases.Kind?
    /// The text as titles are compared, which is also how lines are found to say the same.
    let titleKey: String
    /// The capital that the text begins with and that stands in a box of its own, outside of `nodes`.
    var dropCap: Unicode.Scalar?
    /// The phrases of boilerplate's vocabulary in it.
    var vocabulary: [UInt16] = []
    /// The line is short and states a time that moves with the clock, or nothing but counts.
    var isRelativeTime = false
    var isCounter = false
    /// The line is built and placed like most of the article's running text.
    var isCore = false
    /// The line shares its small box with a picture.
    var isByPicture = false
    /// The line stands in a quotation.
    var isQuoted = false
    /// The line is a value of one of the article's lists, see ``ListValues``: its wording tells nothing.
    var isValue = false
    /// The line's list stands right after core text, as its sibling.
    var listFollowsCore = false
    /// The line states the time of one of a live page's entries, see ``EntryTimes``.
    var isEntryTime = false
    /// What the past says of it; nil without a past.
    var past: Past?
    /// It is the article's because it was before.
    var isKeptByPast = false
    /// The element that holds the line's paragraph, list, table or quotation; 0 where that is not known.
    var home = 0
    /// Why the line is not the article's; nil while it is.
    var cut: CutReason?

    init(
        kind: Kind, text: String, shape: TextShape, linkWeight: Int = 0, nodes: Range<Int> = 0..<0, block: Int = 0,
        parent: Int = 0
    ) {
        self.kind = kind
        self.text = text
        self.shape = shape
        self.linkWeight = linkWeight
        self.nodes = nodes
        self.block = block
        self.parent = parent
        titleKey = TitleKey.folded(text)
        phrase = BoilerplatePhrases.kind(of: text)
        vocabulary = Vocabulary.phrases(in: text)
        isRelativeTime = RelativeTime.isStated(in: text) || RelativeTime.isMoment(text)
        isCounter = RelativeTime.isCounter(text) || LiveFigure.isStated(in: text)
    }

    /// Share of the text that is link text, 0...1.
    var linkDensity: Double { shape.weight == 0 ? 1 : min(1, Double(linkWeight) / Double(shape.weight)) }

    var isHeading: Bool { if case .heading = kind { true } else { false } }

    /// The line asks, and does nothing else.
    var isQuestion: Bool {
        shape.wordCount <= Self.questionWordCount
            && (text.hasSuffix("?") || text.hasSuffix("？") || text.hasSuffix("؟"))
    }

    /// Longer lines that end in a question are running text.
    private static let questionWordCount = 30

    /// The line is one of several of a list, a table or code.
    var isListed: Bool { kind == .item || kind == .cell || kind == .preformatted }

    /// The line can tell what its box is: it was not cut, or only for its own wording.
    var speaks: Bool {
        switch cut {
        case nil, .consent, .meter, .newsletter, .advertisement, .relativeTime: true
        default: false
        }
    }

    /// How much the line speaks for an article standing around it: the weight of unlinked running text.
    var goodWeight: Int {
        guard cut == nil, shape.isProse || shape.isSentence && shape.weight >= 25, linkDensity < 0.7 else { return 0 }
        // A text that breaks off is a teaser's.
        if text.utf8.last == UInt8(ascii: "]"), text.hasSuffix("[…]") || text.hasSuffix("[...]") { return 0 }
        return shape.weight - linkWeight
    }
}

/// Why a part of the page was left out.
enum CutReason: String, Sendable {
    case rule = "rule"
    case unselected = "outside what the rule selects"
    case hidden = "hidden text"
    case navigation = "navigation"
    case footer = "page footer"
    case form = "form"
    case dialog = "dialog"
    case consent = "consent"
    case meter = "paywall or donation"
    case newsletter = "newsletter"
    case related = "related links"
    case comments = "comments"
    case share = "share bar"
    case advertisement = "advertisement"
    case linkList = "list of links"
    case label = "label or counter"
    case relativeTime = "relative time"
    case stamp = "date line"
    case byline = "byline"
    case author = "about the author"
    case headline = "headline (kept as metadata)"
    case title = "the title again"
    case duplicate = "said before"
    case beforeArticle = "before the article"
    case afterArticle = "after the article"
    case outside = "outside the article's container"
    case noiseClass = "named as a page part that is not the article"
    case widget = "widget"
    case player = "player"
    case tags = "tags"
    case copyright = "copyright"
    case disclaimer = "disclaimer"
    case emptySection = "heading of a section that was cut"
    case deck = "standfirst (kept as metadata)"
    case template = "on other pages of the site too"
    case leftOutBefore = "left out of the article before"
}
