#ifndef STET_CMD4C_SHIM_H
#define STET_CMD4C_SHIM_H

#include <md4c.h>

#endif
