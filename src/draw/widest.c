/* SPDX-License-Identifier: MIT */
#include "draw/widest.h"

#include "analyze/path.h"
#include "base/alloc.h"

typedef struct entry { /* a way to a function, not yet the best for sure */
    int64_t width;
    uint32_t strangers; /* on it: functions that cost less than `least` */
    uint32_t hops, function, before;
} entry;

typedef struct search {
    const ncalls_profile *p;
    nc_widest *out;
    int64_t *width; /* [function] of its best way so far */
    uint8_t *state; /* [function] */
    entry *heap;
    size_t count, room;
    int64_t least;
    bool shortest;
    bool failed;
} search;

enum { UNSEEN, SEEN, DONE };

/* Wider first, then with fewer functions that nobody asked for, then shorter; or
 * what is shorter first. The rest makes the order total. */
static bool is_before(const search *s, const entry *a, const entry *b)
{
    if (s->shortest && a->hops != b->hops)
        return a->hops < b->hops;
    if (a->width != b->width)
        return a->width > b->width;
    if (a->strangers != b->strangers)
        return a->strangers < b->strangers;
    if (a->hops != b->hops)
        return a->hops < b->hops;
    if (a->function != b->function)
        return nc_profile_compare(s->p, (nc_func){a->function}, (nc_func){b->function}) < 0;
    return a->before && b->before && nc_profile_compare(s->p, (nc_func){a->before}, (nc_func){b->before}) < 0;
}

static void push(search *s, entry e)
{
    size_t at = s->count;

    if (!nc_alloc_grow(&s->heap, &s->room, s->count + 1, sizeof *s->heap)) {
        s->failed = true;
        return;
    }
    s->count++;
    for (; at && is_before(s, &e, &s->heap[(at - 1) / 2]); at = (at - 1) / 2)
        s->heap[at] = s->heap[(at - 1) / 2];
    s->heap[at] = e;
}

static entry pop(search *s)
{
    entry top = s->heap[0], last = s->heap[--s->count];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < s->count) {
        if (child + 1 < s->count && is_before(s, &s->heap[child + 1], &s->heap[child]))
            child++;
        if (!is_before(s, &s->heap[child], &last))
            break;
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return top;
}

static void offer(search *s, entry e)
{
    if (s->state[e.function] == DONE)
        return;
    if (s->state[e.function] == SEEN && !s->shortest && e.width < s->width[e.function])
        return;
    s->state[e.function] = SEEN;
    s->width[e.function] = e.width;
    push(s, e);
}

static void settle(search *s, entry e)
{
    const nc_edges *edges = &s->p->edges;

    if (s->state[e.function] == DONE)
        return;
    s->state[e.function] = DONE;
    s->out->before[e.function] = e.before;
    s->out->hops[e.function] = e.hops;
    for (uint32_t k = edges->out_begin[e.function]; k < edges->out_begin[e.function + 1] && !s->failed; k++) {
        nc_func callee = edges->callee[edges->out[k].at];
        bool measured;
        int64_t cost;

        if (s->state[callee.at] == DONE)
            continue;
        cost = nc_path_edge_cost(s->p, edges->out[k], &measured);
        cost = cost > s->least ? cost : s->least;
        offer(s, (entry){cost < e.width ? cost : e.width, e.strangers + (nc_path_cost(s->p, callee) < s->least),
                         e.hops + 1, callee.at, e.function});
    }
}

static void run(search *s)
{
    while (s->count && !s->failed)
        settle(s, pop(s));
}

/* Nobody calls it, and it was not called: the profile module's "profiler". What
 * it calls is a root. */
static bool is_nobody(const ncalls_profile *p, uint32_t f)
{
    return p->edges.in_begin[f] == p->edges.in_begin[f + 1] && !p->functions.calls[f] && p->functions.self[f] <= 0;
}

static void search_all(search *s, const uint32_t *wanted, uint32_t count)
{
    const nc_edges *e = &s->p->edges;

    for (uint32_t f = 1; f <= s->p->functions.count; f++) {
        if (nc_path_is_root(s->p, (nc_func){f}))
            offer(s, (entry){INT64_MAX, 0, 1, f, 0});
        else if (is_nobody(s->p, f))
            for (uint32_t k = e->out_begin[f]; k < e->out_begin[f + 1]; k++)
                offer(s, (entry){INT64_MAX, 0, 1, e->callee[e->out[k].at].at, 0});
    }
    run(s);
    for (uint32_t i = 0; i < count && !s->failed; i++)
        if (s->state[wanted[i]] == UNSEEN) {
            offer(s, (entry){INT64_MAX, 0, 1, wanted[i], 0});
            run(s);
        }
}

bool nc_widest_find(nc_widest *out, const ncalls_profile *profile, const uint32_t *wanted, uint32_t count,
                    int64_t least, bool shortest)
{
    size_t functions = (size_t)profile->functions.count + 1;
    search s = {
        .p = profile,
        .out = out,
        .width = nc_alloc_zeroed(functions, sizeof *s.width),
        .state = nc_alloc_zeroed(functions, sizeof *s.state),
        .least = least,
        .shortest = shortest,
    };

    out->before = nc_alloc_zeroed(functions, sizeof *out->before);
    out->hops = nc_alloc_zeroed(functions, sizeof *out->hops);
    s.failed = !s.width || !s.state || !out->before || !out->hops;
    if (!s.failed)
        search_all(&s, wanted, count);
    nc_alloc_free(s.width);
    nc_alloc_free(s.state);
    nc_alloc_free(s.heap);
    return !s.failed;
}

void nc_widest_reset(nc_widest *ways)
{
    nc_alloc_free(ways->before);
    nc_alloc_free(ways->hops);
    *ways = (nc_widest){0};
}
