internal import CLexbor

/// Bytes from the web as UTF-8, without their byte order mark.
///
/// Pages name their encoding in a byte order mark, a header, a `meta` element or an XML declaration, in this order of
/// strength. Publishers get this wrong, and a browser then shows a damaged page; an archive that keeps wording should
/// not. So what was named is overruled where the bytes prove it wrong:
/// - Bytes with a zero in nearly every second place are UTF-16, in the order that the zeros show.
/// - A page in valid UTF-8 beyond ASCII is UTF-8, whatever single-byte encoding was named. Text in any
///   of those is practically never valid UTF-8 by chance. The same holds for East Asian ones that it has errors in, or
///   that a few characters more speak against.
/// - A page in another encoding is read in the first of the named ones that its letters do not speak against, else in the
///   one they speak for: see ``EncodingDetector``. Where they say nothing, it is windows-1252.
///
/// UTF-8 with a broken place is still UTF-8; where a single byte of windows-1252 was pasted into it, it is read as what was
/// meant.
package struct DecodedText: Sendable {
    package let utf8: [UInt8]
    package let encoding: TextEncoding

    /// How far into a page the standard looks for a `meta` element before it starts to parse.
    package static let prescanByteCount = 1024

    /// How far we look for a `meta` element when all else fails; a browser would meet it while parsing.
    package static let latePrescanByteCount = 64 << 10

    /// Decodes a page, which may name its encoding itself.
    package init(html bytes: [UInt8], contentType: String?) {
        self.init(bytes, contentType: contentType, isMarkup: true)
    }

    /// Decodes text without markup.
    package init(plain bytes: [UInt8], contentType: String?) {
        self.init(bytes, contentType: contentType, isMarkup: false)
    }

    private init(_ bytes: [UInt8], contentType: String?, isMarkup: Bool) {
        if let (marked, markByteCount) = bytes.byteOrderMark {
            utf8 = marked.decode(bytes[markByteCount...]).utf8
            encoding = TextEncoding(name: marked.name, source: .byteOrderMark)
            return
        }
        let header = contentType.flatMap { LexborEncoding(contentType: $0) }
        let markup =
            isMarkup
            ? bytes.markupEncoding(within: Self.prescanByteCount) ?? bytes.xmlDeclarationEncoding : nil
        let named = header ?? markup
        let isUTF8 = bytes.isValidUTF8
        let proven = bytes.provenEncoding(named: named, isUTF8: isUTF8)
        let chosen: LexborEncoding
        if let proven {
            chosen = proven
        } else {
            let late = isMarkup ? bytes.markupEncoding(within: Self.latePrescanByteCount) : nil
            // Neither can be right: there are no zeros, and the bytes are not UTF-8.
            let declared = [header, markup, late].compactMap(\.self).filter { $0 != .utf8 && !$0.isUTF16 }
            let read = EncodingDetector(bytes, isMarkup: isMarkup).encoding(declared: declared)
            chosen = read ?? .windows1252
            if named == nil, chosen == late || read == nil {
                encoding = TextEncoding(name: chosen.name, source: read == nil ? .fallback : .markup)
                utf8 = chosen.decode(bytes[...]).utf8
                return
            }
        }
        let source: TextEncoding.Source =
            chosen == header ? .header : chosen == markup && (header == nil || proven == nil) ? .markup : .bytes
        encoding = TextEncoding(
            name: chosen.name, source: source, overruled: named.flatMap { $0 == chosen ? nil : $0.name })
        utf8 = chosen == .utf8 ? (isUTF8 ? bytes : bytes.repairedMixedUTF8()) : chosen.decode(bytes[...]).utf8
    }
}

extension LexborEncoding {
    /// The `charset` of a Content-Type header. The lexbor call is `lxb_html_encoding_content`.
    init?(contentType: String) {
        let bytes = Array(contentType.utf8)
        let label: [UInt8]? = unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return nil }
            var end: UnsafePointer<UInt8>?
            guard let name = unsafe lxb_html_encoding_content(start, start + bytes.count, &end), let end = unsafe end
            else { return nil }
            return unsafe Array(UnsafeBufferPointer(start: name, count: end - name))
        }
        guard let label else { return nil }
        self.init(label: label)
    }
}

extension [UInt8] {
    fileprivate var byteOrderMark: (LexborEncoding, byteCount: Int)? {
        if starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
        if starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
        return nil
    }

