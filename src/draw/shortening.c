/* SPDX-License-Identifier: MIT */
#include "draw/shortening.h"

#include "base/alloc.h"
#include "draw/simplex.h"

#define MOST_WORK ((int64_t)15000000) /* nodes and arcs looked at: some hundredths of a second */
#define MORE_WORK ((int64_t)5000000) /* ... and again */

enum { STRAIGHT = 2 }; /* weight of what bends a chain */

typedef struct shortening {
    nc_layers *l;
    bool *has_node; /* [rank] */
    int32_t *block; /* [vertex] what moves as one */
    nc_simplex_arc *arcs;
    int32_t *position; /* of blocks, then of the links between them */
    int32_t count, arc_count;
} shortening;

static bool is_virtual(const nc_layers *l, uint32_t v)
{
    return l->vertices[v].node == NC_LAYERS_NONE;
}

/* Virtual vertices of a chain that stand below each other are one block; but
 * for `whole` a new one begins on each rank that has nodes. Every other vertex
 * is one by itself. */
static void make_blocks(shortening *s, bool whole)
{
    const nc_layers *l = s->l;

    for (uint32_t v = 0; v < l->vertex_count; v++)
        if (!is_virtual(l, v))
            s->block[v] = s->count++;
    for (uint32_t e = 0; e < l->graph->edge_count; e++)
        for (uint32_t i = l->chain_begin[e] + 1; i + 1 < l->chain_begin[e + 1]; i++) {
            uint32_t v = l->chains[i], above = l->chains[i - 1];
            bool bend = !whole && s->has_node[l->vertices[v].rank];
            bool same = !bend && is_virtual(l, above) && l->vertices[above].x == l->vertices[v].x;

            s->block[v] = same ? s->block[above] : s->count++;
        }
    for (uint32_t v = 0; v < l->vertex_count; v++)
        s->position[s->block[v]] = l->vertices[v].x;
}

static void add_arc(shortening *s, int32_t tail, int32_t head, int32_t weight, int32_t least)
{
    s->arcs[s->arc_count++] = (nc_simplex_arc){tail, head, weight, least};
}

/* The rank above says the same of the same two blocks. */
static bool is_said(const shortening *s, uint32_t a, uint32_t b)
{
    const nc_layers *l = s->l;
    uint32_t left, right;

    if (!is_virtual(l, a) || !is_virtual(l, b))
        return false;
    left = l->up.ends[l->up.begin[a]];
    right = l->up.ends[l->up.begin[b]];
    return s->block[left] == s->block[a] && s->block[right] == s->block[b] &&
           l->vertices[right].place == l->vertices[left].place + 1 &&
           nc_layers_apart(l, left, right) >= nc_layers_apart(l, a, b);
}

static void keep_apart(shortening *s)
{
    const nc_layers *l = s->l;

    for (uint32_t r = 0; r < l->rank_count; r++)
        for (uint32_t i = l->begin[r] + 1; i < l->begin[r + 1]; i++) {
            uint32_t a = l->order[i - 1], b = l->order[i];

            if (!is_said(s, a, b))
                add_arc(s, s->block[a], s->block[b], 0, nc_layers_apart(l, a, b));
        }
}

/* The length of a link between u and v: a node that is left of both, and wants
 * to be near both. */
static void add_link(shortening *s, uint32_t u, uint32_t v, int32_t weight)
{
    int32_t a = s->block[u], b = s->block[v], between = s->count;

    if (a == b)
        return;
    s->position[s->count++] = s->position[a] < s->position[b] ? s->position[a] : s->position[b];
    add_arc(s, between, a, weight, 0);
    add_arc(s, between, b, weight, 0);
}

static void add_links(shortening *s)
{
    const nc_layers *l = s->l;

    for (uint32_t e = 0; e < l->graph->edge_count; e++)
        for (uint32_t i = l->chain_begin[e] + 1; i < l->chain_begin[e + 1]; i++) {
            uint32_t u = l->chains[i - 1], v = l->chains[i];
            int32_t weight = 3 + (int32_t)l->graph->edges[e].weight;

            add_link(s, u, v, is_virtual(l, u) && is_virtual(l, v) ? STRAIGHT * weight : weight);
        }
}

static void take_positions(const shortening *s)
{
    nc_layers *l = s->l;
    int32_t least = INT32_MAX;

    for (uint32_t v = 0; v < l->vertex_count; v++) {
        l->vertices[v].x = s->position[s->block[v]];
        least = l->vertices[v].x - l->vertices[v].left < least ? l->vertices[v].x - l->vertices[v].left : least;
    }
    for (uint32_t v = 0; v < l->vertex_count; v++)
        l->vertices[v].x -= least;
}

static bool solve(shortening *s, bool whole)
{
    s->count = s->arc_count = 0;
    make_blocks(s, whole);
    keep_apart(s);
    add_links(s);
    if (!nc_simplex_solve(s->position, s->count, s->arcs, s->arc_count, !whole, whole ? MOST_WORK : MORE_WORK))
        return false;
    take_positions(s);
    return true;
}

/* As blocks first, which is quick and comes far. */
bool nc_shortening_apply(nc_layers *layers)
{
    size_t vertices = (size_t)layers->vertex_count + 1, links = layers->up.begin[layers->vertex_count];
    shortening s = {
        .l = layers,
        .has_node = nc_alloc_zeroed((size_t)layers->rank_count + 1, sizeof *s.has_node),
        .block = nc_alloc_zeroed(vertices, sizeof *s.block),
        .arcs = nc_alloc_zeroed(vertices + 2 * links, sizeof *s.arcs),
        .position = nc_alloc_zeroed(vertices + links, sizeof *s.position),
    };
    bool fine = s.has_node && s.block && s.arcs && s.position;

    for (uint32_t v = 0; fine && v < layers->vertex_count; v++)
        s.has_node[layers->vertices[v].rank] |= !is_virtual(layers, v);
    if (fine && layers->vertex_count)
        fine = solve(&s, true) && solve(&s, false);
    nc_alloc_free(s.has_node);
    nc_alloc_free(s.block);
    nc_alloc_free(s.arcs);
    nc_alloc_free(s.position);
    return fine;
}
