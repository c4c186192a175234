/* SPDX-License-Identifier: MIT */
/*
 * The layout by itself, for tests/bench/graph.py: reads a graph, lays it out
 * over and over, and prints where everything stands and the least time.
 *
 *     NODES EDGES
 *     width height beside                                        of each node
 *     from to weight stroke label_width label_height             of each edge
 *
 * Out: nanoseconds, then x and y of each node, then the points of each edge.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "draw/layered.h"

enum { RUNS = 20 };

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static bool read_graph(nc_layered *g)
{
    if (scanf("%u %u", &g->node_count, &g->edge_count) != 2)
        return false;
    g->nodes = calloc((size_t)g->node_count + 1, sizeof *g->nodes);
    g->edges = calloc((size_t)g->edge_count + 1, sizeof *g->edges);
    if (!g->nodes || !g->edges)
        return false;
    for (uint32_t n = 0; n < g->node_count; n++)
        if (scanf("%d %d %d", &g->nodes[n].width, &g->nodes[n].height, &g->nodes[n].beside) != 3)
            return false;
    for (uint32_t e = 0; e < g->edge_count; e++) {
        nc_layered_edge *edge = &g->edges[e];

        if (scanf("%u %u %u %d %d %d", &edge->from, &edge->to, &edge->weight, &edge->stroke, &edge->label_width,
                  &edge->label_height) != 6)
            return false;
    }
    return true;
}

static void print(const nc_layered *g, int64_t least)
{
    printf("%lld\n", (long long)least);
    for (uint32_t n = 0; n < g->node_count; n++)
        printf("%d %d\n", g->nodes[n].x, g->nodes[n].y);
    for (uint32_t e = 0; e < g->edge_count; e++) {
        for (uint32_t i = 0; i < g->edges[e].count; i++)
            printf("%d %d ", g->points[g->edges[e].first + i].x, g->points[g->edges[e].first + i].y);
        printf("\n");
    }
}

int main(void)
{
    nc_layered g = {.node_gap = 1800, .edge_gap = 900, .rank_gap = 1800, .arrow = 800, .widest = 110000};
    int64_t least = INT64_MAX;
    ncalls_error error;

    if (!read_graph(&g))
        return 2;
    for (int run = 0; run < RUNS && least > 0; run++) {
        int64_t begun = now(), took;

        nc_layered_reset(&g);
        if (nc_layered_place(&g, &error))
            return 1;
        took = now() - begun;
        least = took < least ? took : least;
    }
    print(&g, least);
    nc_layered_reset(&g);
    free(g.nodes);
    free(g.edges);
    return 0;
}
