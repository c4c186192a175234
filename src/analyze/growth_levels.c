/* SPDX-License-Identifier: MIT */
/*
 * A call tree's children on a cycle of calls: one level of a recursion below the
 * other. What each edge has left (analyze/levels.h) is given to the outermost
 * level that has room for it; calls that are under way already share with the
 * others, as what they cost within themselves no edge says.
 */
#include "analyze/apportion.h"
#include "analyze/growth_edges.h"
#include "base/number.h"

/* Levels of a recursion that cost less than this part of the whole stay in the one
 * above: thousands of them, one in the other, would say nothing. */
enum { FINEST = 200 };

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

static void stamp_path(nc_growth_edges *s, const nc_growth *g, uint32_t node)
{
    s->serial++;
    for (; node; node = g->nodes[node].shown.parent)
        s->stamp[g->nodes[node].shown.function.at] = s->serial;
}

/* Its outer levels have what the level below this node costs, too. */
static void mark_recursive(nc_growth *g, uint32_t node, nc_func again)
{
    for (; node; node = g->nodes[node].shown.parent)
        if (g->nodes[node].shown.function.at == again.at)
            g->nodes[node].shown.recursive = true;
}

typedef enum turn {
    FRESH, /* not under way on this path */
    AGAIN, /* under way, and within itself no edge says what it cost */
    LAST,  /* likewise, and nothing lies between that ends: the path would not, unless
            * there are calls of it that were met nowhere yet */
} turn;

/* Calls of it that were met nowhere yet cost as much as a level must. */
static bool is_wanting(const nc_growth_edges *s, nc_func f)
{
    const nc_edges *e = &s->profile->edges;
    int64_t left = 0, enough = s->profile->totals.self / FINEST;

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1] && left <= enough; i++)
        if (!nc_levels_is_nested(&s->levels, e->out[i]))
            left += s->levels.left[e->out[i].at] < enough ? s->levels.left[e->out[i].at] : enough + 1;
    return left > enough;
}

static turn turn_of(const nc_growth_edges *s, const nc_growth *g, uint32_t node, nc_edge edge)
{
    bool ends = false;

    for (; node && nc_levels_is_nested(&s->levels, edge); node = g->nodes[node].shown.parent) {
        if (g->nodes[node].edge.at == edge.at)
            return ends ? AGAIN : LAST;
        ends |= g->nodes[node].edge.at && !nc_levels_is_nested(&s->levels, g->nodes[node].edge);
    }
    return FRESH;
}

/* As many calls go out as came in: it seems to pass them on, one to one. */
static bool is_passed_on(const nc_growth_edges *s, const nc_growth_node *node, nc_edge edge)
{
    const int64_t *calls = s->profile->edges.calls;

    return node->edge.at && calls[edge.at] > 0 && calls[edge.at] == calls[node->edge.at];
}

static int64_t weight(const nc_growth_edges *s, uint32_t place)
{
    nc_edge edge = s->levels.order[place];

    return s->turns[place] == AGAIN ? nc_edgecost_of(s->profile, edge, NULL) : s->levels.left[edge.at];
}

/* What the callee may cost at this level: of a function whose callees do not overlap
 * its part; else as much as there is, or where some are under way already, what all
 * of them say of it. */
static int64_t offer(const nc_growth_edges *s, const nc_growth_node *above, const nc_growth_portion *share,
                     uint32_t place)
{
    int64_t cost = nc_edgecost_of(s->profile, s->levels.order[place], NULL);

    if (share->said == share->below)
        cost = nc_growth_part(cost, share->room, share->below);
    else if (share->waiting)
        cost = nc_apportion_scale(share->open, weight(s, place), share->waiting);
    else
        cost = nc_growth_part(cost, above->part, above->of);
    return cost < share->left ? cost : share->left;
}

/* Nothing below the callee that cost most can have called it, so if it was called
 * once, it is known where. */
static bool is_outermost(const nc_growth_edges *s, uint32_t count)
{
    const nc_edge *order = s->levels.order;

    return count && s->profile->edges.calls[order[0].at] == 1 &&
           (count == 1 || s->levels.left[order[1].at] < s->levels.left[order[0].at]);
}

