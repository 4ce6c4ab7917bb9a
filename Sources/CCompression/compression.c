#include "stet_compression.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Brotli's own interface, brotli/decode.h: stable since its version 1. */
typedef struct BrotliDecoderStateStruct brotli_state;
enum { brotli_error = 0, brotli_success = 1 };
static struct {
	brotli_state *(*create)(void *, void *, void *);
	int (*step)(brotli_state *, size_t *, const uint8_t **, size_t *, uint8_t **, size_t *);
	void (*destroy)(brotli_state *);
} brotli;
static pthread_once_t brotli_once = PTHREAD_ONCE_INIT;

static void open_brotli(void)
{
	void *library = dlopen("libbrotlidec.so.1", RTLD_NOW | RTLD_LOCAL);
	if (library == NULL) return;
	brotli.step = (int (*)(brotli_state *, size_t *, const uint8_t **, size_t *, uint8_t **, size_t *))dlsym(
	    library, "BrotliDecoderDecompressStream");
	brotli.destroy = (void (*)(brotli_state *))dlsym(library, "BrotliDecoderDestroyInstance");
	brotli.create = (brotli_state * (*)(void *, void *, void *)) dlsym(library, "BrotliDecoderCreateInstance");
	if (brotli.step == NULL || brotli.destroy == NULL) brotli.create = NULL;
}

struct stet_decoder {
	z_stream stream;
	brotli_state *brotli;
};

stet_decoder *stet_decoder_begin(stet_coding coding)
{
	stet_decoder *decoder = calloc(1, sizeof *decoder);
	if (decoder == NULL) return NULL;
	int is_begun;
	if (coding == stet_coding_brotli) {
		pthread_once(&brotli_once, open_brotli);
		decoder->brotli = brotli.create == NULL ? NULL : brotli.create(NULL, NULL, NULL);
		is_begun = decoder->brotli != NULL;
	} else {
		/* 15 bits of window; 16 more ask for gzip, a minus for neither wrapper. */
		int bits = coding == stet_coding_gzip ? 15 + 16 : coding == stet_coding_zlib ? 15 : -15;
		is_begun = inflateInit2(&decoder->stream, bits) == Z_OK;
	}
	if (is_begun) return decoder;
	free(decoder);
	return NULL;
}

void stet_decoder_end(stet_decoder *decoder)
{
	if (decoder == NULL) return;
	if (decoder->brotli != NULL)
		brotli.destroy(decoder->brotli);
	else
		inflateEnd(&decoder->stream);
	free(decoder);
}

stet_decoder_state stet_decoder_step(stet_decoder *decoder, const uint8_t *input, size_t *input_count, uint8_t *output,
                                     size_t *output_count)
{
	if (decoder->brotli != NULL) {
		size_t input_left = *input_count, output_left = *output_count;
		int code = brotli.step(decoder->brotli, &input_left, &input, &output_left, &output, NULL);
		*input_count -= input_left;
		*output_count -= output_left;
		return code == brotli_error ? stet_decoder_failed
		       : code == brotli_success ? stet_decoder_done
		                                : stet_decoder_more;
	}
	z_stream *stream = &decoder->stream;
	uInt input_room = *input_count > UINT_MAX ? UINT_MAX : (uInt)*input_count;
	uInt output_room = *output_count > UINT_MAX ? UINT_MAX : (uInt)*output_count;
	stream->next_in = (Bytef *)input;
	stream->avail_in = input_room;
	stream->next_out = output;
	stream->avail_out = output_room;
	int code = inflate(stream, Z_NO_FLUSH);
	*input_count = input_room - stream->avail_in;
	*output_count = output_room - stream->avail_out;
	if (code == Z_STREAM_END) return stet_decoder_done;
	/* No progress without more input is no failure. */
	return code == Z_OK || code == Z_BUF_ERROR ? stet_decoder_more : stet_decoder_failed;
}

size_t stet_gzip_bound(size_t count) { return compressBound(count) + 32; }

size_t stet_gzip(const uint8_t *bytes, size_t count, int level, uint8_t *output, size_t room)
{
	z_stream stream;
	memset(&stream, 0, sizeof stream);
	if (count > UINT_MAX || room > UINT_MAX) return 0;
	if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
	stream.next_in = (Bytef *)bytes;
	stream.avail_in = (uInt)count;
	stream.next_out = output;
	stream.avail_out = (uInt)room;
	int code = deflate(&stream, Z_FINISH);
	size_t written = room - stream.avail_out;
	deflateEnd(&stream);
	return code == Z_STREAM_END ? written : 0;
}
