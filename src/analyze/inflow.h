/* SPDX-License-Identifier: MIT */
/*
 * From where a function's activity came, in proportion.
 *
 * What passes through a function (the cost of its callees, a match above it) is
 * divided among its callers by what their calls of it cost below it: edge total
 * less edge self. So where hidden functions never call back a visible one, the
 * callers get back to the nanosecond what the edges say. Where that is nothing,
 * or not known, totals divide, else calls, else each caller counts the same.
 */
#ifndef NC_INFLOW_H
#define NC_INFLOW_H

#include "model/profile.h"

typedef enum nc_inflow_by {
    NC_INFLOW_BELOW, /* edge total less self */
    NC_INFLOW_TOTAL,
    NC_INFLOW_CALLS,
    NC_INFLOW_ONE,
    NC_INFLOW_KINDS,
} nc_inflow_by;

/* Of the edge, never negative; of a call of itself 0, it brings nothing in. */
int64_t nc_inflow_of(const ncalls_profile *profile, nc_edge edge, nc_inflow_by by);

/* What came from nowhere: calls of f that no edge accounts for (where profiling
 * began, a thread). */
int64_t nc_inflow_from_nowhere(const ncalls_profile *profile, nc_func f, nc_inflow_by by);

/* Calls that no edge accounts for; without call counts 1 if nobody calls f. */
int64_t nc_inflow_unaccounted(const ncalls_profile *profile, nc_func f);

#endif
