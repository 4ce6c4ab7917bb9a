extension Unicode.Scalar {
    /// Of Chinese or Japanese, where sentences follow each other without a space.
    package var isUnspaced: Bool {
        switch value {
        case 0x3000...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x2018...0x201D, 0x2026,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
