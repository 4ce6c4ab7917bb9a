/// A title as it is compared: letters and digits only, in small letters, so that quotes, dashes and spaces that
/// differ between a page's places do not matter.
enum TitleKey {
    static func folded(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                switch UInt8(scalar.value) {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): key.append(scalar)
                default: break
                }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .spacingMark
                || scalar.properties.generalCategory == .nonspacingMark
            {
                key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(key)
    }
}
