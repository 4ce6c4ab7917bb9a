extension LanguageData {
    static let portuguese = LanguageData(
        code: "pt",
        titles:
            "sr sra srs sras srta dr dra drs dras prof profa profª eng engª arq gen cel cap ten sgt mons pe d dom exmo exma ilmo",
        numbers: "n° nº no núm nr p pp pág págs art arts cap caps fig figs vol vols t tel § inc al",
        dates: "jan fev mar abr mai jun jul ago set out nov dez seg ter qua qui sex sáb dom",
        general:
            "etc av cia ltda co r apto dep depto ed edif esp ex máx mín obs pça rod tv univ aprox km hab a.c d.c s.a",
        never: "p.ex cf vs i.e",
        openers: """
            o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela isto isso aquilo ele ela eles elas \
            eu tu você vocês nós seu sua seus suas meu minha nosso nossa quem que qual quais quando onde como por porque porquê \
            quanto de do da dos das em no na nos nas num numa a ao à aos às com sem sob sobre para pela pelo pelos pelas entre \
            contra até desde após antes depois durante segundo conforme e ou mas porém contudo todavia entretanto se embora \
            enquanto assim também além então logo agora hoje ontem amanhã aqui ali lá não sim já ainda sempre nunca ninguém nada \
            algo alguém todo toda todos todas muitos muitas vários várias alguns algumas outros outras outro outra cada ambos mais \
            menos muito pouco só apenas finalmente atualmente é são foi era está estão há tem têm dois duas três quatro cinco
            """)
}
