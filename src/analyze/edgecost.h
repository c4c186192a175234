/* SPDX-License-Identifier: MIT */
/* What calls cost, as edges say it, for who divides it. Never negative. */
#ifndef NC_EDGECOST_H
#define NC_EDGECOST_H

#include "model/profile.h"

/* Of a function with all it called; at least its self. */
int64_t nc_edgecost_total(const ncalls_profile *profile, nc_func f);

/* Without a time of its own an edge has its calls' part of its callee's.
 * `measured` (may be NULL): that is no estimate. */
int64_t nc_edgecost_of(const ncalls_profile *profile, nc_edge edge, bool *measured);

#endif
