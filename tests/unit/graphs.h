/* SPDX-License-Identifier: MIT */
/* Random graphs to lay out, the same in every run. */
#ifndef GRAPHS_H
#define GRAPHS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "draw/layered.h"

enum { GRAPHS_NODES = 60, GRAPHS_EDGES = 160 };

typedef struct graphs_one {
    nc_layered graph;
    nc_layered_node nodes[GRAPHS_NODES];
    nc_layered_edge edges[GRAPHS_EDGES];
} graphs_one;

static inline uint32_t graphs_draw(uint64_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 33) % below;
}

/* With cycles and loops, no edge twice; labels if `labels`. */
static inline void graphs_make(graphs_one *g, uint64_t seed, uint32_t nodes, uint32_t edges, bool labels)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;

    memset(g, 0, sizeof *g);
    g->graph = (nc_layered){.nodes = g->nodes, .edges = g->edges, .node_count = nodes, .node_gap = 1800,
                            .edge_gap = 900, .rank_gap = 1800, .arrow = 800, .widest = 100000};
    for (uint32_t n = 0; n < nodes; n++)
        g->nodes[n] = (nc_layered_node){.width = 3000 + (int32_t)graphs_draw(&state, 20000),
                                        .height = 2000 + (int32_t)graphs_draw(&state, 5000)};
    while (g->graph.edge_count < edges) {
        nc_layered_edge e = {.from = graphs_draw(&state, nodes), .to = graphs_draw(&state, nodes),
                             .weight = 1 + graphs_draw(&state, 3), .stroke = 100 + (int32_t)graphs_draw(&state, 500)};
        uint32_t same = 0;

        while (same < g->graph.edge_count && (g->edges[same].from != e.from || g->edges[same].to != e.to))
            same++;
        if (labels) {
            e.label_width = 2000;
            e.label_height = 2400;
        }
        if (same < g->graph.edge_count)
            edges--;
        else
            g->edges[g->graph.edge_count++] = e;
    }
}

#endif
