/* SPDX-License-Identifier: MIT */
/*
 * Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972),
 * with a stack of its own: a chain of a million calls is no recursion here.
 *
 * It goes from one place of the memory to the next, and waits for each. So what
 * lies on no cycle for certain is peeled off before (Kahn, Topological sorting of
 * large networks, 1962), where one knows early what comes next: whatever calls
 * only what is peeled, and then what is called only by that from the other end.
 */
#include "analyze/cycles.h"

#include "base/alloc.h"
#include "base/sort.h"

/* One call of the textbook's `strongconnect`. */
typedef struct visit {
    nc_func function;
    uint32_t next; /* into edges.out */
} visit;

enum { AHEAD = 16 }; /* functions whose callers are asked of the memory in advance */

typedef struct search {
    const ncalls_profile *p;
    nc_cycles_through through;
    const bool *without; /* [function] NULL: none */
    nc_cycles *out;      /* component 0: not yet known */
    uint32_t placed;     /* members so far: components are numbered in the order they are found */
    uint32_t *low;       /* [function] while peeling: calls that keep it; then the least index reachable from it
                          * within the open ones */
    uint32_t *index;     /* [function] order of discovery from 1; 0 = not yet seen */
    uint32_t seen;
    visit *visits;
    uint32_t visit_count;
    nc_func *open;       /* seen, component not yet known; at its end, from the last on, what was peeled from above */
    uint32_t open_count, top_count;
} search;

enum { PEELED = UINT32_MAX }; /* component of what was peeled from above, until it is numbered */

static bool is_builtin(const ncalls_profile *p, nc_func f)
{
    return p->functions.kind[f.at] == NCALLS_KIND_BUILTIN;
}

static bool is_left_out(const search *s, nc_func f)
{
    return (s->through == NC_CYCLES_PYTHON && is_builtin(s->p, f)) || (s->without && s->without[f.at]);
}

/* --- Peeling. --- */

/* It is a component of its own, the next one. */
static void place(search *s, nc_func f)
{
    nc_cycles *c = s->out;

    c->component[f.at] = ++c->component_count;
    c->begin[c->component_count] = s->placed;
    c->members[s->placed++] = f;
}

/* How many others each calls: what is left out calls nobody, and is the first to go. */
static void count_callees(search *s)
{
    const ncalls_profile *p = s->p;
    const uint32_t *out_begin = p->edges.out_begin;
    const int64_t *calls = p->functions.calls, *primitive = p->functions.primitive;
    uint32_t count = p->functions.count;
    bool counted = p->has & NCALLS_HAS_CALLS;

    for (uint32_t f = 1; f <= count; f++) {
        uint32_t low = out_begin[f + 1] - out_begin[f];

        /* Where it was never under way twice there is no call of itself, which takes long to
         * look for; if there is one all the same, f is left to Tarjan's search. */
        if (low && (!counted || primitive[f] < calls[f]))
            low -= nc_profile_find_edge(p, (nc_func){f}, (nc_func){f}).at != 0;
        s->low[f] = low;
        if (!low || is_left_out(s, (nc_func){f})) {
            s->low[f] = 0; /* less one is the greatest number: it never comes back to 0 */
            s->out->members[s->placed++] = (nc_func){f};
        }
    }
}

static void prefetch(const search *s, uint32_t done)
{
    const nc_edges *e = &s->p->edges;

    if (done + AHEAD < s->placed)
        __builtin_prefetch(&e->in_begin[s->out->members[done + AHEAD].at]);
    if (done + AHEAD / 2 < s->placed)
        __builtin_prefetch(&e->caller[e->in_begin[s->out->members[done + AHEAD / 2].at]]);
}

/* What calls nothing but what was peeled. Whether a caller is the next nobody can
 * foresee, so it is written down and counted only if it is. */
static void peel_from_below(search *s)
{
    const nc_edges *e = &s->p->edges;
    nc_cycles *c = s->out;
    uint32_t *low = s->low;

    count_callees(s);
    for (uint32_t done = 0; done < s->placed; done++) {
        nc_func f = c->members[done];
        uint32_t end = e->in_begin[f.at + 1], placed = s->placed;

        prefetch(s, done);
        for (uint32_t i = e->in_begin[f.at]; i < end; i++) {
            nc_func caller = e->caller[i];
            bool other = caller.at != f.at;

            c->members[placed] = caller;
            placed += (low[caller.at] -= other) == 0 && other;
        }
        s->placed = placed;
    }
    c->component_count = s->placed;
    for (uint32_t i = 0; i < s->placed; i++) {
        c->component[c->members[i].at] = i + 1;
        c->begin[i + 1] = i;
    }
}

/* Calls of f by others that are still there. */
static uint32_t count_callers(const search *s, nc_func f)
{
    const nc_edges *e = &s->p->edges;
    uint32_t count = 0;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        uint32_t component = s->out->component[e->caller[i].at];

        count += e->caller[i].at != f.at && (!component || component == PEELED);
    }
    return count;
}

static void peel_top(search *s, nc_func f)
{
    s->out->component[f.at] = PEELED;
    s->open[s->p->functions.count - ++s->top_count] = f;
}

