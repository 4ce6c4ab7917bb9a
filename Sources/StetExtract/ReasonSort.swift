/// Sorts of reasons: what a view colours alike.
public enum ReasonSort: String, Sendable, CaseIterable {
    /// Part of the article.
    case kept
    /// What a site puts around every article: navigation, lists of links, other stories, comments.
    case surroundings
    /// What wants something of the reader: consent, money, an address, a click.
    case requests
    /// What is said of the article rather than in it: byline, stamp, title, labels. Much of it is kept as metadata.
    case facts
    /// What stands in the wrong place: before, after or outside the article.
    case place
    /// What was said before, or is not shown.
    case repetition
    /// All else: a rule of the site, what the past shows.
    case other
}

extension CutReason {
    var sort: ReasonSort {
        switch self {
        case .navigation, .footer, .form, .related, .comments, .share, .linkList, .noiseClass, .widget, .player, .tags:
            .surroundings
        case .dialog, .consent, .meter, .newsletter, .advertisement: .requests
        case .label, .relativeTime, .stamp, .byline, .author, .headline, .title, .copyright, .disclaimer, .deck:
            .facts
        case .outside, .beforeArticle, .afterArticle, .emptySection: .place
        case .duplicate, .hidden: .repetition
        default: .other
        }
    }
}
