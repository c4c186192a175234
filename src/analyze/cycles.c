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

#include <string.h>

#include "base/alloc.h"

/* One call of the textbook's `strongconnect`. */
typedef struct visit {
    nc_func function;
    uint32_t next; /* into edges.out */
} visit;

enum {
    CLOSED = -1, /* greater than any index, so that it lowers nothing */
    AHEAD = 16,  /* functions whose callers are asked of the memory in advance */
};

typedef struct search {
    const ncalls_profile *p;
    nc_cycles_through through;
    const bool *without; /* [function] NULL: none */
    uint32_t *index;     /* [function] order of discovery from 1; 0 = not yet seen, CLOSED = component known */
    uint32_t *low;       /* [function] least index reachable from it within the open ones */
    visit *visits;
    uint32_t visit_count;
    nc_func *open; /* seen, component not yet known; while peeling: the functions in order */
    uint32_t open_count;
    uint32_t top_count;  /* peeled from above: they wait at the end of `open` */
    uint32_t seen;
    nc_cycles *out;
} search;

static bool is_builtin(const ncalls_profile *p, nc_func f)
{
    return p->functions.kind[f.at] == NCALLS_KIND_BUILTIN;
}

static bool is_left_out(const search *s, nc_func f)
{
    return (s->through == NC_CYCLES_PYTHON && is_builtin(s->p, f)) || (s->without && s->without[f.at]);
}

/* --- Peeling. `low` counts the calls that keep a function. --- */

static void peel(search *s, nc_func f)
{
    nc_cycles *c = s->out;

    c->component[f.at] = ++c->component_count;
    c->begin[c->component_count] = 1;
    s->index[f.at] = (uint32_t)CLOSED;
    s->open[s->open_count++] = f;
}

/* How many others each calls: what is left out calls nobody, and is the first to go. */
static void count_callees(search *s)
{
    const nc_edges *e = &s->p->edges;
    uint32_t count = s->p->functions.count;

    for (uint32_t f = 1; f <= count; f++)
        s->low[f] = e->out_begin[f + 1] - e->out_begin[f];
    for (uint32_t i = 1; i <= e->count; i++)
        if (e->caller[i].at == e->callee[i].at) {
            s->low[e->caller[i].at]--;
            s->out->self_count++;
        }
    for (uint32_t f = 1; f <= count; f++)
        if (!s->low[f] || is_left_out(s, (nc_func){f})) {
            s->low[f] = 0; /* less one is the greatest number: it never comes back to 0 */
            peel(s, (nc_func){f});
        }
}

/* What calls nothing but what was peeled. */
static void peel_from_below(search *s)
{
    const nc_edges *e = &s->p->edges;

    count_callees(s);
    for (uint32_t done = 0; done < s->open_count; done++) {
        nc_func f = s->open[done];

        if (done + AHEAD < s->open_count)
            __builtin_prefetch(&e->in_begin[s->open[done + AHEAD].at]);
        if (done + AHEAD / 2 < s->open_count)
            __builtin_prefetch(&e->caller[e->in_begin[s->open[done + AHEAD / 2].at]]);
        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            if (e->caller[i].at != f.at && !--s->low[e->caller[i].at])
                peel(s, e->caller[i]);
    }
}

/* Calls of f by others that are still there. */
static uint32_t count_callers(const search *s, nc_func f)
{
    const nc_edges *e = &s->p->edges;
    uint32_t count = 0;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        count += e->caller[i].at != f.at && !s->out->component[e->caller[i].at];
    return count;
}

static void peel_top(search *s, nc_func f)
{
    s->index[f.at] = (uint32_t)CLOSED;
    s->open[s->p->functions.count - ++s->top_count] = f;
}

