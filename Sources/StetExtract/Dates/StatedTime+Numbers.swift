internal import StetModel

extension StatedTime {
    /// Days since 1970-01-01 of the day as stated.
    ///
    /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Minutes since 1970-01-01 on the stated clock, whatever its zone; nil where only the day is stated.
    var minuteNumber: Int? { clock.map { dayNumber * 1440 + $0.hour * 60 + $0.minute } }
}
