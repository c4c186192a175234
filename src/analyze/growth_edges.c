/* SPDX-License-Identifier: MIT */
/*
 * A call tree's children out of edges. What a node passes down (its total less
 * its self) is divided among the callees as their edges say; while all that a
 * function did it did on this path, the edges are the truth.
 *
 * Of a recursive function self counts all levels, total the outermost one. So a
 * node holds the self of all levels, and calls back into the path, whose cost
 * that is, are no children.
 */
#include <string.h>

#include "analyze/apportion.h"
#include "analyze/cycles.h"
#include "analyze/growth.h"
#include "analyze/inflow.h"
#include "base/alloc.h"
#include "base/select.h"

typedef struct edges {
    nc_growth_source source;
    const ncalls_profile *profile;
    nc_cycles cycles;
    uint32_t *stamp; /* [function] number of the last expansion on whose path it lay, + 1 */
    bool *reached;   /* [function] while roots are looked for: one is above it, or it is one */
    uint32_t *list;  /* [function] likewise */
    uint32_t serial;
} edges;

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

static int64_t total_of(const ncalls_profile *p, nc_func f)
{
    int64_t total = p->functions.total[f.at], self = positive(p->functions.self[f.at]);

    return total > self ? total : self;
}

/* Without a time of its own an edge has its calls' part of its callee's. */
static int64_t cost_of(const ncalls_profile *p, nc_edge edge, bool *measured)
{
    const nc_edges *e = &p->edges;
    nc_func callee = e->callee[edge.at];
    int64_t calls = p->functions.calls[callee.at];

    *measured = e->total[edge.at] != NCALLS_ABSENT;
    if (*measured)
        return positive(e->total[edge.at]);
    if (e->calls[edge.at] == NCALLS_ABSENT || calls <= 0)
        return total_of(p, callee);
    *measured = e->calls[edge.at] == calls;
    return nc_growth_part(total_of(p, callee), e->calls[edge.at], calls);
}

static bool is_recursive(const edges *s, nc_func f)
{
    return nc_cycles_is_recursive(&s->cycles, s->profile, f);
}

static bool is_one_cycle(const edges *s, nc_func a, nc_func b)
{
    return s->cycles.component[a.at] == s->cycles.component[b.at];
}

/* All its calls came from here, or from its own cycle when that begins here. */
static bool is_called_by_alone(const edges *s, nc_func f, nc_func caller)
{
    const nc_edges *e = &s->profile->edges;
    bool first = !caller.at || !is_one_cycle(s, f, caller);

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != caller.at && e->caller[i].at != f.at && !(first && is_one_cycle(s, f, e->caller[i])))
            return false;
    return !caller.at || !nc_inflow_unaccounted(s->profile, f);
}

static void stamp_path(edges *s, const nc_growth *g, uint32_t node)
{
    s->serial++;
    for (; node; node = g->nodes[node].shown.parent)
        s->stamp[g->nodes[node].shown.function.at] = s->serial;
}

/* A call back into the path: it ends here, and the cost is in what it went
 * back to. */
static void mark_recursive(nc_growth *g, uint32_t node, nc_func back)
{
    while (g->nodes[node].shown.function.at != back.at)
        node = g->nodes[node].shown.parent;
    g->nodes[node].shown.recursive = true;
}

/* What a node has to give to its callees. Callees in a cycle with it have been
 * given too much: what they cost holds the cost of their calls back. First what
 * they call back directly is taken off again, then of each of them in
 * proportion; in a profile that contradicts itself, then of all. */
typedef struct portion {
    int64_t room;                /* what the node passes down */
    int64_t below;               /* what the function passes down in all */
    int64_t back, back_excess;   /* what callees call back, and what of that is taken off */
    int64_t cycle, cycle_excess; /* what callees in a cycle cost then, and what of that is taken off */
    int64_t said;                /* what is left of callees' costs; at least `below` */
    int64_t left;                /* of room */
} portion;

/* What a callee costs, and what of that is its calls back into the path. */
typedef struct called {
    int64_t cost, back;
    bool measured, cycle;
} called;

static called look_at(const edges *s, nc_func above, nc_edge edge)
{
    const nc_edges *e = &s->profile->edges;
    nc_func f = e->callee[edge.at];
    called c = {.cycle = is_one_cycle(s, above, f)};
    __int128 back = 0;
    bool measured;

    c.cost = cost_of(s->profile, edge, &c.measured);
    for (uint32_t i = e->out_begin[f.at]; c.cycle && i < e->out_begin[f.at + 1]; i++)
        if (s->stamp[e->callee[e->out[i].at].at] == s->serial)
            back += cost_of(s->profile, e->out[i], &measured);
    c.back = back < c.cost ? nc_growth_part((int64_t)back, c.cost, total_of(s->profile, f)) : c.cost;
    return c;
}

