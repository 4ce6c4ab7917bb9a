extension LanguageData {
    static let italian = LanguageData(
        code: "it",
        titles: """
            sig sigg sig.ra sig.na sig.ri dott dott.ssa dr prof prof.ssa ing avv arch geom rag on sen gen col cap ten mons don \
            s ss psicol cav comm egr gent spett rev p.zza v.le
            """,
        numbers: "n nr num p pp pag pagg art artt cap capp fig figg vol voll tav tel all § cfr",
        dates:
            "gen feb febb mar apr mag giu giugn lug lugl ago sett set ott nov dic lun mart merc mer giov gio ven sab dom",
        general: """
            ecc etc es max min circa ca ed edit trad tr ist soc amm div dir fatt rif tot uff univ prov fraz loc lett idraul meteor \
            st d c.so c.a a.c d.c s.p.a s.r.l s.n.c s.a.s int est abbr agg avv mitt dest segg seg
            """,
        never: "p.es per es cfr vs",
        openers: """
            il lo la i gli le l un uno una un' questo questa questi queste quello quella quelli quelle quel egli ella esso essa \
            essi io tu lui lei noi voi loro mio mia suo sua nostro vostro chi che cosa quale quando dove come perché quanto di del \
            dello della dei degli delle da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle a al allo alla ai \
            agli alle con su sul sulla sui per tra fra e ed o ma però anche se poi così quindi dunque allora ora oggi ieri domani \
            qui qua lì là non sì no già ancora sempre mai più meno molto poco tutto tutti tutte ogni alcuni alcune altri altre \
            dopo prima durante mentre secondo senza contro verso inoltre infine infatti tuttavia si ci vi ne è sono era ha hanno \
            due tre quattro cinque
            """)
}
