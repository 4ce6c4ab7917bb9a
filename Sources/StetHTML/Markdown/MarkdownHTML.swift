internal import CMD4C

/// Markdown as the HTML it stands for: CommonMark with GitHub's tables, strikethrough and bare addresses, read by md4c.
///
/// HTML within Markdown is part of it and comes out as it is; entities are left to whoever reads the HTML.
package enum MarkdownHTML {
    /// Rows of a table are filled up to its width, so that a short text can stand for a long page.
    package static let maximumByteCount = HTMLDocument.defaultMaximumByteCount

    /// What stands inside `body`.
    ///
    /// - Parameter text: UTF-8.
    /// - Throws: ``HTMLError/tooLarge(byteCount:limit:)`` when the text, or the HTML it stands for, is too long.
    /// - Complexity: as `md_parse`, and O(HTML).
    package static func html(
        of text: [UInt8], maximumByteCount: Int = maximumByteCount
    ) throws(HTMLError) -> [UInt8] {
        guard text.count <= maximumByteCount else {
            throw .tooLarge(byteCount: text.count, limit: maximumByteCount)
        }
        let writer = MarkdownHTMLWriter(limit: maximumByteCount)
        writer.html.reserveCapacity(min(text.count * 2, maximumByteCount))
        var parser = MD_PARSER()
        parser.flags = UInt32(
            MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS
                | MD_FLAG_PERMISSIVEEMAILAUTOLINKS)
        unsafe parser.enter_block = { type, detail, user in unsafe MarkdownHTMLWriter.of(user).enter(type, detail) }
        unsafe parser.leave_block = { type, detail, user in unsafe MarkdownHTMLWriter.of(user).leave(type, detail) }
        unsafe parser.enter_span = { type, detail, user in unsafe MarkdownHTMLWriter.of(user).enter(type, detail) }
        unsafe parser.leave_span = { type, detail, user in unsafe MarkdownHTMLWriter.of(user).leave(type, detail) }
        unsafe parser.text = { type, text, size, user in
            unsafe MarkdownHTMLWriter.of(user).add(type, UnsafeBufferPointer(start: text, count: Int(size)))
        }
        let status = unsafe text.withUnsafeBytes { bytes in
            unsafe withUnsafePointer(to: &parser) { parser in
                unsafe md_parse(
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count), parser,
                    Unmanaged.passUnretained(writer).toOpaque())
            }
        }
        guard status == 0 else {
            throw writer.isFull ? .tooLarge(byteCount: writer.html.count, limit: maximumByteCount) : .outOfMemory
        }
        return writer.html
    }
}

/// Writes what md4c reads. What it returns to md4c is 0 to go on and 1 to stop.
@safe private final class MarkdownHTMLWriter {
    var html: [UInt8] = []
    /// How many pictures stand open: the text inside is that of their `alt`.
    private var pictureDepth = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { html.count > limit }

    static func of(_ user: UnsafeMutableRawPointer?) -> MarkdownHTMLWriter {
        unsafe Unmanaged<MarkdownHTMLWriter>.fromOpaque(user!).takeUnretainedValue()
    }

    private var verdict: Int32 { isFull ? 1 : 0 }

    // MARK: - Blocks

