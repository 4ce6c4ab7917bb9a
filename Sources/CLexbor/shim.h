#ifndef STET_CLEXBOR_SHIM_H
#define STET_CLEXBOR_SHIM_H

#include <lexbor/html/html.h>
#include <lexbor/dom/dom.h>
#include <lexbor/css/css.h>
#include <lexbor/selectors/selectors.h>
#include <lexbor/encoding/encoding.h>
#include <lexbor/url/url.h>

#endif
