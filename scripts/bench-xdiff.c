/* Times libgit2's xdiff on pairs of texts with a word a line: what a developer gets from git's own diff library.
 *
 *   cc -O2 scripts/bench-xdiff.c -lgit2 -o bench-xdiff
 *   bench-xdiff patience|minimal BEFORE AFTER [BEFORE AFTER ...]
 *   bench-xdiff patience|minimal --runs BEFORE AFTER
 *
 * Prints the CPU seconds of cutting all texts into words and comparing them; files are read before. A word is a run of
 * ASCII letters, digits and bytes beyond ASCII; any other visible byte is one by itself.
 *
 * With --runs the files have a token a line already, and the runs of equal tokens are printed, as their place before, their place after
 * and how many they are: what scripts/score-peers reads. */
#include <ctype.h>
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    unsigned char *bytes;
    size_t length;
} text;

static text read_file(const char *path) {
    text result = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(path);
        exit(1);
    }
    result.length = (size_t)ftell(file);
    rewind(file);
    result.bytes = malloc(result.length + 1);
    if (!result.bytes || fread(result.bytes, 1, result.length, file) != result.length) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return result;
}

static int is_word(unsigned char byte) { return byte >= 0x80 || isalnum(byte); }

static text lines_of_words(text from) {
    text lines = {malloc(2 * from.length + 2), 0};
    if (!lines.bytes) exit(1);
    for (size_t index = 0; index < from.length;) {
        if (from.bytes[index] <= 0x20) {
            index++;
            continue;
        }
        size_t start = index++;
        if (is_word(from.bytes[start]))
            while (index < from.length && is_word(from.bytes[index])) index++;
        memcpy(lines.bytes + lines.length, from.bytes + start, index - start);
        lines.length += index - start;
        lines.bytes[lines.length++] = '\n';
    }
    return lines;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static size_t lines_in(text from) {
    size_t lines = 0;
    for (size_t index = 0; index < from.length; index++) lines += from.bytes[index] == '\n';
    return lines;
}

/* What lies between the hunks, which have no context, is equal. */
static int print_runs(const char *before, const char *after, const git_diff_options *options) {
    text one = read_file(before), two = read_file(after);
    git_patch *patch = NULL;
    if (git_patch_from_buffers(&patch, one.bytes, one.length, "a", two.bytes, two.length, "b", options)) {
        fprintf(stderr, "%s: %s\n", before, git_error_last()->message);
        return 1;
    }
    size_t old = 0, new = 0;
    for (size_t index = 0; index < git_patch_num_hunks(patch); index++) {
        const git_diff_hunk *hunk;
        size_t lines;
        if (git_patch_get_hunk(&hunk, &lines, patch, index)) return 1;
        /* A side without lines names the line before. */
        size_t start = (size_t)hunk->old_start - (hunk->old_lines ? 1 : 0);
        if (start > old) printf("%zu %zu %zu\n", old, new, start - old);
        new += start - old + (size_t)hunk->new_lines;
        old = start + (size_t)hunk->old_lines;
    }
    if (lines_in(one) > old) printf("%zu %zu %zu\n", old, new, lines_in(one) - old);
    git_patch_free(patch);
    return 0;
}

int main(int count, char **arguments) {
    int runs = count == 5 && !strcmp(arguments[2], "--runs");
    if (!runs && (count < 4 || count % 2)) {
        fprintf(stderr, "usage: bench-xdiff patience|minimal [--runs] BEFORE AFTER ...\n");
        return 2;
    }
    git_libgit2_init();
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.context_lines = 0;
    options.flags = GIT_DIFF_FORCE_TEXT | (strcmp(arguments[1], "patience") ? GIT_DIFF_MINIMAL : GIT_DIFF_PATIENCE);
    if (runs) return print_runs(arguments[3], arguments[4], &options);
    double total = 0;
    for (int index = 2; index + 1 < count; index += 2) {
        text before = read_file(arguments[index]), after = read_file(arguments[index + 1]);
        double start = seconds();
        text one = lines_of_words(before), two = lines_of_words(after);
        git_patch *patch = NULL;
        if (git_patch_from_buffers(&patch, one.bytes, one.length, "a", two.bytes, two.length, "b", &options)) {
            fprintf(stderr, "%s: %s\n", arguments[index], git_error_last()->message);
            return 1;
        }
        total += seconds() - start;
        git_patch_free(patch);
        free(one.bytes), free(two.bytes), free(before.bytes), free(after.bytes);
    }
    printf("%.6f\n", total);
    return 0;
}
