internal import StetHTML

/// What an element's class, id and role say it is. Names are hints that publishers give freely and tools mangle, so
/// every rule on them has a cap (see `FurnitureCutter`).
enum ElementNames {
    /// A part of a name that speaks for cutting, and the reason.
    struct Hint {
        var word: String
        var reason: CutReason

        /// The name says what a text is, and not how it looks or where it stands: a single paragraph may go for it. Of
        /// the development pages' lines in elements called so, 70 of 73 stand in no hand-made text.
        var isFrank: Bool {
            word == "cta" || word == "postmetadata" || reason == .disclaimer || Self.wordsOfUnseen.contains(word)
        }

        /// For readers' software alone; what else is called hidden is so on some screens.
        private static let wordsOfUnseen: Set<String> = [
            "sr-only", "visually-hidden", "screen-reader", "visuallyhidden", "a11y-hidden",
        ]
    }

    /// The first hint in the element's names.
    static func hint(for node: HTMLNode) -> Hint? {
        var known = Known()
        return hint(for: node, &known)
    }

    /// The same where many elements are asked for theirs: pages repeat their classes.
    static func hint(for node: HTMLNode, _ known: inout Known) -> Hint? {
        guard node.hasAttributes else { return nil }
        return known.hint(ofClassOf: node) ?? idHint(node) ?? hint(node, "data-component") ?? hint(node, "data-testid")
            ?? hint(node, "data-module") ?? hint(node, "data-type")
    }

    /// The id of a heading repeats its words, so that links lead to it: "how-we-share". One word may be a name.
    private static func idHint(_ node: HTMLNode) -> Hint? {
        let isHeading = LineReader.isHeading(node.tag)
        if isHeading, node.attributeBytes("id")?.contains(0x2D) == true { return nil }
        let hint = hint(node, "id")
        // A heading of that one word is the document's own.
        return isHeading && hint?.reason == .disclaimer ? nil : hint
    }

    private static func hint(_ node: HTMLNode, _ attribute: HTMLAttributeName) -> Hint? {
        guard let value = node.attributeBytes(attribute), !value.isEmpty, value.count < maximumByteCount else {
            return nil
        }
        return hint(inNames: value.span)
    }

    fileprivate static func hint(inNames bytes: Span<UInt8>) -> Hint? {
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x20 {
            if start < index, let hint = hint(inName: bytes.extracting(start..<index)) { return hint }
            start = index + 1
        }
        return nil
    }

    /// Longer attributes are data, not names.
    fileprivate static let maximumByteCount = 600

    /// The hints of the class attributes that were read last.
    ///
    /// Each value has one place; one that comes later takes it over, so that a page with many values costs no memory.
    struct Known {
        private var values: [(bytes: ArraySlice<UInt8>, hint: Hint?)] = []
        /// A page has two or three hundred different values in all; a power of two.
        private static let placeCount = 256

        fileprivate mutating func hint(ofClassOf node: HTMLNode) -> Hint? {
            guard let value = node.attributeBytes("class"), !value.isEmpty, value.count < maximumByteCount else {
                return nil
            }
            if values.isEmpty { values = Array(repeating: ([], nil), count: Self.placeCount) }
            let bytes = value.span
            let place = Self.place(of: bytes)
            let before = values[place].bytes
            if Self.areEqual(before.span, bytes) { return values[place].hint }
            let hint = ElementNames.hint(inNames: bytes)
            values[place] = (value, hint)
            return hint
        }

        /// FNV-1a, folded.
        private static func place(of bytes: Span<UInt8>) -> Int {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
            return Int((hash ^ hash >> 32) & UInt64(placeCount - 1))
        }

        private static func areEqual(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
            guard a.count == b.count else { return false }
            for index in a.indices where a[index] != b[index] { return false }
            return true
        }
    }

