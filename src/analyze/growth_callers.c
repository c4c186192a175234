/* SPDX-License-Identifier: MIT */
/*
 * An inverted call tree out of edges: below a function stand its callers, each
 * with what it brought. The first step is what the edges say of self times;
 * above it, what came through a function is divided among its callers by what
 * their calls of it cost below it (analyze/inflow.h).
 */
#include "analyze/growth.h"
#include "analyze/inflow.h"
#include "base/alloc.h"

typedef struct callers {
    nc_growth_source source;
    const ncalls_profile *profile;
    uint32_t *stamp; /* [function] number of the last expansion on whose path it lay */
    uint32_t serial;
} callers;

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

static void stamp_path(callers *s, const nc_growth *g, uint32_t node)
{
    s->serial++;
    for (; node; node = g->nodes[node].shown.parent)
        s->stamp[g->nodes[node].shown.function.at] = s->serial;
}

/* How an expansion weighs the callers of a function. */
typedef struct scaling {
    bool by_self; /* the first step */
    nc_inflow_by by;
    __int128 sum; /* of all callers and of what came from nowhere */
} scaling;

static int64_t weight_of(const ncalls_profile *p, nc_edge edge, const scaling *scale)
{
    if (!scale->by_self)
        return nc_inflow_of(p, edge, scale->by);
    return p->edges.caller[edge.at].at == p->edges.callee[edge.at].at ? 0 : positive(p->edges.self[edge.at]);
}

static __int128 sum_callers(const callers *s, nc_func f, const scaling *scale)
{
    const nc_edges *e = &s->profile->edges;
    __int128 sum = 0;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (s->stamp[e->caller[i].at] != s->serial)
            sum += weight_of(s->profile, (nc_edge){i}, scale);
    return sum;
}

/* By self if this is the first step; else by the first measure that anybody
 * has anything of. */
static scaling choose_scale(const callers *s, nc_func f, bool first)
{
    scaling scale = {.by_self = first};

    if (first && (scale.sum = sum_callers(s, f, &scale)) > 0)
        return scale;
    scale.by_self = false;
    for (scale.by = NC_INFLOW_BELOW; scale.by < NC_INFLOW_KINDS; scale.by++) {
        scale.sum = sum_callers(s, f, &scale) + nc_inflow_from_nowhere(s->profile, f, scale.by);
        if (scale.sum > 0)
            break;
    }
    return scale;
}

static bool add_caller(callers *s, nc_growth *g, uint32_t node, nc_edge edge, const scaling *scale)
{
    const nc_edges *e = &s->profile->edges;
    const nc_growth_node *above = &g->nodes[node];
    nc_growth_node child = {
        .shown = {.function = e->caller[edge.at], .calls = NCALLS_ABSENT}
    };
    int64_t weight = weight_of(s->profile, edge, scale), most = above->shown.total;

    child.whole = scale->by_self || (above->whole && weight == scale->sum);
    child.shown.estimated = !child.whole;
    if (scale->by_self && scale->sum <= most)
        child.shown.total = weight;
    else
        child.shown.total = (int64_t)((__int128)most * weight / scale->sum);
    if (above->shown.depth == 1)
        child.shown.calls = e->calls[edge.at];
    return nc_growth_add(g, node, child);
}

static bool add_callers(callers *s, nc_growth *g, uint32_t node)
{
    const nc_edges *e = &s->profile->edges;
    nc_func f = g->nodes[node].shown.function;
    int64_t left = g->nodes[node].shown.total;
    scaling scale;

    stamp_path(s, g, node);
    scale = choose_scale(s, f, g->nodes[node].shown.depth == 1);
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        if (s->stamp[e->caller[i].at] == s->serial)
            g->nodes[node].shown.recursive = true;
        else if (scale.sum > 0 && !add_caller(s, g, node, (nc_edge){i}, &scale))
            return false;
    }
    left -= g->nodes[node].shown.rest;
    for (uint32_t i = 0; i < g->nodes[node].count; i++)
        left -= g->nodes[g->nodes[node].first + i].shown.total;
    g->nodes[node].shown.self = positive(left);
    return true;
}

static bool add_functions(const ncalls_profile *p, nc_growth *g)
{
    for (uint32_t i = 1; i <= p->functions.count; i++) {
        nc_growth_node root = {.shown = {.function = {i}}, .whole = true};

        root.shown.total = positive(p->functions.self[i]);
        root.shown.calls = p->has & NCALLS_HAS_CALLS ? p->functions.calls[i] : NCALLS_ABSENT;
        if (root.shown.total && !nc_growth_add(g, 0, root))
            return false;
    }
    return true;
}

static bool expand(nc_growth_source *source, nc_growth *g, uint32_t node)
{
    callers *s = (callers *)source;

    return node ? add_callers(s, g, node) : add_functions(s->profile, g);
}

static void free_callers(nc_growth_source *source)
{
    callers *s = (callers *)source;

    nc_alloc_free(s->stamp);
    nc_alloc_free(s);
}

nc_growth_source *nc_growth_from_callers(const ncalls_profile *profile)
{
    callers *s = nc_alloc_zeroed(1, sizeof *s);

    if (!s)
        return NULL;
    s->source = (nc_growth_source){expand, free_callers};
    s->profile = profile;
    s->stamp = nc_alloc_zeroed((size_t)profile->functions.count + 1, sizeof *s->stamp);
    if (s->stamp)
        return &s->source;
    free_callers(&s->source);
    return NULL;
}
