/* SPDX-License-Identifier: MIT */
/*
 * The order of time as filters leave it, with few enough spans to be shown.
 *
 * Filters look at each moment's stack, as they do at whole stacks
 * (analyze/stackview.h): when it does not pass, there is a gap, and a span that
 * goes on behind it is two. Frames that are hidden leave those in them where they
 * are, a step nearer to the root.
 */
#ifndef NC_TIMEVIEW_H
#define NC_TIMEVIEW_H

#include "analyze/results.h"
#include "base/error.h"

typedef struct nc_timeview_options {
    int64_t least;   /* what is shorter is merged */
    uint32_t spans;  /* and more than that, if there were more than these */
    uint32_t tracks; /* those on which most happens; the others are left out */
} nc_timeview_options;

/* Functions are those of results->whole, times those of its timeline. No spans: the
 * input has no order, or nothing passes. Reset `out` in any case. */
ncalls_status nc_timeview_make(nc_timeline *out, const ncalls_results *results, const nc_timeview_options *options,
                               ncalls_error *error);

#endif
