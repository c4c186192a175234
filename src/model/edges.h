/* SPDX-License-Identifier: MIT */
/*
 * The order of a profile's edges: by (callee, caller), one row a pair.
 *
 * Files list edges callee by callee, so mostly only the callers of each callee
 * are out of order. All is done within the columns: a second copy of them would
 * be a third of the memory of a large profile, and a quarter of its time went
 * into pages that the system had to clear for it.
 */
#ifndef NC_EDGES_H
#define NC_EDGES_H

#include "model/profile.h"

/* Room for `room` edges beside element 0, in all six columns. False: no memory,
 * and what was there still is. */
bool nc_edges_grow(nc_edges *edges, size_t *room, size_t need);

/* Sorts, and sums rows of one pair. Ids are at most `functions`; the columns
 * keep their room. False: no memory. */
bool nc_edges_arrange(nc_edges *edges, size_t room, uint32_t functions, bool *saturated);

/* Makes in_begin, out_begin and out of columns in order, and gives up spare
 * room. False: no memory. */
bool nc_edges_index(nc_edges *edges, uint32_t functions);

void nc_edges_reset(nc_edges *edges);

#endif
