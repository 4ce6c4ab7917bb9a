extension LanguageData {
    static let dutch = LanguageData(
        code: "nl",
        titles: "dhr mevr mw mej dr drs prof ir ing mr mrs ds gen kol kapt lt sgt st h jhr jkvr",
        numbers: "nr nrs no p pp pag blz art artt hfst afb fig deel dl vol par tel § lid",
        dates: "jan feb febr mrt apr jun jul aug sep sept okt nov dec ma di wo do vr za zo",
        general: """
            bijv bv enz etc ca evt excl incl max min mln mld resp vnl zgn aanw vnw afd afz alg arr betr bijl bldz boulev centr \
            dep dir div ed eig e.d e.a gebr gem gep geb gen hs i.v.m inst int jl jr sr ll m.b.t m.i.v mil ned n.v b.v o.a o.m onderw \
            opm oorspr overl plm red s.v.p str syn telef temp toel univ vert vgl voorz wetensch zelfst
            """,
        never: "o.a m.a.w d.w.z i.p.v t.o.v m.n d.m.v vgl cf bijv",
        openers: """
            de het een die dat deze dit ik jij je hij zij ze wij we jullie u men mijn jouw zijn haar ons onze hun wie wat waar \
            wanneer waarom hoe welke welk en of maar want dus als omdat doordat terwijl hoewel toen dan nu in op aan bij van voor \
            met naar uit over onder tegen zonder om door tussen na sinds tot tijdens volgens vanaf er hier daar daarom daarna \
            daarnaast bovendien echter toch ook niet geen niets niemand iemand iets alles alle veel enkele sommige andere elke elk \
            beide meer minder zeer al nog steeds vaak soms altijd nooit vandaag gisteren morgen later eerst vervolgens uiteindelijk \
            inmiddels misschien ja nee is was zijn waren heeft hebben had werd wordt kan zal moet twee drie vier vijf
            """)
}
