/* SPDX-License-Identifier: MIT */
/* How concentrated the cost is: few functions that hold most of it, or many
 * that hold a little each. */
#ifndef NC_PARETO_H
#define NC_PARETO_H

#include "model/profile.h"

typedef struct nc_pareto {
    uint32_t functions; /* the fewest that together hold the percentage; 0 = there is no cost */
    int64_t held;       /* their self */
    int64_t whole;      /* the positive self of all functions */
} nc_pareto;

nc_pareto nc_pareto_find(const ncalls_profile *profile, unsigned percent);

#endif
