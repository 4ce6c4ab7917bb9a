/// The lists of one language, as words between spaces, in lower case, abbreviations without their last full stop.
///
/// A list holds what cannot be told from its form. Single letters, letters with full stops between them ("U.S.",
/// "z.B.") and words without a vowel ("Mgr.") are known by their form and listed only where they bind otherwise.
struct LanguageData: Sendable {
    var code: String
    var titles = ""
    var numbers = ""
    var dates = ""
    var general = ""
    /// Like `general`, but words of the language when written without a capital: "Miss.", "Wash.".
    var places = ""
    var never = ""
    var openers = ""
    /// The names of months, for languages that write "5. Mai".
    var months = ""
    var ordinalHeads = ""
    /// Frequent words that open no sentence, by which the language is told.
    var small = ""

    static let all: [LanguageData] = [
        .english, .german, .french, .spanish, .italian, .portuguese, .dutch, .russian, .ukrainian, .polish, .danish,
        .norwegian, .swedish, .czech, .finnish, .greek,
    ]
}
