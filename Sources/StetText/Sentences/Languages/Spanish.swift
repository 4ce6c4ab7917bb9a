extension LanguageData {
    static let spanish = LanguageData(
        code: "es",
        titles: """
            sr sra srta sres sras dr dra dres prof profa d dª dña lic ing arq mtro mtra gral cnel cap tte sgto rvdo mons pbro fr \
            sto sta excmo excma ilmo ilma ud uds vd vds
            """,
        numbers:
            "n° nº no núm núms nro p pp pág págs art arts cap caps fig figs vol vols t tel tfno ext cra cll piso § ap",
        dates: "ene feb febr mar abr jun jul ago sep sept set oct nov dic lun mart miérc mié juev jue vier vie sáb dom",
        general: """
            etc admón admin av avda ave blvd c/ cía co depto dpto dcha izq izda izqda ed edit ej gob hnos máx mín max min mill \
            pza plza prov pta ptas ref s.a ss tlf trad univ vda apdo aprox km kms hab cm mts seg hrs hr a.c d.c
            """,
        never: "p.ej cf vs ee",
        openers: """
            el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella esto eso él ella ellos ellas \
            yo tú nosotros ustedes usted su sus mi mis tu tus nuestro nuestra quien quién qué que cual cuál cuando cuándo donde \
            dónde como cómo cuánto cuántos por para con sin sobre en de del desde hasta entre contra según ante bajo tras durante \
            mediante a al y e o u pero mas sino ni si porque pues aunque mientras así también tampoco además luego después antes \
            ahora hoy ayer mañana entonces aquí allí allá no sí ya aún todavía siempre nunca nadie nada algo alguien todo toda \
            todos todas muchos muchas varios varias algunos algunas otros otras otro otra cada ambos más menos muy tan tanto sólo \
            solo finalmente actualmente embargo es son fue era ha han había hay está están se le les me te nos dos tres cuatro cinco
            """)
}
