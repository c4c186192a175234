/* SPDX-License-Identifier: MIT */
/*
 * What the public ncalls_baseline is inside: findings by fingerprint, which knows
 * neither lines nor counts, so that a baseline outlives edits elsewhere.
 */
#ifndef NC_BASELINE_H
#define NC_BASELINE_H

#include "base/arena.h"
#include "ncalls/gates.h"

typedef struct nc_baseline_row {
    const char *rule, *file, *function; /* for people; escaped */
    const char *fingerprint;
    uint32_t times; /* findings of this fingerprint in one profile: lines of one function */
} nc_baseline_row;

struct ncalls_baseline {
    nc_baseline_row *rows; /* by file, function, rule, fingerprint */
    size_t count, room;
    nc_arena arena;
};

/* The row with this fingerprint, SIZE_MAX if there is none. */
size_t nc_baseline_find(const ncalls_baseline *baseline, const char *fingerprint);

/* Adds a row, or makes it `row->times` where there were less. Texts are the caller's. */
ncalls_status nc_baseline_add(ncalls_baseline *baseline, const nc_baseline_row *row, ncalls_error *error);

void nc_baseline_sort(ncalls_baseline *baseline);

#endif
