/// A title as it is compared: letters and digits only, in small letters, so that quotes, dashes and spaces that
/// differ between a page's places do not matter.
enum TitleKey {
    /// - Complexity: O(n).
    static func folded(_ text: String) -> String {
        let bytes = text.utf8.span
        var index = 0
        // Most text is ASCII, which gets no longer: appending byte by byte took most of the time.
        var key = [UInt8](repeating: 0, count: bytes.count)
        var keyCount = 0
        var written = key.mutableSpan
        while index < bytes.count, bytes[index] < 0x80 {
            let byte = bytes[index]
            if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
                written[keyCount] = byte | 0x20
                keyCount += 1
            } else if byte &- UInt8(ascii: "0") < 10 {
                written[keyCount] = byte
                keyCount += 1
            }
            index += 1
        }
        key.removeLast(key.count - keyCount)
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
                    key.append(byte | 0x20)
                } else if byte &- UInt8(ascii: "0") < 10 {
                    key.append(byte)
                }
                index += 1
                continue
            }
            let (value, length) = bytes.scalar(at: index)
            let scalarClass = ScalarClass.of(value)
            if !scalarClass.isDisjoint(with: [.alphabetic, .numeric, .mark]) {
                if hasOneCase(scalarClass, value) {
                    for offset in index..<index + length { key.append(bytes[offset]) }
                } else if let scalar = Unicode.Scalar(value) {
                    key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
                }
            }
            index += length
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// Whether the character is surely its own small letter.
    private static func hasOneCase(_ scalarClass: ScalarClass, _ value: UInt32) -> Bool {
        // Titlecase letters such as "ǅ" are neither upper nor lower case; they stand among Latin and Greek.
        scalarClass.contains(.lowercase) || 0x2E80..<0xA000 ~= value || 0xAC00..<0xD800 ~= value
            || 0x0590..<0x10A0 ~= value || scalarClass.contains(.mark)
    }
}
