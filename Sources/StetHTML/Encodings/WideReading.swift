/// How a sample reads in an East Asian encoding.
struct WideReading {
    let encoding: LexborEncoding
    /// Ideographs, kana and Hangul syllables.
    private(set) var characterCount = 0
    private(set) var errorCount = 0
    /// Those among the characters that the language writes most.
    private var commonCount = 0
    private let highByteCount: Int

    var commonShare: Double { characterCount == 0 ? 0 : Double(commonCount) / Double(characterCount) }

    init(_ sample: EncodingSample, in encoding: LexborEncoding) {
        self.encoding = encoding
        highByteCount = sample.highByteCount
        let decoded = encoding.decode(sample.bytes[...])
        errorCount = decoded.errorCount
        let common = CommonCharacters.of(encoding)
        for scalar in String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars where scalar.value >= 0x3040 {
            switch scalar.value {
            case 0x3040...0x30FF:
                characterCount += 1
                if common.includesKana { commonCount += 1 }
            case 0x3400...0x9FFF, 0xAC00...0xD7A3:
                characterCount += 1
                if common.characters.contains(scalar.value) { commonCount += 1 }
            case 0xE000...0xF8FF:
                // Where an encoding has room for signs of one's own, foreign bytes fall into it.
                errorCount += 1
            default: break
            }
        }
    }

    /// The encoding that the sample is in beyond doubt.
    static func best(of sample: EncodingSample) -> WideReading? {
        guard sample.highByteCount >= 2 * minimumCount else { return nil }
        var best: WideReading?
        for encoding in candidates {
            let reading = WideReading(sample, in: encoding)
            guard reading.isConvincing, reading.commonShare > best?.commonShare ?? 0 else { continue }
            best = reading
        }
        return best
    }

    private static let candidates = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"].compactMap {
        LexborEncoding(label: Array($0.utf8))
    }

    private static let minimumCount = 4

    /// Common characters make up half of any text in the right encoding and less than a tenth of one in a wrong one
    /// (measured on collected pages in Chinese, Japanese and Korean in every pair of encodings).
    private static let convincingShare = 0.3
    private static let possibleShare = 0.15

    /// Western letters that happen to pair up leave most bytes over.
    private var isDense: Bool { characterCount * 20 >= highByteCount * 6 }

    private var isConvincing: Bool {
        characterCount >= Self.minimumCount && isDense && errorCount <= 1 + characterCount / 50
            && commonShare >= Self.convincingShare
    }

    /// Whether the sample may be in this encoding, since it says so.
    ///
    /// - Parameter besideLetters: Whether the bytes make words in a single-byte encoding.
    func isPossible(besideLetters: Bool) -> Bool {
        guard errorCount <= 1 + characterCount / 20 else { return false }
        guard besideLetters else { return true }
        if characterCount < Self.minimumCount { return highByteCount < Self.tellingCount }
        return isDense && (commonShare >= Self.possibleShare || characterCount < Self.tellingCount)
    }

    /// From so many on, characters or bytes show what they are.
    private static let tellingCount = 10
}

/// The characters that a language writes most: a few hundred make up half of its texts, and they have hardly changed
/// in a century. Written down from common knowledge of the languages; their order does not matter.
struct CommonCharacters {
    var characters: Set<UInt32>
    var includesKana = false

    static func of(_ encoding: LexborEncoding) -> CommonCharacters {
        switch encoding.name.lowercased() {
        case "big5": traditional
        case "shift_jis", "euc-jp", "iso-2022-jp": japanese
        case "euc-kr": korean
        default: simplified
        }
    }

    private init(_ text: String, includesKana: Bool = false) {
        characters = Set(text.unicodeScalars.lazy.map(\.value).filter { $0 >= 0x3400 })
        self.includesKana = includesKana
    }

    private static let simplified = CommonCharacters(
        """
        的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如\
        都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两\
        高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比\
        员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区\
        保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确\
        传师观清今切院让识候带导争运笔称布六八九七元票价企银网络络商股媒标准投议警案例际环境责标营销售播编辑版权
        """)

    private static let traditional = CommonCharacters(
        """
        的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如\
        都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩\
        高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比\
        員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區\
        保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確\
        傳師觀清今切院讓識候帶導爭運臺灣台香港萬億元票價企銀網絡商股媒標準投議警案例際環境責營銷售播編輯版
        """)

    private static let japanese = CommonCharacters(
        """
        日一人年大国会中本月出生上事的分者行対発十東業地合部自長方社同時前後場新間見高手力学問体動定市全立内多民実理経済政府法度開関現公文化\
        家女子小山川田物言思回最当主通意数来用所代表作成取受要件加機面書話性明名入下三二四五六七八九百千万円米県区町村安保決重教活外道気世界\
        島議員会議野球選手店金食水電車駅語連目指示調査結果必不平安制信特集点料使運進相感心持知何今私僕週午報記事画
        """, includesKana: true)

    private static let korean = CommonCharacters(
        """
        이다는의에을가고하한지로기사은를도대서자시인정부일어리과나해아수제들스전라원보장주상으적만그동여구성공연있등비유국것게까니되된때없했었\
        년월일명위오용무관경조방안민실선소문학교회계업신통당미북한남세중체차진행발결재출영개최내외산법후분두세우면며면서러트르드크와모치마바\
        습니까요할함물식점력단울른본화저조강입
        """)
}
