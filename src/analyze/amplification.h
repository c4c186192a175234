/* SPDX-License-Identifier: MIT */
/*
 * Amplification: calls of a callee per call of its caller. It does not move
 * with how much work was profiled, only with how much each call makes of it.
 */
#ifndef NC_AMPLIFICATION_H
#define NC_AMPLIFICATION_H

#include "base/error.h"
#include "model/profile.h"

/* calls / per, never rounded. per = 0: there is none (the input did not count,
 * the caller has no calls of its own, or the edge is a call of itself). */
typedef struct nc_amplification {
    int64_t calls; /* of the callee by the caller */
    int64_t per;   /* calls of the caller */
} nc_amplification;

nc_amplification nc_amplification_of(const ncalls_profile *profile, nc_edge edge);

/* Which is greater: < 0, 0, > 0. None is less than any. */
int nc_amplification_compare(nc_amplification a, nc_amplification b);

/* The edge into `f` with the greatest amplification (among equals the one with
 * more calls, then the lower id); 0 if none has any. Linear in f's callers. */
nc_edge nc_amplification_into(const ncalls_profile *profile, nc_func f);

/* Edges by falling amplification (then calls, then names), at most `limit`;
 * only those with at least `min_calls` calls. */
typedef struct nc_amplification_ranking {
    nc_edge *edges;
    uint32_t count;
    uint32_t qualified; /* edges that would have been listed without a limit */
} nc_amplification_ranking;

ncalls_status nc_amplification_rank(nc_amplification_ranking *out, const ncalls_profile *profile, uint32_t limit,
                                    int64_t min_calls, ncalls_error *error);
void nc_amplification_reset(nc_amplification_ranking *ranking);

#endif
