/* SPDX-License-Identifier: MIT */
#include "draw/ranks.h"

#include <string.h>

#include "base/alloc.h"

enum {
    NONE = -1,
    MOST_WORK = 50000000, /* looks at a node or an arc: about a tenth of a second */
};

typedef struct arc { /* an edge turned so that it points down */
    int32_t tail, head;
    int32_t weight, least;
} arc;

/* Node `count - 1` is made up: it ties the parts of the graph together. */
typedef struct simplex {
    arc *arcs;
    int32_t arc_count, count;
    int32_t *rank;
    int32_t *surplus;         /* [node] outgoing weight less incoming */
    int32_t *order;           /* nodes of the tree, parents first */
    int32_t *parent;          /* [node] the arc that ties it to the tree, NONE at its root */
    int64_t *flow;            /* [node] surplus of its subtree */
    bool *in_tree;            /* [arc] */
    int32_t *first, *next;    /* lists of arcs: [node], and [2 * arc + (node is its head)] */
    bool *below;              /* [node] */
} simplex;

static int32_t slack(const simplex *s, const arc *a)
{
    return s->rank[a->head] - s->rank[a->tail] - a->least;
}

static void link_arc(simplex *s, int32_t a)
{
    s->next[2 * a] = s->first[s->arcs[a].tail];
    s->first[s->arcs[a].tail] = 2 * a;
    s->next[2 * a + 1] = s->first[s->arcs[a].head];
    s->first[s->arcs[a].head] = 2 * a + 1;
}

static int32_t other_end(const simplex *s, int32_t half)
{
    return half & 1 ? s->arcs[half / 2].tail : s->arcs[half / 2].head;
}

/* ---- a first tree -------------------------------------------------------- */

/* Longest paths: every arc is long enough. */
static void rank_by_paths(simplex *s, int32_t *waiting)
{
    int32_t begin = 0, end = 0;

    memset(waiting, 0, (size_t)s->count * sizeof *waiting);
    for (int32_t a = 0; a < s->arc_count; a++)
        waiting[s->arcs[a].head]++;
    for (int32_t n = 0; n < s->count; n++)
        if (!waiting[n])
            s->order[end++] = n;
    while (begin < end) {
        int32_t n = s->order[begin++];

        for (int32_t half = s->first[n]; half != NONE; half = s->next[half]) {
            const arc *a = &s->arcs[half / 2];

            if (half & 1)
                continue;
            if (s->rank[a->head] < s->rank[n] + a->least)
                s->rank[a->head] = s->rank[n] + a->least;
            if (--waiting[a->head] == 0)
                s->order[end++] = a->head;
        }
    }
}

/* Adds to the tree all that tight arcs reach. Returns its size. */
static int32_t grow(simplex *s, int32_t size, int32_t from)
{
    for (int32_t at = from; at < size; at++)
        for (int32_t half = s->first[s->order[at]]; half != NONE; half = s->next[half]) {
            int32_t other = other_end(s, half);

            if (s->below[other] || slack(s, &s->arcs[half / 2]) != 0)
                continue;
            s->below[other] = true;
            s->in_tree[half / 2] = true;
            s->order[size++] = other;
        }
    return size;
}

/* The arc that leaves the tree with the least slack. */
static int32_t nearest(const simplex *s)
{
    int32_t best = NONE;

    for (int32_t a = 0; a < s->arc_count; a++)
        if (s->below[s->arcs[a].tail] != s->below[s->arcs[a].head] &&
            (best == NONE || slack(s, &s->arcs[a]) < slack(s, &s->arcs[best])))
            best = a;
    return best;
}

static void find_tight_tree(simplex *s)
{
    int32_t size = 1;

    memset(s->below, 0, (size_t)s->count * sizeof *s->below);
    s->order[0] = s->count - 1;
    s->below[s->count - 1] = true;
    size = grow(s, size, 0);
    while (size < s->count) {
        int32_t a = nearest(s), by = slack(s, &s->arcs[a]);

        if (s->below[s->arcs[a].head])
            by = -by;
        for (int32_t i = 0; i < size; i++)
            s->rank[s->order[i]] += by;
        size = grow(s, size, 0);
    }
}

/* ---- exchanges ----------------------------------------------------------- */

