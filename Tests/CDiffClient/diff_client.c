#include "diff_client.h"

#include <inttypes.h>
#include <stdio.h>
#include <stet_diff.h>

static const char *const names[] = {"equal", "moved", "removed", "added", "replaced"};

int diff_client_describe(
    const char *before, size_t before_length, const char *after, size_t after_length, char *out, size_t room) {
    stet_diff *diff;
    int status = stet_diff_compare(before, before_length, after, after_length, NULL, &diff);
    if (status != STET_DIFF_OK) return status;
    size_t used = 0;
    for (size_t index = 0; index < stet_diff_step_count(diff); index++) {
        stet_diff_step step = stet_diff_step_at(diff, index);
        int written = snprintf(
            out + used, room - used, "%s %" PRIu64 "-%" PRIu64 " %" PRIu64 "-%" PRIu64 "\n", names[step.kind],
            step.before_start, step.before_end, step.after_start, step.after_end);
        if (written < 0 || (size_t)written >= room - used) goto full;
        used += (size_t)written;
    }
    size_t length;
    const char *json = stet_diff_json(diff, &length);
    int written = snprintf(out + used, room - used, "%s", json);
    if (written < 0 || (size_t)written != length || length >= room - used) goto full;
    stet_diff_free(diff);
    return STET_DIFF_OK;
full:
    stet_diff_free(diff);
    return -1;
}

int diff_client_first_wrong_answer(void) {
    static const char text[] = "One.";
    static const char cut[] = "One\0two.";
    static const char latin[] = "caf\xE9";
    static const struct {
        const char *before;
        size_t before_length;
        const char *after;
        size_t after_length;
        int32_t status;
    } calls[] = {
        {NULL, 5, text, 4, STET_DIFF_BAD_ARGUMENT},
        {text, 4, NULL, 5, STET_DIFF_BAD_ARGUMENT},
        {NULL, 5, NULL, 5, STET_DIFF_BAD_ARGUMENT},
        {NULL, SIZE_MAX, text, 4, STET_DIFF_BAD_ARGUMENT},
        {text, SIZE_MAX, text, 4, STET_DIFF_TOO_LONG},
        {text, 4, text, (size_t)STET_DIFF_LONGEST_TEXT + 1, STET_DIFF_TOO_LONG},
        {cut, 8, text, 4, STET_DIFF_HOLDS_NUL},
        {text, 4, cut, 8, STET_DIFF_HOLDS_NUL},
        {latin, 4, text, 4, STET_DIFF_NOT_UTF8},
        {text, 4, latin, 4, STET_DIFF_NOT_UTF8},
        {NULL, 0, text, 4, STET_DIFF_OK},
        {text, 4, NULL, 0, STET_DIFF_OK},
        {NULL, 0, NULL, 0, STET_DIFF_OK},
    };
    int number = 0;
    for (size_t index = 0; index < sizeof calls / sizeof *calls; index++) {
        number++;
        /* What stands there before the call must not be left for the caller to free. */
        stet_diff *diff = (stet_diff *)text;
        int32_t status = stet_diff_compare(
            calls[index].before, calls[index].before_length, calls[index].after, calls[index].after_length, NULL, &diff);
        if (status != calls[index].status || (diff != NULL) != (status == STET_DIFF_OK)) return number;
        stet_diff_step beyond = stet_diff_step_at(diff, SIZE_MAX);
        if (beyond.kind != 0 || beyond.before_end != 0 || beyond.after_end != 0) return number;
        stet_diff_free(diff);
    }
    number++;
    if (stet_diff_compare(text, 4, text, 4, NULL, NULL) != STET_DIFF_BAD_ARGUMENT) return number;
    number++;
    /* A language that nobody knows is a guess less, not an error. */
    stet_diff *diff;
    if (stet_diff_compare(text, 4, text, 4, "\xFF-nowhere", &diff) != STET_DIFF_OK) return number;
    stet_diff_free(diff);
    number++;
    size_t length = 7;
    if (stet_diff_step_count(NULL) != 0 || stet_diff_json(NULL, &length) != NULL || length != 0) return number;
    stet_diff_free(NULL);
    return 0;
}
