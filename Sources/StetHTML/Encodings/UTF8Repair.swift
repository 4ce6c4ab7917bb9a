extension [UInt8] {
    /// UTF-8 with single bytes of windows-1252 pasted in, read as what was meant; all else that is broken becomes U+FFFD.
    ///
    /// Such a byte stands alone between valid text: a curly quote or dash, or a letter beside ASCII letters. The first bytes
    /// of a character that was cut off look different: nothing of the word follows.
    ///
    /// - Complexity: O(n).
    consuming func repairedMixedUTF8() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(count + count / 16)
        var index = 0
        while index < count {
            let length = validUTF8Length(at: index)
            if length > 0 {
                out += self[index..<index + length]
                index += length
                continue
            }
            if let scalar = pastedCharacter(at: index) {
                out.append(scalar: scalar)
                index += 1
                continue
            }
            out += [0xEF, 0xBF, 0xBD]
            index += brokenUTF8Length(at: index)
        }
        return out
    }

    func validUTF8Length(at index: Int) -> Int { span.validUTF8Length(at: index) }

    /// Bytes that one U+FFFD stands for: the beginning of a character as far as it is valid, as the Encoding Standard says.
    func brokenUTF8Length(at index: Int) -> Int {
        let first = self[index]
        guard (0xE0...0xF4).contains(first), span.continues(index + 1) else { return 1 }
        let second = self[index + 1]
        switch first {
        case 0xE0 where second < 0xA0, 0xED where second >= 0xA0, 0xF0 where second < 0x90, 0xF4 where second >= 0x90:
            return 1
        case 0xF0...: return span.continues(index + 2) ? 3 : 2
        default: return 2
        }
    }

    private func pastedCharacter(at index: Int) -> UInt32? {
        let byte = self[index]
        let before = index > 0 ? self[index - 1] : 0x20
        let after = index + 1 < count ? self[index + 1] : 0
        guard after != 0, after < 0x80 || validUTF8Length(at: index + 1) > 0 else { return nil }
        switch byte {
        case 0x80: return 0x20AC
        case 0x85: return 0x2026
        case 0x91: return 0x2018
        case 0x92: return 0x2019
        case 0x93: return 0x201C
        case 0x94: return 0x201D
        case 0x95: return 0x2022
        case 0x96: return 0x2013
        case 0x97: return 0x2014
        case 0x99: return 0x2122
        case 0xA0, 0xA9, 0xAB, 0xAE, 0xB0, 0xBB: return before < 0x80 && after < 0x80 ? UInt32(byte) : nil
        case 0xC0...0xFF where byte != 0xD7 && byte != 0xF7:
            let isInWord = after.isLetter
            // "caf\xE9 " ends a word; "na\xC3" before a sign is a character that was cut off.
            let endsWord = byte >= 0xE0 && before.isLetter && after < 0x40 && after != 0x2E
            return isInWord || endsWord ? UInt32(byte) : nil
        default: return nil
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
