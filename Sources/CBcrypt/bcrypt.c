#include "stet_bcrypt.h"

#include <string.h>

// Blowfish with bcrypt's costly key schedule. Source: Schneier, "Description of a New Variable-Length Key, 64-Bit Block Cipher" (1993);
// Provos and Mazières, "A Future-Adaptable Password Scheme" (1999); the derivation of OpenBSD's bcrypt_pbkdf(3).

enum { ROUND_KEYS = 18, BOX_WORDS = 1024, HALF_ROUNDS = 64, HASH_WORDS = 8, INPUT_BYTES = 64 };

typedef struct {
	uint32_t round_keys[ROUND_KEYS];
	uint32_t boxes[BOX_WORDS];
} blowfish;

static const uint32_t pi_digits[ROUND_KEYS + BOX_WORDS] = {
#include "pi.h"
};

static uint32_t mixed(const blowfish *state, uint32_t half) {
	const uint32_t *boxes = state->boxes;
	return ((boxes[half >> 24] + boxes[256 + (half >> 16 & 255)]) ^ boxes[512 + (half >> 8 & 255)]) + boxes[768 + (half & 255)];
}

static void encipher(const blowfish *state, uint32_t block[2]) {
	uint32_t left = block[0], right = block[1];
	for (int round = 0; round < ROUND_KEYS - 2; round += 2) {
		left ^= state->round_keys[round];
		right ^= mixed(state, left);
		right ^= state->round_keys[round + 1];
		left ^= mixed(state, right);
	}
	block[0] = right ^ state->round_keys[ROUND_KEYS - 1];
	block[1] = left ^ state->round_keys[ROUND_KEYS - 2];
}

// The next word of 64 bytes that are read over and over, their highest byte first.
static uint32_t next_word(const uint8_t bytes[INPUT_BYTES], size_t *place) {
	uint32_t word = 0;
	for (int i = 0; i < 4; i++) {
		word = word << 8 | bytes[*place];
		*place = (*place + 1) % INPUT_BYTES;
	}
	return word;
}

// Mixes a key into the state, and a salt where there is one.
static void expand(blowfish *state, const uint8_t key[INPUT_BYTES], const uint8_t *salt) {
	size_t place = 0;
	for (int i = 0; i < ROUND_KEYS; i++) state->round_keys[i] ^= next_word(key, &place);
	uint32_t block[2] = {0, 0};
	place = 0;
	for (int i = 0; i < ROUND_KEYS + BOX_WORDS; i += 2) {
		if (salt) {
			block[0] ^= next_word(salt, &place);
			block[1] ^= next_word(salt, &place);
		}
		encipher(state, block);
		uint32_t *target = i < ROUND_KEYS ? state->round_keys + i : state->boxes + (i - ROUND_KEYS);
		target[0] = block[0];
		target[1] = block[1];
	}
}

// Clears what a passphrase can be told from, also where nothing reads it again.
static void forget(void *bytes, size_t count) {
	volatile uint8_t *byte = bytes;
	while (count-- > 0) *byte++ = 0;
}

void stet_bcrypt_hash(const uint8_t passphrase[64], const uint8_t salt[64], uint8_t hash[32]) {
	static const char text[] = "OxychromaticBlowfishSwatDynamite";
	blowfish state;
	memcpy(state.round_keys, pi_digits, sizeof state.round_keys);
	memcpy(state.boxes, pi_digits + ROUND_KEYS, sizeof state.boxes);
	expand(&state, passphrase, salt);
	for (int i = 0; i < HALF_ROUNDS; i++) {
		expand(&state, salt, NULL);
		expand(&state, passphrase, NULL);
	}
	uint32_t words[HASH_WORDS];
	for (int i = 0; i < HASH_WORDS; i++) {
		words[i] = 0;
		for (int byte = 0; byte < 4; byte++) words[i] = words[i] << 8 | (uint8_t)text[4 * i + byte];
	}
	for (int i = 0; i < HALF_ROUNDS; i++) {
		for (int pair = 0; pair < HASH_WORDS; pair += 2) encipher(&state, words + pair);
	}
	for (int i = 0; i < HASH_WORDS; i++) {
		for (int byte = 0; byte < 4; byte++) hash[4 * i + byte] = (uint8_t)(words[i] >> 8 * byte);
	}
	forget(&state, sizeof state);
	forget(words, sizeof words);
}
