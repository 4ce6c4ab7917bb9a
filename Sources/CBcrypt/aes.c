#include "stet_bcrypt.h"

#include <string.h>

// AES-256 (FIPS 197), the forward cipher alone: counter mode needs no other.

enum { BLOCK = 16, KEY_WORDS = 8, ROUNDS = 14, WORDS = 4 * (ROUNDS + 1) };

static uint8_t doubled(uint8_t x) { return (uint8_t)(x << 1 ^ (x & 0x80 ? 0x1b : 0)); }

static uint8_t rotated(uint8_t x, int count) { return (uint8_t)(x << count | x >> (8 - count)); }

// The S-box: each byte's inverse in the field, found by walking through the powers of 3 and of its inverse at once, and then mixed.
static void fill_box(uint8_t box[256]) {
	uint8_t power = 1, inverse = 1;
	do {
		power ^= doubled(power);
		inverse ^= (uint8_t)(inverse << 1);
		inverse ^= (uint8_t)(inverse << 2);
		inverse ^= (uint8_t)(inverse << 4);
		if (inverse & 0x80) inverse ^= 0x09;
		box[power] = (uint8_t)(inverse ^ rotated(inverse, 1) ^ rotated(inverse, 2) ^ rotated(inverse, 3) ^ rotated(inverse, 4) ^ 0x63);
	} while (power != 1);
	box[0] = 0x63;
}

static void expand_key(const uint8_t box[256], const uint8_t key[32], uint8_t words[WORDS][4]) {
	memcpy(words, key, 32);
	uint8_t constant = 1;
	for (int i = KEY_WORDS; i < WORDS; i++) {
		uint8_t word[4];
		memcpy(word, words[i - 1], 4);
		if (i % KEY_WORDS == 0) {
			uint8_t first = word[0];
			for (int byte = 0; byte < 3; byte++) word[byte] = box[word[byte + 1]];
			word[3] = box[first];
			word[0] ^= constant;
			constant = doubled(constant);
		} else if (i % KEY_WORDS == 4) {
			for (int byte = 0; byte < 4; byte++) word[byte] = box[word[byte]];
		}
		for (int byte = 0; byte < 4; byte++) words[i][byte] = words[i - KEY_WORDS][byte] ^ word[byte];
	}
}

static void add_key(uint8_t block[BLOCK], uint8_t words[WORDS][4], int round) {
	for (int i = 0; i < BLOCK; i++) block[i] ^= words[4 * round + i / 4][i % 4];
}

static void encrypt(const uint8_t box[256], uint8_t words[WORDS][4], uint8_t block[BLOCK]) {
	add_key(block, words, 0);
	for (int round = 1; round <= ROUNDS; round++) {
		uint8_t moved[BLOCK];
		for (int i = 0; i < BLOCK; i++) moved[i] = box[block[(i + 4 * (i % 4)) % BLOCK]];
		for (int column = 0; column < BLOCK; column += 4) {
			uint8_t *in = moved + column, *out = block + column;
			if (round == ROUNDS) {
				memcpy(out, in, 4);
				continue;
			}
			uint8_t all = in[0] ^ in[1] ^ in[2] ^ in[3];
			for (int i = 0; i < 4; i++) out[i] = in[i] ^ all ^ doubled(in[i] ^ in[(i + 1) % 4]);
		}
		add_key(block, words, round);
	}
}

void stet_aes256_ctr(const uint8_t key[32], const uint8_t counter[16], uint8_t *bytes, size_t count) {
	uint8_t box[256], words[WORDS][4], place[BLOCK];
	fill_box(box);
	expand_key(box, key, words);
	memcpy(place, counter, BLOCK);
	for (size_t start = 0; start < count; start += BLOCK) {
		uint8_t block[BLOCK];
		memcpy(block, place, BLOCK);
		encrypt(box, words, block);
		for (size_t i = 0; i < BLOCK && start + i < count; i++) bytes[start + i] ^= block[i];
		for (int i = BLOCK - 1; i >= 0 && ++place[i] == 0; i--) {
		}
	}
	volatile uint8_t *secret = words[0];
	for (size_t i = 0; i < sizeof words; i++) secret[i] = 0;
}
