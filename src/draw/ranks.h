/* SPDX-License-Identifier: MIT */
/* Ranks: how far down each node stands, so that the sum of weight times length
 * over all edges is least (draw/simplex.h), and no rank is more crowded than it
 * must be. */
#ifndef NC_RANKS_H
#define NC_RANKS_H

#include "draw/layered.h"

/* rank[node], from 0. An edge spans at least `least` ranks. False: no memory. */
bool nc_ranks_assign(const nc_layered *graph, uint32_t least, uint32_t *rank);

#endif
