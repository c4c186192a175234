/* SPDX-License-Identifier: MIT */
/* Where in a repository things are: paths from its root, and what a change of
 * it touched. */
#ifndef NC_PLACING_H
#define NC_PLACING_H

#include <ncalls/changes.h>
#include <ncalls/results.h>

#include "cli/options.h"

typedef struct nc_placing {
    const char *root;    /* NULL: with a diff the nearest folder that holds .git */
    const char *changed; /* a unified diff, "-" = standard input; NULL = none */
    const char *id, *source_url;
    bool always;         /* no option: paths are wanted below the root whatever was asked */
} nc_placing;

extern const nc_option nc_placing_options[];

/* What the options mean for one profile. */
typedef struct nc_placed {
    char *prefix; /* to be taken off paths; NULL = none */
    char *root;   /* that stands before them then; NULL = unknown */
    ncalls_changes *changes;
} nc_placed;

/* False: they contradict others, and that was said. */
bool nc_placing_check(const nc_placing *placing, const ncalls_analyze_options *filters, nc_words paths);

/*
 * Reads the diff, and finds what stands before the repository in the profile's
 * paths: its folder here or, as profiles come out of containers, whatever leaves
 * the most paths of mine that there are below the folder or in the diff. A prefix of the
 * filters stays. An exit status; failure was said. Reset in any case.
 */
int nc_placing_find(nc_placed *placed, const nc_placing *placing, const ncalls_analyze_options *filters,
                    const ncalls_profile *profile, bool quiet);
void nc_placing_reset(nc_placed *placed);

#endif
