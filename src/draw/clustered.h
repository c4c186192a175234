/* SPDX-License-Identifier: MIT */
/*
 * A layered drawing in which nodes of one cluster stand in one box: a graph of
 * clusters is laid out with each cluster as one large node, and each cluster by
 * itself. Edges from one to another leave through the lower side of their box
 * and come in through the upper one (those that point up, the other way round),
 * so no box holds or crosses what does not belong to it.
 *
 *     ┌ app ────────────┐          in a box each such edge leads to an end of
 *     │ main ─▶ report  │          its own, a node that nobody sees, above or
 *     └─────────┬───────┘          below all others; there the outer part begins
 *     ┌ json ───┴───────┐
 *     │ dump ─▶ encode  │
 *     └─────────────────┘
 */
#ifndef NC_CLUSTERED_H
#define NC_CLUSTERED_H

#include "draw/layered.h"

typedef struct nc_clustered {
    nc_layered *graph;
    const uint32_t *cluster;    /* [node], 0 = it stands by itself, as all must that have no edges */
    uint32_t count;             /* clusters; numbered from 1 */
    const int32_t *title_width; /* [cluster] */
    int32_t title_height;
    nc_scene_box *boxes;        /* [cluster]; out */
} nc_clustered;

/* Fills in the graph as nc_layered_place does, and the boxes. */
ncalls_status nc_clustered_place(nc_clustered *clustered, ncalls_error *error);

#endif
