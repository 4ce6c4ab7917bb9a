#ifndef STET_CSODIUM_SHIM_H
#define STET_CSODIUM_SHIM_H

#include <sodium.h>

#endif