/* Orders the tree and reckons the flow of each subtree. */
static void reckon(simplex *s)
{
    int32_t size = 1;

    s->order[0] = s->count - 1;
    s->parent[s->count - 1] = NONE;
    for (int32_t at = 0; at < size; at++)
        for (int32_t half = s->first[s->order[at]]; half != NONE; half = s->next[half])
            if (s->in_tree[half / 2] && half / 2 != s->parent[s->order[at]]) {
                s->parent[other_end(s, half)] = half / 2;
                s->order[size++] = other_end(s, half);
            }
    for (int32_t n = 0; n < s->count; n++)
        s->flow[n] = s->surplus[n];
    for (int32_t at = size - 1; at > 0; at--) {
        int32_t n = s->order[at];
        const arc *up = &s->arcs[s->parent[n]];

        s->flow[up->tail == n ? up->head : up->tail] += s->flow[n];
    }
}

/* Weight over the cut that the tree's arc above `n` makes, down less up. */
static int64_t cut_value(const simplex *s, int32_t n)
{
    return s->arcs[s->parent[n]].tail == n ? s->flow[n] : -s->flow[n];
}

/* The node whose arc above should go: the most negative cut, the first of
 * equals; NONE when the ranks are best. */
static int32_t find_leaving(const simplex *s)
{
    int32_t best = NONE;
    int64_t least = 0;

    for (int32_t n = 0; n < s->count - 1; n++)
        if (cut_value(s, n) < least) {
            least = cut_value(s, n);
            best = n;
        }
    return best;
}

static void mark_below(simplex *s, int32_t top)
{
    for (int32_t at = 0; at < s->count; at++) {
        int32_t n = s->order[at];
        const arc *up = s->parent[n] == NONE ? NULL : &s->arcs[s->parent[n]];

        s->below[n] = n == top || (up && s->below[up->tail == n ? up->head : up->tail]);
    }
}

static void exchange(simplex *s, int32_t n)
{
    int32_t leaving = s->parent[n], entering = NONE, by;
    bool tail_below = s->arcs[leaving].tail == n;

    mark_below(s, n);
    for (int32_t a = 0; a < s->arc_count; a++) { /* over the cut, the other way */
        if (s->below[s->arcs[a].head] != tail_below || s->below[s->arcs[a].tail] == tail_below)
            continue;
        if (entering == NONE || slack(s, &s->arcs[a]) < slack(s, &s->arcs[entering]))
            entering = a;
    }
    if (entering == NONE)
        return;
    by = slack(s, &s->arcs[entering]);
    for (int32_t i = 0; i < s->count; i++)
        if (s->below[i])
            s->rank[i] += tail_below ? -by : by;
    s->in_tree[leaving] = false;
    s->in_tree[entering] = true;
}

static void improve(simplex *s)
{
    int64_t work = 0;

    reckon(s);
    /* Exchanges that move nothing might go round for ever, so that work is bounded. */
    while (work < MOST_WORK) {
        int32_t n = find_leaving(s);

        if (n == NONE)
            break;
        exchange(s, n);
        reckon(s);
        work += 4 * s->count + s->arc_count;
    }
}

/* ---- what is left free --------------------------------------------------- */

/* A node that could as well stand elsewhere goes where fewest are. */
static void balance(simplex *s, int32_t *crowd, int32_t ranks)
{
    memset(crowd, 0, (size_t)ranks * sizeof *crowd);
    for (int32_t n = 0; n < s->count - 1; n++)
        crowd[s->rank[n]]++;
    for (int32_t n = 0; n < s->count - 1; n++) {
        int32_t low = 0, high = ranks - 1, best = s->rank[n], ins = 0, outs = 0;

        for (int32_t half = s->first[n]; half != NONE; half = s->next[half]) {
            const arc *a = &s->arcs[half / 2];

            if (!a->weight)
                continue;
            if (half & 1) {
                low = s->rank[a->tail] + a->least > low ? s->rank[a->tail] + a->least : low;
                ins += a->weight;
            } else {
                high = s->rank[a->head] - a->least < high ? s->rank[a->head] - a->least : high;
                outs += a->weight;
            }
        }
        if (!ins || ins != outs)
            continue;
        for (int32_t r = low; r <= high; r += s->arcs[0].least)
            if (crowd[r] < crowd[best])
                best = r;
        crowd[s->rank[n]]--;
        crowd[best]++;
        s->rank[n] = best;
    }
}

