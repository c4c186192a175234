/* SPDX-License-Identifier: MIT */
#include "draw/layers.h"

#include "base/alloc.h"
#include "base/limit.h"

typedef struct build {
    nc_layers *l;
    nc_layered *graph;
    const uint32_t *rank;
    uint32_t *vertex_of; /* [node] */
} build;

static uint32_t top_of(const nc_layered_edge *edge)
{
    return edge->up ? edge->to : edge->from;
}

static uint32_t bottom_of(const nc_layered_edge *edge)
{
    return edge->up ? edge->from : edge->to;
}

/* Ranks from its top to its bottom; 0: a loop. */
static uint32_t span(const build *b, const nc_layered_edge *edge)
{
    return b->rank[bottom_of(edge)] - b->rank[top_of(edge)];
}

/* The longest span of which all edges can be drawn. */
static uint32_t find_longest(const build *b, uint32_t ranks)
{
    uint32_t longest = ranks;
    uint64_t vertices;

    do {
        vertices = 0;
        for (uint32_t e = 0; e < b->graph->edge_count; e++) {
            uint32_t links = span(b, &b->graph->edges[e]);

            vertices += links <= longest ? links : 0;
        }
        if (vertices > NC_LIMIT_VIRTUAL)
            longest /= 2;
    } while (vertices > NC_LIMIT_VIRTUAL && longest);
    return longest;
}

static bool reserve(build *b, uint32_t longest)
{
    uint64_t vertices = b->graph->node_count, links = 0;
    nc_layers *l = b->l;

    for (uint32_t e = 0; e < b->graph->edge_count; e++) {
        uint32_t length = span(b, &b->graph->edges[e]);

        if (length > longest)
            b->graph->left_out++;
        else if (length)
            links += length;
    }
    vertices += links;
    l->vertices = nc_alloc_zeroed(vertices + 1, sizeof *l->vertices);
    l->chain_begin = nc_alloc_zeroed((size_t)b->graph->edge_count + 1, sizeof *l->chain_begin);
    l->chains = nc_alloc_zeroed(links + b->graph->edge_count + 1, sizeof *l->chains);
    l->begin = nc_alloc_zeroed((size_t)l->rank_count + 2, sizeof *l->begin);
    l->order = nc_alloc_zeroed(vertices + 1, sizeof *l->order);
    l->up = (nc_layers_links){nc_alloc_zeroed(vertices + 2, sizeof *l->up.begin),
                              nc_alloc_zeroed(links + 1, sizeof *l->up.ends)};
    l->down = (nc_layers_links){nc_alloc_zeroed(vertices + 2, sizeof *l->down.begin),
                                nc_alloc_zeroed(links + 1, sizeof *l->down.ends)};
    return l->vertices && l->chain_begin && l->chains && l->begin && l->order && l->up.begin && l->up.ends &&
           l->down.begin && l->down.ends;
}

static uint32_t add_node(build *b, uint32_t node)
{
    const nc_layered_node *n = &b->graph->nodes[node];
    nc_layers *l = b->l;

    if (b->vertex_of[node] != NC_LAYERS_NONE)
        return b->vertex_of[node];
    l->vertices[l->vertex_count] = (nc_layers_vertex){
        .node = node,
        .rank = b->rank[node],
        .left = n->width / 2,
        .right = n->width - n->width / 2 + n->beside,
        .height = n->height,
    };
    return b->vertex_of[node] = l->vertex_count++;
}

static uint32_t add_virtual(build *b, uint32_t e, uint32_t rank, bool label)
{
    const nc_layered_edge *edge = &b->graph->edges[e];
    nc_layers *l = b->l;

    l->vertices[l->vertex_count] = (nc_layers_vertex){
        .node = NC_LAYERS_NONE,
        .edge = e,
        .label = label,
        .rank = rank,
        .left = edge->stroke / 2,
        .right = edge->stroke / 2 + (label ? edge->label_width : 0),
        .height = label ? edge->label_height : 0,
    };
    return l->vertex_count++;
}

static void add_chain(build *b, uint32_t e, uint32_t *end)
{
    const nc_layered_edge *edge = &b->graph->edges[e];
    uint32_t top = b->rank[top_of(edge)], length = span(b, edge), middle = (length + 1) / 2;

    b->l->chains[(*end)++] = add_node(b, top_of(edge));
    for (uint32_t i = 1; i < length; i++)
        b->l->chains[(*end)++] = add_virtual(b, e, top + i, i == middle && edge->label_width);
    b->l->chains[(*end)++] = add_node(b, bottom_of(edge));
}

