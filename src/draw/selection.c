/* SPDX-License-Identifier: MIT */
#include "draw/selection.h"

#include "analyze/path.h"
#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "base/sort.h"
#include "draw/widest.h"

enum {
    NODES = 80,    /* shown, unless a limit is asked for */
    PERMILLE = 50, /* of its first step: where the heaviest path ends, as in the report */
};
#define MIN_NODE 0.005
#define MIN_EDGE 0.001

typedef struct choice {
    const ncalls_profile *p;
    const nc_overlay *overlay;
    nc_selection *out;
    nc_widest ways;
    uint32_t *candidates; /* functions above the threshold, best first */
    uint32_t candidate_count;
    uint32_t *node_of;    /* [function] place among the nodes + 1; 0: it is none */
    uint32_t most;
    long depth;
} choice;

static double or_default(double asked, double standard)
{
    return asked < 0 ? 0 : asked > 0 ? asked : standard;
}

static double change(const nc_diff_figures *at, bool self)
{
    int64_t change = self ? nc_diff_change(at[NC_DIFF_BASE].self, at[NC_DIFF_NOW].self)
                          : nc_diff_change(at[NC_DIFF_BASE].total, at[NC_DIFF_NOW].total);

    return change < 0 ? -(double)change : (double)change;
}

/* By worth, then name. Three times its own: a leaf that burns 5% says more than
 * a wrapper through which 10% pass. */
static double worth(const choice *c, uint32_t f)
{
    double plain = (double)nc_path_cost(c->p, (nc_func){f}) + 3.0 * (double)c->p->functions.self[f];
    const nc_diff_figures *at = c->overlay ? c->overlay->diff->rows[f].at : NULL;

    return at ? plain + 4.0 * change(at, false) + 12.0 * change(at, true) : plain;
}

static int compare_worth(const void *left, const void *right, void *payload)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const choice *c = payload;
    double a_worth = worth(c, a), b_worth = worth(c, b);

    if (a_worth != b_worth)
        return a_worth > b_worth ? -1 : 1;
    return nc_profile_compare(c->p, (nc_func){a}, (nc_func){b});
}

/* In a profile without cost every function is a candidate. */
static bool is_candidate(const choice *c, uint32_t f)
{
    double threshold = c->out->min_node * (double)c->out->whole;

    return c->out->whole <= 0 || (double)nc_path_cost(c->p, (nc_func){f}) >= threshold;
}

/* A function that is known as a caller only, or was never called. */
static bool is_there(const ncalls_profile *p, uint32_t f)
{
    const nc_edges *e = &p->edges;

    return p->functions.calls[f] || nc_path_cost(p, (nc_func){f}) || e->out_begin[f] < e->out_begin[f + 1] ||
           e->in_begin[f] < e->in_begin[f + 1] || !(p->has & (NCALLS_HAS_CALLS | NCALLS_HAS_EDGES));
}

static bool list_candidates(choice *c)
{
    const ncalls_profile *p = c->p;

    c->candidates = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *c->candidates);
    c->node_of = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *c->node_of);
    if (!c->candidates || !c->node_of)
        return false;
    for (uint32_t f = 1; f <= p->functions.count; f++) {
        if (!is_there(p, f))
            continue;
        c->out->functions++;
        if (is_candidate(c, f))
            c->candidates[c->candidate_count++] = f;
        else
            c->out->small++;
    }
    if (c->candidate_count)
        nc_sort(c->candidates, c->candidate_count, sizeof *c->candidates, compare_worth, c);
    return true;
}

/* ---- nodes --------------------------------------------------------------- */

/* Takes a function with its way from a root, if all of that has room. */
static void take(choice *c, uint32_t function)
{
    uint32_t need = 0, f;

    /* A way may be a million functions long: no further than there is room for. */
    for (f = function; f && !c->node_of[f] && need <= c->most; f = c->ways.before[f])
        need++;
    if (c->depth > 0 && c->ways.hops[function] > (uint64_t)c->depth + 1) {
        c->out->deep++;
        return;
    }
    if (c->out->node_count + need > c->most) {
        c->out->unrelated++;
        return;
    }
    for (f = function; f && !c->node_of[f]; f = c->ways.before[f]) {
        c->out->nodes[c->out->node_count++] =
            (nc_selection_node){{f}, nc_path_cost(c->p, (nc_func){f}), !c->ways.before[f], false};
        c->node_of[f] = c->out->node_count;
    }
}

static int compare_nodes(const void *left, const void *right, void *payload)
{
    const nc_selection_node *a = left, *b = right;

    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return nc_profile_compare(payload, a->function, b->function);
}

static bool choose_nodes(choice *c)
{
    nc_selection *out = c->out;
    bool saturated = false;

    c->most = c->most < c->p->functions.count ? c->most : c->p->functions.count;
    out->nodes = nc_alloc_zeroed((size_t)c->most + 1, sizeof *out->nodes);
    if (!out->nodes)
        return false;
    for (uint32_t i = 0; i < c->candidate_count; i++)
        if (!c->node_of[c->candidates[i]])
            take(c, c->candidates[i]);
    if (out->node_count)
        nc_sort(out->nodes, out->node_count, sizeof *out->nodes, compare_nodes, (void *)c->p);
    for (uint32_t n = 0; n < out->node_count; n++) {
        c->node_of[out->nodes[n].function.at] = n + 1;
        out->self = nc_number_add(out->self, c->p->functions.self[out->nodes[n].function.at], &saturated);
    }
    return true;
}

/* ---- edges --------------------------------------------------------------- */

