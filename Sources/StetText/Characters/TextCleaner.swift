/// Copies text without typographic noise: the part of `Normalization` that needs no ICU.
struct TextCleaner {
    private(set) var output: [UInt8] = []
    /// Whether a character was seen that NFC may change.
    private(set) var mayNeedComposition = false
    private var spaceIsPending = false
    /// The character last written; 0 at the start.
    private var previous: UInt32 = 0
    /// How many combining marks stand in a row.
    private var markCount = 0
    /// Inside the tag sequence of a flag.
    private var isInTagSequence = false

    /// More marks than this on one character are dropped. No writing system needs so many (Unicode calls 30 ample
    /// and builds its Stream-Safe format on it), and sorting a row of marks takes time by the square of its length.
    static let markLimit = 30

    init(capacity: Int) { output.reserveCapacity(capacity) }

    mutating func append(_ bytes: Span<UInt8>) {
        var index = 0
        let end = bytes.count
        while index < end {
            let runEnd = endOfCleanASCII(bytes, from: index)
            if runEnd > index {
                flushSpace()
                unsafe bytes.extracting(index..<runEnd).withUnsafeBufferPointer { run in
                    unsafe output.append(contentsOf: run)
                }
                previous = UInt32(bytes[runEnd - 1])
                markCount = 0
                index = runEnd
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            index += length
            take(scalar, bytes, next: index)
        }
    }

    /// The end of printable ASCII with single spaces inside only, which begins at `start`.
    private func endOfCleanASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] &- 0x21 >= 0x5E {
                guard bytes[index] == 0x20, index > start, bytes[index - 1] != 0x20 else { break }
            }
            index += 1
        }
        return index > start && bytes[index - 1] == 0x20 ? index - 1 : index
    }

    private mutating func take(_ scalar: UInt32, _ bytes: Span<UInt8>, next: Int) {
        switch scalar {
        case 0x20, 0x09...0x0D, 0x85:
            spaceIsPending = true
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x200B, 0x2060...0x2064, 0x2066...0x206F, 0x202A...0x202E, 0xFEFF:
            break
        case 0x200C, 0x200D:
            if Self.joins(scalar, previous, Self.peek(bytes, next)), !spaceIsPending { write(scalar) }
        case 0x200E, 0x200F, 0x061C:
            let besideLetter = Self.isRightToLeft(Self.peek(bytes, next))
            if besideLetter || (!spaceIsPending && Self.isRightToLeft(previous)) { write(scalar) }
        case 0xE0000...0xE007F:
            let continues = previous == 0x1F3F4 || isInTagSequence
            if continues, scalar >= 0xE0020, !spaceIsPending { writeTag(scalar) }
        default:
            let characterClass = CharacterTable.characterClass(of: scalar)
            if characterClass.kind == .space {
                spaceIsPending = true
            } else {
                if characterClass.composes { mayNeedComposition = true }
                markCount = Self.isMark(scalar, characterClass) ? markCount + 1 : 0
                if markCount <= Self.markLimit { write(scalar) }
            }
        }
    }

    private mutating func flushSpace() {
        isInTagSequence = false
        if spaceIsPending {
            if !output.isEmpty { output.append(0x20) }
            spaceIsPending = false
        }
    }

    private mutating func write(_ scalar: UInt32) {
        flushSpace()
        UTF8Scalars.append(scalar, to: &output)
        previous = scalar
    }

    private mutating func writeTag(_ scalar: UInt32) {
        UTF8Scalars.append(scalar, to: &output)
        previous = scalar
        isInTagSequence = true
    }

    static func isMark(_ scalar: UInt32, _ characterClass: CharacterClass) -> Bool {
        switch characterClass.kind {
        case .mark: true
        case .dictionary: characterClass.composes
        default: scalar == 0x3099 || scalar == 0x309A
        }
    }

    private static func peek(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
        index < bytes.count ? UTF8Scalars.decode(bytes, at: index, end: bytes.count).scalar : 0
    }

    private static func joins(_ joiner: UInt32, _ previous: UInt32, _ next: UInt32) -> Bool {
        if isJoiningScript(previous), isJoiningScript(next) { return true }
        guard joiner == 0x200D else { return false }
        let startsEmoji = isPictograph(previous) || previous == 0xFE0F || (0x1F3FB...0x1F3FF).contains(previous)
        return startsEmoji && isPictograph(next)
    }

    private static func isPictograph(_ scalar: UInt32) -> Bool {
        scalar >= 0x203C && CharacterTable.characterClass(of: scalar).kind == .pictograph
    }

    /// Scripts in which ZWJ and ZWNJ choose between letter forms: Arabic and its neighbours, the Indic scripts,
    /// Tibetan, Myanmar, Khmer, Mongolian. Direction marks in these blocks are no letters.
    private static func isJoiningScript(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x061C: false
        case 0x0600...0x08FF, 0x0900...0x0DFF, 0x0F00...0x0FFF, 0x1000...0x109F, 0x1780...0x18AF, 0xA800...0xABFF,
            0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x11000...0x11FFF, 0x1E900...0x1E95F:
            true
        default: false
        }
    }

    private static func isRightToLeft(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x061C: false
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
