extension LanguageData {
    static let english = LanguageData(
        code: "en",
        titles: """
            mr mrs ms mx dr drs prof profs gen sen sens rep reps gov govs lt col sgt cpl pvt capt cmdr cdr maj adm brig \
            supt insp det rev revs hon fr msgr messrs mme mlle mmes pres mt mts ft amb asst atty cllr ald hr dir ltcol ssgt
            """,
        numbers: """
            no nos n° nr num p pp pg pgs par para fig figs art arts sec secs § ch chap vol vols bk ed eds eq eqs ver rs ex exs \
            tab op ext oz lb lbs ft yd yds hrs mins min pt pts qt tbsp tsp gal
            """,
        dates: """
            jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun
            """,
        general: """
            inc ltd co corp llc plc bros cos assn dept depts univ est approx etc al jr sr esq st ste ave blvd rd hwy pkwy \
            bldg apt sq rte avg max tel fax incl excl orig intl natl govt admin abbr assoc ctr mgr mfg mph rpm cu attn repub \
            adj adv phd md dds dvm ph b.c a.d u.s u.k u.n e.u d.c
            """,
        places: """
            ind cal calif colo conn del fla ill kan mass mich minn miss mont neb nev okla ore penn tenn tex wash wis wyo ariz \
            ark ala ont que dem indep fed
            """,
        never: "vs v a.k.a e.g i.e eg ie viz cf ca c f.e i.a",
        openers: """
            i you he she it we they me my your his her its our their mine this that these those there here who \
            whom whose what which when where why how a an the any each every either neither no none not nothing \
            nobody some someone something everybody everyone everything all both many most more much few several \
            such other others another dozens hundreds thousands millions billions half about above according \
            across after afterwards again against ago along already also although always among amid and anyway \
            around as aside at away because before behind below besides between beyond but by despite down \
            during else especially even eventually ever except finally for from further furthermore hence \
            however if in indeed inside instead into lastly later least less like likewise maybe meanwhile \
            moreover never nevertheless nonetheless nor now of off often on once only or otherwise out outside \
            over overall perhaps please quite rather regardless since so sometimes soon still surely than then \
            thereafter therefore though through throughout thus till to today together tomorrow tonight too \
            toward towards under unless unlike until up upon very via well whatever whenever whether while \
            whoever with within without yes yesterday yet am is are was were be been being do does did done has \
            have had having can could might must shall should would
            """,
        small: "and or that to who not up into than them him us me said would will one two new of")
}
