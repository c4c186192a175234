/* SPDX-License-Identifier: MIT */
#include "analyze/path.h"

#include <string.h>

#include "analyze/apportion.h"
#include "analyze/path_stacks.h"
#include "base/alloc.h"
#include "base/sort.h"

/* Positions in walk.position. */
enum { UNSEEN = 0, LEFT_OUT = -1 };

typedef struct walk {
    const ncalls_profile *p;
    nc_path *out;
    size_t room;
    uint32_t *position; /* [function] step + 1, UNSEEN, or LEFT_OUT: it was on the path */
    nc_edge *order;     /* a copy of edges.out, each visited function's part by falling cost */
    uint32_t *next;     /* [function] into order: what is before was looked at */
    nc_edge *back;      /* [function] its most costly edge to a function above it on the path */
    unsigned permille;
} walk;

int64_t nc_path_cost(const ncalls_profile *p, nc_func f)
{
    return p->functions.total[f.at] != NCALLS_ABSENT ? p->functions.total[f.at] : p->functions.self[f.at];
}

bool nc_path_is_root(const ncalls_profile *p, nc_func f)
{
    const nc_edges *e = &p->edges;
    int64_t calls = p->functions.calls[f.at];
    bool called = false, counted = p->has & NCALLS_HAS_CALLS;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        if (e->caller[i].at != f.at)
            called = true;
        if (e->calls[i] == NCALLS_ABSENT || __builtin_sub_overflow(calls, e->calls[i], &calls))
            counted = false;
    }
    return counted ? calls > 0 : !called;
}

static bool is_before(const ncalls_profile *p, nc_func a, nc_func b)
{
    int64_t a_cost = nc_path_cost(p, a), b_cost = nc_path_cost(p, b);

    if (!b.at || a_cost != b_cost)
        return !b.at || a_cost > b_cost;
    return nc_profile_compare(p, a, b) < 0;
}

static nc_func find_root(const ncalls_profile *p)
{
    nc_func root = {0}, greatest = {0};

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        nc_func f = {i};

        if (is_before(p, f, greatest))
            greatest = f;
        if (nc_path_is_root(p, f) && is_before(p, f, root))
            root = f;
    }
    return root.at ? root : greatest;
}

/* Every call of f came from `caller` or from itself, so what is known of f
 * holds for this path as it stands. */
static bool is_called_by_alone(const ncalls_profile *p, nc_func f, nc_func caller)
{
    const nc_edges *e = &p->edges;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != caller.at && e->caller[i].at != f.at)
            return false;
    return !(p->has & NCALLS_HAS_CALLS) || !nc_path_is_root(p, f);
}

int64_t nc_path_edge_cost(const ncalls_profile *p, nc_edge edge, bool *measured)
{
    const nc_edges *e = &p->edges;
    nc_func callee = e->callee[edge.at];
    int64_t cost;

    *measured = e->total[edge.at] != NCALLS_ABSENT;
    if (*measured)
        return e->total[edge.at];
    cost = nc_path_cost(p, callee);
    if (cost <= 0 || e->calls[edge.at] == NCALLS_ABSENT)
        return cost;
    *measured = e->calls[edge.at] == p->functions.calls[callee.at];
    return nc_apportion_scale(cost, e->calls[edge.at], p->functions.calls[callee.at]);
}

static int compare(const void *left, const void *right, void *payload)
{
    nc_edge a = *(const nc_edge *)left, b = *(const nc_edge *)right;
    const ncalls_profile *p = payload;
    bool measured;
    int64_t a_cost = nc_path_edge_cost(p, a, &measured), b_cost = nc_path_edge_cost(p, b, &measured);

    if (a_cost != b_cost)
        return a_cost > b_cost ? -1 : 1;
    return nc_profile_compare(p, p->edges.callee[a.at], p->edges.callee[b.at]);
}

static void visit(walk *w, nc_func f)
{
    const nc_edges *e = &w->p->edges;
    uint32_t begin = e->out_begin[f.at], count = e->out_begin[f.at + 1] - begin;

    memcpy(w->order + begin, e->out + begin, count * sizeof *w->order);
    if (count > 1)
        nc_sort(w->order + begin, count, sizeof *w->order, compare, (void *)w->p);
    w->next[f.at] = begin;
}

/* The most costly edge to a function that was not seen yet; 0 if there is
 * none. Passes each edge once, however often it is asked. */
static nc_edge next_edge(walk *w, nc_func f)
{
    const nc_edges *e = &w->p->edges;

    for (; w->next[f.at] < e->out_begin[f.at + 1]; w->next[f.at]++) {
        nc_edge edge = w->order[w->next[f.at]];
        uint32_t position = w->position[e->callee[edge.at].at];

        if (position == UNSEEN)
            return edge;
        if (position < w->position[f.at] && !w->back[f.at].at)
            w->back[f.at] = edge;
    }
    return (nc_edge){0};
}

static int64_t cost_on(const walk *w, nc_edge edge)
{
    bool measured;

    return edge.at ? nc_path_edge_cost(w->p, edge, &measured) : 0;
}

