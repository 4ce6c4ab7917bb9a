internal import StetHTML

/// What an element's class, id and role say it is. Names are hints that publishers give freely and tools mangle, so
/// every rule on them has a cap (see `FurnitureCutter`).
enum ElementNames {
    /// A part of a name that speaks for cutting, and the reason.
    struct Hint {
        var word: String
        var reason: CutReason
    }

    /// The first hint in the element's names.
    static func hint(for node: HTMLNode) -> Hint? {
        guard node.hasAttributes else { return nil }
        return hint(node, "class") ?? idHint(node) ?? hint(node, "data-component") ?? hint(node, "data-testid")
            ?? hint(node, "data-module") ?? hint(node, "data-type")
    }

    /// The id of a heading repeats its words, so that links lead to it: "how-we-share". One word may be a name.
    private static func idHint(_ node: HTMLNode) -> Hint? {
        if LineReader.isHeading(node.tag), node.attributeBytes("id")?.contains(0x2D) == true { return nil }
        return hint(node, "id")
    }

    private static func hint(_ node: HTMLNode, _ attribute: HTMLAttributeName) -> Hint? {
        guard let value = node.attributeBytes(attribute), !value.isEmpty, value.count < maximumByteCount else {
            return nil
        }
        let bytes = value.span
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x20 {
            if start < index, let hint = hint(inName: bytes.extracting(start..<index)) { return hint }
            start = index + 1
        }
        return nil
    }

    /// Longer attributes are data, not names.
    private static let maximumByteCount = 600

    /// Splits a name at everything that is no letter, and at capitals after small letters, and looks up each part and
    /// each pair of parts.
    private static func hint(inName name: Span<UInt8>) -> Hint? {
        var found: Hint?
        /// The part that is read, and the one before it with a hyphen and this one.
        var part = ShortWord()
        var pair = ShortWord()
        pair.append(UInt8(ascii: "-"))
        var lastIsSmall = false
        for index in 0...name.count {
            let byte = index < name.count ? name[index] : 0
            let isSmall = byte &- UInt8(ascii: "a") < 26
            let isCapital = byte &- UInt8(ascii: "A") < 26
            if !isSmall, !isCapital || lastIsSmall, part.byteCount > 0 {
                if shields[part] != nil { return nil }
                if found == nil {
                    if let hint = pairs[pair] {
                        found = hint
                    } else if let hint = words[part] {
                        found = hint
                    }
                }
                pair = part
                pair.append(UInt8(ascii: "-"))
                part = ShortWord()
            }
            if isSmall || isCapital {
                part.append(byte | 0x20)
                pair.append(byte | 0x20)
            }
            lastIsSmall = isSmall
        }
        return found
    }

    /// Layout words that name the whole page by what stands beside the article: "has-sidebar", "with-comments".
    private static let shields = WordTable(
        ["has", "with", "no", "without", "body", "main", "layout", "content"].map { ($0, true) })

    private static let words = table([
        (
            .related,
            """
            related recirc recirculation recommended recommendation recommendations outbrain taboola mostread \
            trending popular readmore upnext zergnet nextpost yarpp jp relatedposts relatedarticles morefrom \
            linkbox
            """
        ),
        (
            .comments,
            """
            comments comment disqus respond commentlist livefyre coral
            """
        ),
        (
            .share,
            """
            share sharing social sharebar addthis sharedaddy socials addtoany shares sharethis
            """
        ),
        (
            .advertisement,
            """
            ad ads advert adverts advertisement advertising sponsor sponsored adsense dfp gpt promo promotion \
            adslot anzeige affiliate teads
            """
        ),
        (
            .newsletter,
            """
            newsletter subscribe signup subscription optin mailchimp
            """
        ),
        (
            .meter,
            """
            donate donation
            """
        ),
        (
            .consent,
            """
            cookie cookies consent gdpr onetrust cmp
            """
        ),
        (
            .navigation,
            """
            breadcrumb breadcrumbs nav navigation navbar menu pagination pager skip masthead toolbar
            """
        ),
        (
            .footer,
            """
            footer colophon
            """
        ),
        (
            .noiseClass,
            """
            sidebar rail noprint
            """
        ),
        (
            .dialog,
            """
            popup modal overlay lightbox tooltip
            """
        ),
        (
            .widget,
            """
            widget widgets ticker poll quiz weather rating ratings
            """
        ),
        (
            .tags,
            """
            tags taglist hashtags tagcloud
            """
        ),
        (
            .byline,
            """
            byline
            """
        ),
        (
            .stamp,
            """
            dateline timestamp pubdate metadata meta postmeta infoline
            """
        ),
        (
            .author,
            """
            bio authorbox authorbio biography aboutauthor
            """
        ),
        (
            .copyright,
            """
            copyright
            """
        ),
        (
            .hidden,
            """
            screen-reader visuallyhidden offscreen printonly hide
            """
        ),
    ])

    private static let pairs = table([
        (
            .related,
            """
            read-more read-next most-read most-popular more-from more-stories see-also also-read read-also \
            up-next you-may in-article more-on post-navigation latest-news top-stories also-like further-reading \
            next-article link-list related-content
            """
        ),
        (
            .author,
            """
            author-bio author-box about-author author-info author-card author-profile author-description \
            author-block author-about author-footer
            """
        ),
        (
            .stamp,
            """
            post-meta entry-meta article-meta
            """
        ),
        (
            .tags,
            """
            entry-footer post-tags article-tags post-footer tag-list tags-links topic-list
            """
        ),
        (
            .newsletter,
            """
            sign-up mailing-list email-signup
            """
        ),
        (
            .advertisement,
            """
            call-to
            """
        ),
        (
            .navigation,
            """
            skip-link
            """
        ),
        (
            .hidden,
            """
            sr-only visually-hidden screen-reader print-only d-none a11y-hidden
            """
        ),
        (
            .consent,
            """
            cookie-banner
            """
        ),
        (
            .player,
            """
            video-player audio-player media-player jw-player vjs-
            """
        ),
    ])

    private static func table(_ rows: [(reason: CutReason, names: String)]) -> WordTable<Hint> {
        WordTable(
            rows.flatMap { row in
                row.names.split(separator: " ").map { (String($0), Hint(word: String($0), reason: row.reason)) }
            })
    }
}
