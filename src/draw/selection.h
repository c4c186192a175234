/* SPDX-License-Identifier: MIT */
/*
 * Which functions and calls a call graph shows: those that explain the cost.
 *
 * A function counts by its cumulative share and three times its own; the
 * greatest are taken in turn, each with the widest path to it from a root (the
 * path whose cheapest call costs most), as long as there is room for all of
 * that. So every function shown has a way down from a root, or from the
 * costliest of its cycle when nothing calls that from outside.
 *
 * Of a difference what counts besides is how much each changed.
 */
#ifndef NC_SELECTION_H
#define NC_SELECTION_H

#include "analyze/overlay.h"
#include "base/error.h"
#include "ncalls/write.h"

typedef struct nc_selection_node {
    nc_func function;
    int64_t cost; /* with its callees; its own where that is unknown */
    bool root;
    bool hot;     /* on the heaviest path; of a difference: where it begins */
} nc_selection_node;

typedef struct nc_selection_edge {
    nc_edge edge;
    uint32_t from, to; /* nodes */
    int64_t cost;
    bool measured;     /* false: in proportion to calls */
    bool hot;
} nc_selection_edge;

typedef struct nc_selection {
    nc_selection_node *nodes; /* by falling cost, then name */
    nc_selection_edge *edges; /* likewise, by the names of caller and callee */
    uint32_t node_count, edge_count;
    int64_t whole;            /* shares are of this */
    int64_t self;             /* of all nodes together */
    uint32_t functions;       /* in all, that were called or cost something */
    uint32_t links;           /* edges between the nodes, shown or not */
    uint32_t small;           /* of these: below the threshold */
    uint32_t deep;            /* above it, but too deep */
    uint32_t unrelated;       /* neither, but without room */
    double min_node;          /* the threshold that counted, part of the whole */
    double min_edge;
} nc_selection;

/* `results`: the overlay's, where there is one; NULL: no difference. `options`
 * may be NULL. Reset it in any case. */
ncalls_status nc_selection_find(nc_selection *out, const ncalls_results *results, const nc_overlay *overlay,
                                const ncalls_graph_options *options, ncalls_error *error);
void nc_selection_reset(nc_selection *selection);

/* How thick an edge is, in hundredths of a pixel: one, and five more for all of
 * the cost. */
int32_t nc_selection_stroke(const nc_selection *selection, const nc_selection_edge *edge);

#endif
