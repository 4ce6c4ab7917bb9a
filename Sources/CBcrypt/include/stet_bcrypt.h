#ifndef STET_BCRYPT_H
#define STET_BCRYPT_H

#include <stddef.h>
#include <stdint.h>

/// What OpenSSH derives keys from passphrases with: bcrypt over two hashes of SHA-512, 32 bytes out. A few milliseconds.
void stet_bcrypt_hash(const uint8_t passphrase[64], const uint8_t salt[64], uint8_t hash[32]);

/// AES-256 in counter mode (NIST SP 800-38A): the same call encrypts and decrypts. For key files of a few hundred bytes; it takes no care to
/// hide from other programs on the machine how long it runs.
void stet_aes256_ctr(const uint8_t key[32], const uint8_t counter[16], uint8_t *bytes, size_t count);

#endif
