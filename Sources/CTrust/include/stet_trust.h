#ifndef STET_TRUST_H
#define STET_TRUST_H

#include <stdbool.h>

// libgit2 built with mbed TLS reads and parses the certificates of all authorities when it starts, whether or not anything
// will be fetched through it: milliseconds of every command that opens an archive. No option turns that off. While they
// are withheld on this thread, such a start goes on without them, and a connection through libgit2 would be refused.
//
// How: a program's own definition of a function that one of its libraries calls goes before that of another library.
// Where libgit2 is built with something else, nothing calls the function and nothing changes.
void stet_withhold_authorities(bool withheld);

#endif
