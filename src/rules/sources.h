/* SPDX-License-Identifier: MIT */
/*
 * Where in a function of mine the next one on a finding's path is called, and
 * where the function ends: what a profile does not know and its source does.
 *
 * Read are regular files below the folder that the user named, no others; what
 * does not have the function where the profile has it is another version, and
 * is not believed.
 */
#ifndef NC_SOURCES_H
#define NC_SOURCES_H

#include "base/text.h"
#include "rules/finding.h"

typedef struct nc_sources {
    const ncalls_profile *profile;
    const char *prefix; /* taken off its paths */
    const char *root;   /* what stands before them then; NULL: no source is read */
    nc_file file;       /* whose text is there; 0 = none */
    nc_text text;
} nc_sources;

void nc_sources_init(nc_sources *sources, const ncalls_results *results, const char *root);
void nc_sources_reset(nc_sources *sources);

/* The last line of f; 0: nobody knows. */
int32_t nc_sources_end(nc_sources *sources, nc_func f);

/* The line in the finding's function that calls the next on its path; 0: nobody knows. */
int32_t nc_sources_site(nc_sources *sources, const nc_finding *finding);

#endif
