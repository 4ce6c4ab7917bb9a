#include "stet_memory.h"

#include <limits.h>
#if defined(__GLIBC__)
#include <malloc.h>
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
