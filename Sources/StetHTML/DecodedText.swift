internal import CLexbor

/// Bytes from the web as UTF-8, without their byte order mark.
///
/// The encoding is chosen by the WHATWG rules: byte order mark, then header, then the `meta` element in the
/// first 1,024 bytes. Publishers get this wrong, and a browser then shows a damaged page; an archive that keeps
/// wording should not. So what was named is overruled where the bytes prove it wrong:
/// - A page in valid UTF-8 beyond ASCII is UTF-8, whatever single-byte encoding was named. Text in any
///   of those is practically never valid UTF-8 by chance.
/// - A page named UTF-16 without a zero byte, and one named in an East Asian encoding with errors in that,
///   is UTF-8 if it is valid UTF-8.
/// - A page named UTF-8 with more broken than whole sequences is what its `meta` element says, else windows-1252.
///
/// Where nothing is named: UTF-8 if valid, UTF-16 if every other byte is zero, a `meta` element that came late, and
/// else windows-1252.
package struct DecodedText: Sendable {
    package let utf8: [UInt8]
    package let encoding: TextEncoding

    /// How far into a page the standard looks for a `meta` element before it starts to parse.
    package static let prescanByteCount = 1024

    /// How far we look for a `meta` element when all else fails; a browser would meet it while parsing.
    package static let latePrescanByteCount = 64 << 10

    /// Decodes a page, which may name its encoding itself.
    package init(html bytes: [UInt8], contentType: String?) {
        self.init(bytes, contentType: contentType) { $0.markupEncoding(within: $1) }
    }

    /// Decodes text without markup.
    package init(plain bytes: [UInt8], contentType: String?) {
        self.init(bytes, contentType: contentType) { _, _ in nil }
    }

    private init(
        _ bytes: [UInt8], contentType: String?, markupEncoding: ([UInt8], Int) -> LexborEncoding?
    ) {
        if let (marked, markByteCount) = bytes.byteOrderMark {
            utf8 = marked.decode(bytes[markByteCount...]).utf8
            encoding = TextEncoding(name: marked.name, source: .byteOrderMark)
            return
        }
        let isUTF8 = bytes.isValidUTF8
        let header = contentType.flatMap { LexborEncoding(contentType: $0) }
        let markup = markupEncoding(bytes, Self.prescanByteCount)
        let chosen: LexborEncoding
        if let named = header ?? markup {
            let better = bytes.betterEncoding(than: named, isUTF8: isUTF8, markup: markup)
            chosen = better ?? named
            encoding = TextEncoding(
                name: chosen.name, source: better != nil ? .bytes : header != nil ? .header : .markup,
                overruled: better != nil ? named.name : nil)
        } else if let guess = bytes.guessedEncoding(isUTF8: isUTF8) {
            chosen = guess
            encoding = TextEncoding(name: guess.name, source: .bytes)
        } else if let late = markupEncoding(bytes, Self.latePrescanByteCount), late != .utf8 {
            chosen = late
            encoding = TextEncoding(name: late.name, source: .markup)
        } else {
            chosen = .windows1252
            encoding = TextEncoding(name: chosen.name, source: .fallback)
        }
        utf8 = chosen == .utf8 && isUTF8 ? bytes : chosen.decode(bytes[...]).utf8
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

    /// What to read these bytes as instead of the encoding that was named, when they prove it wrong.
    fileprivate func betterEncoding(than named: LexborEncoding, isUTF8: Bool, markup: LexborEncoding?)
        -> LexborEncoding?
    {
        if named == .utf8 {
            guard !isUTF8, isMostlyBrokenUTF8 else { return nil }
            return wideEncoding ?? (markup != .utf8 ? markup : nil) ?? .windows1252
        }
        guard isUTF8 else { return nil }
        if named.isUTF16 {
            return contains(0) ? nil : .utf8
        }
        if named.isSingleByte {
            return contains { $0 >= 0x80 } ? .utf8 : nil
        }
        return named.decode(self[...]).errorCount > 0 ? .utf8 : nil
    }

    /// What the bytes alone show them to be: UTF-16, or UTF-8 whole or damaged.
    fileprivate func guessedEncoding(isUTF8: Bool) -> LexborEncoding? {
        wideEncoding ?? (isUTF8 || !isMostlyBrokenUTF8 ? .utf8 : nil)
    }

    /// UTF-16 without a mark: text in Western languages has a zero in every second byte.
    fileprivate var wideEncoding: LexborEncoding? {
        let sample = self[..<Swift.min(count & ~1, DecodedText.prescanByteCount)]
        guard sample.count >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for position in sample.indices where sample[position] == 0 {
            if position & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let pairCount = sample.count / 2
        if zeros.odd * 2 > pairCount, zeros.even * 20 < pairCount { return .utf16le }
        if zeros.even * 2 > pairCount, zeros.odd * 20 < pairCount { return .utf16be }
        return nil
    }

    /// Whether these bytes, which are not all valid UTF-8, hold at least as many broken as whole sequences beyond ASCII.
    ///
    /// A page cut off in the middle of a character, or with one foreign snippet pasted in, is still UTF-8.
    fileprivate var isMostlyBrokenUTF8: Bool {
        var whole = 0
        var broken = 0
        var decoder = UTF8()
        var bytes = makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar):
                if scalar.value >= 0x80 { whole += 1 }
            case .error:
                broken += 1
            case .emptyInput:
                return broken >= whole
            }
        }
    }
}
