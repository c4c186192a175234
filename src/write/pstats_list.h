/* SPDX-License-Identifier: MIT */
/* Which rows of a table pstats prints, in which order, and what it says about
 * that: sort_stats, reverse_order and the restrictions of print_stats. */
#ifndef NC_PSTATS_LIST_H
#define NC_PSTATS_LIST_H

#include "ncalls/write.h"
#include "write/pstats_table.h"

typedef struct nc_pstats_list {
    uint32_t *rows; /* into the table's rows */
    size_t count;
    nc_text said; /* "   Ordered by: ..." and what restrictions did, whole lines */
} nc_pstats_list;

/* Reset it in any case. */
ncalls_status nc_pstats_list_init(nc_pstats_list *list, const nc_pstats_table *table,
                                  const ncalls_write_options *options, ncalls_error *error);
void nc_pstats_list_reset(nc_pstats_list *list);

#endif
