/* SPDX-License-Identifier: MIT */
/* How concentrated the cost is: few functions that hold most of it, or many
 * that hold a little each. */
#ifndef NC_PARETO_H
#define NC_PARETO_H

#include "base/error.h"
#include "model/profile.h"

typedef struct nc_pareto {
    uint32_t functions; /* the fewest that together hold the percentage; 0 = there is no cost */
    int64_t held;       /* their self */
    int64_t whole;      /* the positive self of all functions */
} nc_pareto;

ncalls_status nc_pareto_find(nc_pareto *out, const ncalls_profile *profile, unsigned percent, ncalls_error *error);

#endif
