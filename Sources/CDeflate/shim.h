#ifndef STET_CDEFLATE_SHIM_H
#define STET_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
