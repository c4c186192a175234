/* SPDX-License-Identifier: MIT */
/*
 * A call tree's children out of edges. What a node passes down (its total less
 * its self) is divided among the callees as their edges say; while all that a
 * function did it did on this path, the edges are the truth.
 *
 * On a cycle of calls total counts the outermost level of a recursion and self
 * all of them: there each level is a node of its own, as far as edges tell them
 * apart (growth_levels.c), and holds its part of the self. A function that calls
 * only itself is one node.
 */
#include <string.h>

#include "analyze/apportion.h"
#include "analyze/growth_edges.h"
#include "analyze/inflow.h"
#include "base/alloc.h"
#include "base/select.h"

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

static bool is_recursive(const nc_growth_edges *s, nc_func f)
{
    return nc_cycles_is_recursive(&s->cycles, s->profile, f);
}

bool nc_growth_edges_alone(const nc_growth_edges *s, nc_func f, nc_func caller)
{
    const nc_edges *e = &s->profile->edges;
    bool first = !caller.at || !nc_growth_edges_is_one_cycle(s, f, caller);

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != caller.at && e->caller[i].at != f.at &&
            !(first && nc_growth_edges_is_one_cycle(s, f, e->caller[i])))
            return false;
    return !caller.at || !nc_inflow_unaccounted(s->profile, f);
}

static int64_t saturate(__int128 sum)
{
    return sum > INT64_MAX ? INT64_MAX : (int64_t)sum;
}

nc_growth_portion nc_growth_edges_portion(const nc_growth_edges *s, const nc_calltree_node *node)
{
    const nc_edges *e = &s->profile->edges;
    nc_func f = node->function;
    int64_t room = node->total - node->self;
    nc_growth_portion share = {.room = room, .left = room};
    __int128 sum = 0;

    share.below = nc_edgecost_total(s->profile, f) - positive(s->profile->functions.self[f.at]);
    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++)
        if (e->callee[e->out[i].at].at != f.at)
            sum += nc_edgecost_of(s->profile, e->out[i], NULL);
    /* Each edge was rounded to its nanosecond, and so was the function. */
    share.said = sum - share.below > e->out_begin[f.at + 1] - e->out_begin[f.at] ? saturate(sum) : share.below;
    return share;
}

int64_t nc_growth_edges_self(nc_growth_edges *s, nc_func f, int64_t self)
{
    int64_t taken = self < s->self[f.at] ? self : s->self[f.at];

    s->self[f.at] -= taken;
    return taken;
}

int64_t nc_growth_edges_all(const nc_growth_edges *s, nc_func f)
{
    return nc_growth_edges_cyclic(s, f) ? s->levels.inflow[f.at] : nc_edgecost_total(s->profile, f);
}

static int64_t self_of(const nc_growth_edges *s, nc_edge edge, int64_t cost, const nc_growth_portion *share)
{
    nc_func f = s->profile->edges.callee[edge.at];
    int64_t self = s->profile->edges.self[edge.at];

    if (self == NCALLS_ABSENT || is_recursive(s, f))
        self = nc_growth_part(positive(s->profile->functions.self[f.at]), cost, nc_growth_edges_all(s, f));
    return nc_growth_part(positive(self), share->room, share->below);
}

static int64_t calls_of(const ncalls_profile *p, const nc_calltree_node *above, nc_edge edge, bool whole)
{
    int64_t calls = p->edges.calls[edge.at];

    if (calls == NCALLS_ABSENT || calls == 0 || whole)
        return calls;
    calls = nc_apportion_scale(calls, above->total, nc_edgecost_total(p, above->function));
    return calls ? calls : 1;
}

static bool add_callee(nc_growth_edges *s, nc_growth *g, uint32_t node, nc_edge edge, nc_growth_portion *share)
{
    const ncalls_profile *p = s->profile;
    nc_calltree_node above = g->nodes[node].shown;
    nc_growth_node child = {.shown = {.function = p->edges.callee[edge.at]}};
    bool whole = g->nodes[node].whole && share->said == share->below, measured;
    int64_t cost = nc_edgecost_of(p, edge, &measured);

    child.shown.total = whole ? cost : nc_growth_part(share->room, cost, share->said);
    if (child.shown.total > share->left)
        child.shown.total = share->left;
    share->left -= child.shown.total;
    child.shown.self = self_of(s, edge, cost, share);
    if (child.shown.self > child.shown.total)
        child.shown.self = child.shown.total;
    child.shown.self = nc_growth_edges_self(s, child.shown.function, child.shown.self);
    child.shown.calls = calls_of(p, &above, edge, whole);
    child.shown.estimated = above.estimated || !whole || !measured;
    child.whole = !child.shown.estimated && nc_growth_edges_alone(s, child.shown.function, above.function);
    return nc_growth_add(g, node, child);
}

