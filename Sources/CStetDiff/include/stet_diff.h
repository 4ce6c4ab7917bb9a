/* What changed between two texts: Stet's diff engine for programs that are not written in Swift.
 *
 * All offsets are bytes of UTF-8. The same texts give the same answer on every machine. Any number of threads may
 * compare at once; one comparison may be read by many threads, and is freed once. */
#ifndef STET_DIFF_H
#define STET_DIFF_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A comparison of two texts. It holds neither text. */
typedef struct stet_diff stet_diff;

/* What a call says. */
enum {
    STET_DIFF_OK = 0,
    /* A text is not UTF-8. */
    STET_DIFF_NOT_UTF8 = 1,
    /* A text has more than STET_DIFF_LONGEST_TEXT bytes. */
    STET_DIFF_TOO_LONG = 2,
    /* A text is NULL though its length is not 0, or there is nowhere to put the comparison (`diff` is NULL). */
    STET_DIFF_BAD_ARGUMENT = 3,
    /* A text holds a NUL byte: it is no text. */
    STET_DIFF_HOLDS_NUL = 4
};

#define STET_DIFF_LONGEST_TEXT 0x7fffffff

/* What one step from the text before to the text after is. */
enum {
    /* The same text on both sides, white space aside, in place. */
    STET_DIFF_EQUAL = 0,
    /* The same text on both sides, white space aside, elsewhere: its span before lies out of order. */
    STET_DIFF_MOVED = 1,
    /* Text that is only before; the span after is empty, at the place where it was taken out. */
    STET_DIFF_REMOVED = 2,
    /* Text that is only after; the span before is empty, at the place where it was put in. */
    STET_DIFF_ADDED = 3,
    /* Other text. */
    STET_DIFF_REPLACED = 4
};

/* Spans are [start, end). */
typedef struct {
    int32_t kind;
    uint64_t before_start, before_end, after_start, after_end;
} stet_diff_step;

/* Compares two texts, plain or Markdown. `language` is a BCP 47 tag, or NULL to have it guessed.
 *
 * A text of no bytes may be NULL. On STET_DIFF_OK, `*diff` is a comparison to be freed with stet_diff_free; else it is NULL.
 * Of several things that are wrong the argument comes first, then the length, then what the texts hold. */
int32_t stet_diff_compare(
    const char *before, size_t before_length, const char *after, size_t after_length, const char *language,
    stet_diff **diff);

/* The functions below may be given NULL for a comparison: it has no steps and no JSON (NULL), and freeing it does nothing.
 *
 * How many steps there are, and each: in the order of the text after, removed text where it stood. White space between
 * steps is in none. A step beyond the last one is all zero. */
size_t stet_diff_step_count(const stet_diff *diff);
stet_diff_step stet_diff_step_at(const stet_diff *diff, size_t index);

/* The comparison in one line of JSON, sentences and their links with it, as `stet compare --jsonl` writes it. It ends with
 * a zero byte, which `*length` (where not NULL) does not count, and lives as long as the comparison. */
const char *stet_diff_json(const stet_diff *diff, size_t *length);

void stet_diff_free(stet_diff *diff);

#ifdef __cplusplus
}
#endif

#endif
