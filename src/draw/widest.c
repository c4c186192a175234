/* SPDX-License-Identifier: MIT */
#include "draw/widest.h"

#include "analyze/path.h"
#include "base/alloc.h"

typedef struct key { /* how good a way is */
    int64_t width;
    uint32_t strangers; /* on it: functions that cost less than `least` */
    uint32_t hops;
} key;

typedef struct entry { /* a way to a function, not yet the best for sure */
    key key;
    uint32_t function;
} entry;

typedef struct search {
    const ncalls_profile *p;
    nc_widest *out;
    key *best;      /* [function] of its best way so far */
    uint8_t *state; /* [function] */
    bool *wanted;   /* [function] */
    uint32_t missing; /* of these: not done */
    entry *heap;
    size_t count, room;
    int64_t least;
    bool shortest;
    bool failed;
} search;

enum { UNSEEN, SEEN, DONE };

/* Wider first, then with fewer functions that nobody asked for, then shorter; or
 * what is shorter first. A way is always behind those that it goes on from, so that
 * it does not matter which of equal ones goes on first. */
static bool is_before(const search *s, const key *a, const key *b)
{
    if (s->shortest && a->hops != b->hops)
        return a->hops < b->hops;
    if (a->width != b->width)
        return a->width > b->width;
    if (a->strangers != b->strangers)
        return a->strangers < b->strangers;
    return a->hops < b->hops;
}

static void push(search *s, entry e)
{
    size_t at = s->count;

    if (!nc_alloc_grow(&s->heap, &s->room, s->count + 1, sizeof *s->heap)) {
        s->failed = true;
        return;
    }
    s->count++;
    for (; at && is_before(s, &e.key, &s->heap[(at - 1) / 2].key); at = (at - 1) / 2)
        s->heap[at] = s->heap[(at - 1) / 2];
    s->heap[at] = e;
}

static entry pop(search *s)
{
    entry top = s->heap[0], last = s->heap[--s->count];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < s->count) {
        if (child + 1 < s->count && is_before(s, &s->heap[child + 1].key, &s->heap[child].key))
            child++;
        if (!is_before(s, &s->heap[child].key, &last.key))
            break;
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return top;
}

/* Of equal ways that count whose last caller is named first. */
static void offer(search *s, key k, uint32_t function, uint32_t before)
{
    uint32_t *known = &s->out->before[function];

    if (s->state[function] == DONE)
        return;
    if (s->state[function] == SEEN && !is_before(s, &k, &s->best[function])) {
        if (before && *known && !is_before(s, &s->best[function], &k) &&
            nc_profile_compare(s->p, (nc_func){before}, (nc_func){*known}) < 0)
            *known = before;
        return;
    }
    s->state[function] = SEEN;
    s->best[function] = k;
    *known = before;
    push(s, (entry){k, function});
}

static void settle(search *s, const entry *e)
{
    const nc_edges *edges = &s->p->edges;

    if (s->state[e->function] == DONE)
        return;
    s->state[e->function] = DONE;
    s->missing -= s->wanted[e->function];
    s->out->hops[e->function] = e->key.hops;
    for (uint32_t k = edges->out_begin[e->function]; k < edges->out_begin[e->function + 1] && !s->failed; k++) {
        nc_func callee = edges->callee[edges->out[k].at];
        bool measured;
        int64_t cost;

        if (s->state[callee.at] == DONE)
            continue;
        cost = nc_path_edge_cost(s->p, edges->out[k], &measured);
        cost = cost > s->least ? cost : s->least;
        offer(s, (key){cost < e->key.width ? cost : e->key.width,
                       e->key.strangers + (nc_path_cost(s->p, callee) < s->least), e->key.hops + 1},
              callee.at, e->function);
    }
}

static void run(search *s)
{
    while (s->count && s->missing && !s->failed) {
        entry e = pop(s);

        settle(s, &e);
    }
}

/* Nobody calls it, and it was not called: the profile module's "profiler". What
 * it calls is a root. */
static bool is_nobody(const ncalls_profile *p, uint32_t f)
{
    return p->edges.in_begin[f] == p->edges.in_begin[f + 1] && !p->functions.calls[f] && p->functions.self[f] <= 0;
}

static void search_all(search *s, const uint32_t *wanted, uint32_t count)
{
    const key root = {INT64_MAX, 0, 1};
    const nc_edges *e = &s->p->edges;

    for (uint32_t i = 0; i < count; i++) {
        s->missing += !s->wanted[wanted[i]];
        s->wanted[wanted[i]] = true;
    }
    for (uint32_t f = 1; f <= s->p->functions.count; f++) {
        if (nc_path_is_root(s->p, (nc_func){f}))
            offer(s, root, f, 0);
        else if (is_nobody(s->p, f))
            for (uint32_t k = e->out_begin[f]; k < e->out_begin[f + 1]; k++)
                offer(s, root, e->callee[e->out[k].at].at, 0);
    }
    run(s);
    for (uint32_t i = 0; i < count && !s->failed; i++)
        if (s->state[wanted[i]] == UNSEEN) {
            offer(s, root, wanted[i], 0);
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
        .best = nc_alloc_zeroed(functions, sizeof *s.best),
        .state = nc_alloc_zeroed(functions, sizeof *s.state),
        .wanted = nc_alloc_zeroed(functions, sizeof *s.wanted),
        .least = least,
        .shortest = shortest,
    };

    out->before = nc_alloc_zeroed(functions, sizeof *out->before);
    out->hops = nc_alloc_zeroed(functions, sizeof *out->hops);
    s.failed = !s.best || !s.state || !s.wanted || !out->before || !out->hops;
    if (!s.failed)
        search_all(&s, wanted, count);
    nc_alloc_free(s.best);
    nc_alloc_free(s.state);
    nc_alloc_free(s.wanted);
    nc_alloc_free(s.heap);
    return !s.failed;
}

void nc_widest_reset(nc_widest *ways)
{
    nc_alloc_free(ways->before);
    nc_alloc_free(ways->hops);
    *ways = (nc_widest){0};
}
