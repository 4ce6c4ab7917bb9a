/// Names of weekdays, which may stand between a date and its clock.
enum WeekdayNames {
    static func contains(_ word: String) -> Bool { names.contains(word) }

    private static let names = Set(
        """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag \
        dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi \
        vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì \
        venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник вторник среда \
        четверг пятница суббота воскресенье poniedziałek wtorek środa czwartek piątek sobota niedziela
        """.parts(between: " "))
}