/* Of what is left, what nothing calls but what was peeled here. */
static void peel_from_above(search *s)
{
    const nc_edges *e = &s->p->edges;
    const uint32_t *component = s->out->component;
    uint32_t count = s->p->functions.count;

    for (uint32_t f = 1; f <= count; f++) {
        if (component[f])
            continue;
        s->low[f] = count_callers(s, (nc_func){f});
        if (!s->low[f])
            peel_top(s, (nc_func){f});
    }
    for (uint32_t done = 0; done < s->top_count; done++) {
        nc_func f = s->open[count - 1 - done];

        for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
            nc_func callee = e->callee[e->out[i].at];

            if (!component[callee.at] && !--s->low[callee.at])
                peel_top(s, callee);
        }
    }
}

/* --- Tarjan's. --- */

static void discover(search *s, nc_func f)
{
    s->index[f.at] = s->low[f.at] = ++s->seen;
    s->open[s->open_count++] = f;
    s->visits[s->visit_count++] = (visit){f, s->p->edges.out_begin[f.at]};
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_func *a = left, *b = right;

    (void)payload;
    return (a->at > b->at) - (a->at < b->at);
}

/* f is the first of its component that was seen: all above it on the open
 * stack belong to it. */
static void close_component(search *s, nc_func f)
{
    nc_cycles *c = s->out;
    uint32_t from = s->placed;
    nc_func member;

    c->begin[++c->component_count] = from;
    do {
        member = s->open[--s->open_count];
        c->component[member.at] = c->component_count;
        c->members[s->placed++] = member;
    } while (member.at != f.at);
    c->cycle_count += s->placed - from > 1;
    nc_sort(c->members + from, s->placed - from, sizeof *c->members, compare, NULL);
}

static void lower(uint32_t *low, uint32_t other)
{
    if (other < *low)
        *low = other;
}

/* Looks at one more callee of the function on top, or leaves it. */
static void step(search *s)
{
    const nc_edges *e = &s->p->edges;
    visit *top = &s->visits[s->visit_count - 1];
    nc_func f = top->function, callee;

    if (top->next == e->out_begin[f.at + 1]) {
        s->visit_count--;
        if (s->visit_count)
            lower(&s->low[s->visits[s->visit_count - 1].function.at], s->low[f.at]);
        if (s->low[f.at] == s->index[f.at])
            close_component(s, f);
        return;
    }
    callee = e->callee[e->out[top->next++].at];
    if (s->out->component[callee.at])
        return;
    if (!s->index[callee.at])
        discover(s, callee);
    else
        lower(&s->low[f.at], s->index[callee.at]);
}

/* What could not be peeled from below: the cycles, what lies between them and above. */
static bool search_rest(search *s)
{
    uint32_t count = s->p->functions.count;

    s->index = nc_alloc_zeroed((size_t)count + 1, sizeof *s->index);
    s->visits = nc_alloc((size_t)count * sizeof *s->visits);
    s->open = nc_alloc((size_t)count * sizeof *s->open);
    if (!s->index || !s->visits || !s->open)
        return false;
    peel_from_above(s);
    for (uint32_t f = 1; f <= count; f++) {
        if (!s->out->component[f])
            discover(s, (nc_func){f});
        while (s->visit_count)
            step(s);
    }
    for (uint32_t top = s->top_count; top; top--) /* the last one first: callees before callers */
        place(s, s->open[count - top]);
    return true;
}

static bool start(search *s, nc_cycles *out)
{
    size_t count = (size_t)s->p->functions.count + 2;

    *out = (nc_cycles){0};
    s->out = out;
    out->component = nc_alloc_zeroed(count, sizeof *out->component);
    out->begin = nc_alloc(count * sizeof *out->begin);
    out->members = nc_alloc(count * sizeof *out->members);
    s->low = nc_alloc(count * sizeof *s->low);
    if (!out->component || !out->begin || !out->members || !s->low)
        return false;
    out->begin[0] = 0;
    return true;
}

static ncalls_status run(search *s, nc_cycles *out, ncalls_error *error)
{
    bool fine = start(s, out);

    if (fine)
        peel_from_below(s);
    if (fine && s->placed < s->p->functions.count)
        fine = search_rest(s);
    nc_alloc_free(s->low);
    nc_alloc_free(s->index);
    nc_alloc_free(s->visits);
    nc_alloc_free(s->open);
    if (!fine) {
        nc_cycles_reset(out);
        return nc_fail_memory(error);
    }
    out->begin[out->component_count + 1] = s->placed;
    return NCALLS_OK;
}

ncalls_status nc_cycles_find(nc_cycles *out, const ncalls_profile *profile, nc_cycles_through through,
                             ncalls_error *error)
{
    search s = {.p = profile, .through = through};

    return run(&s, out, error);
}

ncalls_status nc_cycles_find_without(nc_cycles *out, const ncalls_profile *profile, const bool *without,
                                     ncalls_error *error)
{
    search s = {.p = profile, .through = NC_CYCLES_ALL, .without = without};

    return run(&s, out, error);
}

void nc_cycles_reset(nc_cycles *cycles)
{
    nc_alloc_free(cycles->component);
    nc_alloc_free(cycles->begin);
    nc_alloc_free(cycles->members);
    *cycles = (nc_cycles){0};
}

int64_t nc_cycles_self_calls(const ncalls_profile *profile, nc_func f)
{
    nc_edge edge = nc_profile_find_edge(profile, f, f);

    return edge.at ? profile->edges.calls[edge.at] : 0;
}

bool nc_cycles_is_recursive(const nc_cycles *cycles, const ncalls_profile *profile, nc_func f)
{
    return (cycles && nc_cycles_size(cycles, f) > 1) || nc_profile_find_edge(profile, f, f).at;
}
