/// Month names and abbreviations, lower case, in the languages news is commonly written in.
///
/// One table for all languages: no spelling below names two different months, so the page's language is not needed.
/// (Croatian and Czech "listopad" differ by a month and are left out, as is Finnish-only "maali" short forms.)
enum MonthNames {
    /// The month (1...12) that `word`, lower case and without a final dot, names.
    static func month(_ word: String) -> Int? { table[word] }

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, names) in rows.enumerated() {
            for name in names.parts(between: " ") where table[name] == nil {
                table[name] = index + 1
            }
        }
        // Names of two words, and the names of the Levant and the Maghreb.
        for (index, names) in arabicRows.enumerated() {
            for name in names.parts(between: "|") where table[name] == nil {
                table[name.replacing(space: "\u{A0}")] = index + 1
            }
        }
        return table
    }()

    private static let arabicRows = [
        "كانون الثاني|جانفي", "شباط|فيفري", "آذار|اذار", "نيسان|أفريل|افريل", "أيار|ايار|ماي", "حزيران|جوان",
        "تموز|جويلية|يوليوز", "آب|أوت|غشت", "أيلول|ايلول|شتنبر", "تشرين الأول|تشرين الاول", "تشرين الثاني|نونبر",
        "كانون الأول|كانون الاول|دجنبر",
    ]

    private static let rows = [
        """
        january jan januar januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty января январь янв \
        січня січень ocak oca január januára leden ledna ianuarie ian ιανουαρίου ιανουάριος ιαν tammikuu tammikuuta \
        janar siječnja siječanj јануар јануара януари sausio janvāris jaanuar يناير כנואר ינואר בינואר जनवरी জানুয়ারি \
        มกราคม ม.ค januarie gener xaneiro urtarrila jänner jän
        """,
        """
        february feb februar februari février févr fév fevrier febrero febbraio febb fevereiro fev luty lutego lut \
        февраля февраль фев лютого лютий şubat şub február februára únor února februarie φεβρουαρίου φεβρουάριος φεβ \
        helmikuu helmikuuta veljače veljača фебруар фебруара февруари vasario veebruar فبراير פברואר בפברואר फरवरी \
        ফেব্রুয়ারি กุมภาพันธ์ ก.พ febrer febreiro otsailaren shkurt
        """,
        """
        march mar märz mrz maart mrt mars marzo março marco marzec marca марта март мар березня березень mart március \
        marec březen března martie μαρτίου μάρτιος μαρ maaliskuu maaliskuuta ožujka ožujak mars kovo märts مارس מרץ \
        במרץ मार्च মার্চ มีนาคม มี.ค maret martxoaren
        """,
        """
        april apr avril avr abril abr aprile kwiecień kwietnia kwi апреля апрель апр квітня квітень nisan nis április \
        apríl apríla duben dubna aprilie απριλίου απρίλιος απρ huhtikuu huhtikuuta travnja travanj април aprill \
        balandžio أبريل ابريل نيسان אפריל באפריל अप्रैल এপ্রিল เมษายน เม.ย prill apirilaren
        """,
        """
        may mai mei mayo maggio mag maio maj maja мая май травня травень mayıs május máj mája květen května \
        μαΐου μάιος μαϊ toukokuu toukokuuta svibnja svibanj мај маја gegužės مايو מאי במאי मई মে พฤษภาคม พ.ค maig \
        maiatzaren meno maí
        """,
        """
        june jun juni juin junio giugno giu junho czerwiec czerwca cze июня июнь июн червня червень haziran haz \
        június jún júna červen června iunie iun ιουνίου ιούνιος ιουν kesäkuu kesäkuuta lipnja lipanj јун јуна юни \
        birželio juuni يونيو יוני ביוני जून জুন มิถุนายน มิ.ย juny xuño ekainaren qershor
        """,
        """
        july jul juli juillet juil julio luglio lug julho lipiec lipca lip июля июль июл липня липень temmuz tem \
        július júl júla červenec července iulie iul ιουλίου ιούλιος ιουλ heinäkuu heinäkuuta srpnja srpanj јул јула \
        юли liepos juuli يوليو יולי ביולי जुलाई জুলাই กรกฎาคม ก.ค juliol xullo uztailaren korrik
        """,
        """
        august aug août aout agosto ago agustus augustus sierpień sierpnia sie августа август авг серпня серпень \
        ağustos ağu augusztus srpen srpna augusta αυγούστου αύγουστος αυγ elokuu elokuuta kolovoza kolovoz \
        avgust rugpjūčio أغسطس اغسطس אוגוסט באוגוסט अगस्त আগস্ট สิงหาคม ส.ค agost abuztuaren gusht ágúst
        """,
        """
        september sep sept septembre septiembre setiembre settembre sett set setembro wrzesień września wrz сентября \
        сентябрь сен сент вересня вересень eylül eyl szeptember szept septembra září septembrie σεπτεμβρίου \
        σεπτέμβριος σεπ syyskuu syyskuuta rujna rujan септембар септембра септември rugsėjo سبتمبر ספטמבר בספטמבר \
        सितंबर सितम्बर সেপ্টেম্বর กันยายน ก.ย setembre setembro irailaren shtator
        """,
        """
        october oct oktober okt octobre octubre ottobre ott outubro out październik października paź октября октябрь \
        окт жовтня жовтень ekim eki október októbra říjen října octombrie οκτωβρίου οκτώβριος οκτ lokakuu lokakuuta \
        listopada октобар октобра октомври spalio oktoober أكتوبر اكتوبر אוקטובר באוקטובר अक्टूबर অক্টোবর ตุลาคม \
        ต.ค outubro urriaren tetor
        """,
        """
        november nov novembre noviembre novembro novembra listopad ноября ноябрь ноя нояб kasım kas noiembrie \
        νοεμβρίου νοέμβριος νοε marraskuu marraskuuta studenoga studeni новембар новембра ноември lapkričio نوفمبر \
        נובמבר בנובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน พ.ย azaroaren nëntor nóvember
        """,
        """
        december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień grudnia gru декабря \
        декабрь дек грудня грудень aralık ara prosinec prosince decembra decembrie δεκεμβρίου δεκέμβριος δεκ \
        joulukuu joulukuuta prosinca prosinac децембар децембра декември gruodžio detsember ديسمبر דצמבר בדצמבר \
        दिसंबर दिसम्बर ডিসেম্বর ธันวาคม ธ.ค desembre decembro abenduaren dhjetor desember
        """,
    ]
}

extension String {
    fileprivate func replacing(space: Character) -> String { String(map { $0 == " " ? space : $0 }) }
}
