#ifndef STET_MEMORY_H
#define STET_MEMORY_H

#include <stddef.h>

/// Keeps freed memory of up to so many bytes in the process instead of handing it back to the system piece by piece.
///
/// Does nothing where the C library is not glibc.
void stet_keep_freed_memory(size_t bytes);

#endif