static void add_all(build *b, uint32_t longest)
{
    uint32_t end = 0;

    for (uint32_t n = 0; n < b->graph->node_count; n++)
        b->vertex_of[n] = NC_LAYERS_NONE;
    for (uint32_t e = 0; e < b->graph->edge_count; e++) {
        uint32_t length = span(b, &b->graph->edges[e]);

        b->l->chain_begin[e] = end;
        if (length && length <= longest)
            add_chain(b, e, &end);
    }
    b->l->chain_begin[b->graph->edge_count] = end;
}

/* Counts, then sums, then fills: begin[v] ends up where v's part begins. */
static void link_all(nc_layers *l)
{
    uint32_t edges = l->graph->edge_count;

    for (uint32_t e = 0; e < edges; e++)
        for (uint32_t i = l->chain_begin[e] + 1; i < l->chain_begin[e + 1]; i++) {
            l->down.begin[l->chains[i - 1] + 2]++;
            l->up.begin[l->chains[i] + 2]++;
        }
    for (uint32_t v = 2; v <= l->vertex_count; v++) {
        l->down.begin[v] += l->down.begin[v - 1];
        l->up.begin[v] += l->up.begin[v - 1];
    }
    for (uint32_t e = 0; e < edges; e++)
        for (uint32_t i = l->chain_begin[e] + 1; i < l->chain_begin[e + 1]; i++) {
            uint32_t above = l->chains[i - 1], below = l->chains[i];

            l->down.ends[l->down.begin[above + 1]++] = below;
            l->up.ends[l->up.begin[below + 1]++] = above;
        }
}

static void place_all(nc_layers *l)
{
    for (uint32_t v = 0; v < l->vertex_count; v++)
        l->begin[l->vertices[v].rank + 1]++;
    for (uint32_t r = 0; r < l->rank_count; r++)
        l->begin[r + 1] += l->begin[r];
    for (uint32_t v = l->vertex_count; v-- > 0;) /* backwards: begin[r + 1] runs down to where r + 1 begins */
        l->order[--l->begin[l->vertices[v].rank + 1]] = v;
    for (uint32_t r = 0; r < l->rank_count; r++)
        l->begin[r] = l->begin[r + 1];
    l->begin[l->rank_count] = l->vertex_count;
    for (uint32_t r = 0; r < l->rank_count; r++)
        for (uint32_t i = l->begin[r]; i < l->begin[r + 1]; i++)
            l->vertices[l->order[i]].place = i - l->begin[r];
}

bool nc_layers_build(nc_layers *layers, nc_layered *graph, const uint32_t *rank)
{
    build b = {layers, graph, rank, nc_alloc_zeroed((size_t)graph->node_count + 1, sizeof *b.vertex_of)};
    uint32_t longest;
    bool fine;

    *layers = (nc_layers){.graph = graph};
    for (uint32_t n = 0; n < graph->node_count; n++)
        layers->rank_count = rank[n] >= layers->rank_count ? rank[n] + 1 : layers->rank_count;
    longest = find_longest(&b, layers->rank_count);
    fine = b.vertex_of && reserve(&b, longest);
    if (fine) {
        add_all(&b, longest);
        link_all(layers);
        place_all(layers);
    }
    nc_alloc_free(b.vertex_of);
    return fine;
}

void nc_layers_reset(nc_layers *l)
{
    nc_alloc_free(l->vertices);
    nc_alloc_free(l->chain_begin);
    nc_alloc_free(l->chains);
    nc_alloc_free(l->begin);
    nc_alloc_free(l->order);
    nc_alloc_free(l->up.begin);
    nc_alloc_free(l->up.ends);
    nc_alloc_free(l->down.begin);
    nc_alloc_free(l->down.ends);
    *l = (nc_layers){0};
}

int32_t nc_layers_apart(const nc_layers *l, uint32_t a, uint32_t b)
{
    const nc_layers_vertex *left = &l->vertices[a], *right = &l->vertices[b];
    bool nodes = left->node != NC_LAYERS_NONE && right->node != NC_LAYERS_NONE;

    return left->right + (nodes ? l->graph->node_gap : l->graph->edge_gap) + right->left;
}
