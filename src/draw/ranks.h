/* SPDX-License-Identifier: MIT */
/*
 * Ranks: how far down each node stands, so that the sum of weight times length
 * over all edges is least.
 *
 * Network simplex (Gansner, Koutsofios, North and Vo 1993, "A technique for
 * drawing directed graphs"): a tree of tight edges, one edge of it exchanged at
 * a time. The cut values are the flows that the tree needs to even out what
 * each node has more of, outgoing or incoming weight, so one pass over the tree
 * reckons all of them.
 */
#ifndef NC_RANKS_H
#define NC_RANKS_H

#include "draw/layered.h"

/* rank[node], from 0. An edge spans at least `least` ranks. False: no memory. */
bool nc_ranks_assign(const nc_layered *graph, uint32_t least, uint32_t *rank);

#endif
