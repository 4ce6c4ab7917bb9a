internal import CLexbor

/// Which character encoding bytes were read in, and who said so.
package struct TextEncoding: Sendable, Equatable {
    /// Where the choice came from, strongest first.
    package enum Source: String, Sendable {
        case byteOrderMark = "byte order mark"
        case header = "Content-Type header"
        case markup = "meta element"
        /// Nothing named an encoding, or what was named cannot be right.
        case bytes = "bytes themselves"
        case fallback
    }

    /// The encoding's name in the WHATWG Encoding Standard: `UTF-8`, `windows-1252`, `Shift_JIS`.
    package let name: String
    package let source: Source
    /// What the page or header named instead, when the bytes proved it wrong.
    package let overruled: String?

    package init(name: String, source: Source, overruled: String? = nil) {
        self.name = name
        self.source = source
        self.overruled = overruled
    }
}

extension TextEncoding: CustomStringConvertible {
    /// "windows-1251, by the bytes themselves, against UTF-8".
    package var description: String {
        let origin = source == .fallback ? "for want of a better" : "by the \(source.rawValue)"
        return "\(name), \(origin)" + (overruled.map { ", against \($0)" } ?? "")
    }
}

/// An encoding that lexbor can decode.
struct LexborEncoding: Equatable {
    let id: lxb_encoding_t
    let name: String

    static let utf8 = LexborEncoding(label: Array("utf-8".utf8))!
    static let utf16le = LexborEncoding(label: Array("utf-16le".utf8))!
    static let utf16be = LexborEncoding(label: Array("utf-16be".utf8))!
    static let iso2022jp = LexborEncoding(label: Array("iso-2022-jp".utf8))!
    static let windows1252 = LexborEncoding(label: Array("windows-1252".utf8))!

    static func == (left: LexborEncoding, right: LexborEncoding) -> Bool { left.name == right.name }

    /// Finds an encoding by one of its labels. The lexbor call is `lxb_encoding_data_by_name`.
    ///
    /// Answers `nil` for unknown labels, and for the few encodings that the standard replaces because pages
    /// in them attacked their readers (`iso-2022-kr`, `hz-gb-2312`): decoding those gives no text at all.
    init?(label: some Collection<UInt8>) {
        let label = Array(label.trimmingASCIISpace())
        let data = unsafe label.withUnsafeBufferPointer { bytes in
            unsafe lxb_encoding_data_by_name(bytes.baseAddress, bytes.count)
        }
        guard let data = unsafe data, unsafe data.pointee.encoding != LXB_ENCODING_REPLACEMENT else { return nil }
        id = unsafe data.pointee.encoding
        name = unsafe String(cString: data.pointee.name)
    }

    var isUTF16: Bool { self == .utf16le || self == .utf16be }

    /// Whether every byte is one character, so that no bytes are wrong in it.
    var isSingleByte: Bool {
        switch name.lowercased() {
        case "utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr":
            false
        default: true
        }
    }

    /// The bytes as UTF-8, and how many places could not be decoded and became U+FFFD.
    ///
    /// - Complexity: O(n).
    func decode(_ bytes: [UInt8]) -> (utf8: [UInt8], errorCount: Int) { decode(bytes[...]) }

    /// The same of a part of some bytes.
    func decode(_ bytes: ArraySlice<UInt8>) -> (utf8: [UInt8], errorCount: Int) {
        if self == .utf8 {
            let utf8 = Array(bytes)
            return (utf8.repairedUTF8(), 0)
        }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count + bytes.count / 2)
        var errorCount = 0
        var replacement = Self.replacementMark
        let data = unsafe lxb_encoding_data(id)
        unsafe withUnsafeTemporaryAllocation(of: lxb_codepoint_t.self, capacity: Self.bufferCount) { buffer in
            unsafe withUnsafePointer(to: &replacement) { replacement in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    guard let start = bytes.baseAddress else { return }
                    var next: UnsafePointer<UInt8>? = unsafe start
                    let end = unsafe start + bytes.count
                    var context = unsafe lxb_encoding_decode_t()
                    unsafe lxb_encoding_decode_init(&context, data, buffer.baseAddress, buffer.count)
                    unsafe lxb_encoding_decode_replace_set(&context, replacement, 1)
                    func flush() {
                        for position in 0..<(unsafe lxb_encoding_decode_buf_used(&context)) {
                            let code = unsafe buffer[position]
                            if code == Self.replacementMark { errorCount += 1 }
                            utf8.append(scalar: code)
                        }
                        unsafe lxb_encoding_decode_buf_used_set(&context, 0)
                    }
                    while unsafe lxb_encoding_data_call_decode(
                        UnsafeMutablePointer(mutating: data), &context, &next, end)
                        == LXB_STATUS_SMALL_BUFFER.rawValue
                    {
                        flush()
                    }
                    flush()
                    // A character cut off at the end.
                    unsafe lxb_encoding_decode_finish(&context)
                    flush()
                }
            }
        }
        return (utf8, errorCount)
    }

    /// Stands in the decoder's output for U+FFFD, so that errors can be told from the character itself.
    private static let replacementMark: lxb_codepoint_t = 0x1F_FFFD

    /// Code points decoded at a time.
    private static let bufferCount = 4096
}

extension [UInt8] {
    /// Appends a code point; what is no Unicode scalar becomes U+FFFD.
    mutating func append(scalar code: UInt32) {
        if code < 0x80 {
            append(UInt8(code))
        } else {
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            append(contentsOf: UTF8.encode(scalar)!)
        }
    }

    /// Valid UTF-8: itself, or with each broken sequence replaced by U+FFFD as the Encoding Standard does.
    consuming func repairedUTF8() -> [UInt8] {
        if isValidUTF8 { return self }
        return [UInt8](String(decoding: self, as: UTF8.self).utf8)
    }

    var isValidUTF8: Bool { span.isValidUTF8 }
}

extension Collection<UInt8> {
    /// Without white space at both ends, as HTML understands it.
    func trimmingASCIISpace() -> SubSequence {
        var slice = self[...]
        while let first = slice.first, first.isASCIISpace { slice = slice.dropFirst() }
        var count = slice.count
        for (offset, byte) in slice.enumerated() where !byte.isASCIISpace { count = offset + 1 }
        return slice.prefix(slice.isEmpty ? 0 : count)
    }
}

extension UInt8 {
    var isASCIISpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C }
}
