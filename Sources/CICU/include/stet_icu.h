#ifndef STET_ICU_H
#define STET_ICU_H

// No ICU header here: a module that imports both ICU's headers and Foundation does not compile.

/// The ICU version this was built with, as "72.1".
const char *stet_icu_version(void);

#endif