    /// Splits a name at everything that is no letter, and at capitals after small letters, and looks up each part and
    /// each pair of parts.
    private static func hint(inName name: Span<UInt8>) -> Hint? {
        var found: Hint?
        var part = ShortWord()
        /// The number of the part before, where a pair begins with it.
        var previous: Int32 = -1
        var lastIsSmall = false
        var hashEnd = 0
        var tokenEnd = 0
        for index in 0...name.count {
            if index < name.count, index >= tokenEnd, isLetterOrDigit(name[index]) {
                let token = token(of: name, from: index)
                tokenEnd = token.end
                if token.isHash { hashEnd = token.end }
            }
            let byte = index < name.count && index >= hashEnd ? name[index] : 0
            let isSmall = byte &- UInt8(ascii: "a") < 26
            let isCapital = byte &- UInt8(ascii: "A") < 26
            if !isSmall, !isCapital || lastIsSmall, part.byteCount > 0 {
                if let known = parts[part] {
                    if known.isShield { return nil }
                    if found == nil { found = known.pairs.first { $0.previous == previous }?.hint ?? known.hint }
                    previous = known.number
                } else {
                    previous = -1
                }
                part = ShortWord()
            }
            if isSmall || isCapital { part.append(byte | 0x20) }
            lastIsSmall = isSmall
        }
        return found
    }

    /// What is known of a part of a name.
    private struct Part {
        var number: Int32
        var isShield = false
        var hint: Hint?
        /// What it says after another part.
        var pairs: [(previous: Int32, hint: Hint)] = []
    }

    private static let parts: WordTable<Part> = {
        var list: [(word: String, value: Part)] = []
        var places: [String: Int] = [:]
        func place(_ word: String) -> Int {
            if let known = places[word] { return known }
            places[word] = list.count
            list.append((word, Part(number: Int32(list.count))))
            return list.count - 1
        }
        for word in shields { list[place(word)].value.isShield = true }
        for (word, hint) in words { list[place(word)].value.hint = hint }
        for (pair, hint) in pairs {
            guard let hyphen = pair.firstIndex(of: "-") else { continue }
            let previous = list[place(String(pair[..<hyphen]))].value.number
            let second = place(String(pair[pair.index(after: hyphen)...]))
            list[second].value.pairs.insert((previous, hint), at: 0)
        }
        return WordTable(list)
    }()

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte | 0x20 &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    /// The letters and digits from `start` on, and whether they are a hash: a letter stands after a digit, and the digits
    /// are no measure as in "300x250". A hash may hold "ad" and mean nothing by it.
    private static func token(of name: Span<UInt8>, from start: Int) -> (end: Int, isHash: Bool) {
        var end = start
        var isHash = false
        while end < name.count, isLetterOrDigit(name[end]) {
            let isDigit = name[end] &- UInt8(ascii: "0") < 10
            if !isDigit, end > start, name[end - 1] &- UInt8(ascii: "0") < 10 {
                let isMeasure =
                    name[end] | 0x20 == UInt8(ascii: "x") && end + 1 < name.count
                    && name[end + 1] &- UInt8(ascii: "0") < 10
                if !isMeasure { isHash = true }
            }
            end += 1
        }
        return (end, isHash)
    }

    /// Layout words that name the whole page by what stands beside the article: "has-sidebar", "with-comments".
    private static let shields = ["has", "with", "no", "without", "body", "main", "layout", "content"]

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
            comments comment disqus respond commentlist commentform livefyre coral
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
            adslot anzeige affiliate teads cta
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
            cookie cookies consent gdpr onetrust cmp didomi usercentrics cookiebot cmpbox iubenda trustarc truste osano \
            termly klaro cookieyes cky cookiefirst cmplz complianz axeptio tarteaucitron borlabs consentmanager
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
            dateline timestamp pubdate metadata meta postmeta postmetadata infoline
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
            .disclaimer,
            """
            disclaimer
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
            cookie-banner sp-message privacy-notice privacy-banner privacy-popup privacy-bar privacy-manager
            """
        ),
        (
            .player,
            """
            video-player audio-player media-player jw-player vjs-
            """
        ),
    ])

    /// The names with their hints; of a name given twice the later row counts.
    private static func table(_ rows: [(reason: CutReason, names: String)]) -> [(String, Hint)] {
        rows.flatMap { row in
            row.names.parts(between: " ").map { ($0, Hint(word: $0, reason: row.reason)) }
        }
    }
}
