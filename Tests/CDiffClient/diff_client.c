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
