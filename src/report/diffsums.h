/* SPDX-License-Identifier: MIT */
/* What of a diff is each package's, and each kind of work's. */
#ifndef NC_DIFFSUMS_H
#define NC_DIFFSUMS_H

#include "analyze/diff.h"
#include "ncalls/write.h"

/* One of them with its figures on both sides; of samples the base's are scaled. */
typedef struct nc_diffsums_row {
    const char *title; /* the profile's, or a constant */
    size_t size;
    int64_t cost[NC_DIFF_SIDES], calls[NC_DIFF_SIDES];
} nc_diffsums_row;

typedef struct nc_diffsums {
    nc_diffsums_row *rows; /* the greatest change first */
    size_t count, room;
} nc_diffsums;

/* False: no memory. Reset in any case. Of several runs those that stand for the sides. */
bool nc_diffsums_packages(nc_diffsums *out, const nc_diff *diff);
/* None if findings were not looked for in all of both profiles. */
bool nc_diffsums_kinds(nc_diffsums *out, const nc_diff *diff, const ncalls_write_options *options);
void nc_diffsums_reset(nc_diffsums *sums);

#endif
