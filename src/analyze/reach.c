/* SPDX-License-Identifier: MIT */
/*
 * Both shares are averages: below_share of a function that of its callers,
 * above_share that of its callees and of itself (0). Matches are 1 by
 * definition and cut the graph; what is left is worked off component by
 * component. A component begins with one value for all, which is what enters
 * (or leaves) it on the whole, and is then refined a number of times; each round
 * takes the values of the round before, so that the order of functions does not
 * show in the result.
 */
#include "analyze/reach.h"

#include "analyze/cycles.h"
#include "analyze/inflow.h"
#include "base/alloc.h"

typedef unsigned __int128 wide;

/* Rounds of refinement; a component of millions of edges gets fewer, down to
 * the value for all. 32 settle the share to one in a million as a rule. */
enum { ROUNDS = 32, EDGE_STEPS = 64 << 20 };

typedef struct average {
    wide sum, weight; /* share * weight; weight */
} average;

typedef struct search {
    const ncalls_profile *p;
    nc_reach *out;
    nc_cycles cycles;     /* without the matches */
    nc_func *open;        /* reached, not yet followed */
    nc_reach_share *next; /* values of the next round */
} search;

int64_t nc_reach_part(int64_t amount, nc_reach_share share)
{
    wide scaled;

    if (amount == NCALLS_ABSENT || share == NC_REACH_ONE)
        return amount;
    scaled = ((wide)(amount < 0 ? -(uint64_t)amount : (uint64_t)amount) * share + NC_REACH_ONE / 2) >> 32;
    return amount < 0 ? -(int64_t)scaled : (int64_t)scaled;
}

static nc_reach_share value_of(average a)
{
    return a.weight ? (nc_reach_share)(a.sum / a.weight) : 0;
}

static void add(average *a, int64_t weight, nc_reach_share share)
{
    a->sum += (wide)(uint64_t)weight * share;
    a->weight += (uint64_t)weight;
}

static bool is_outside(const search *s, nc_func f, uint32_t component)
{
    return s->cycles.component[f.at] != component;
}

/* What the callers of f bring. component: from outside of it only; 0: all. */
static void add_callers(const search *s, average *a, nc_func f, uint32_t component, nc_inflow_by by)
{
    const nc_edges *e = &s->p->edges;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (!component || is_outside(s, e->caller[i], component))
            add(a, nc_inflow_of(s->p, (nc_edge){i}, by), s->out->below_share[e->caller[i].at]);
    add(a, nc_inflow_from_nowhere(s->p, f, by), 0);
}

static void add_callees(const search *s, average *a, nc_func f, uint32_t component, nc_inflow_by by)
{
    const nc_edges *e = &s->p->edges;
    int64_t self = s->p->functions.self[f.at];

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
        nc_func callee = e->callee[e->out[i].at];

        if (!component || is_outside(s, callee, component))
            add(a, nc_inflow_of(s->p, e->out[i], by), s->out->above_share[callee.at]);
    }
    if (by == NC_INFLOW_TOTAL && self > 0)
        add(a, self, 0);
}

typedef void add_neighbours(const search *s, average *a, nc_func f, uint32_t component, nc_inflow_by by);

/* The average over all members, by the first measure that knows any weight.
 * Below shares begin with the cost below an edge, above shares with the whole
 * of it, for that is what they are a part of. */
static average average_of(const search *s, const nc_func *members, uint32_t count, uint32_t component,
                          add_neighbours *neighbours)
{
    nc_inflow_by by = neighbours == add_callers ? NC_INFLOW_BELOW : NC_INFLOW_TOTAL;
    average a = {0, 0};

    for (; by < NC_INFLOW_KINDS && !a.weight; by++)
        for (uint32_t i = 0; i < count; i++)
            neighbours(s, &a, members[i], component, by);
    return a;
}

static uint64_t edges_of(const search *s, const nc_func *members, uint32_t count)
{
    const nc_edges *e = &s->p->edges;
    uint64_t edges = 0;

    for (uint32_t i = 0; i < count; i++)
        edges += e->in_begin[members[i].at + 1] - e->in_begin[members[i].at] + e->out_begin[members[i].at + 1] -
                 e->out_begin[members[i].at];
    return edges + count;
}

/* True while some value still moves by more than a millionth. */
static bool refine(search *s, const nc_func *members, uint32_t count, nc_reach_share *shares,
                   add_neighbours *neighbours)
{
    bool moves = false;

    for (uint32_t i = 0; i < count; i++)
        s->next[i] = value_of(average_of(s, &members[i], 1, 0, neighbours));
    for (uint32_t i = 0; i < count; i++) {
        nc_reach_share *old = &shares[members[i].at];

        moves |= (*old > s->next[i] ? *old - s->next[i] : s->next[i] - *old) > NC_REACH_ONE >> 20;
        *old = s->next[i];
    }
    return moves;
}

