extension String {
    /// The parts between an ASCII mark, those without a byte left out.
    ///
    /// Bytes are compared, not characters: a tenth of the cost for the long tables of phrases that are cut at first use.
    func parts(between mark: Unicode.Scalar) -> [String] {
        utf8.split(separator: UInt8(ascii: mark)).compactMap(String.init)
    }

    /// Without ASCII white space at its ends.
    func trimmingASCIISpace() -> String {
        var bytes = Substring(self).utf8
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
