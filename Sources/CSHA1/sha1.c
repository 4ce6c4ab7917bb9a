#include "stet_sha1.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

typedef void (*compress_function)(uint32_t state[5], const uint8_t *blocks, size_t count);

static uint32_t rotated(uint32_t word, int count) { return word << count | word >> (32 - count); }

static uint32_t big_endian(const uint8_t *bytes) {
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void compress_portable(uint32_t state[5], const uint8_t *blocks, size_t count) {
	for (; count > 0; count--, blocks += 64) {
		uint32_t words[80];
		for (int i = 0; i < 16; i++) words[i] = big_endian(blocks + 4 * i);
		for (int i = 16; i < 80; i++)
			words[i] = rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
		uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
		for (int i = 0; i < 80; i++) {
			uint32_t mixed, constant;
			if (i < 20) mixed = (b & c) | (~b & d), constant = 0x5A827999;
			else if (i < 40) mixed = b ^ c ^ d, constant = 0x6ED9EBA1;
			else if (i < 60) mixed = (b & c) | (b & d) | (c & d), constant = 0x8F1BBCDC;
			else mixed = b ^ c ^ d, constant = 0xCA62C1D6;
			uint32_t next = rotated(a, 5) + mixed + e + constant + words[i];
			e = d, d = c, c = rotated(b, 30), b = a, a = next;
		}
		state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
	}
}

#if defined(__x86_64__)

// Twenty groups of four rounds. The message schedule of group i (4 <= i) is made from the four groups before it by
// sha1msg1, an exclusive or, and sha1msg2; sha1nexte adds the turned `a` of four rounds ago, which is the next `e`.
// Source: Intel, "Intel SHA Extensions: New Instructions Supporting the Secure Hash Algorithm on Intel Architecture
// Processors" (2013), and the instruction reference.
__attribute__((target("sha,sse4.1,ssse3")))
static void compress_with_instructions(uint32_t state[5], const uint8_t *blocks, size_t count) {
	const __m128i reversed = _mm_set_epi64x(0x0001020304050607ULL, 0x08090A0B0C0D0E0FULL);
	__m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1B);
	__m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);
	for (; count > 0; count--, blocks += 64) {
		const __m128i abcd_before = abcd, e_before = e;
		__m128i words[4], turned = e;
#define STET_ROUNDS(group, function) \
	do { \
		__m128i word; \
		if ((group) < 4) { \
			word = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks + 16 * (group))), reversed); \
		} else { \
			word = _mm_sha1msg1_epu32(words[(group) & 3], words[((group) + 1) & 3]); \
			word = _mm_xor_si128(word, words[((group) + 2) & 3]); \
			word = _mm_sha1msg2_epu32(word, words[((group) + 3) & 3]); \
		} \
		words[(group) & 3] = word; \
		__m128i added = (group) == 0 ? _mm_add_epi32(turned, word) : _mm_sha1nexte_epu32(turned, word); \
		turned = abcd; \
		abcd = _mm_sha1rnds4_epu32(abcd, added, (function)); \
	} while (0)
		STET_ROUNDS(0, 0); STET_ROUNDS(1, 0); STET_ROUNDS(2, 0); STET_ROUNDS(3, 0); STET_ROUNDS(4, 0);
		STET_ROUNDS(5, 1); STET_ROUNDS(6, 1); STET_ROUNDS(7, 1); STET_ROUNDS(8, 1); STET_ROUNDS(9, 1);
		STET_ROUNDS(10, 2); STET_ROUNDS(11, 2); STET_ROUNDS(12, 2); STET_ROUNDS(13, 2); STET_ROUNDS(14, 2);
		STET_ROUNDS(15, 3); STET_ROUNDS(16, 3); STET_ROUNDS(17, 3); STET_ROUNDS(18, 3); STET_ROUNDS(19, 3);
#undef STET_ROUNDS
		e = _mm_sha1nexte_epu32(turned, e_before);
		abcd = _mm_add_epi32(abcd, abcd_before);
	}
	_mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1B));
	state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

static int has_instructions(void) {
	unsigned a, b, c, d;
	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return 0;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0;
}

#endif

static compress_function compress(void) {
#if defined(__x86_64__)
	// 1: without, 2: with. Threads that ask at once find the same answer.
	static _Atomic int known;
	if (known == 0) known = has_instructions() ? 2 : 1;
	if (known == 2) return compress_with_instructions;
#endif
	return compress_portable;
}

void stet_sha1_begin(stet_sha1 *hash) {
	static const uint32_t start[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
	memcpy(hash->state, start, sizeof start);
	hash->byte_count = 0;
}

static void add(stet_sha1 *hash, const uint8_t *bytes, size_t count, compress_function function) {
	size_t held = hash->byte_count % 64;
	hash->byte_count += count;
	if (held > 0) {
		size_t taken = 64 - held < count ? 64 - held : count;
		memcpy(hash->rest + held, bytes, taken);
		bytes += taken, count -= taken;
		if (held + taken < 64) return;
		function(hash->state, hash->rest, 1);
	}
	function(hash->state, bytes, count / 64);
	if (count % 64 > 0) memcpy(hash->rest, bytes + count / 64 * 64, count % 64);
}

static void end(stet_sha1 *hash, uint8_t digest[20], compress_function function) {
	uint64_t bit_count = hash->byte_count * 8;
	uint8_t padding[72] = {0x80};
	size_t count = 1 + (119 - hash->byte_count % 64) % 64;
	for (int i = 0; i < 8; i++) padding[count + i] = (uint8_t)(bit_count >> (56 - 8 * i));
	add(hash, padding, count + 8, function);
	for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
}

void stet_sha1_add(stet_sha1 *hash, const void *bytes, size_t count) {
	if (count > 0) add(hash, bytes, count, compress());
}

void stet_sha1_end(stet_sha1 *hash, uint8_t digest[20]) { end(hash, digest, compress()); }

void stet_sha1_portable(const void *bytes, size_t count, uint8_t digest[20]) {
	stet_sha1 hash;
	stet_sha1_begin(&hash);
	if (count > 0) add(&hash, bytes, count, compress_portable);
	end(&hash, digest, compress_portable);
}
