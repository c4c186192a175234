/* SPDX-License-Identifier: MIT */
#include "analyze/prune.h"

#include "analyze/inflow.h"
#include "analyze/reach.h"
#include "analyze/rebuild.h"
#include "base/alloc.h"

typedef struct prune {
    const ncalls_profile *p;
    nc_prune_keep keep;
    nc_reach reach;
    bool *kept;    /* [function] */
    nc_func *open; /* for the search of what ignore leaves */
    nc_rebuild rebuild;
    bool estimated;
} prune;

static nc_reach_share rest_of(nc_reach_share share)
{
    return NC_REACH_ONE - share;
}

static nc_reach_share both(nc_reach_share a, nc_reach_share b)
{
    return (nc_reach_share)((unsigned __int128)a * b >> 32);
}

static bool is_partial(nc_reach_share share)
{
    return share && share != NC_REACH_ONE;
}

/* ---- what is kept ---- */

/* Ignored is what only matches lead to: kept is what a root still leads to
 * without them, and what no match leads to at all. */
static void keep_without_matches(prune *x)
{
    const nc_edges *e = &x->p->edges;
    uint32_t open = 0;

    for (uint32_t i = 1; i <= x->p->functions.count; i++) {
        nc_func f = {i};

        if (x->reach.match[i] || (x->reach.below[i] && !nc_inflow_unaccounted(x->p, f)))
            continue;
        x->kept[i] = true;
        x->open[open++] = f;
    }
    while (open) {
        nc_func f = x->open[--open];

        for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
            nc_func callee = e->callee[e->out[i].at];

            if (!x->kept[callee.at] && !x->reach.match[callee.at]) {
                x->kept[callee.at] = true;
                x->open[open++] = callee;
            }
        }
    }
}

static void choose_functions(prune *x)
{
    if (x->keep == NC_PRUNE_IGNORE) {
        keep_without_matches(x);
        return;
    }
    for (uint32_t i = 1; i <= x->p->functions.count; i++)
        x->kept[i] = x->reach.below[i] || (x->keep == NC_PRUNE_FOCUS && x->reach.above[i]);
}

static bool is_kept_edge(const prune *x, nc_func caller, nc_func callee)
{
    if (!x->kept[caller.at] || !x->kept[callee.at])
        return false;
    if (x->keep == NC_PRUNE_IGNORE || x->reach.below[caller.at])
        return true;
    return x->keep == NC_PRUNE_FOCUS && x->reach.above[callee.at];
}

/* ---- how much of it ---- */

/* Of an edge's total: it counts where a match lies above, or below (a stack
 * that comes through the edge to a match); matches count whole. */
static nc_reach_share total_share(const prune *x, nc_func caller, nc_func callee)
{
    nc_reach_share above = x->reach.below_share[caller.at];

    switch (x->keep) {
    case NC_PRUNE_FOCUS: return above + both(rest_of(above), x->reach.above_share[callee.at]);
    case NC_PRUNE_IGNORE: return both(rest_of(above), rest_of(x->reach.above_share[callee.at]));
    default: return above;
    }
}

/* Of an edge's calls and of its self: here only what lies above counts. */
static nc_reach_share self_share(const prune *x, nc_func caller, nc_func callee)
{
    nc_reach_share above = x->reach.below_share[caller.at];

    if (x->keep == NC_PRUNE_FOCUS && x->reach.match[callee.at])
        return NC_REACH_ONE;
    return x->keep == NC_PRUNE_IGNORE ? rest_of(above) : above;
}

static nc_reach_share calls_share(const prune *x, nc_func caller, nc_func callee)
{
    if (x->keep == NC_PRUNE_FOCUS && x->reach.above[callee.at])
        return NC_REACH_ONE;
    return self_share(x, caller, callee);
}

/* A call that is kept at all is one call at least. */
static int64_t calls_part(int64_t calls, nc_reach_share share)
{
    int64_t part = nc_reach_part(calls, share);

    return part == 0 && calls > 0 ? 1 : part;
}

