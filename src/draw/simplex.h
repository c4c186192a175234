/* SPDX-License-Identifier: MIT */
/*
 * Network simplex (Gansner, Koutsofios, North and Vo 1993, "A technique for
 * drawing directed graphs"): positions of nodes on a line, so that the sum of
 * weight times length over all arcs is least, and none is shorter than it must.
 *
 * A tree of tight arcs, one of them exchanged at a time. The cut value of an
 * arc is the flow that the tree needs to even out what each node has more of,
 * outgoing or incoming weight: a sum over the subtree below it, kept as the tree
 * changes. Positions are sound at every step, so the work may end at any.
 */
#ifndef NC_SIMPLEX_H
#define NC_SIMPLEX_H

#include <stdbool.h>
#include <stdint.h>

typedef struct nc_simplex_arc {
    int32_t tail, head;
    int32_t weight;
    int32_t least; /* position[head] - position[tail] is no less */
} nc_simplex_arc;

/* `position` is sound already. `even`: what costs the same anywhere between two
 * neighbours goes half way. `work`: nodes and arcs that may be looked at. False:
 * no memory. */
bool nc_simplex_solve(int32_t *position, int32_t count, const nc_simplex_arc *arcs, int32_t arc_count, bool even,
                      int64_t work);

#endif
