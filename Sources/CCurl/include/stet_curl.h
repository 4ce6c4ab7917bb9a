#ifndef STET_CURL_H
#define STET_CURL_H

#include <curl/curl.h>

/*
 * libcurl, opened at the first fetch and not at start-up: it brings some thirty libraries with it (TLS, LDAP, Kerberos, SSH),
 * whose loading costs every command that fetches nothing more than its own work.
 *
 * Call stet_curl_global_init first; nothing else here may be called unless it answered CURLE_OK.
 * libcurl's variadic calls stand here with the types that we use.
 */

/* Opens libcurl and calls curl_global_init with its default flags. CURLE_FAILED_INIT where there is no libcurl. */
CURLcode stet_curl_global_init(void);

CURL *stet_curl_easy_init(void);
CURLcode stet_curl_easy_perform(CURL *handle);
void stet_curl_easy_cleanup(CURL *handle);
const char *stet_curl_easy_strerror(CURLcode code);
struct curl_slist *stet_curl_slist_append(struct curl_slist *list, const char *text);
void stet_curl_slist_free_all(struct curl_slist *list);

CURLcode stet_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode stet_curl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode stet_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode stet_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode stet_curl_set_error_buffer(CURL *handle, char *buffer);

typedef size_t (*stet_curl_receive_t)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*stet_curl_open_socket_t)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*stet_curl_progress_t)(
    void *context, curl_off_t expected, curl_off_t received, curl_off_t to_send, curl_off_t sent);

/* All callbacks get the same context. */
CURLcode stet_curl_set_callbacks(CURL *handle, void *context, stet_curl_receive_t header, stet_curl_receive_t body,
                                 stet_curl_open_socket_t open_socket, stet_curl_progress_t progress);

long stet_curl_get_long(CURL *handle, CURLINFO info);
curl_off_t stet_curl_get_size(CURL *handle, CURLINFO info);
/* The string belongs to the handle; NULL when there is none. */
const char *stet_curl_get_string(CURL *handle, CURLINFO info);

#endif
