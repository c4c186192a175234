/* SPDX-License-Identifier: MIT */
#include "draw/acyclic.h"

#include "base/alloc.h"

typedef struct search {
    nc_layered *graph;
    uint32_t *begin; /* [node] of its part of out */
    uint32_t *out;   /* edges by node, in their order */
    uint32_t *next;  /* [node] into out: edges before it were followed */
    uint32_t *path;  /* nodes from a start to here */
    uint8_t *state;  /* [node] */
} search;

enum { UNSEEN, ON_PATH, DONE };

static bool is_loop(const nc_layered_edge *edge)
{
    return edge->from == edge->to;
}

/* Follows one more edge of the last node on the path; returns the path's length. */
static uint32_t step(search *s, uint32_t length)
{
    uint32_t node = s->path[length - 1], to;

    if (s->next[node] == s->begin[node + 1]) {
        s->state[node] = DONE;
        return length - 1;
    }
    nc_layered_edge *edge = &s->graph->edges[s->out[s->next[node]++]];
    to = edge->to;
    if (s->state[to] == ON_PATH)
        edge->up = true;
    if (s->state[to] != UNSEEN)
        return length;
    s->state[to] = ON_PATH;
    s->path[length] = to;
    return length + 1;
}

static void search_from(search *s, uint32_t start)
{
    uint32_t length = 1;

    if (s->state[start] != UNSEEN)
        return;
    s->state[start] = ON_PATH;
    s->path[0] = start;
    while (length)
        length = step(s, length);
}

static void list_edges(search *s)
{
    const nc_layered *g = s->graph;

    for (uint32_t e = 0; e < g->edge_count; e++)
        if (!is_loop(&g->edges[e]))
            s->begin[g->edges[e].from + 1]++;
    for (uint32_t n = 0; n < g->node_count; n++) {
        s->begin[n + 1] += s->begin[n];
        s->next[n] = s->begin[n];
    }
    for (uint32_t e = 0; e < g->edge_count; e++)
        if (!is_loop(&g->edges[e]))
            s->out[s->next[g->edges[e].from]++] = e;
    for (uint32_t n = 0; n < g->node_count; n++)
        s->next[n] = s->begin[n];
}

static void search_all(search *s, bool *called)
{
    const nc_layered *g = s->graph;

    for (uint32_t e = 0; e < g->edge_count; e++) {
        g->edges[e].up = false;
        if (!is_loop(&g->edges[e]))
            called[g->edges[e].to] = true;
    }
    for (uint32_t n = 0; n < g->node_count; n++)
        if (!called[n])
            search_from(s, n);
    for (uint32_t n = 0; n < g->node_count; n++)
        search_from(s, n);
}

bool nc_acyclic_mark(nc_layered *graph)
{
    size_t nodes = (size_t)graph->node_count + 1;
    search s = {
        .graph = graph,
        .begin = nc_alloc_zeroed(nodes, sizeof *s.begin),
        .out = nc_alloc_zeroed((size_t)graph->edge_count + 1, sizeof *s.out),
        .next = nc_alloc_zeroed(nodes, sizeof *s.next),
        .path = nc_alloc_zeroed(nodes, sizeof *s.path),
        .state = nc_alloc_zeroed(nodes, sizeof *s.state),
    };
    bool *called = nc_alloc_zeroed(nodes, sizeof *called);
    bool fine = s.begin && s.out && s.next && s.path && s.state && called;

    if (fine) {
        list_edges(&s);
        search_all(&s, called);
    }
    nc_alloc_free(s.begin);
    nc_alloc_free(s.out);
    nc_alloc_free(s.next);
    nc_alloc_free(s.path);
    nc_alloc_free(s.state);
    nc_alloc_free(called);
    return fine;
}
