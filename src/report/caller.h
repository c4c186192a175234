/* SPDX-License-Identifier: MIT */
/* Who calls a function most. */
#ifndef NC_CALLER_H
#define NC_CALLER_H

#include "model/profile.h"

/* The edge into `function` with most calls (where the input did not count:
 * with the greatest total, then self), itself as a caller left out; among
 * equals the first by name. 0: nobody calls it. Linear in its callers. */
nc_edge nc_caller_main(const ncalls_profile *profile, nc_func function);

#endif
