#ifndef STET_CGIT2_SHIM_H
#define STET_CGIT2_SHIM_H

#include <git2.h>

#endif
