#ifndef STET_ICU_H
#define STET_ICU_H

// No ICU header here: a module that imports both ICU's headers and Foundation does not compile.
// Every function is safe to call from any thread.

#include <stdint.h>

/// The ICU version this was built with, as "72.1".
const char *stet_icu_version(void);

/// What Stet needs to know of a character. The low five bits say what it is, the high ones are flags.
enum {
    STET_CHAR_OTHER = 0,       ///< a symbol, a control, or not assigned
    STET_CHAR_SPACE = 1,       ///< White_Space
    STET_CHAR_LOWER = 2,       ///< Ll
    STET_CHAR_UPPER = 3,       ///< Lu, Lt
    STET_CHAR_LETTER = 4,      ///< a letter without case: Lo, Lm
    STET_CHAR_DIGIT = 5,       ///< Nd
    STET_CHAR_NUMBER = 6,      ///< Nl, No
    STET_CHAR_MARK = 7,        ///< Mn, Mc, Me
    STET_CHAR_IDEOGRAPH = 8,   ///< Han and Kana: a word by itself
    STET_CHAR_DICTIONARY = 9,  ///< a script whose words only a dictionary can tell (Thai, Lao, Khmer, Myanmar)
    STET_CHAR_FORMAT = 10,     ///< Cf
    STET_CHAR_OPEN = 11,       ///< Ps, Pi
    STET_CHAR_CLOSE = 12,      ///< Pe, Pf
    STET_CHAR_PUNCTUATION = 13, ///< other punctuation
    STET_CHAR_PICTOGRAPH = 14, ///< Extended_Pictographic
    STET_CHAR_KIND_MASK = 0x1F,
    /// Ends a sentence: Sentence_Terminal.
    STET_CHAR_TERMINAL = 0x40,
    /// May change under NFC, or change what stands beside it.
    STET_CHAR_COMPOSES = 0x80,
};

/// Kind and flags of one character.
uint8_t stet_icu_character(uint32_t character);

/// Writes kind and flags of the characters U+0000 to U+FFFF.
void stet_icu_characters(uint8_t table[65536]);

/// The simple lower-case form of a character. The ICU call is `u_tolower`.
uint32_t stet_icu_lowercased(uint32_t character);

/// The letter under the marks of U+0300 to U+036F that a character decomposes into (`e` of `é`); the character itself
/// where it is none or has other parts. The ICU call is `unorm2_getDecomposition`.
uint32_t stet_icu_base_letter(uint32_t character);

/// Writes the NFC form of UTF-8 text. Answers its length, which may be more than `capacity` (then nothing
/// useful was written), or -1 when ICU refused.
int64_t stet_icu_nfc(const uint8_t *text, int64_t length, uint8_t *result, int64_t capacity);

/// What ICU says of the word that ends at a boundary.
enum {
    STET_WORD_NONE = 0,
    STET_WORD_NUMBER = 1,
    STET_WORD_LETTER = 2,
    STET_WORD_IDEOGRAPH = 3,
};

/// Writes the word boundaries (UAX #29, root locale) of UTF-8 text, without the one at 0, and what ended there.
/// Both arrays hold `length` entries. Answers how many were written, or -1 when ICU refused.
///
/// Each thread keeps one iterator, cloned from one that is opened at the first call.
int32_t stet_icu_words(const uint8_t *text, int32_t length, int32_t *ends, uint8_t *kinds);

#endif
