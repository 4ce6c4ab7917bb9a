#define _DEFAULT_SOURCE
#include "stet_memory.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

/* glibc takes no higher limit for the pieces that are no mapping of their own. */
enum { largest_piece = 32 << 20 };

void stet_keep_freed_memory(size_t bytes) {
#if defined(__GLIBC__)
    mallopt(M_TRIM_THRESHOLD, bytes < INT_MAX ? (int)bytes : INT_MAX);
    mallopt(M_MMAP_THRESHOLD, bytes < largest_piece ? (int)bytes : largest_piece);
#else
    (void)bytes;
#endif
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

enum { large_page = 2 << 20, most_pieces = 16 };

/* Untouched pieces from the end of the heap: given back, they are what is taken next. */
void stet_expect_memory(size_t bytes) {
    char *pieces[most_pieces];
    size_t count = 0;
    while (bytes >= large_page && count < most_pieces) {
        size_t size = bytes < largest_piece / 2 ? bytes : largest_piece / 2;
        if (!(pieces[count] = malloc(size))) break;
        count++;
        bytes -= size;
    }
    if (count > 0) {
        uintptr_t start = ((uintptr_t)pieces[0] + large_page - 1) & ~(uintptr_t)(large_page - 1);
        uintptr_t end = (uintptr_t)sbrk(0);
        /* The answer is of no use: without large pages all works the same. */
        if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
    }
    while (count > 0) free(pieces[--count]);
}

#else

void stet_expect_memory(size_t bytes) { (void)bytes; }

#endif