/* One step down: what came along the path is, of the edge, what came along the
 * path is of its caller. */
static nc_path_step descend(const walk *w, const nc_path_step *last, nc_edge edge)
{
    const nc_edges *e = &w->p->edges;
    nc_path_step step = {e->callee[edge.at], edge, e->calls[edge.at], 0, true, false};
    nc_func above = {last->edge.at ? e->caller[last->edge.at].at : 0};

    step.total = nc_path_edge_cost(w->p, edge, &step.exact);
    if (last->edge.at && !is_called_by_alone(w->p, last->function, above)) {
        int64_t whole = nc_path_cost(w->p, last->function);

        step.exact = false;
        step.total = nc_apportion_scale(step.total, last->total, whole);
        if (step.calls != NCALLS_ABSENT)
            step.calls = nc_apportion_scale(step.calls, last->total, whole);
    }
    step.exact &= last->exact;
    if (step.total > last->total) { /* the file contradicts itself */
        step.total = last->total;
        step.exact = false;
    }
    return step;
}

static bool add(walk *w, nc_path_step step)
{
    if (!nc_alloc_grow(&w->out->steps, &w->room, w->out->count + 1, sizeof step))
        return false;
    w->out->steps[w->out->count++] = step;
    w->position[step.function.at] = w->out->count;
    visit(w, step.function);
    return true;
}

static void go_back(walk *w, nc_func f)
{
    uint32_t count = w->position[f.at];

    for (uint32_t i = count; i < w->out->count; i++)
        w->position[w->out->steps[i].function.at] = (uint32_t)LEFT_OUT;
    w->out->count = count;
    w->out->steps[count - 1].recursive = true;
}

/* Where to go from the end of the path; 0: nowhere. It first goes back when
 * most of the last function's cost does, and more is left to follow there. */
static nc_edge choose(walk *w)
{
    nc_func last = w->out->steps[w->out->count - 1].function, target;
    nc_edge edge = next_edge(w, last), back = w->back[last.at], instead;

    if (!back.at || cost_on(w, back) <= nc_path_cost(w->p, last) / 2)
        return edge;
    target = w->p->edges.callee[back.at];
    instead = next_edge(w, target);
    if (cost_on(w, instead) <= cost_on(w, edge))
        return edge;
    go_back(w, target);
    return instead;
}

static bool is_small(const walk *w, const nc_path_step *step)
{
    return step->total <= 0 || (__int128)step->total * 1000 < (__int128)w->out->steps[0].total * w->permille;
}

static bool follow(walk *w, nc_func root)
{
    int64_t calls = w->p->has & NCALLS_HAS_CALLS ? w->p->functions.calls[root.at] : NCALLS_ABSENT;
    nc_path_step step = {root, {0}, calls, nc_path_cost(w->p, root), true, false};

    while (add(w, step)) {
        nc_edge edge = choose(w);

        if (!edge.at)
            return true;
        step = descend(w, &w->out->steps[w->out->count - 1], edge);
        if (is_small(w, &step))
            return true;
    }
    return false;
}

static bool start(walk *w)
{
    size_t count = (size_t)w->p->functions.count + 1;

    w->position = nc_alloc_zeroed(count, sizeof *w->position);
    w->next = nc_alloc_zeroed(count, sizeof *w->next);
    w->back = nc_alloc_zeroed(count, sizeof *w->back);
    w->order = nc_alloc(w->p->edges.count * sizeof *w->order);
    return w->position && w->next && w->back && w->order;
}

static void finish(walk *w)
{
    nc_alloc_free(w->position);
    nc_alloc_free(w->next);
    nc_alloc_free(w->back);
    nc_alloc_free(w->order);
}

static void mark_recursive(const ncalls_profile *p, nc_path *path)
{
    for (uint32_t i = 0; i < path->count; i++)
        if (nc_profile_find_edge(p, path->steps[i].function, path->steps[i].function).at)
            path->steps[i].recursive = true;
}

ncalls_status nc_path_find(nc_path *out, const ncalls_profile *profile, nc_func from, unsigned permille,
                           ncalls_error *error)
{
    walk w = {.p = profile, .out = out, .permille = permille};
    nc_func root = from;
    bool fine;

    *out = (nc_path){.whole = profile->totals.self};
    if (profile->has & NCALLS_HAS_CONTEXTS) {
        fine = nc_path_stacks_find(out, profile, from, permille);
    } else {
        if (!root.at)
            root = find_root(profile);
        if (!root.at || nc_path_cost(profile, root) <= 0)
            return NCALLS_OK;
        fine = start(&w) && follow(&w, root);
        finish(&w);
    }
    if (!fine) {
        nc_path_reset(out);
        return nc_fail_memory(error);
    }
    mark_recursive(profile, out);
    return NCALLS_OK;
}

void nc_path_reset(nc_path *path)
{
    nc_alloc_free(path->steps);
    *path = (nc_path){0};
}
