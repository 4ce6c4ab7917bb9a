#ifndef STET_CCURL_SHIM_H
#define STET_CCURL_SHIM_H

#include <curl/curl.h>

/* libcurl's variadic calls with the types that we use. */

static inline CURLcode
stet_curl_set_long(CURL *handle, CURLoption option, long value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode
stet_curl_set_size(CURL *handle, CURLoption option, curl_off_t value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode
stet_curl_set_string(CURL *handle, CURLoption option, const char *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode
stet_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode
stet_curl_set_error_buffer(CURL *handle, char *buffer)
{
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

typedef size_t (*stet_curl_receive_t)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*stet_curl_open_socket_t)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*stet_curl_progress_t)(
    void *context, curl_off_t expected, curl_off_t received, curl_off_t to_send, curl_off_t sent);

/* All callbacks get the same context. */
static inline CURLcode
stet_curl_set_callbacks(CURL *handle, void *context, stet_curl_receive_t header, stet_curl_receive_t body,
                        stet_curl_open_socket_t open_socket, stet_curl_progress_t progress)
{
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    return code;
}

static inline long
stet_curl_get_long(CURL *handle, CURLINFO info)
{
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t
stet_curl_get_size(CURL *handle, CURLINFO info)
{
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

/* The string belongs to the handle; NULL when there is none. */
static inline const char *
stet_curl_get_string(CURL *handle, CURLINFO info)
{
    char *value = NULL;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : NULL;
}

/* curl_global_init's default flags, a macro too complex for Swift to import. */
static inline CURLcode
stet_curl_global_init(void)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif
