internal import CLexbor

/// The name of a known HTML element; anything else is ``other`` and has its name in ``HTMLNode/name``.
///
/// Elements inside SVG and MathML are `other` too, so that `.title` is always a page's title and never the
/// tooltip of an icon.
@usableFromInline
package enum HTMLTag: UInt8, Sendable, CaseIterable {
    case other
    case a, abbr, acronym, address, applet, area, article, aside, audio
    case b, base, basefont, bdi, bdo, bgsound, big, blink, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup
    case data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt
    case em, embed
    case fieldset, figcaption, figure, font, footer, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins
    case kbd, keygen
    case label, legend, li, link, listing
    case main, map, mark, marquee, math, menu, meta, meter
    case nav, nobr, noembed, noframes, noscript
    case object, ol, optgroup, option, output
    case p, param, picture, plaintext, pre, progress
    case q
    case rb, rp, rt, rtc, ruby
    case s, samp, script, search, section, select, slot, small, source, spacer, span, strike, strong, style, sub
    case summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul
    case `var`, video
    case wbr, xmp
}

extension HTMLTag {
    /// The tag of a known element; `nil` for all other names.
    package init?(name: String) {
        guard let tag = Self.byName[name] else { return nil }
        self = tag
    }

    /// The element's name, empty for ``other``.
    package var name: String { Self.names[Int(rawValue)] }

    private static let names = allCases.map { $0 == .other ? "" : String(describing: $0) }

    private static let byName = Dictionary(
        uniqueKeysWithValues: allCases.lazy.filter { $0 != .other }.map { ($0.name, $0) })

    /// The tag of each of lexbor's own tag numbers.
    static let byLexborID: [HTMLTag] = (0..<UInt(LXB_TAG__LAST_ENTRY.rawValue)).map { id in
        var length = 0
        guard let name = unsafe lxb_tag_name_by_id(id, &length) else { return .other }
        let bytes = unsafe UnsafeBufferPointer(start: name, count: length)
        return unsafe HTMLTag(name: String(decoding: bytes, as: UTF8.self)) ?? .other
    }
}