static nc_rebuild_figures edge_figures(const prune *x, nc_edge edge)
{
    const nc_edges *e = &x->p->edges;
    nc_func caller = e->caller[edge.at], callee = e->callee[edge.at];
    nc_reach_share calls = calls_share(x, caller, callee);
    nc_rebuild_figures n = {
        calls_part(e->calls[edge.at], calls),
        e->primitive[edge.at] > 0 ? calls_part(e->primitive[edge.at], calls) : e->primitive[edge.at],
        nc_reach_part(e->self[edge.at], self_share(x, caller, callee)),
        nc_reach_part(e->total[edge.at], total_share(x, caller, callee)),
    };

    return n;
}

/* A sum of parts of what came in over the edges; as shares, and of what. */
typedef struct parts {
    unsigned __int128 part;
    unsigned __int128 whole;
} parts;

static void add_part(parts *sum, int64_t amount, nc_reach_share share)
{
    if (amount <= 0)
        return;
    sum->part += (unsigned __int128)(uint64_t)amount * share;
    sum->whole += (uint64_t)amount;
}

static nc_reach_share share_of(const parts *sum)
{
    return sum->whole ? (nc_reach_share)(sum->part / sum->whole) : 0;
}

/* Of f's self that lies below a match. Calls of itself follow the others. */
static nc_reach_share below_self(prune *x, nc_func f)
{
    const nc_edges *e = &x->p->edges;
    int64_t left = x->p->functions.self[f.at];
    parts sum = {0, 0};
    bool timed;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        int64_t weight = e->self[i] == NCALLS_ABSENT || e->self[i] < 0 ? 0 : e->self[i];

        left -= weight < left ? weight : left > 0 ? left : 0;
        if (e->caller[i].at != f.at)
            add_part(&sum, weight, x->reach.below_share[e->caller[i].at]);
    }
    timed = sum.whole;
    if (!timed) {
        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            add_part(&sum, nc_inflow_of(x->p, (nc_edge){i}, NC_INFLOW_CALLS), x->reach.below_share[e->caller[i].at]);
        left = nc_inflow_from_nowhere(x->p, f, NC_INFLOW_CALLS);
    }
    add_part(&sum, nc_inflow_unaccounted(x->p, f) ? left : 0, 0);
    x->estimated |= !timed && is_partial(share_of(&sum));
    return share_of(&sum);
}

static nc_reach_share below_total(const prune *x, nc_func f)
{
    const nc_edges *e = &x->p->edges;
    nc_reach_share above = x->keep == NC_PRUNE_SHOW_FROM ? 0 : x->reach.above_share[f.at];
    parts sum = {0, 0};

    for (nc_inflow_by by = NC_INFLOW_TOTAL; by < NC_INFLOW_KINDS && !sum.whole; by++) {
        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            add_part(&sum, nc_inflow_of(x->p, (nc_edge){i}, by), total_share(x, e->caller[i], f));
        add_part(&sum, nc_inflow_from_nowhere(x->p, f, by), x->keep == NC_PRUNE_IGNORE ? rest_of(above) : above);
    }
    return share_of(&sum);
}

/* Calls over the edges that are kept; from nowhere, nothing lies above. */
static void sum_calls(const prune *x, nc_func f, nc_rebuild_figures *n)
{
    const nc_edges *e = &x->p->edges;
    const nc_functions *functions = &x->p->functions;
    int64_t calls = x->keep == NC_PRUNE_IGNORE ? nc_inflow_unaccounted(x->p, f) : 0;

    if (!(x->p->has & NCALLS_HAS_CALLS))
        return;
    n->calls = functions->calls[f.at];
    n->primitive = functions->primitive[f.at];
    if (x->reach.match[f.at] || (x->keep == NC_PRUNE_FOCUS && x->reach.above[f.at]))
        return;
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        if (!is_kept_edge(x, e->caller[i], f))
            continue;
        if (e->calls[i] == NCALLS_ABSENT)
            return;
        calls += calls_part(e->calls[i], calls_share(x, e->caller[i], f));
    }
    if (calls >= n->calls)
        return;
    n->primitive = n->calls ? (int64_t)((__int128)n->primitive * calls / n->calls) : 0;
    n->primitive += !n->primitive && functions->primitive[f.at] && calls;
    n->calls = calls;
}