    /// The first known encoding that a `meta` element names. The lexbor call is `lxb_html_encoding_determine`.
    fileprivate func markupEncoding(within byteCount: Int) -> LexborEncoding? {
        unsafe self[..<Swift.min(byteCount, count)].withUnsafeBufferPointer { bytes -> LexborEncoding? in
            guard let start = bytes.baseAddress, let scan = unsafe lxb_html_encoding_create() else { return nil }
            defer { unsafe lxb_html_encoding_destroy(scan, true) }
            guard unsafe lxb_html_encoding_init(scan) == LXB_STATUS_OK.rawValue,
                unsafe lxb_html_encoding_determine(scan, start, start + bytes.count) == LXB_STATUS_OK.rawValue
            else { return nil }
            for position in 0..<(unsafe lxb_html_encoding_meta_length(scan)) {
                guard let entry = unsafe lxb_html_encoding_meta_entry(scan, position),
                    let name = unsafe entry.pointee.name, let end = unsafe entry.pointee.end
                else { continue }
                let label = unsafe UnsafeBufferPointer(start: name, count: end - name)
                guard let encoding = unsafe LexborEncoding(label: label) else { continue }
                // A `meta` element that could be read is not in UTF-16.
                return encoding.isUTF16 ? .utf8 : encoding
            }
            return nil
        }
    }

    /// What an XML declaration names; it is not in UTF-16 if it could be read.
    fileprivate var xmlDeclarationEncoding: LexborEncoding? {
        let head = prefix(Self.xmlDeclarationByteCount)
        guard head.starts(with: "<?xml".utf8), let end = head.firstRange(of: Array("?>".utf8)),
            let name = head[..<end.lowerBound].firstRange(of: Array("encoding".utf8))
        else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { $0.isASCIISpace || $0 == UInt8(ascii: "=") }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        guard let encoding = LexborEncoding(label: rest.dropFirst().prefix { $0 != quote }) else { return nil }
        return encoding.isUTF16 ? .utf8 : encoding
    }

    private static let xmlDeclarationByteCount = 256

    /// The encoding that the form of the bytes proves, or that was named and their form agrees with; nil where only
    /// their letters can tell.
    fileprivate func provenEncoding(named: LexborEncoding?, isUTF8: Bool) -> LexborEncoding? {
        if let wideEncoding { return wideEncoding }
        if let named, named.isUTF16, contains(0) { return named }
        guard isUTF8 else {
            let (whole, broken) = utf8SequenceCounts
            // A page cut off in the middle of a character, or with one foreign snippet pasted in, is still UTF-8.
            guard broken < whole else { return nil }
            let isClear = named == nil || named == .utf8 || named?.isUTF16 ?? false
            return isClear || whole >= Self.clearSequenceCount && broken * 10 <= whole ? .utf8 : nil
        }
        guard let named, named != .utf8 else { return isJapaneseMail ? .iso2022jp : .utf8 }
        if named.isUTF16 { return .utf8 }
        guard contains(where: { $0 >= 0x80 }) else { return isJapaneseMail ? .iso2022jp : named }
        if named.isSingleByte { return .utf8 }
        return utf8SequenceCounts.whole >= Self.clearSequenceCount || named.decode(self[...]).errorCount > 0
            ? .utf8 : named
    }

    /// So many characters beyond ASCII in valid UTF-8 do not come about by chance in any other encoding.
    private static let clearSequenceCount = 8

    /// ISO-2022-JP is ASCII but for the escapes that lead into and out of Japanese: ESC $ B … ESC ( B.
    private var isJapaneseMail: Bool {
        guard span.firstOffset(of: 0x1B) != nil, !contains(where: { $0 >= 0x80 }) else { return false }
        guard firstRange(of: [0x1B, 0x24, 0x42]) ?? firstRange(of: [0x1B, 0x24, 0x40]) != nil else { return false }
        return LexborEncoding.iso2022jp.decode(self[...]).errorCount <= 1
    }

    /// UTF-16 without a mark: markup, spaces and figures have a zero in every second byte, whatever the language.
    private var wideEncoding: LexborEncoding? {
        let sample = self[..<Swift.min(count & ~1, DecodedText.latePrescanByteCount)]
        guard sample.count >= 4, sample.span.firstOffset(of: 0) != nil else { return nil }
        var zeros = (even: 0, odd: 0)
        for position in sample.indices where sample[position] == 0 {
            if position & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let pairCount = sample.count / 2
        func isMany(_ zeros: Int) -> Bool {
            zeros * 2 > pairCount || zeros >= Self.manyZeroCount && zeros * 20 > pairCount
        }
        // A few characters, such as 一, have their own zero in the other place.
        if isMany(zeros.odd), zeros.even * 4 < zeros.odd { return .utf16le }
        if isMany(zeros.even), zeros.odd * 4 < zeros.even { return .utf16be }
        return nil
    }

    /// A few stray zeros are damage.
    private static let manyZeroCount = 64

    /// Valid characters of several bytes, and broken ones.
    private var utf8SequenceCounts: (whole: Int, broken: Int) {
        var whole = 0
        var broken = 0
        var index = 0
        while index < count {
            if self[index] < 0x80 {
                index += 1
                continue
            }
            let length = validUTF8Length(at: index)
            if length > 0 { whole += 1 } else { broken += 1 }
            index += length > 0 ? length : brokenUTF8Length(at: index)
        }
        return (whole, broken)
    }
}
