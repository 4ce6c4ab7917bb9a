#ifndef STET_CCURL_SHIM_H
#define STET_CCURL_SHIM_H

#include <curl/curl.h>

#endif
