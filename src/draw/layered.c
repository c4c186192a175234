/* SPDX-License-Identifier: MIT */
#include "draw/layered.h"

#include "base/alloc.h"
#include "draw/acyclic.h"
#include "draw/coordinates.h"
#include "draw/crossings.h"
#include "draw/layers.h"
#include "draw/ranks.h"
#include "draw/routes.h"
#include "draw/shortening.h"

/* Labels stand on ranks of their own, between those of the nodes. */
static uint32_t least_span(const nc_layered *graph)
{
    for (uint32_t e = 0; e < graph->edge_count; e++)
        if (graph->edges[e].label_width && graph->edges[e].from != graph->edges[e].to)
            return 2;
    return 1;
}

/* Ends of edges that lead out of the drawing have ranks of their own. */
static void move_ends(const nc_layered *graph, uint32_t *rank)
{
    uint32_t span = least_span(graph), first = UINT32_MAX, last = 0;
    bool above = false;

    for (uint32_t n = 0; n < graph->node_count; n++) {
        above |= graph->nodes[n].end < 0;
        if (graph->nodes[n].end)
            continue;
        first = rank[n] < first ? rank[n] : first;
        last = rank[n] > last ? rank[n] : last;
    }
    if (first == UINT32_MAX)
        return;
    for (uint32_t n = 0; n < graph->node_count; n++)
        rank[n] = graph->nodes[n].end < 0 ? 0 : (graph->nodes[n].end ? last + span : rank[n]) - first + above * span;
}

static bool place_connected(nc_layered *graph, uint32_t *rank)
{
    nc_layers layers = {0};
    bool fine = nc_acyclic_mark(graph) && nc_ranks_assign(graph, least_span(graph), rank);

    if (fine)
        move_ends(graph, rank);
    fine = fine && nc_layers_build(&layers, graph, rank) && nc_crossings_reduce(&layers) &&
           nc_coordinates_assign(&layers) && nc_shortening_apply(&layers) && nc_routes_draw(graph, &layers);
    nc_layers_reset(&layers);
    return fine;
}

/* Nodes without edges, in rows below the rest. */
static void place_lonely(nc_layered *graph, bool *connected)
{
    int32_t width = graph->width > graph->widest ? graph->width : graph->widest, x = 0, high = 0;
    int32_t y = graph->height ? graph->height + 2 * graph->rank_gap : 0;

    for (uint32_t n = 0; n < graph->node_count; n++) {
        nc_layered_node *node = &graph->nodes[n];
        int32_t room = node->width + node->beside;

        if (connected[n])
            continue;
        if (x && x + room > width) {
            y += high + graph->node_gap;
            x = high = 0;
        }
        node->x = x + node->width / 2;
        node->y = y;
        x += room + graph->node_gap;
        high = node->height > high ? node->height : high;
        graph->width = x - graph->node_gap > graph->width ? x - graph->node_gap : graph->width;
        graph->height = y + high;
    }
}

ncalls_status nc_layered_place(nc_layered *graph, ncalls_error *error)
{
    size_t nodes = (size_t)graph->node_count + 1;
    uint32_t *rank = nc_alloc_zeroed(nodes, sizeof *rank);
    bool *connected = nc_alloc_zeroed(nodes, sizeof *connected);
    bool fine = rank && connected;

    graph->points = NULL;
    graph->point_count = 0;
    graph->width = graph->height = 0;
    graph->left_out = 0;
    if (fine)
        fine = place_connected(graph, rank);
    if (fine) {
        for (uint32_t e = 0; e < graph->edge_count; e++)
            if (graph->edges[e].count)
                connected[graph->edges[e].from] = connected[graph->edges[e].to] = true;
        place_lonely(graph, connected);
    }
    nc_alloc_free(rank);
    nc_alloc_free(connected);
    return fine ? NCALLS_OK : nc_fail_memory(error);
}

void nc_layered_reset(nc_layered *graph)
{
    nc_alloc_free(graph->points);
    graph->points = NULL;
    graph->point_count = 0;
}
