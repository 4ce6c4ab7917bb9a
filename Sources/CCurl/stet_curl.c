#define CURL_DISABLE_TYPECHECK
#include "stet_curl.h"

#include <dlfcn.h>
#include <stddef.h>

/* The name that libcurl 7.16 and all later releases install for programs at run time. */
static const char *const library_name = "libcurl.so.4";

/* Written once, by stet_curl_global_init, before any other call. */
static struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
} real;

CURLcode stet_curl_global_init(void)
{
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return CURLE_FAILED_INIT;
    const struct {
        void **target;
        const char *name;
    } symbols[] = {
        {(void **)&real.global_init, "curl_global_init"},
        {(void **)&real.easy_init, "curl_easy_init"},
        {(void **)&real.easy_setopt, "curl_easy_setopt"},
        {(void **)&real.easy_getinfo, "curl_easy_getinfo"},
        {(void **)&real.easy_perform, "curl_easy_perform"},
        {(void **)&real.easy_cleanup, "curl_easy_cleanup"},
        {(void **)&real.easy_strerror, "curl_easy_strerror"},
        {(void **)&real.slist_append, "curl_slist_append"},
        {(void **)&real.slist_free_all, "curl_slist_free_all"},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        *symbols[i].target = dlsym(library, symbols[i].name);
        if (*symbols[i].target == NULL) return CURLE_FAILED_INIT;
    }
    return real.global_init(CURL_GLOBAL_DEFAULT);
}

CURL *stet_curl_easy_init(void) { return real.easy_init(); }
CURLcode stet_curl_easy_perform(CURL *handle) { return real.easy_perform(handle); }
void stet_curl_easy_cleanup(CURL *handle) { real.easy_cleanup(handle); }
const char *stet_curl_easy_strerror(CURLcode code) { return real.easy_strerror(code); }

struct curl_slist *stet_curl_slist_append(struct curl_slist *list, const char *text)
{
    return real.slist_append(list, text);
}

void stet_curl_slist_free_all(struct curl_slist *list) { real.slist_free_all(list); }

CURLcode stet_curl_set_long(CURL *handle, CURLoption option, long value)
{
    return real.easy_setopt(handle, option, value);
}

CURLcode stet_curl_set_size(CURL *handle, CURLoption option, curl_off_t value)
{
    return real.easy_setopt(handle, option, value);
}

CURLcode stet_curl_set_string(CURL *handle, CURLoption option, const char *value)
{
    return real.easy_setopt(handle, option, value);
}

CURLcode stet_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value)
{
    return real.easy_setopt(handle, option, value);
}

CURLcode stet_curl_set_error_buffer(CURL *handle, char *buffer)
{
    return real.easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

CURLcode stet_curl_set_callbacks(CURL *handle, void *context, stet_curl_receive_t header, stet_curl_receive_t body,
                                 stet_curl_open_socket_t open_socket, stet_curl_progress_t progress)
{
    CURLcode code = real.easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_HEADERDATA, context);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_WRITEDATA, context);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    if (code == CURLE_OK) code = real.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    return code;
}

long stet_curl_get_long(CURL *handle, CURLINFO info)
{
    long value = 0;
    return real.easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

curl_off_t stet_curl_get_size(CURL *handle, CURLINFO info)
{
    curl_off_t value = 0;
    return real.easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

const char *stet_curl_get_string(CURL *handle, CURLINFO info)
{
    char *value = NULL;
    return real.easy_getinfo(handle, info, &value) == CURLE_OK ? value : NULL;
}
