#include "stet_icu.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

const char *stet_icu_version(void) { return U_ICU_VERSION; }

// MARK: - Characters

static bool is_ideograph(UChar32 c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9F) || c == 0x3005 || c == 0x3007
        || (c >= 0x1B000 && c <= 0x1B16F) || (c >= 0x20000 && c <= 0x3FFFD);
}

// Letters and marks of the scripts that ICU has dictionaries for. Their digits and punctuation are ordinary.
static bool is_dictionary_script(UChar32 c) {
    return (c >= 0x0E01 && c <= 0x0E3A) || (c >= 0x0E40 && c <= 0x0E4E) || (c >= 0x0E81 && c <= 0x0ECF)
        || (c >= 0x0EDC && c <= 0x0EDF) || (c >= 0x1000 && c <= 0x103F) || (c >= 0x1050 && c <= 0x108F)
        || (c >= 0x1780 && c <= 0x17D3) || c == 0x17D7 || c == 0x17DC || c == 0x17DD || (c >= 0xA9E0 && c <= 0xA9EF)
        || (c >= 0xAA60 && c <= 0xAA7F);
}

// Most of the plane holds characters that never change under NFC; asking for each would cost milliseconds.
static bool may_compose(UChar32 c) {
    if (c < 0x0300 || (c >= 0x3400 && c <= 0xA4FF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xD800 && c <= 0xF8FF)) {
        return false;
    }
    return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES || u_getCombiningClass(c) != 0;
}

static uint8_t kind_of(UChar32 c) {
    if (u_isUWhiteSpace(c)) return STET_CHAR_SPACE;
    int8_t category = u_charType(c);
    if (is_ideograph(c) && category != U_UNASSIGNED && c != 0x30FB) return STET_CHAR_IDEOGRAPH;
    switch (category) {
    case U_LOWERCASE_LETTER:
        return STET_CHAR_LOWER;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return STET_CHAR_UPPER;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return is_dictionary_script(c) ? STET_CHAR_DICTIONARY : STET_CHAR_LETTER;
    case U_DECIMAL_DIGIT_NUMBER:
        return STET_CHAR_DIGIT;
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return STET_CHAR_NUMBER;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
        return is_dictionary_script(c) ? STET_CHAR_DICTIONARY : STET_CHAR_MARK;
    case U_FORMAT_CHAR:
        return STET_CHAR_FORMAT;
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
        return STET_CHAR_OPEN;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return STET_CHAR_CLOSE;
    case U_OTHER_PUNCTUATION:
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
        return STET_CHAR_PUNCTUATION;
    default:
        return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? STET_CHAR_PICTOGRAPH : STET_CHAR_OTHER;
    }
}

uint8_t stet_icu_character(uint32_t character) {
    UChar32 c = (UChar32)character;
    uint8_t kind = kind_of(c);
    if (kind == STET_CHAR_PUNCTUATION && u_hasBinaryProperty(c, UCHAR_S_TERM)) kind |= STET_CHAR_TERMINAL;
    if (may_compose(c)) kind |= STET_CHAR_COMPOSES;
    return kind;
}

// Characters of one kind as far as they are assigned: Han, Hangul, surrogates and private use, seven tenths of the plane.
static const struct { uint32_t first, last; } even_ranges[] = {
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xD800, 0xDFFF}, {0xE000, 0xF8FF}};

void stet_icu_characters(uint8_t table[65536]) {
    uint32_t c = 0;
    for (size_t i = 0; i < sizeof even_ranges / sizeof even_ranges[0]; i++) {
        uint32_t first = even_ranges[i].first;
        for (; c <= first; c++) table[c] = stet_icu_character(c);
        int8_t category = u_charType((UChar32)first);
        for (; c <= even_ranges[i].last; c++) {
            table[c] = u_charType((UChar32)c) == category ? table[first] : stet_icu_character(c);
        }
    }
    for (; c < 65536; c++) table[c] = stet_icu_character(c);
}

uint32_t stet_icu_lowercased(uint32_t character) { return (uint32_t)u_tolower((UChar32)character); }

