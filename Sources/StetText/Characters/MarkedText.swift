/// Copies text as it is, but for rows of combining marks beyond `TextCleaner.markLimit`: what `Normalization.composed`
/// hands to ICU.
struct MarkedText {
    private(set) var output: [UInt8] = []
    /// Whether a character was seen that NFC may change.
    private(set) var mayNeedComposition = false
    private var markCount = 0

    init(capacity: Int) { output.reserveCapacity(capacity) }

    mutating func append(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                output.append(bytes[index])
                markCount = 0
                index += 1
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: bytes.count)
            index += length
            let characterClass = CharacterTable.characterClass(of: scalar)
            if characterClass.composes { mayNeedComposition = true }
            markCount = TextCleaner.isMark(scalar, characterClass) ? markCount + 1 : 0
            if markCount <= TextCleaner.markLimit { UTF8Scalars.append(scalar, to: &output) }
        }
    }
}
