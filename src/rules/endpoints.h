/* SPDX-License-Identifier: MIT */
/* What the public ncalls_endpoints is inside. */
#ifndef NC_ENDPOINTS_H
#define NC_ENDPOINTS_H

#include "base/text.h"
#include "ncalls/endpoints.h"

typedef struct nc_endpoints_run {
    size_t name, path; /* where they begin in texts */
    int64_t cost, queries, calls;
} nc_endpoints_run;

typedef struct nc_endpoints_row {
    size_t begin, count; /* runs */
    ncalls_endpoint shown;
} nc_endpoints_row;

struct ncalls_endpoints {
    const ncalls_rules *rules;
    ncalls_rules *own_rules;
    nc_text texts; /* each ended by a NUL */
    nc_endpoints_run *runs; /* when finished: by row, then path */
    size_t run_count, run_room;
    nc_endpoints_row *rows; /* by falling total */
    size_t row_count;
    size_t passed; /* files that are not among them */
    ncalls_unit unit;
    int64_t total;
};

#endif
