/* SPDX-License-Identifier: MIT */
/*
 * A layered drawing of a directed graph (Sugiyama, Tagawa and Toda 1981): each
 * edge points down but for those that close a cycle, nodes and labels keep
 * apart, and no edge touches a node that it does not belong to.
 *
 *     acyclic.c      which edges point up: a depth-first search
 *     ranks.c        how far down: network simplex (Gansner et al. 1993)
 *     layers.c       long edges become chains, one link a rank
 *     crossings.c    left to right: weighted medians, transposition
 *     rows.c         ... of the ranks that have nodes
 *     coordinates.c  x: Brandes and Köpf 2002
 *     shortening.c   x such that edges are short: network simplex once more
 *     routes.c       splines
 *     taut.c         ... pulled tight between what they pass (Lee and Preparata 1984)
 *
 * Lengths are those of draw/scene.h. The same input gives the same drawing on
 * every machine; the work is bounded, whatever the graph.
 */
#ifndef NC_LAYERED_H
#define NC_LAYERED_H

#include "base/error.h"
#include "draw/scene.h"

typedef struct nc_layered_node {
    int32_t width, height;
    int32_t beside; /* more room that is needed on its right: for a loop */
    int32_t end;    /* -1, 1: it stands above, below all others; nothing may lead to it, from it */
    /* out: */
    int32_t x, y;   /* the middle of its top edge */
} nc_layered_node;

typedef struct nc_layered_edge {
    uint32_t from, to;    /* nodes; equal: it is skipped here */
    uint32_t weight;      /* at least 1: how much it should be short */
    int32_t stroke;       /* its width */
    int32_t label_width, label_height; /* 0: it has no label */
    bool pinned[2];       /* it ends at a certain place of its nodes, `from` and `to` ... */
    int32_t pin[2];       /* ... so far from their middle */
    /* out: */
    bool up;              /* it points against the direction of the others */
    int32_t label_x, label_y;   /* the edge passes here, half way down its label, which stands on the right */
    uint32_t first, count;      /* of points: a start, then three for each cubic; 0: left out */
    nc_scene_point tip;         /* of its arrow, which begins where the curve ends */
} nc_layered_edge;

typedef struct nc_layered {
    nc_layered_node *nodes; /* in order of importance: roots are sought from the first */
    nc_layered_edge *edges; /* likewise */
    uint32_t node_count, edge_count;
    int32_t node_gap, edge_gap; /* between neighbours on a rank */
    int32_t rank_gap;           /* between ranks */
    int32_t arrow;              /* how long arrows are */
    int32_t widest;             /* rows of nodes without any edge wrap here, or at the width of the rest */
    /* out: */
    nc_scene_point *points;
    size_t point_count;
    int32_t width, height;
    uint32_t left_out; /* edges that would have made it too long a work */
} nc_layered;

/* The arrays of nodes and edges are the caller's; `points` is freed by reset. */
ncalls_status nc_layered_place(nc_layered *graph, ncalls_error *error);
void nc_layered_reset(nc_layered *graph);

#endif
