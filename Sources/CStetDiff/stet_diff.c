// The functions of the header are written in Swift: see Sources/StetDiffC.
#include "stet_diff.h"
