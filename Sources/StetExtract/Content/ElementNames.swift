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
        for name in ["class", "id", "data-component", "data-testid", "data-module", "data-type"] {
            guard let value = node.attributeBytes(name), !value.isEmpty, value.count < maximumByteCount else {
                continue
            }
            for names in value.split(separator: 0x20) {
                if let hint = hint(inName: names) { return hint }
            }
        }
        return nil
    }

    /// Longer attributes are data, not names.
    private static let maximumByteCount = 600

    /// Splits a name at everything that is no letter, and at capitals after small letters, and looks up each part and
    /// each pair of parts.
    private static func hint(inName name: ArraySlice<UInt8>) -> Hint? {
        var previous = ""
        var part: [UInt8] = []
        var found: Hint?
        var isShielded = false
        func close() {
            guard !part.isEmpty else { return }
            let word = String(decoding: part, as: UTF8.self)
            part.removeAll(keepingCapacity: true)
            if shields.contains(word) { isShielded = true }
            if found == nil {
                let pair = previous + "-" + word
                if let reason = pairs[pair] {
                    found = Hint(word: pair, reason: reason)
                } else if let reason = words[word] {
                    found = Hint(word: word, reason: reason)
                }
            }
            previous = word
        }
        var lastIsSmall = false
        for byte in name {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                part.append(byte)
                lastIsSmall = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if lastIsSmall { close() }
                part.append(byte | 0x20)
                lastIsSmall = false
            default:
                close()
                lastIsSmall = false
            }
        }
        close()
        return isShielded ? nil : found
    }

    /// Layout words that name the whole page by what stands beside the article: "has-sidebar", "with-comments".
    private static let shields: Set<String> = ["has", "with", "no", "without", "body", "main", "layout", "content"]

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
            .contents,
            """
            toc
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
            .contents,
            """
            table-of ez-toc
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

    private static func table(_ rows: [(reason: CutReason, names: String)]) -> [String: CutReason] {
        var table: [String: CutReason] = [:]
        for row in rows {
            for name in row.names.split(separator: " ") { table[String(name)] = row.reason }
        }
        return table
    }
}