/* The top of the graph is rank 0. Returns how many ranks there are. */
static int32_t normalize(simplex *s)
{
    int32_t low = INT32_MAX, high = 0;

    for (int32_t n = 0; n < s->count - 1; n++)
        low = s->rank[n] < low ? s->rank[n] : low;
    for (int32_t n = 0; n < s->count - 1; n++) {
        s->rank[n] -= low;
        high = s->rank[n] > high ? s->rank[n] : high;
    }
    return high + 1;
}

static void add_arc(simplex *s, arc a)
{
    s->surplus[a.tail] += a.weight;
    s->surplus[a.head] -= a.weight;
    s->arcs[s->arc_count] = a;
    link_arc(s, s->arc_count++);
}

static void add_arcs(simplex *s, const nc_layered *graph, uint32_t least, const int32_t *waiting)
{
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        const nc_layered_edge *edge = &graph->edges[e];
        uint32_t from = edge->up ? edge->to : edge->from, to = edge->up ? edge->from : edge->to;

        if (from != to)
            add_arc(s, (arc){(int32_t)from, (int32_t)to, (int32_t)edge->weight, (int32_t)least});
    }
    for (int32_t n = 0; n < s->count - 1; n++) /* sources hang from the made-up node */
        if (!waiting[n])
            add_arc(s, (arc){s->count - 1, n, 0, 0});
}

static void count_callers(const nc_layered *graph, int32_t *waiting)
{
    for (uint32_t e = 0; e < graph->edge_count; e++)
        if (graph->edges[e].from != graph->edges[e].to)
            waiting[graph->edges[e].up ? graph->edges[e].from : graph->edges[e].to]++;
}

static bool start(simplex *s, const nc_layered *graph)
{
    size_t nodes = (size_t)graph->node_count + 1, arcs = (size_t)graph->edge_count + nodes;

    s->count = (int32_t)nodes;
    s->arcs = nc_alloc_zeroed(arcs, sizeof *s->arcs);
    s->rank = nc_alloc_zeroed(nodes, sizeof *s->rank);
    s->surplus = nc_alloc_zeroed(nodes, sizeof *s->surplus);
    s->order = nc_alloc_zeroed(nodes, sizeof *s->order);
    s->parent = nc_alloc_zeroed(nodes, sizeof *s->parent);
    s->flow = nc_alloc_zeroed(nodes, sizeof *s->flow);
    s->in_tree = nc_alloc_zeroed(arcs, sizeof *s->in_tree);
    s->first = nc_alloc_zeroed(nodes, sizeof *s->first);
    s->next = nc_alloc_zeroed(2 * arcs, sizeof *s->next);
    s->below = nc_alloc_zeroed(nodes, sizeof *s->below);
    if (s->first)
        for (int32_t n = 0; n < s->count; n++)
            s->first[n] = NONE;
    return s->arcs && s->rank && s->surplus && s->order && s->parent && s->flow && s->in_tree && s->first && s->next &&
           s->below;
}

static void finish(simplex *s)
{
    nc_alloc_free(s->arcs);
    nc_alloc_free(s->rank);
    nc_alloc_free(s->surplus);
    nc_alloc_free(s->order);
    nc_alloc_free(s->parent);
    nc_alloc_free(s->flow);
    nc_alloc_free(s->in_tree);
    nc_alloc_free(s->first);
    nc_alloc_free(s->next);
    nc_alloc_free(s->below);
}

bool nc_ranks_assign(const nc_layered *graph, uint32_t least, uint32_t *rank)
{
    simplex s = {0};
    int32_t *waiting = nc_alloc_zeroed((size_t)graph->node_count + 1, sizeof *waiting), *crowd = NULL, ranks;
    bool fine = start(&s, graph) && waiting;

    if (fine) {
        count_callers(graph, waiting);
        add_arcs(&s, graph, least, waiting);
        rank_by_paths(&s, waiting);
        find_tight_tree(&s);
        improve(&s);
        ranks = normalize(&s);
        crowd = nc_alloc_zeroed((size_t)ranks, sizeof *crowd);
        fine = crowd != NULL;
    }
    if (fine) {
        balance(&s, crowd, ranks);
        for (uint32_t n = 0; n < graph->node_count; n++)
            rank[n] = (uint32_t)s.rank[n];
    }
    finish(&s);
    nc_alloc_free(waiting);
    nc_alloc_free(crowd);
    return fine;
}