static int64_t without_back(const called *c, const portion *share)
{
    return c->back ? c->cost - nc_growth_part(share->back_excess, c->back, share->back) : c->cost;
}

static int64_t weigh(const called *c, const portion *share)
{
    int64_t cost = without_back(c, share);

    return c->cycle && share->cycle_excess ? cost - nc_growth_part(share->cycle_excess, cost, share->cycle) : cost;
}

static int64_t saturate(__int128 sum)
{
    return sum > INT64_MAX ? INT64_MAX : (int64_t)sum;
}

/* Sums up the callees that are no call back, and decides what is taken off. */
static void sum_callees(const edges *s, nc_growth *g, uint32_t node, portion *share)
{
    const nc_edges *e = &s->profile->edges;
    nc_func f = g->nodes[node].shown.function;
    __int128 sum = 0, back = 0, cycle = 0, excess;

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
        nc_edge edge = e->out[i];
        called c;

        if (s->stamp[e->callee[edge.at].at] == s->serial) {
            mark_recursive(g, node, e->callee[edge.at]);
            continue;
        }
        c = look_at(s, f, edge);
        sum += c.cost;
        back += c.back;
        cycle += c.cycle ? c.cost : 0;
    }
    /* Each edge was rounded to its nanosecond, and so was the function. */
    excess = sum - share->below;
    excess = excess > e->out_begin[f.at + 1] - e->out_begin[f.at] ? excess : 0;
    share->back = saturate(back);
    share->back_excess = excess < share->back ? (int64_t)excess : share->back;
    share->cycle = saturate(cycle - share->back_excess);
    share->cycle_excess = saturate(excess - share->back_excess);
    share->cycle_excess = share->cycle_excess < share->cycle ? share->cycle_excess : share->cycle;
    share->said = excess ? saturate(sum - share->back_excess - share->cycle_excess) : 0;
    share->said = share->said > share->below ? share->said : share->below;
}

static int64_t self_of(const edges *s, nc_edge edge, int64_t cost, const portion *share)
{
    nc_func f = s->profile->edges.callee[edge.at];
    int64_t self = s->profile->edges.self[edge.at];

    if (self == NCALLS_ABSENT || is_recursive(s, f))
        self = nc_growth_part(positive(s->profile->functions.self[f.at]), cost, total_of(s->profile, f));
    return nc_growth_part(positive(self), share->room, share->below);
}

static int64_t calls_of(const ncalls_profile *p, const nc_calltree_node *above, nc_edge edge, bool whole)
{
    int64_t calls = p->edges.calls[edge.at];

    if (calls == NCALLS_ABSENT || calls == 0 || whole)
        return calls;
    calls = nc_apportion_scale(calls, above->total, total_of(p, above->function));
    return calls ? calls : 1;
}

static bool add_callee(edges *s, nc_growth *g, uint32_t node, nc_edge edge, portion *share)
{
    const ncalls_profile *p = s->profile;
    nc_calltree_node above = g->nodes[node].shown;
    called c = look_at(s, above.function, edge);
    int64_t cost = weigh(&c, share);
    bool whole = g->nodes[node].whole && cost == c.cost && share->said == share->below;
    nc_growth_node child = {.shown = {.function = p->edges.callee[edge.at]}};

    child.shown.total = whole ? cost : nc_growth_part(share->room, cost, share->said);
    if (child.shown.total > share->left)
        child.shown.total = share->left;
    share->left -= child.shown.total;
    child.shown.self = self_of(s, edge, c.cost, share);
    if (child.shown.self > child.shown.total)
        child.shown.self = child.shown.total;
    child.shown.calls = calls_of(p, &above, edge, whole);
    child.shown.estimated = above.estimated || !whole || !c.measured;
    child.whole = !child.shown.estimated && is_called_by_alone(s, child.shown.function, above.function);
    return nc_growth_add(g, node, child);
}

static bool add_callees(edges *s, nc_growth *g, uint32_t node)
{
    const nc_edges *e = &s->profile->edges;
    const nc_calltree_node *n = &g->nodes[node].shown;
    nc_func f = n->function;
    int64_t below = total_of(s->profile, f) - positive(s->profile->functions.self[f.at]);
    int64_t count = e->out_begin[f.at + 1] - e->out_begin[f.at];
    portion share = {.room = n->total - n->self, .below = below, .left = n->total - n->self};

    stamp_path(s, g, node);
    sum_callees(s, g, node, &share);
    for (int64_t i = 0; i < count; i++) {
        nc_edge edge = e->out[e->out_begin[f.at] + i];

        if (s->stamp[e->callee[edge.at].at] != s->serial && !add_callee(s, g, node, edge, &share))
            return false;
    }
    return true;
}

