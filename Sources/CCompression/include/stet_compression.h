#ifndef STET_COMPRESSION_H
#define STET_COMPRESSION_H

#include <stddef.h>
#include <stdint.h>

// Content codings of HTTP, undone piece by piece, and gzip made of a whole. zlib is linked: libgit2 brings it anyway. Brotli's
// library, which libcurl brings, is opened where a page is in it.

typedef enum { stet_coding_gzip, stet_coding_zlib, stet_coding_deflate, stet_coding_brotli } stet_coding;

typedef struct stet_decoder stet_decoder;

// NULL where there is no memory, or no library for the coding.
stet_decoder *stet_decoder_begin(stet_coding coding);
void stet_decoder_end(stet_decoder *decoder);

typedef enum { stet_decoder_more, stet_decoder_done, stet_decoder_failed } stet_decoder_state;

// Takes from the input and adds to the output what there is room for; the counts are told anew as what was taken and given.
stet_decoder_state stet_decoder_step(stet_decoder *decoder, const uint8_t *input, size_t *input_count, uint8_t *output,
                                     size_t *output_count);

size_t stet_gzip_bound(size_t count);
// Makes one gzip member without time or name; the same bytes give the same member. 0 where it fails.
size_t stet_gzip(const uint8_t *bytes, size_t count, int level, uint8_t *output, size_t room);

#endif
