/* SPDX-License-Identifier: MIT */
/*
 * Two call trees laid one over the other: the paths of both, each as heavy as
 * what the greater of its two costs leaves to its own and its callees. So what
 * went away has a place beside what came, and children fit into their parents.
 *
 *     before  main 10 ─ load 8           over each other  main 20 ┬ load 8
 *     now     main 12 ─ fetch 10                                  └ fetch 10
 */
#ifndef NC_TREEDIFF_H
#define NC_TREEDIFF_H

#include "analyze/calltree.h"
#include "analyze/overlay.h"

typedef struct nc_treediff_node {
    uint32_t at[NC_DIFF_SIDES]; /* node of either tree; 0: the path is not there */
} nc_treediff_node;

typedef struct nc_treediff {
    nc_overlay overlay;
    nc_diff diff;                  /* of what the trees' functions are of, where the results' is of something else */
    nc_calltree side[NC_DIFF_SIDES];
    nc_calltree tree;              /* of both; its functions are the overlay's */
    nc_treediff_node *nodes;       /* [node of tree] */
} nc_treediff;

/* There must be a base. Reset it in any case; it must stay where it is. */
ncalls_status nc_treediff_make(nc_treediff *out, const ncalls_results *results, const nc_calltree_options *options,
                               ncalls_error *error);
void nc_treediff_reset(nc_treediff *diff);

/* What a path cost, itself and with its callees, on one side: 0 where it is not.
 * Samples of the base are scaled to the new profile's total. */
int64_t nc_treediff_total(const nc_treediff *diff, uint32_t node, unsigned side);
int64_t nc_treediff_self(const nc_treediff *diff, uint32_t node, unsigned side);
/* NCALLS_ABSENT if that is not known. */
int64_t nc_treediff_calls(const nc_treediff *diff, uint32_t node, unsigned side);

#endif