static bool add_callees(nc_growth_edges *s, nc_growth *g, uint32_t node)
{
    const nc_edges *e = &s->profile->edges;
    nc_func f = g->nodes[node].shown.function;
    nc_growth_portion share = nc_growth_edges_portion(s, &g->nodes[node].shown);
    bool fine = true;

    for (uint32_t i = e->out_begin[f.at]; fine && i < e->out_begin[f.at + 1]; i++)
        if (e->callee[e->out[i].at].at != f.at)
            fine = add_callee(s, g, node, e->out[i], &share);
        else
            g->nodes[node].shown.recursive = true;
    return fine;
}

/* More calls of it began a recursion than came from nowhere: some came through
 * others of its cycle, whose edges do not say which. */
static bool enters_through_others(const nc_growth_edges *s, nc_func f, int64_t calls)
{
    return is_recursive(s, f) && calls < s->profile->functions.primitive[f.at];
}

/* What calls from nowhere cost: all but what callers outside its cycle say. */
static nc_growth_node root_of(nc_growth_edges *s, nc_func f)
{
    const ncalls_profile *p = s->profile;
    const nc_edges *e = &p->edges;
    nc_growth_node root = {.whole = nc_growth_edges_alone(s, f, (nc_func){0})};
    int64_t total = nc_edgecost_total(p, f), self = positive(p->functions.self[f.at]);

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        if (s->cycles.component[e->caller[i].at] == s->cycles.component[f.at])
            continue;
        total -= positive(e->total[i]) < total ? positive(e->total[i]) : total;
        self -= positive(e->self[i]) < self ? positive(e->self[i]) : self;
    }
    root.shown = (nc_calltree_node){.function = f, .calls = NCALLS_ABSENT};
    if (p->has & NCALLS_HAS_CALLS) {
        root.shown.calls = nc_inflow_unaccounted(p, f);
        root.whole &= !enters_through_others(s, f, root.shown.calls);
        if (enters_through_others(s, f, root.shown.calls)) {
            total = nc_growth_part(total, root.shown.calls, p->functions.primitive[f.at]);
            self = nc_growth_part(self, root.shown.calls, p->functions.primitive[f.at]);
        }
    }
    if (nc_growth_edges_cyclic(s, f))
        self = nc_growth_part(self, total, nc_growth_edges_all(s, f));
    root.shown.total = total;
    root.shown.self = nc_growth_edges_self(s, f, self < total ? self : total);
    root.shown.estimated = !root.whole;
    return root;
}

/* All that a function calls, directly or not. */
static void reach(nc_growth_edges *s, nc_func from)
{
    const nc_edges *e = &s->profile->edges;
    size_t count = 0;

    s->list[count++] = from.at;
    s->reached[from.at] = true;
    while (count) {
        uint32_t f = s->list[--count];

        for (uint32_t i = e->out_begin[f]; i < e->out_begin[f + 1]; i++) {
            nc_func callee = e->callee[e->out[i].at];

            if (s->reached[callee.at])
                continue;
            s->reached[callee.at] = true;
            s->list[count++] = callee.at;
        }
    }
}

/* True if something that is reached calls it, directly or not; false if nothing is, or
 * if it is too far to look for: more than *patience functions. */
static bool is_below_root(nc_growth_edges *s, nc_func f, uint32_t *patience)
{
    const nc_edges *e = &s->profile->edges;
    size_t count = 0;

    s->stamp[f.at] = ++s->serial;
    s->list[count++] = f.at;
    while (count && *patience) {
        uint32_t at = s->list[--count];

        --*patience;
        for (uint32_t i = e->in_begin[at]; i < e->in_begin[at + 1]; i++) {
            nc_func caller = e->caller[i];

            if (s->reached[caller.at])
                return true;
            if (s->stamp[caller.at] != s->serial)
                s->list[count++] = caller.at;
            s->stamp[caller.at] = s->serial;
        }
    }
    return false;
}

/* Whether the roots are above all that costs enough to be one. They are above nearly
 * everything, and close to what costs much, so that it is looked for from there. */
static bool are_roots_above(nc_growth_edges *s, int64_t least)
{
    const ncalls_profile *p = s->profile;
    uint32_t patience = p->functions.count;

    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (nc_edgecost_total(p, (nc_func){i}) >= least && !s->reached[i]) {
            if (!is_below_root(s, (nc_func){i}, &patience))
                return false;
            s->reached[i] = true;
        }
    return true;
}

