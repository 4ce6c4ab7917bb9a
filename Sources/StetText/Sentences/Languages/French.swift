extension LanguageData {
    static let french = LanguageData(
        code: "fr",
        titles: "m mm mme mmes mlle mlles dr drs pr prof me mes mgr st ste gén col cdt cap lt sgt abbé",
        numbers: "n° nº no p pp art al chap ch fig vol t § éd réf tél",
        dates: "janv févr fév avr juil sept oct nov déc lun mar mer jeu ven sam dim",
        general:
            "etc cie env av bd boul adj adm apr bibl coll cf dép ex hab inf max min m² mio nb resp suppl trad univ c.-à-d ca",
        never: "cf c.-à-d p.ex",
        openers: """
            le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je j tu mon ma mes ton ta tes son sa ses \
            notre votre leur leurs qui que qu quoi dont où quand comment pourquoi combien quel quelle quels quelles et ou mais donc \
            or ni car si comme lorsque puisque parce alors ainsi aussi après avant avec sans sous sur dans en par pour vers chez \
            depuis pendant entre contre malgré selon dès lors à au aux ici là y ne pas plus moins très trop tout toute tous toutes \
            aucun aucune certains certaines plusieurs chaque quelques beaucoup peu aujourd hier demain maintenant puis ensuite \
            enfin cependant toutefois néanmoins pourtant finalement actuellement désormais c n s oui non deux trois quatre cinq
            """)
}