uint32_t stet_icu_base_letter(uint32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
    if (U_FAILURE(status)) return character;
    // No canonical decomposition is longer than four characters (Unicode, annex 15).
    UChar parts[8];
    int32_t count = unorm2_getDecomposition(normalizer, (UChar32)character, parts, 8, &status), at = 0;
    if (U_FAILURE(status) || count <= 0) return character;
    UChar32 letter, mark;
    U16_NEXT(parts, at, count, letter);
    while (at < count) {
        U16_NEXT(parts, at, count, mark);
        if (mark < 0x300 || mark > 0x36F) return character;
    }
    return (uint32_t)letter;
}

// MARK: - Normalization

int64_t stet_icu_nfc(const uint8_t *text, int64_t length, uint8_t *result, int64_t capacity) {
    // UTF-16 never has more units than UTF-8 has bytes, and NFC at most triples them (Unicode, annex 15).
    if (length > INT32_MAX / 4) return -1;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) return -1;
    int32_t room = (int32_t)length * 3 + 1, units = 0, count = 0, bytes = 0;
    UChar *source = malloc(((size_t)length + 1) * sizeof(UChar)), *composed = malloc((size_t)room * sizeof(UChar));
    int64_t answer = -1;
    if (source && composed) {
        u_strFromUTF8(source, (int32_t)length + 1, &units, (const char *)text, (int32_t)length, &status);
        count = unorm2_normalize(normalizer, source, units, composed, room, &status);
        if (U_SUCCESS(status)) {
            u_strToUTF8((char *)result, (int32_t)capacity, &bytes, composed, count, &status);
            if (U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR) answer = bytes;
        }
    }
    free(source);
    free(composed);
    return answer;
}

// MARK: - Words

static pthread_once_t words_once = PTHREAD_ONCE_INIT;
static pthread_key_t words_key;
static UBreakIterator *words_template;

static void close_words(void *iterator) { ubrk_close(iterator); }

static void open_words(void) {
    UErrorCode status = U_ZERO_ERROR;
    // The root locale: a page's language must not move a boundary when the page changes how it states it.
    words_template = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_FAILURE(status) || pthread_key_create(&words_key, close_words) != 0) words_template = NULL;
}

static UBreakIterator *words_of_this_thread(void) {
    pthread_once(&words_once, open_words);
    if (!words_template) return NULL;
    UBreakIterator *words = pthread_getspecific(words_key);
    if (words) return words;
    UErrorCode status = U_ZERO_ERROR;
    words = ubrk_clone(words_template, &status);
    if (U_FAILURE(status)) return NULL;
    if (pthread_setspecific(words_key, words) != 0) {
        ubrk_close(words);
        return NULL;
    }
    return words;
}

static uint8_t word_kind(int32_t status) {
    if (status < UBRK_WORD_NUMBER) return STET_WORD_NONE;
    if (status < UBRK_WORD_LETTER) return STET_WORD_NUMBER;
    if (status < UBRK_WORD_KANA) return STET_WORD_LETTER;
    return STET_WORD_IDEOGRAPH;
}

int32_t stet_icu_words(const uint8_t *text, int32_t length, int32_t *ends, uint8_t *kinds) {
    UBreakIterator *words = words_of_this_thread();
    if (!words) return -1;
    UErrorCode status = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, (const char *)text, length, &status);
    ubrk_setUText(words, &source, &status);
    int32_t count = 0;
    if (U_SUCCESS(status)) {
        ubrk_first(words);
        for (int32_t end = ubrk_next(words); end != UBRK_DONE && count < length; end = ubrk_next(words)) {
            ends[count] = end;
            kinds[count] = word_kind(ubrk_getRuleStatus(words));
            count++;
        }
    } else {
        count = -1;
    }
    // The iterator outlives the text: leave it pointing at nothing.
    UText nothing = UTEXT_INITIALIZER;
    UErrorCode ignored = U_ZERO_ERROR;
    utext_openUTF8(&nothing, "", 0, &ignored);
    ubrk_setUText(words, &nothing, &ignored);
    utext_close(&nothing);
    utext_close(&source);
    return count;
}