static int compare_roots(uint32_t a, uint32_t b, const void *payload)
{
    const ncalls_profile *p = payload;
    int64_t x = nc_edgecost_total(p, (nc_func){a}), y = nc_edgecost_total(p, (nc_func){b});

    return x != y ? (x > y ? -1 : 1) : nc_profile_compare(p, (nc_func){a}, (nc_func){b});
}

static void reach_all(nc_growth_edges *s)
{
    uint32_t count = s->profile->functions.count;

    memset(s->reached, 0, (size_t)count + 1);
    for (uint32_t i = 1; i <= count; i++)
        if (nc_inflow_unaccounted(s->profile, (nc_func){i}))
            reach(s, (nc_func){i});
}

/* Where everything has a caller (a cycle, threads that were recorded as one),
 * the heaviest begins. */
static bool add_unreached(nc_growth_edges *s, nc_growth *g)
{
    const ncalls_profile *p = s->profile;
    uint32_t *left = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *left);
    size_t count = 0;
    bool fine = left;

    reach_all(s);
    for (uint32_t i = 1; fine && i <= p->functions.count; i++)
        if (!s->reached[i] && nc_edgecost_total(p, (nc_func){i}) >= g->least)
            left[count++] = i;
    if (count)
        nc_select_first(left, count, count, compare_roots, p);
    for (size_t i = 0; fine && i < count; i++) {
        nc_func f = {left[i]};
        nc_growth_node root = {
            .shown = {.function = f, .total = nc_edgecost_total(p, f), .estimated = true}
        };

        if (s->reached[f.at])
            continue;
        root.shown.self =
            nc_growth_part(positive(p->functions.self[f.at]), root.shown.total, nc_growth_edges_all(s, f));
        root.shown.self = nc_growth_edges_self(s, f, root.shown.self);
        root.shown.calls = p->has & NCALLS_HAS_CALLS ? p->functions.calls[f.at] : NCALLS_ABSENT;
        reach(s, f);
        fine = nc_growth_add(g, 0, root);
    }
    nc_alloc_free(left);
    return fine;
}

static bool add_roots(nc_growth_edges *s, nc_growth *g)
{
    const ncalls_profile *p = s->profile;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        if (!nc_inflow_unaccounted(p, (nc_func){i}))
            continue;
        s->reached[i] = true;
        if (!nc_growth_add(g, 0, root_of(s, (nc_func){i})))
            return false;
    }
    return are_roots_above(s, g->least) || add_unreached(s, g);
}

static bool expand(nc_growth_source *source, nc_growth *g, uint32_t node)
{
    nc_growth_edges *s = (nc_growth_edges *)source;

    if (!node)
        return add_roots(s, g);
    if (nc_growth_edges_cyclic(s, g->nodes[node].shown.function))
        return nc_growth_levels_add(s, g, node);
    return add_callees(s, g, node);
}

static void free_edges(nc_growth_source *source)
{
    nc_growth_edges *s = (nc_growth_edges *)source;

    nc_levels_reset(&s->levels);
    nc_cycles_reset(&s->cycles);
    nc_alloc_free(s->stamp);
    nc_alloc_free(s->reached);
    nc_alloc_free(s->list);
    nc_alloc_free(s->turns);
    nc_alloc_free(s->self);
    nc_alloc_free(s);
}

nc_growth_source *nc_growth_from_edges(const ncalls_profile *profile)
{
    size_t count = (size_t)profile->functions.count + 1;
    nc_growth_edges *s = nc_alloc_zeroed(1, sizeof *s);

    if (!s)
        return NULL;
    s->source = (nc_growth_source){expand, free_edges};
    s->profile = profile;
    s->stamp = nc_alloc_zeroed(count, sizeof *s->stamp);
    s->reached = nc_alloc_zeroed(count, sizeof *s->reached);
    s->list = nc_alloc_zeroed(count, sizeof *s->list);
    s->turns = nc_alloc_zeroed((size_t)profile->edges.count + 1, sizeof *s->turns);
    s->self = nc_alloc_zeroed(count, sizeof *s->self);
    for (uint32_t i = 1; s->self && i <= profile->functions.count; i++)
        s->self[i] = positive(profile->functions.self[i]);
    if (s->stamp && s->reached && s->list && s->turns && s->self &&
        nc_cycles_find(&s->cycles, profile, NC_CYCLES_ALL, NULL) == NCALLS_OK && nc_levels_make(&s->levels, profile))
        return &s->source;
    free_edges(&s->source);
    return NULL;
}
