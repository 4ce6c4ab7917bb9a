extension LanguageData {
    static let russian = LanguageData(
        code: "ru",
        titles: """
            г гг гр г-н г-жа тов проф акад доц инж ген полк майор кап лейт серж св им ул пр-т пр-кт просп пер пл бул наб ш пгт пос с д дер \
            р оз о обл край р-н респ гор ст студ асп канд зам зав нач чл корр мл уважаем
            """,
        numbers: "№ n° стр с рис табл гл ст п пп ч т тт вып изд кв корп стр д тел доб рис разд абз",
        dates: "янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек пн вт ср чт пт сб вс",
        general: """
            т.е т.д т.п т.к т.н т.о и.о др пр проч напр см ср тыс млн млрд трлн руб коп долл дол евро кв куб сек мин час чел шт экз ок прим \
            сокр англ нем фр исп ит лат греч рус букв вв в н.э до.н.э ред сост пер авт ил мл ст гос мед хоз
            """,
        never: "т.е т.к т.н напр см ср",
        openers: """
            я ты он она оно мы вы они мой моя моё мои твой его её их наш ваш свой этот эта это эти тот та те кто что какой какая \
            какие который где когда куда откуда почему зачем как сколько и а но или да нет не ни если чтобы потому поэтому хотя пока \
            так также тоже ещё еще уже только лишь вот там тут здесь теперь сейчас сегодня вчера завтра потом затем после до в во на \
            к ко с со у о об от из по за под над при для без через между перед около среди против ради благодаря несмотря однако \
            впрочем кроме весь вся всё все каждый многие некоторые другие один одна два три четыре пять никто ничто кто-то что-то
            """)

    static let ukrainian = LanguageData(
        code: "uk",
        titles: "п пан м вул просп пров пл бул с смт обл р р-н о оз ім св проф акад доц інж ген полк тов зам зав",
        numbers: "№ с стор рис табл розд гл ст п ч т тел кв буд",
        dates: "січ лют бер квіт трав черв лип серп вер жовт лист груд",
        general: "т.д т.п т.зв ін тис млн млрд грн коп дол кв куб сек хв год див напр ред",
        never: "тобто напр див т.зв",
        openers: """
            я ти він вона воно ми ви вони мій його її їх наш ваш цей ця це ці той та ті хто що який де коли куди звідки чому як \
            скільки і й а але або чи так ні не якщо щоб тому хоча поки також ще вже тільки лише ось там тут тепер зараз сьогодні \
            вчора завтра потім після до в у на к з із зі о об від по за під над при для без через між перед проти однак крім все всі
            """)

    static let polish = LanguageData(
        code: "pl",
        titles: "dr hab prof inż mgr doc gen płk kpt por sierż ks św bł abp bp o s p pp ul al pl os red lek adw bałt",
        numbers: "nr s str art ust pkt poz rys tab rozdz r t vol tel lit § zob",
        dates: "sty lut mar kwi maj cze lip sie wrz paź lis gru pon wt śr czw pt sob niedz",
        general:
            "np itd itp tzn tzw tj m.in ok ww br zob por min maks tys mln mld zł gr godz sek ang niem fr łac wg ds im woj pow gm w",
        never: "np tzw tzn tj m.in ok",
        openers: """
            ja ty on ona ono my wy oni one mój moja twój jego jej ich nasz wasz ten ta to te tamten kto co jaki jaka który która gdzie \
            kiedy dokąd skąd dlaczego jak ile i a ale lub albo czy tak nie jeśli żeby dlatego choć chociaż gdy także też jeszcze już \
            tylko tam tu tutaj teraz dziś dzisiaj wczoraj jutro potem następnie po do w we na z ze u o od za pod nad przy dla bez przez \
            między przed około wśród przeciw jednak wszystko wszyscy każdy wiele niektóre inne jeden dwa trzy cztery pięć nikt nic się
            """,
        months: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia")

    static let czech = LanguageData(
        code: "cs",
        titles: "p pí sl dr mudr judr phdr rndr ing mgr bc prof doc gen plk kpt sv ul nám tř",
        numbers: "č čís str s obr tab odst kap sv roč tel čl",
        dates: "led úno bře dub kvě čvn čvc srp zář říj lis pro po út st čt pá so ne",
        general: "např atd apod tj tzv tzn mj popř resp cca tis mil mld kč hod min vteř angl něm red pozn",
        never: "např tzv tj tzn",
        openers: """
            já ty on ona ono my vy oni můj tvůj jeho její jejich náš váš ten ta to ti tato tento toto kdo co jaký který kde kdy kam \
            odkud proč jak kolik a i ale nebo ani že když aby protože proto pokud však také ještě už jen tam tu tady teď dnes včera \
            zítra potom pak po do v ve na z ze u o od za pod nad při pro bez přes mezi před podle všechno všichni každý mnoho některé
            """,
        months: "ledna února března dubna května června července srpna září října listopadu prosince",
        ordinalHeads: "v ve na od do po ke k ze z a i")
}