static void settle(search *s, uint32_t component, nc_reach_share *shares, add_neighbours *neighbours)
{
    const nc_func *members = s->cycles.members + s->cycles.begin[component];
    uint32_t count = s->cycles.begin[component + 1] - s->cycles.begin[component];
    uint64_t rounds = EDGE_STEPS / edges_of(s, members, count);
    nc_reach_share all;

    if (s->out->match[members[0].at]) /* alone, for nothing leads through it */
        return;
    all = value_of(average_of(s, members, count, component, neighbours));
    for (uint32_t i = 0; i < count; i++)
        shares[members[i].at] = all;
    if (count == 1 || all == 0 || all == NC_REACH_ONE)
        return;
    for (uint64_t i = 0; i < rounds && i < ROUNDS; i++)
        if (!refine(s, members, count, shares, neighbours))
            break;
}

static void reach_below(search *s)
{
    const nc_edges *e = &s->p->edges;
    uint32_t open = 0;

    for (uint32_t f = 1; f <= s->p->functions.count; f++)
        if (s->out->match[f]) {
            s->out->below[f] = true;
            s->open[open++] = (nc_func){f};
        }
    while (open) {
        nc_func f = s->open[--open];

        for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
            nc_func callee = e->callee[e->out[i].at];

            if (!s->out->below[callee.at]) {
                s->out->below[callee.at] = true;
                s->open[open++] = callee;
            }
        }
    }
}

static void reach_above(search *s)
{
    const nc_edges *e = &s->p->edges;
    uint32_t open = 0;

    for (uint32_t f = 1; f <= s->p->functions.count; f++)
        if (s->out->match[f]) {
            s->out->above[f] = true;
            s->open[open++] = (nc_func){f};
        }
    while (open) {
        nc_func f = s->open[--open];

        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            if (!s->out->above[e->caller[i].at]) {
                s->out->above[e->caller[i].at] = true;
                s->open[open++] = e->caller[i];
            }
    }
}

/* Before all else: components are in no order to the matches between them. */
static void settle_matches(const nc_reach *r, nc_reach_share *shares, uint32_t count)
{
    for (uint32_t f = 1; f <= count; f++)
        if (r->match[f])
            shares[f] = NC_REACH_ONE;
}

static bool start(search *s, bool above)
{
    size_t count = (size_t)s->p->functions.count + 1;
    nc_reach *r = s->out;

    r->below = nc_alloc_zeroed(count, sizeof *r->below);
    r->below_share = nc_alloc_zeroed(count, sizeof *r->below_share);
    if (above) {
        r->above = nc_alloc_zeroed(count, sizeof *r->above);
        r->above_share = nc_alloc_zeroed(count, sizeof *r->above_share);
    }
    s->open = nc_alloc_zeroed(count, sizeof *s->open);
    s->next = nc_alloc_zeroed(count, sizeof *s->next);
    return r->below && r->below_share && (!above || (r->above && r->above_share)) && s->open && s->next &&
           nc_cycles_find_without(&s->cycles, s->p, r->match, NULL) == NCALLS_OK;
}

static void finish(search *s)
{
    nc_alloc_free(s->open);
    nc_alloc_free(s->next);
    nc_cycles_reset(&s->cycles);
}

static void find_below(search *s)
{
    settle_matches(s->out, s->out->below_share, s->p->functions.count);
    reach_below(s);
    for (uint32_t c = s->cycles.component_count; c; c--) /* callers first */
        settle(s, c, s->out->below_share, add_callers);
}

static void find_above(search *s)
{
    settle_matches(s->out, s->out->above_share, s->p->functions.count);
    reach_above(s);
    for (uint32_t c = 1; c <= s->cycles.component_count; c++) /* callees first */
        settle(s, c, s->out->above_share, add_callees);
}

ncalls_status nc_reach_find(nc_reach *out, const ncalls_profile *profile, const bool *match, bool above,
                            ncalls_error *error)
{
    search s = {.p = profile, .out = out};
    bool fine;

    *out = (nc_reach){.match = match};
    fine = start(&s, above);
    if (fine)
        find_below(&s);
    if (fine && above)
        find_above(&s);
    finish(&s);
    if (fine)
        return NCALLS_OK;
    nc_reach_reset(out);
    return nc_fail_memory(error);
}

void nc_reach_reset(nc_reach *reach)
{
    nc_alloc_free(reach->below);
    nc_alloc_free(reach->above);
    nc_alloc_free(reach->below_share);
    nc_alloc_free(reach->above_share);
    *reach = (nc_reach){0};
}