static bool is_wanted(const choice *c, const nc_selection_edge *e)
{
    const nc_selection_node *from = &c->out->nodes[e->from], *to = &c->out->nodes[e->to];

    if (c->ways.before[to->function.at] == from->function.at)
        return true;
    return c->out->whole <= 0 || (double)e->cost >= c->out->min_edge * (double)c->out->whole;
}

static int compare_edges(const void *left, const void *right, void *payload)
{
    const nc_selection_edge *a = left, *b = right;
    const choice *c = payload;
    bool a_way = c->ways.before[c->out->nodes[a->to].function.at] == c->out->nodes[a->from].function.at;
    bool b_way = c->ways.before[c->out->nodes[b->to].function.at] == c->out->nodes[b->from].function.at;

    if (a_way != b_way)
        return a_way ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return a->from != b->from ? (a->from < b->from ? -1 : 1) : a->to < b->to ? -1 : a->to > b->to;
}

static bool choose_edges(choice *c)
{
    nc_selection *out = c->out;
    const nc_edges *e = &c->p->edges;
    size_t room = 0;

    for (uint32_t n = 0; n < out->node_count; n++) {
        nc_func f = out->nodes[n].function;

        for (uint32_t k = e->out_begin[f.at]; k < e->out_begin[f.at + 1]; k++) {
            nc_selection_edge edge = {.edge = e->out[k], .from = n};

            edge.to = c->node_of[e->callee[edge.edge.at].at];
            if (!edge.to--)
                continue;
            out->links++;
            edge.cost = nc_path_edge_cost(c->p, edge.edge, &edge.measured);
            if (!is_wanted(c, &edge))
                continue;
            if (!nc_alloc_grow(&out->edges, &room, (size_t)out->edge_count + 1, sizeof *out->edges))
                return false;
            out->edges[out->edge_count++] = edge;
        }
    }
    if (out->edge_count)
        nc_sort(out->edges, out->edge_count, sizeof *out->edges, compare_edges, c);
    if (out->edge_count > 2 * NC_LIMIT_DRAWN)
        out->edge_count = 2 * NC_LIMIT_DRAWN;
    return true;
}

static void mark_node(const choice *c, uint32_t function)
{
    if (function && c->node_of[function])
        c->out->nodes[c->node_of[function] - 1].hot = true;
}

static void mark_edge(const choice *c, const nc_diff_edge *edge)
{
    nc_selection *out = c->out;

    mark_node(c, edge->callee);
    for (uint32_t e = 0; e < out->edge_count; e++)
        out->edges[e].hot = out->nodes[out->edges[e].from].function.at == edge->caller &&
                            out->nodes[out->edges[e].to].function.at == edge->callee;
}

/* Where the difference begins: who calls more often what, or whose own code it is. */
static bool mark_root(const choice *c)
{
    nc_diff_root root;

    if (nc_diff_find_root(&root, c->overlay->diff, NULL) != NCALLS_OK)
        return false;
    if (root.cause != NC_DIFF_NOTHING)
        mark_node(c, root.row);
    if (root.cause == NC_DIFF_CALLS)
        mark_edge(c, &root.edge);
    nc_diff_root_reset(&root);
    return true;
}

static bool mark_path(const choice *c)
{
    nc_selection *out = c->out;
    nc_path path;

    if (nc_path_find(&path, c->p, (nc_func){0}, PERMILLE, NULL) != NCALLS_OK)
        return false;
    for (uint32_t i = 0; i < path.count; i++) {
        mark_node(c, path.steps[i].function.at);
        for (uint32_t e = 0; i && e < out->edge_count; e++)
            if (out->edges[e].edge.at == path.steps[i].edge.at)
                out->edges[e].hot = true;
    }
    nc_path_reset(&path);
    return true;
}

ncalls_status nc_selection_find(nc_selection *out, const ncalls_results *results, const nc_overlay *overlay,
                                const ncalls_graph_options *options, ncalls_error *error)
{
    static const ncalls_graph_options defaults;
    const ncalls_graph_options *o = options ? options : &defaults;
    choice c = {.p = results->profile, .overlay = overlay, .out = out, .depth = o->depth};
    bool fine;

    *out = (nc_selection){
        .whole = results->whole->totals.self,
        .min_node = or_default(o->min_node, MIN_NODE),
        .min_edge = or_default(o->min_edge, MIN_EDGE),
    };
    c.most = o->max_nodes > 0 && o->max_nodes < NC_LIMIT_DRAWN ? (uint32_t)o->max_nodes : NC_LIMIT_DRAWN;
    if (!o->max_nodes)
        c.most = NODES;
    fine = list_candidates(&c) &&
           nc_widest_find(&c.ways, c.p, c.candidates, c.candidate_count, (int64_t)(out->min_node * (double)out->whole),
                          o->depth > 0) &&
           choose_nodes(&c) && choose_edges(&c) && (overlay ? mark_root(&c) : mark_path(&c));
    nc_widest_reset(&c.ways);
    nc_alloc_free(c.candidates);
    nc_alloc_free(c.node_of);
    return fine ? NCALLS_OK : nc_fail_memory(error);
}

int32_t nc_selection_stroke(const nc_selection *selection, const nc_selection_edge *edge)
{
    if (edge->cost <= 0 || selection->whole <= 0)
        return 100;
    return 100 + (edge->cost < selection->whole ? (int32_t)((__int128)edge->cost * 500 / selection->whole) : 500);
}

void nc_selection_reset(nc_selection *selection)
{
    nc_alloc_free(selection->nodes);
    nc_alloc_free(selection->edges);
    *selection = (nc_selection){0};
}
