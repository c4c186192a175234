/* SPDX-License-Identifier: MIT */
#include "draw/ranks.h"

#include "base/alloc.h"
#include "draw/simplex.h"

#define MOST_WORK ((int64_t)50000000) /* nodes and arcs looked at: a tenth of a second */

typedef struct ranking {
    nc_simplex_arc *arcs; /* edges, turned so that they point down */
    int32_t arc_count, count;
    int32_t *rank;
    int32_t *waiting; /* [node] incoming arcs that were not followed yet */
    int32_t *queue;
    int32_t *begin, *out; /* arcs by tail: out[begin[node]] and on */
    int32_t *low, *high;  /* [node] between which ranks it might stand */
    int64_t *surplus;     /* [node] outgoing weight less incoming */
    int32_t *crowd;       /* [rank] */
} ranking;

static void add_arcs(ranking *r, const nc_layered *graph, int32_t least)
{
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        const nc_layered_edge *edge = &graph->edges[e];
        int32_t tail = (int32_t)(edge->up ? edge->to : edge->from), head = (int32_t)(edge->up ? edge->from : edge->to);

        if (tail == head)
            continue;
        r->arcs[r->arc_count++] = (nc_simplex_arc){tail, head, (int32_t)edge->weight, least};
        r->waiting[head]++;
        r->begin[tail + 1]++;
        r->surplus[tail] += edge->weight;
        r->surplus[head] -= edge->weight;
    }
    for (int32_t n = 0; n < r->count; n++)
        r->begin[n + 1] += r->begin[n];
    for (int32_t a = r->arc_count; a-- > 0;)
        r->out[--r->begin[r->arcs[a].tail + 1]] = a;
    for (int32_t n = 0; n < r->count; n++)
        r->begin[n] = r->begin[n + 1];
    r->begin[r->count] = r->arc_count;
}

/* Longest paths: every arc is long enough. */
static void rank_by_paths(ranking *r)
{
    int32_t at = 0, end = 0;

    for (int32_t n = 0; n < r->count; n++)
        if (!r->waiting[n])
            r->queue[end++] = n;
    for (; at < end; at++)
        for (int32_t k = r->begin[r->queue[at]]; k < r->begin[r->queue[at] + 1]; k++) {
            const nc_simplex_arc *a = &r->arcs[r->out[k]];

            if (r->rank[a->head] < r->rank[a->tail] + a->least)
                r->rank[a->head] = r->rank[a->tail] + a->least;
            if (--r->waiting[a->head] == 0)
                r->queue[end++] = a->head;
        }
}

/* The top of the graph is rank 0. Returns the last. */
static int32_t normalize(ranking *r)
{
    int32_t low = INT32_MAX, high = 0;

    for (int32_t n = 0; n < r->count; n++)
        low = r->rank[n] < low ? r->rank[n] : low;
    for (int32_t n = 0; n < r->count; n++) {
        r->rank[n] -= low;
        high = r->rank[n] > high ? r->rank[n] : high;
    }
    return high;
}

static void find_bounds(ranking *r, int32_t last)
{
    for (int32_t n = 0; n < r->count; n++) {
        r->low[n] = 0;
        r->high[n] = last;
    }
    for (int32_t i = 0; i < r->arc_count; i++) {
        const nc_simplex_arc *a = &r->arcs[i];

        if (r->rank[a->tail] + a->least > r->low[a->head])
            r->low[a->head] = r->rank[a->tail] + a->least;
        if (r->rank[a->head] - a->least < r->high[a->tail])
            r->high[a->tail] = r->rank[a->head] - a->least;
    }
}

/* A node that could as well stand elsewhere goes where fewest are. Only one
 * with no neighbour that moved before it: bounds are of the ranks of then. */
static void balance(ranking *r, int32_t least, int32_t last)
{
    find_bounds(r, last);
    for (int32_t n = 0; n < r->count; n++)
        r->crowd[r->rank[n]]++;
    for (int32_t n = 0; n < r->count; n++) {
        int32_t best = r->rank[n];

        if (r->surplus[n] || r->begin[n] == r->begin[n + 1])
            continue;
        for (int32_t rank = r->low[n]; rank <= r->high[n]; rank += least)
            if (r->crowd[rank] < r->crowd[best])
                best = rank;
        if (best == r->rank[n])
            continue;
        r->crowd[r->rank[n]]--;
        r->crowd[best]++;
        r->rank[n] = best;
        find_bounds(r, last);
    }
}

static bool start(ranking *r, const nc_layered *graph)
{
    size_t nodes = (size_t)graph->node_count + 2, edges = (size_t)graph->edge_count + 1;

    r->count = (int32_t)graph->node_count;
    r->arcs = nc_alloc_zeroed(edges, sizeof *r->arcs);
    r->rank = nc_alloc_zeroed(nodes, sizeof *r->rank);
    r->waiting = nc_alloc_zeroed(nodes, sizeof *r->waiting);
    r->queue = nc_alloc_zeroed(nodes, sizeof *r->queue);
    r->begin = nc_alloc_zeroed(nodes, sizeof *r->begin);
    r->out = nc_alloc_zeroed(edges, sizeof *r->out);
    r->low = nc_alloc_zeroed(nodes, sizeof *r->low);
    r->high = nc_alloc_zeroed(nodes, sizeof *r->high);
    r->surplus = nc_alloc_zeroed(nodes, sizeof *r->surplus);
    r->crowd = nc_alloc_zeroed(2 * nodes, sizeof *r->crowd);
    return r->arcs && r->rank && r->waiting && r->queue && r->begin && r->out && r->low && r->high && r->surplus &&
           r->crowd;
}

static void finish(ranking *r)
{
    nc_alloc_free(r->arcs);
    nc_alloc_free(r->rank);
    nc_alloc_free(r->waiting);
    nc_alloc_free(r->queue);
    nc_alloc_free(r->begin);
    nc_alloc_free(r->out);
    nc_alloc_free(r->low);
    nc_alloc_free(r->high);
    nc_alloc_free(r->surplus);
    nc_alloc_free(r->crowd);
}

bool nc_ranks_assign(const nc_layered *graph, uint32_t least, uint32_t *rank)
{
    ranking r = {0};
    bool fine = start(&r, graph);

    if (fine) {
        add_arcs(&r, graph, (int32_t)least);
        rank_by_paths(&r);
        fine = nc_simplex_solve(r.rank, r.count, r.arcs, r.arc_count, false, MOST_WORK);
    }
    if (fine) {
        balance(&r, (int32_t)least, normalize(&r));
        for (uint32_t n = 0; n < graph->node_count; n++)
            rank[n] = (uint32_t)r.rank[n];
    }
    finish(&r);
    return fine;
}
