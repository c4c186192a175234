/* SPDX-License-Identifier: MIT */
/* Who called a function, or whom it called: one line's right side in
 * print_callers and print_callees. */
#ifndef NC_PSTATS_CALLS_H
#define NC_PSTATS_CALLS_H

#include "write/pstats_list.h"

/* One caller or callee. */
typedef struct nc_pstats_call {
    uint32_t label; /* its name */
    uint32_t edge;  /* into the table's edges */
} nc_pstats_call;

typedef struct nc_pstats_calls {
    const nc_pstats_table *table;
    const nc_pstats_list *list;
    nc_pstats_call *calls; /* callers: of one row; callees: of all rows of the list */
    size_t room;
    size_t *begin; /* callees only: [place in the list], into calls */
    uint32_t *row; /* [label]: row + 1, 0 = a caller without a row */
} nc_pstats_calls;

/* Reset it in any case. */
ncalls_status nc_pstats_calls_init(nc_pstats_calls *calls, const nc_pstats_table *table, const nc_pstats_list *list,
                                   bool callees, ncalls_error *error);
void nc_pstats_calls_reset(nc_pstats_calls *calls);

/* Those of the list's row `place`, in the order of file, line and name, each
 * label once. Valid until the next call; NULL: no memory. */
const nc_pstats_call *nc_pstats_calls_of(nc_pstats_calls *calls, size_t place, size_t *count);

#endif