    func enter(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        switch type {
        case MD_BLOCK_DOC, MD_BLOCK_HTML: break
        case MD_BLOCK_HR: add("<hr>\n")
        case MD_BLOCK_OL:
            let start = unsafe detail!.load(as: MD_BLOCK_OL_DETAIL.self).start
            add(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
        case MD_BLOCK_CODE:
            let language = unsafe detail!.load(as: MD_BLOCK_CODE_DETAIL.self).lang
            add("<pre><code")
            if unsafe language.size > 0 {
                add(" class=\"language-")
                unsafe add(attribute: language)
                add("\"")
            }
            add(">")
        default: unsafe add("<\(Self.name(of: type, detail))>")
        }
        return verdict
    }

    func leave(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        switch type {
        case MD_BLOCK_DOC, MD_BLOCK_HTML, MD_BLOCK_HR: break
        case MD_BLOCK_CODE: add("</code></pre>\n")
        default: unsafe add("</\(Self.name(of: type, detail))>\n")
        }
        return verdict
    }

    private static func name(of type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> String {
        switch type {
        case MD_BLOCK_QUOTE: "blockquote"
        case MD_BLOCK_UL: "ul"
        case MD_BLOCK_OL: "ol"
        case MD_BLOCK_LI: "li"
        case MD_BLOCK_H: unsafe "h\(detail!.load(as: MD_BLOCK_H_DETAIL.self).level)"
        case MD_BLOCK_TABLE: "table"
        case MD_BLOCK_THEAD: "thead"
        case MD_BLOCK_TBODY: "tbody"
        case MD_BLOCK_TR: "tr"
        case MD_BLOCK_TH: "th"
        case MD_BLOCK_TD: "td"
        default: "p"
        }
    }

    // MARK: - Spans

    func enter(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        if type == MD_SPAN_IMG {
            if pictureDepth == 0 {
                add("<img src=\"")
                unsafe add(attribute: detail!.load(as: MD_SPAN_IMG_DETAIL.self).src)
                add("\" alt=\"")
            }
            pictureDepth += 1
        } else if pictureDepth == 0 {
            if type == MD_SPAN_A {
                let link = unsafe detail!.load(as: MD_SPAN_A_DETAIL.self)
                add("<a href=\"")
                unsafe add(attribute: link.href)
                add("\">")
            } else if let name = Self.name(of: type) {
                add("<\(name)>")
            }
        }
        return verdict
    }

    func leave(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        if type == MD_SPAN_IMG {
            pictureDepth -= 1
            if pictureDepth == 0 { add("\">") }
        } else if pictureDepth == 0, let name = Self.name(of: type) {
            add("</\(name)>")
        }
        return verdict
    }

    private static func name(of type: MD_SPANTYPE) -> String? {
        switch type {
        case MD_SPAN_EM: "em"
        case MD_SPAN_STRONG: "strong"
        case MD_SPAN_A: "a"
        case MD_SPAN_CODE: "code"
        case MD_SPAN_DEL: "del"
        default: nil
        }
    }

    // MARK: - Text

    func add(_ type: MD_TEXTTYPE, _ text: UnsafeBufferPointer<CChar>) -> Int32 {
        switch type {
        case MD_TEXT_NULLCHAR: add("\u{FFFD}")
        case MD_TEXT_BR: add(pictureDepth > 0 ? " " : "<br>\n")
        case MD_TEXT_SOFTBR: add("\n")
        case MD_TEXT_HTML:
            if pictureDepth == 0 { unsafe html.append(contentsOf: text.lazy.map { UInt8(bitPattern: $0) }) }
        case MD_TEXT_ENTITY: unsafe html.append(contentsOf: text.lazy.map { UInt8(bitPattern: $0) })
        default: unsafe add(escaped: text)
        }
        return verdict
    }

    private func add(attribute: MD_ATTRIBUTE) {
        var index = 0
        while unsafe attribute.substr_offsets[index] < attribute.size {
            let (start, end) = unsafe (
                Int(attribute.substr_offsets[index]), Int(attribute.substr_offsets[index + 1])
            )
            let part = unsafe UnsafeBufferPointer(start: attribute.text + start, count: end - start)
            switch unsafe attribute.substr_types[index] {
            case MD_TEXT_NULLCHAR: add("\u{FFFD}")
            case MD_TEXT_ENTITY: unsafe html.append(contentsOf: part.lazy.map { UInt8(bitPattern: $0) })
            default: unsafe add(escaped: part)
            }
            index += 1
        }
    }

    private func add(escaped text: UnsafeBufferPointer<CChar>) {
        // Run by run: most text has none of them.
        var start = text.startIndex
        func addRun(upTo end: Int) {
            unsafe html.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[start..<end]))
            start = end + 1
        }
        for index in text.indices {
            let name: StaticString
            switch unsafe UInt8(bitPattern: text[index]) {
            case UInt8(ascii: "&"): name = "&amp;"
            case UInt8(ascii: "<"): name = "&lt;"
            case UInt8(ascii: ">"): name = "&gt;"
            case UInt8(ascii: "\""): name = "&quot;"
            default: continue
            }
            addRun(upTo: index)
            add("\(name)")
        }
        addRun(upTo: text.endIndex)
    }

    private func add(_ text: String) { html.append(contentsOf: text.utf8) }
}
