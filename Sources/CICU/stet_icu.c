#include "stet_icu.h"

#include <unicode/uversion.h>

const char *stet_icu_version(void) { return U_ICU_VERSION; }
