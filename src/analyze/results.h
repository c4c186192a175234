/* SPDX-License-Identifier: MIT */
/* What ncalls_analyze hands over. Analyses are functions from a profile to a
 * small value (the headers of analyze); a section asks for those it shows, so that nothing
 * is computed that nobody sees. */
#ifndef NC_RESULTS_H
#define NC_RESULTS_H

#include "model/profile.h"
#include "ncalls/results.h"

struct nc_diff;

struct ncalls_results {
    const ncalls_profile *profile; /* what to show: after filtering */
    const ncalls_profile *whole;   /* before filtering: shares are of its total */
    const ncalls_profile *base;    /* NULL: no comparison; after the same filtering */
    const ncalls_profile *whole_base; /* likewise, before it */
    ncalls_profile **filtered;     /* what filtering made, of all runs of both sides; owned */
    size_t filtered_count;
    struct nc_diff *diff;          /* owned; NULL without a base: what changed (analyze/diff.h) */
    char *path_prefix;             /* "" or what is taken off shown paths */
    ncalls_analyze_options filters; /* what was asked for; its texts are owned */
};

#endif