/* Of what is left, what nothing calls but what was peeled here. */
static void peel_from_above(search *s)
{
    const nc_edges *e = &s->p->edges;
    uint32_t count = s->p->functions.count;

    for (uint32_t f = 1; f <= count; f++) {
        if (s->index[f])
            continue;
        s->low[f] = count_callers(s, (nc_func){f});
        if (!s->low[f])
            peel_top(s, (nc_func){f});
    }
    for (uint32_t done = 0; done < s->top_count; done++) {
        nc_func f = s->open[count - 1 - done];

        for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
            nc_func callee = e->callee[e->out[i].at];

            if (!s->index[callee.at] && !--s->low[callee.at])
                peel_top(s, callee);
        }
    }
}

/* They come behind all others, the last one first: callees before callers. */
static void number_top(search *s)
{
    uint32_t count = s->p->functions.count, top = s->top_count;

    s->open_count = 0; /* what was peeled is numbered: its places may be written over */
    for (; top; top--)
        peel(s, s->open[count - top]);
}

/* --- Tarjan's. --- */

static void discover(search *s, nc_func f)
{
    s->index[f.at] = s->low[f.at] = ++s->seen;
    s->open[s->open_count++] = f;
    s->visits[s->visit_count++] = (visit){f, s->p->edges.out_begin[f.at]};
}

/* f is the first of its component that was seen: all above it on the open
 * stack belong to it. */
static void close_component(search *s, nc_func f)
{
    nc_cycles *c = s->out;
    uint32_t size = 0;
    nc_func member;

    c->component_count++;
    do {
        member = s->open[--s->open_count];
        c->component[member.at] = c->component_count;
        s->index[member.at] = (uint32_t)CLOSED;
        size++;
    } while (member.at != f.at);
    c->begin[c->component_count] = size;
    c->cycle_count += size > 1;
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
    if (callee.at == f.at)
        return;
    if (!s->index[callee.at])
        discover(s, callee);
    else
        lower(&s->low[f.at], s->index[callee.at]);
}

static bool start(search *s, nc_cycles *out)
{
    size_t count = (size_t)s->p->functions.count + 1;

    *out = (nc_cycles){0};
    s->out = out;
    out->component = nc_alloc_zeroed(count, sizeof *out->component);
    out->begin = nc_alloc_zeroed(count + 1, sizeof *out->begin);
    out->members = nc_alloc_zeroed(count, sizeof *out->members);
    s->index = nc_alloc_zeroed(count, sizeof *s->index);
    s->low = nc_alloc_zeroed(count, sizeof *s->low);
    s->visits = nc_alloc_zeroed(count, sizeof *s->visits);
    s->open = nc_alloc_zeroed(count, sizeof *s->open);
    return out->component && out->begin && out->members && s->index && s->low && s->visits && s->open;
}

static void finish(search *s)
{
    nc_alloc_free(s->index);
    nc_alloc_free(s->low);
    nc_alloc_free(s->visits);
    nc_alloc_free(s->open);
}

/* Counting sort of the functions by component; begin[] holds the sizes. */
static void list_members(nc_cycles *c, uint32_t functions)
{
    uint32_t at = 0;

    for (uint32_t i = 1; i <= c->component_count; i++) {
        uint32_t size = c->begin[i];

        c->begin[i] = at;
        at += size;
    }
    for (uint32_t f = 1; f <= functions; f++)
        c->members[c->begin[c->component[f]]++] = (nc_func){f};
    memmove(c->begin + 2, c->begin + 1, (size_t)c->component_count * sizeof *c->begin);
    c->begin[1] = 0;
}

static ncalls_status run(search *s, nc_cycles *out, ncalls_error *error)
{
    uint32_t count = s->p->functions.count;
    bool fine = start(s, out);

    if (fine) {
        peel_from_below(s);
        if (s->open_count < count)
            peel_from_above(s);
        s->open_count = 0;
        for (uint32_t f = 1; out->component_count + s->top_count < count && f <= count; f++) {
            if (!s->index[f])
                discover(s, (nc_func){f});
            while (s->visit_count)
                step(s);
        }
        number_top(s);
        list_members(out, count);
    }
    finish(s);
    if (fine)
        return NCALLS_OK;
    nc_cycles_reset(out);
    return nc_fail_memory(error);
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