/* More calls of it began a recursion than came from nowhere: some came through
 * others of its cycle, whose edges do not say which. */
static bool enters_through_others(const edges *s, nc_func f, int64_t calls)
{
    return is_recursive(s, f) && calls < s->profile->functions.primitive[f.at];
}

/* What calls from nowhere cost: all but what callers outside its cycle say. */
static nc_growth_node root_of(const edges *s, nc_func f)
{
    const ncalls_profile *p = s->profile;
    const nc_edges *e = &p->edges;
    nc_growth_node root = {.whole = is_called_by_alone(s, f, (nc_func){0})};
    int64_t total = total_of(p, f), self = positive(p->functions.self[f.at]);

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
    root.shown.total = total;
    root.shown.self = self < total ? self : total;
    root.shown.estimated = !root.whole;
    return root;
}

/* All that a function calls, directly or not. */
static void reach(edges *s, nc_func from)
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
static bool is_below_root(edges *s, nc_func f, uint32_t *patience)
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
static bool are_roots_above(edges *s, int64_t least)
{
    const ncalls_profile *p = s->profile;
    uint32_t patience = p->functions.count;

    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (total_of(p, (nc_func){i}) >= least && !s->reached[i]) {
            if (!is_below_root(s, (nc_func){i}, &patience))
                return false;
            s->reached[i] = true;
        }
    return true;
}

static int compare_roots(uint32_t a, uint32_t b, const void *payload)
{
    const ncalls_profile *p = payload;
    int64_t x = total_of(p, (nc_func){a}), y = total_of(p, (nc_func){b});

    return x != y ? (x > y ? -1 : 1) : nc_profile_compare(p, (nc_func){a}, (nc_func){b});
}

static void reach_all(edges *s)
{
    uint32_t count = s->profile->functions.count;

    memset(s->reached, 0, (size_t)count + 1);
    for (uint32_t i = 1; i <= count; i++)
        if (nc_inflow_unaccounted(s->profile, (nc_func){i}))
            reach(s, (nc_func){i});
}

/* Where everything has a caller (a cycle, threads that were recorded as one),
 * the heaviest begins. */
static bool add_unreached(edges *s, nc_growth *g)
{
    const ncalls_profile *p = s->profile;
    uint32_t *left = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *left);
    size_t count = 0;
    bool fine = left;

    reach_all(s);
    for (uint32_t i = 1; fine && i <= p->functions.count; i++)
        if (!s->reached[i] && total_of(p, (nc_func){i}) >= g->least)
            left[count++] = i;
    if (count)
        nc_select_first(left, count, count, compare_roots, p);
    for (size_t i = 0; fine && i < count; i++) {
        nc_func f = {left[i]};
        nc_growth_node root = {
            .shown = {.function = f, .total = total_of(p, f), .estimated = true}
        };

        if (s->reached[f.at])
            continue;
        root.shown.self = positive(p->functions.self[f.at]);
        root.shown.calls = p->has & NCALLS_HAS_CALLS ? p->functions.calls[f.at] : NCALLS_ABSENT;
        reach(s, f);
        fine = nc_growth_add(g, 0, root);
    }
    nc_alloc_free(left);
    return fine;
}

static bool add_roots(edges *s, nc_growth *g)
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
    edges *s = (edges *)source;

    return node ? add_callees(s, g, node) : add_roots(s, g);
}

static void free_edges(nc_growth_source *source)
{
    edges *s = (edges *)source;

    nc_cycles_reset(&s->cycles);
    nc_alloc_free(s->stamp);
    nc_alloc_free(s->reached);
    nc_alloc_free(s->list);
    nc_alloc_free(s);
}

nc_growth_source *nc_growth_from_edges(const ncalls_profile *profile)
{
    size_t count = (size_t)profile->functions.count + 1;
    edges *s = nc_alloc_zeroed(1, sizeof *s);

    if (!s)
        return NULL;
    s->source = (nc_growth_source){expand, free_edges};
    s->profile = profile;
    s->stamp = nc_alloc_zeroed(count, sizeof *s->stamp);
    s->reached = nc_alloc_zeroed(count, sizeof *s->reached);
    s->list = nc_alloc_zeroed(count, sizeof *s->list);
    if (s->stamp && s->reached && s->list && nc_cycles_find(&s->cycles, profile, NC_CYCLES_ALL, NULL) == NCALLS_OK)
        return &s->source;
    free_edges(&s->source);
    return NULL;
}
