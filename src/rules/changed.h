/* SPDX-License-Identifier: MIT */
/*
 * Which findings a change of the sources touches.
 *
 * A profile knows where a function begins, not where it ends: where the source
 * is not there either it is taken to go on to the line before the next function of its file that the profile knows
 * (lambdas and comprehensions end none: they lie within others). What stands
 * between two functions so belongs to the first of them, and so does what was
 * never called.
 */
#ifndef NC_CHANGED_H
#define NC_CHANGED_H

#include "codec/unidiff.h"
#include "rules/finding.h"
#include "rules/sources.h"

typedef struct nc_changed {
    const ncalls_profile *profile; /* the whole one */
    const char *prefix;            /* taken off its paths */
    const ncalls_changes *changes;
    nc_func *order;                /* functions by file and line, those that end others */
    uint32_t count;
    nc_sources *sources;           /* they know better where functions end */
} nc_changed;

/* False: no memory. `results` must outlive it. Reset in any case. */
bool nc_changed_init(nc_changed *changed, const ncalls_results *results, const ncalls_changes *changes,
                     nc_sources *sources);
void nc_changed_reset(nc_changed *changed);

/* Whether a function of mine on the finding's path was changed; then the first
 * of them, and its first changed line, are kept in the finding. */
bool nc_changed_touches(const nc_changed *changed, nc_finding *finding);

#endif
