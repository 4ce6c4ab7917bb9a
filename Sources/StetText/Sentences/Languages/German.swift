extension LanguageData {
    static let german = LanguageData(
        code: "de",
        titles: """
            hr hrn fr frl dr prof ing dipl mag st hl kath evang ev rer phil med jur nat habil priv doz univ lic gen oberst hptm \
            bgm staatssekr min.präs d.h
            """,
        numbers: "nr nrn s seite kap abb abs art ziff rn rdnr bd bde tab anm fn § aufl jg bl zif lit",
        dates: "jan jän feb mär mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so",
        general: """
            bzw usw ca evtl ggf vgl inkl exkl zzgl zzt bspw sog gem lt str tel mio mrd tsd std min sek geb gest verh ehem \
            allg betr bez dgl ebd etc ff einschl entspr erw gegr hrsg jhd jh lfd max mind möbl näml od österr schweiz sen jun \
            südl nördl östl westl urspr usf verf versch wg zit zus abt ausg dt engl franz ital lat griech span russ amerik \
            co inc u.a u.ä o.ä u.u a.m
            """,
        never: "z.b d.h i.d.r u.a o.g s.o s.u z.t z.zt i.a m.e u.ä",
        openers: """
            der die das den dem des ein eine einen einem einer eines kein keine ich du er sie es wir ihr man mein dein sein \
            unser euer dieser diese dieses diesen diesem jener jene jenes jeder jede jedes alle alles viele einige mehrere manche \
            wer was wo wann warum wie wieso weshalb welche welcher welches und oder aber denn doch sondern wenn weil dass da als \
            ob obwohl während nachdem bevor bis seit in im an am auf aus bei beim mit nach von vom zu zum zur über unter für \
            gegen ohne um durch vor hinter neben zwischen trotz wegen laut dort hier dann danach darauf daher deshalb deswegen \
            dafür dabei damit darum dazu heute gestern morgen jetzt nun nur noch schon auch so sehr nicht nichts niemand jemand \
            zudem außerdem allerdings jedoch dennoch trotzdem inzwischen zunächst schließlich endlich zuletzt zuerst bisher \
            später früher bald oft immer wieder vielleicht natürlich insgesamt ebenso ansonsten zwar ja nein beide zwei drei vier \
            hat haben hatte ist sind war waren wird werden wurde kann können soll sollte muss müssen will darf
            """,
        months: "januar jänner februar märz april mai juni juli august september oktober november dezember",
        ordinalHeads: """
            der die das den dem des am im vom zum zur ab bis seit ein eine einen einem einer eines jeder jede jedes jeden und oder \
            ins ans beim unser unsere sein seine seinen seinem ihr ihre ihren ihrem mein meine dieser diese dieses diesen diesem nach vor
            """)
}