/* Of calls that are all here, in one node, the figures are those that were measured. */
static nc_growth_node make_level(nc_growth_edges *s, const nc_growth_node *above, nc_edge edge, int64_t total)
{
    const ncalls_profile *p = s->profile;
    nc_func f = p->edges.callee[edge.at];
    int64_t calls = p->edges.calls[edge.at], self = p->edges.self[edge.at], cost;
    nc_growth_node child = {.shown = {.function = f, .total = total}, .edge = edge};
    bool measured, all;

    cost = nc_edgecost_of(p, edge, &measured);
    all = measured && total == cost && !nc_levels_is_nested(&s->levels, edge);
    if (!all || self == NCALLS_ABSENT || nc_growth_edges_cyclic(s, f))
        self = nc_growth_part(positive(p->functions.self[f.at]), total, nc_growth_edges_all(s, f));
    child.shown.self = nc_growth_edges_self(s, f, self < total ? positive(self) : total);
    child.shown.calls = calls == NCALLS_ABSENT || total == cost ? calls : nc_apportion_scale(calls, total, cost);
    if (calls > 0 && !child.shown.calls)
        child.shown.calls = 1;
    if (nc_growth_edges_is_one_cycle(s, f, above->shown.function)) {
        child.part = above->part;
        child.of = above->of;
    }
    child.shown.estimated = !all;
    child.whole = all && nc_growth_edges_alone(s, f, above->shown.function);
    return child;
}

static bool add_level(nc_growth_edges *s, nc_growth *g, uint32_t node, nc_growth_portion *share, uint32_t place)
{
    nc_growth_node above = g->nodes[node];
    nc_edge edge = s->levels.order[place];
    nc_func f = s->profile->edges.callee[edge.at];
    int64_t total = offer(s, &above, share, place);

    if (s->stamp[f.at] == s->serial) {
        mark_recursive(g, node, f);
        if (total < s->profile->totals.self / FINEST)
            return true;
    }
    if (s->turns[place] == FRESH)
        total = nc_levels_take(&s->levels, edge, total);
    share->left -= total;
    return !total || nc_growth_add(g, node, make_level(s, &above, edge, total));
}

/* Those of `passed` callees. Where one is under way already, what there is must do
 * for all of them. */
static bool add_some(nc_growth_edges *s, nc_growth *g, uint32_t node, nc_growth_portion *share, uint32_t count,
                     bool passed)
{
    const nc_growth_node above = g->nodes[node];
    bool fine = true, again = false, saturated = false;

    share->waiting = 0;
    share->open = share->left;
    for (uint32_t i = 0; i < count; i++)
        if (s->turns[i] != LAST && is_passed_on(s, &above, s->levels.order[i]) == passed) {
            again |= s->turns[i] == AGAIN;
            share->waiting = nc_number_add(share->waiting, weight(s, i), &saturated);
        }
    share->waiting = again ? share->waiting : 0;
    for (uint32_t i = 0; fine && i < count && share->left > 0; i++)
        if (s->turns[i] != LAST && is_passed_on(s, &above, s->levels.order[i]) == passed)
            fine = add_level(s, g, node, share, i);
    return fine;
}

static bool add_last(nc_growth_edges *s, nc_growth *g, uint32_t node, nc_growth_portion *share, uint32_t count)
{
    bool fine = true;

    share->waiting = 0;
    for (uint32_t i = 0; fine && i < count; i++) {
        nc_func f = s->profile->edges.callee[s->levels.order[i].at];

        if (s->turns[i] == LAST && share->left > 0 && is_wanting(s, f))
            fine = add_level(s, g, node, share, i);
        else if (s->turns[i] == LAST)
            mark_recursive(g, node, f);
    }
    return fine;
}

/* What is known of the first callee is surer than the node's part of the self. */
static void make_room(const nc_growth_edges *s, nc_calltree_node *node, bool certain)
{
    int64_t cost = certain ? nc_edgecost_of(s->profile, s->levels.order[0], NULL) : 0;

    if (cost <= node->total && node->self > node->total - cost)
        node->self = node->total - cost;
}

bool nc_growth_levels_add(nc_growth_edges *s, nc_growth *g, uint32_t node)
{
    nc_growth_node *above = &g->nodes[node];
    nc_func f = above->shown.function;
    uint32_t count = nc_levels_sort(&s->levels, f);
    nc_growth_portion share;

    make_room(s, &above->shown, above->whole && is_outermost(s, count));
    share = nc_growth_edges_portion(s, &above->shown);
    if (!above->of) {
        above->part = above->shown.total;
        above->of = nc_edgecost_total(s->profile, f);
    }
    stamp_path(s, g, node);
    for (uint32_t i = 0; i < count; i++)
        s->turns[i] = (uint8_t)turn_of(s, g, node, s->levels.order[i]);
    return add_some(s, g, node, &share, count, true) && add_some(s, g, node, &share, count, false) &&
           add_last(s, g, node, &share, count);
}
