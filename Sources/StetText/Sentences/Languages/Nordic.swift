extension LanguageData {
    static let danish = LanguageData(
        code: "da",
        titles: "hr fr frk dr prof adv dir gen ing kapt pastor skt sct st cand mag",
        numbers: "nr nr. s side sid kap fig afsn art stk bd tlf § litra pkt bil",
        dates: "jan feb febr mar apr maj jun jul aug sep sept okt nov dec man tirs ons tors fre lør søn",
        general: """
            bl.a ca dvs eks ekskl el etc evt f.eks fx inkl iflg jf kl kr m.fl m.m m.v max min mio mia mv osv pga pr red resp \
            tidl udg vedr vha aps a/s afd ang alm årg s.u
            """,
        never: "f.eks bl.a dvs jf iflg pr",
        openers: """
            jeg du han hun den det vi i de man min din sin hans hendes dens dets vores jeres deres denne dette disse hvem hvad hvor \
            hvornår hvorfor hvordan hvilken hvis og eller men for så da når fordi at om en et der her nu dengang i på til fra med af \
            ved efter før under over mellem uden mod om hos siden ifølge derfor desuden dog også ikke ingen intet alle alt mange nogle \
            nogen andre hver begge mere mindre meget kun stadig altid aldrig måske senere først endelig ja nej er var har havde bliver \
            blev kan skal vil må to tre fire fem
            """,
        months: "januar februar marts april maj juni juli august september oktober november december",
        ordinalHeads: "den det de en et på i fra til og om sin sit min mit hans hendes deres hver hvert")

    static let norwegian = LanguageData(
        code: "no",
        titles: "hr fr frk dr prof adv dir gen ing kapt st cand mag",
        numbers: "nr s side kap fig avsn art bd tlf § pkt vedl",
        dates: "jan feb febr mar apr mai jun jul aug sep sept okt nov des man tirs ons tors fre lør søn",
        general:
            "bl.a ca dvs eks ekskl el etc ev evt f.eks inkl iflg jf kl kr m.fl m.m m.v maks min mill mrd mv osv pga pr red resp tidl utg vedr as",
        never: "f.eks bl.a dvs jf iflg pr",
        openers: """
            jeg du han hun den det vi dere de man min din sin hans hennes vår deres denne dette disse hvem hva hvor når hvorfor hvordan \
            hvilken hvis og eller men for så da fordi at om en et ei der her nå i på til fra med av ved etter før under over mellom uten \
            mot hos siden ifølge derfor dessuten likevel også ikke ingen intet alle alt mange noen andre hver begge mer mindre mye bare \
            fortsatt alltid aldri kanskje senere først endelig ja nei er var har hadde blir ble kan skal vil må to tre fire fem
            """,
        months: "januar februar mars april mai juni juli august september oktober november desember",
        ordinalHeads: "den det de en et på i fra til og om sin sitt min mitt hans hennes deres hver hvert")

    static let swedish = LanguageData(
        code: "sv",
        titles: "hr fr frk dr prof adv dir gen ing kapt st",
        numbers: "nr s sid kap fig avsn art bd tel § p",
        dates: "jan feb febr mar apr maj jun jul aug sep sept okt nov dec mån tis ons tors fre lör sön",
        general:
            "bl.a ca dvs etc ev exkl f.d f.ö fr.o.m inkl jfr kl kr m.fl m.m max milj min mkt o.d osv p.g.a pga resp t.ex t.o.m tidn tr uppl utg",
        never: "t.ex bl.a dvs jfr",
        openers: """
            jag du han hon den det vi ni de man min din sin hans hennes vår deras denna detta dessa vem vad var när varför hur vilken \
            om och eller men för så då eftersom att en ett där här nu i på till från med av vid efter före under över mellan utan mot hos \
            sedan enligt därför dessutom dock också inte ingen inget alla allt många några andra varje båda mer mindre mycket bara \
            fortfarande alltid aldrig kanske senare först slutligen ja nej är var har hade blir blev kan ska vill måste två tre fyra fem
            """)

    static let finnish = LanguageData(
        code: "fi",
        titles: "hra rva nti dr prof st",
        numbers: "n:o nro s sivu kuva luku art puh",
        general: "esim ym yms jne mm ns nk klo n noin ko em ks vrt alk eaa jaa ent hlö kpl milj mrd",
        never: "esim ks vrt ns nk",
        openers:
            "hän he minä sinä me te se ne tämä tuo nämä kuka mikä missä milloin miksi miten ja tai mutta kun jos koska että vaikka nyt siellä täällä myös ei on oli",
        months: """
            tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta \
            joulukuuta
            """,
        ordinalHeads: "ja",
        small:
            "sekä joka jonka jotka olla ovat olivat myös niin kuin mukaan noin jälkeen ennen sen sitä kanssa vain vielä"
    )
}
