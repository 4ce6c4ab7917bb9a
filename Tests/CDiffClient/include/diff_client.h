#ifndef DIFF_CLIENT_H
#define DIFF_CLIENT_H

#include <stddef.h>

/* Compares two texts through stet_diff.h and writes what changed, a line each, "replaced 3-6 3-8", then the JSON. Returns
 * what stet_diff_compare says, or -1 when `room` is too small. */
int diff_client_describe(
    const char *before, size_t before_length, const char *after, size_t after_length, char *out, size_t room);

/* Calls stet_diff.h with arguments that are wrong, or just right at an edge. Returns 0 when each was answered as the header
 * says, else the number of the first that was not, counted from 1. */
int diff_client_first_wrong_answer(void);

#endif
