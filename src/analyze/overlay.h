/* SPDX-License-Identifier: MIT */
/*
 * Two profiles laid one over the other: the functions and edges of both, each
 * with the greater of its two costs, so that what went away has a place beside
 * what came. Pictures of a difference choose and divide by it.
 *
 *     base  main ─▶ load (50 ms)        overlay  main ─▶ load  (50 ms)
 *     now   main ─▶ fetch (974 ms)               main ─▶ fetch (974 ms)
 */
#ifndef NC_OVERLAY_H
#define NC_OVERLAY_H

#include "analyze/diff.h"
#include "analyze/results.h"

typedef struct nc_overlay {
    const nc_diff *diff;     /* the results' */
    ncalls_profile *profile; /* its functions are the rows of diff->pairing, one by one; calls are those of both */
    ncalls_results results;  /* of `profile`; shares are of the greater of the two wholes */
} nc_overlay;

/* There must be a base; the results must outlive the overlay. Reset it in any
 * case. */
ncalls_status nc_overlay_make(nc_overlay *out, const ncalls_results *results, ncalls_error *error);
void nc_overlay_reset(nc_overlay *overlay);

/* What an edge of the overlay was and is. */
const nc_diff_edge *nc_overlay_edge(const nc_overlay *overlay, nc_edge edge);

#endif
