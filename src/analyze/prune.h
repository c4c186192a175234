/* SPDX-License-Identifier: MIT */
/*
 * Parts of a profile around the functions that a pattern matches, as pprof cuts
 * them out of stacks:
 *
 *   focus      stacks with a match
 *   ignore     stacks without one; the self times of both add up to the whole
 *   show_from  of the stacks with a match, what begins at the first one
 *
 * A profile of edges has no stacks. Which functions and edges are left is exact
 * (there is a way through a match, or not); how much of each is exact where a
 * function's callers agree, else divided (analyze/reach.h), and then a note
 * begins with "estimated: ". Calls of what leads to a match stay whole: that a
 * function was called is true whatever it did then.
 */
#ifndef NC_PRUNE_H
#define NC_PRUNE_H

#include "base/error.h"
#include "model/profile.h"

typedef enum nc_prune_keep {
    NC_PRUNE_FOCUS,
    NC_PRUNE_IGNORE,
    NC_PRUNE_SHOW_FROM,
} nc_prune_keep;

/* `note`: a sentence for the new profile, or NULL. */
ncalls_status nc_prune(ncalls_profile **out, const ncalls_profile *profile, const bool *match, nc_prune_keep keep,
                       const char *note, ncalls_error *error);

#endif