static nc_rebuild_figures function_figures(prune *x, nc_func f)
{
    const nc_functions *functions = &x->p->functions;
    int64_t self = functions->self[f.at], total = functions->total[f.at];
    nc_rebuild_figures n = {0, 0, self, total};

    sum_calls(x, f, &n);
    if (x->reach.match[f.at])
        return n;
    n.self = nc_reach_part(self, below_self(x, f));
    if (x->keep == NC_PRUNE_IGNORE)
        n.self = self - n.self;
    n.total = nc_reach_part(total, below_total(x, f));
    if (n.total != NCALLS_ABSENT && n.total < n.self && total >= self)
        n.total = n.self;
    return n;
}

/* ---- whether it is exact ---- */

/* An edge's figures are divided when its caller lies below a match in part, or
 * when its callee, which has other callers, leads to one in part. */
static bool is_divided(const prune *x, nc_edge edge)
{
    const nc_edges *e = &x->p->edges;
    nc_func caller = e->caller[edge.at], callee = e->callee[edge.at];
    uint32_t callers = e->in_begin[callee.at + 1] - e->in_begin[callee.at];

    if (x->reach.match[callee.at] && x->keep != NC_PRUNE_SHOW_FROM)
        return false;
    if (is_partial(x->reach.below_share[caller.at]))
        return true;
    return x->keep != NC_PRUNE_SHOW_FROM && !x->reach.below_share[caller.at] &&
           is_partial(x->reach.above_share[callee.at]) && (callers > 1 || nc_inflow_unaccounted(x->p, callee));
}

static void rebuild(prune *x)
{
    const nc_edges *e = &x->p->edges;

    for (uint32_t i = 1; i <= x->p->functions.count; i++)
        if (x->kept[i])
            nc_rebuild_add(&x->rebuild, (nc_func){i}, function_figures(x, (nc_func){i}));
    for (uint32_t i = 1; i <= e->count; i++)
        if (is_kept_edge(x, e->caller[i], e->callee[i])) {
            x->estimated |= is_divided(x, (nc_edge){i});
            nc_rebuild_edge(&x->rebuild, e->caller[i], e->callee[i], edge_figures(x, (nc_edge){i}));
        }
    if (x->estimated && x->rebuild.builder)
        nc_builder_note(x->rebuild.builder, "estimated: what lies below functions with several callers was divided "
                                            "among these in proportion to time; edges do not tell whole stacks");
}

ncalls_status nc_prune(ncalls_profile **out, const ncalls_profile *profile, const bool *match, nc_prune_keep keep,
                       const char *note, ncalls_error *error)
{
    size_t count = (size_t)profile->functions.count + 1;
    prune x = {.p = profile, .keep = keep};
    ncalls_status status = nc_reach_find(&x.reach, profile, match, keep != NC_PRUNE_SHOW_FROM, error);

    *out = NULL;
    if (status != NCALLS_OK)
        return status;
    x.kept = nc_alloc_zeroed(count, sizeof *x.kept);
    x.open = nc_alloc_zeroed(count, sizeof *x.open);
    if (x.kept && x.open) {
        choose_functions(&x);
        nc_rebuild_start(&x.rebuild, profile, note);
        rebuild(&x);
        status = nc_rebuild_finish(&x.rebuild, out, error);
    } else {
        status = nc_fail_memory(error);
    }
    nc_alloc_free(x.kept);
    nc_alloc_free(x.open);
    nc_reach_reset(&x.reach);
    return status;
}
