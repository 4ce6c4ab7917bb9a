#ifndef STET_SHA1_H
#define STET_SHA1_H

#include <stddef.h>
#include <stdint.h>

/// A SHA-1 in the making (FIPS 180-4), by the processor's own instructions where it has them.
///
/// It does not look for collisions. libgit2's does, at a fifth of the speed: what strangers wrote is hashed by that.
typedef struct {
	uint32_t state[5];
	uint64_t byte_count;
	uint8_t rest[64];
} stet_sha1;

void stet_sha1_begin(stet_sha1 *hash);
void stet_sha1_add(stet_sha1 *hash, const void *bytes, size_t count);
void stet_sha1_end(stet_sha1 *hash, uint8_t digest[20]);

/// The same without the processor's instructions, for comparison in tests.
void stet_sha1_portable(const void *bytes, size_t count, uint8_t digest[20]);

#endif
