/* SPDX-License-Identifier: MIT */
/*
 * The graph once each node has a rank: an edge is a chain of vertices, one a
 * rank, that begins and ends at its nodes. Between them stand virtual ones,
 * which have the width of a line, or of the edge's label.
 *
 *     rank 0     [ main ]               real
 *     rank 1      |    [12%]            virtual; the second has a label
 *     rank 2      |   [ load ]
 *     rank 3     [34%]  ...
 */
#ifndef NC_LAYERS_H
#define NC_LAYERS_H

#include "draw/layered.h"

#define NC_LAYERS_NONE UINT32_MAX

typedef struct nc_layers_vertex {
    uint32_t node;       /* NC_LAYERS_NONE: virtual */
    uint32_t edge;       /* of a virtual one */
    bool label;          /* a virtual one that has its edge's label */
    uint32_t rank, place; /* order[begin[rank] + place] is this one */
    int32_t left, right; /* how far it reaches from its x */
    int32_t height;
    int32_t x;
} nc_layers_vertex;

/* Neighbours of v on the next rank up (or down): ends[begin[v]] and on. */
typedef struct nc_layers_links {
    uint32_t *begin;
    uint32_t *ends;
} nc_layers_links;

typedef struct nc_layers {
    const nc_layered *graph;
    nc_layers_vertex *vertices;
    uint32_t vertex_count, rank_count;
    nc_layers_links up, down;
    uint32_t *begin;       /* [rank], rank_count + 1 elements */
    uint32_t *order;       /* vertices by rank, then place */
    uint32_t *chain_begin; /* [edge], into chains; empty: a loop, or left out */
    uint32_t *chains;      /* vertices from top to bottom */
} nc_layers;

/* `rank` of each node. Nodes without edges are not in it. Counts into
 * graph->left_out what would be beyond NC_LIMIT_VIRTUAL. False: no memory;
 * reset it in any case. */
bool nc_layers_build(nc_layers *layers, nc_layered *graph, const uint32_t *rank);
void nc_layers_reset(nc_layers *layers);

/* The vertex at a place, NULL when there is none. */
static inline nc_layers_vertex *nc_layers_at(const nc_layers *l, uint32_t rank, uint32_t place)
{
    return place < l->begin[rank + 1] - l->begin[rank] ? &l->vertices[l->order[l->begin[rank] + place]] : NULL;
}

static inline uint32_t nc_layers_size(const nc_layers *l, uint32_t rank)
{
    return l->begin[rank + 1] - l->begin[rank];
}

/* How far apart the x of two neighbours must be, a left of b. */
int32_t nc_layers_apart(const nc_layers *layers, uint32_t a, uint32_t b);

#endif
