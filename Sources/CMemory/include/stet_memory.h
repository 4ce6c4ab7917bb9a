#ifndef STET_MEMORY_H
#define STET_MEMORY_H

#include <stddef.h>

/// Keeps freed memory of up to so many bytes in the process instead of handing it back to the system piece by piece.
///
/// Does nothing where the C library is not glibc.
void stet_keep_freed_memory(size_t bytes);

/// Asks the system for large pages for about the next so many bytes that are allocated.
///
/// To be called after `stet_keep_freed_memory`. Costs no memory by itself. Does nothing where the system has no such pages, or
/// does not give them to who asks.
void stet_expect_memory(size_t bytes);

#endif
