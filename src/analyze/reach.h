/* SPDX-License-Identifier: MIT */
/*
 * What lies below and above the matches of a pattern: which functions, and how
 * much of each.
 *
 *     main ─▶ view ─▶ query ─▶ execute      match: view
 *        └──▶ job ──▶ query                 query is below it for the share
 *                                           that came through view
 *
 * Which functions is exact (edges lead there or do not). How much is exact
 * where a function's callers all lie below a match or all do not; else its cost
 * is divided among them (analyze/inflow.h), and in a cycle of calls the shares
 * are the ones that agree with each other. A match lies below and above itself.
 */
#ifndef NC_REACH_H
#define NC_REACH_H

#include "base/error.h"
#include "model/profile.h"

/* A part of 1, which is NC_REACH_ONE. */
typedef uint64_t nc_reach_share;
#define NC_REACH_ONE ((nc_reach_share)1 << 32)

typedef struct nc_reach {
    const bool *match;           /* [function], and so are all; the caller's */
    bool *below;                 /* some match leads here */
    bool *above;                 /* leads to some match; NULL unless asked for, as above_share */
    nc_reach_share *below_share; /* of its activity, what is below a match */
    nc_reach_share *above_share; /* of its total, what leads to a match */
} nc_reach;

ncalls_status nc_reach_find(nc_reach *out, const ncalls_profile *profile, const bool *match, bool above,
                            ncalls_error *error);
void nc_reach_reset(nc_reach *reach);

/* amount * share, rounded half up; amount may be negative or NCALLS_ABSENT. */
int64_t nc_reach_part(int64_t amount, nc_reach_share share);

#endif
