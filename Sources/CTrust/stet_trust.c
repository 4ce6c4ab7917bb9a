#define _GNU_SOURCE
#include "stet_trust.h"

#include <dlfcn.h>
#include <stddef.h>

/* What mbed TLS answers for a file that cannot be read: MBEDTLS_ERR_X509_FILE_IO_ERROR. */
enum { cannot_read = -0x2900 };

static _Thread_local bool is_withheld;

void stet_withhold_authorities(bool withheld) { is_withheld = withheld; }

/* Everybody else in the process, another library with mbed TLS say, is answered by mbed TLS itself. */
__attribute__((visibility("default"), used)) int mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
    if (is_withheld) return cannot_read;
    int (*real)(void *, const char *) = (int (*)(void *, const char *))dlsym(RTLD_NEXT, "mbedtls_x509_crt_parse_file");
    return real == NULL ? cannot_read : real(chain, path);
}
