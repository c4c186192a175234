/* SPDX-License-Identifier: MIT */
/*
 * The heaviest path where whole stacks are known: nothing has to be divided.
 *
 * A step is a set of contexts: all stacks that lead to its function along the
 * path. What the contexts call is summed by function, and the most costly one is
 * the next step. A function that calls itself stays one step: the inner contexts
 * join its set. Where most goes back into a function further up, the path goes
 * on from there, as it does without stacks (path.h).
 */
#include "analyze/path_stacks.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

enum {
    UNSEEN = 0,
    LEFT_OUT = -1,
    BACKS = 100, /* times that a path may go back: each looks at all stacks of a function */
};

typedef struct step_set {
    uint32_t *contexts;
    size_t count, room;
} step_set;

typedef struct walk {
    const ncalls_profile *p;
    nc_path *out;
    size_t step_room;
    step_set *sets; /* of each step */
    size_t set_count, set_room;
    int32_t *position; /* [function] step + 1, UNSEEN, or LEFT_OUT: it was on the path */
    int64_t *total;    /* [function] of what the last step calls */
    uint32_t *touched; /* functions with a total */
    size_t touched_count, touched_room;
    unsigned permille, backs;
    bool saturated;
} walk;

static bool add_context(step_set *set, uint32_t context)
{
    if (!nc_alloc_grow(&set->contexts, &set->room, set->count + 1, sizeof *set->contexts))
        return false;
    set->contexts[set->count++] = context;
    return true;
}

static bool add_total(walk *w, nc_func f, int64_t total)
{
    if (!w->total[f.at] && total) {
        if (!nc_alloc_grow(&w->touched, &w->touched_room, w->touched_count + 1, sizeof *w->touched))
            return false;
        w->touched[w->touched_count++] = f.at;
    }
    w->total[f.at] = nc_number_add(w->total[f.at], total, &w->saturated);
    return true;
}

/* Sums what the contexts of the last step call, and what those of a recursion
 * do. The set grows while it is walked. */
static bool gather(walk *w)
{
    const nc_contexts *c = &w->p->contexts;
    step_set *set = &w->sets[w->set_count - 1];
    nc_func own = w->out->steps[w->set_count - 1].function;

    for (size_t i = 0; i < w->touched_count; i++)
        w->total[w->touched[i]] = 0;
    w->touched_count = 0;
    for (size_t i = 0; i < set->count; i++)
        for (uint32_t at = set->contexts[i], child = at + 1; child < c->end[at]; child = c->end[child])
            if (c->function[child].at == own.at ? !add_context(set, child)
                                                : !add_total(w, c->function[child], c->total[child]))
                return false;
    return true;
}

static nc_func heaviest(const walk *w)
{
    nc_func best = {0};

    for (size_t i = 0; i < w->touched_count; i++) {
        nc_func f = {w->touched[i]};

        if (w->position[f.at] == LEFT_OUT)
            continue;
        if (!best.at || w->total[f.at] > w->total[best.at] ||
            (w->total[f.at] == w->total[best.at] && nc_profile_compare(w->p, f, best) < 0))
            best = f;
    }
    return best;
}

/* The contexts of `f` that the last step calls, into `set`. */
static bool collect(const walk *w, nc_func f, step_set *set)
{
    const nc_contexts *c = &w->p->contexts;
    const step_set *from = &w->sets[w->set_count - 1];

    for (size_t i = 0; i < from->count; i++)
        for (uint32_t at = from->contexts[i], child = at + 1; child < c->end[at]; child = c->end[child])
            if (c->function[child].at == f.at && !add_context(set, child))
                return false;
    return true;
}

static bool push(walk *w, nc_path_step step, step_set set)
{
    if (!nc_alloc_grow(&w->sets, &w->set_room, w->set_count + 1, sizeof *w->sets)) {
        nc_alloc_free(set.contexts);
        return false;
    }
    w->sets[w->set_count++] = set;
    if (!nc_alloc_grow(&w->out->steps, &w->step_room, w->out->count + 1, sizeof step))
        return false;
    w->out->steps[w->out->count++] = step;
    w->position[step.function.at] = (int32_t)w->out->count;
    return true;
}

/* Back to a function further up, whose set what came back to it joins. */
static bool go_back(walk *w, nc_func f)
{
    uint32_t count = (uint32_t)w->position[f.at];
    step_set back = {0};
    bool fine = collect(w, f, &back);

    for (uint32_t i = count; i < w->out->count; i++) {
        w->position[w->out->steps[i].function.at] = LEFT_OUT;
        nc_alloc_free(w->sets[i].contexts);
    }
    w->out->count = count;
    w->set_count = count;
    for (size_t i = 0; fine && i < back.count; i++)
        fine = add_context(&w->sets[count - 1], back.contexts[i]);
    nc_alloc_free(back.contexts);
    return fine;
}

/* Calls are not known of stacks, but where a function has one caller alone. */
static int64_t calls_of(const walk *w, const nc_path_step *last, nc_edge edge)
{
    const nc_edges *e = &w->p->edges;
    nc_func f = e->callee[edge.at];

    if (!edge.at || last->calls == NCALLS_ABSENT)
        return NCALLS_ABSENT;
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != last->function.at && e->caller[i].at != f.at)
            return NCALLS_ABSENT;
    return e->calls[edge.at];
}

static bool is_small(const walk *w, int64_t total)
{
    return total <= 0 || (__int128)total * 1000 < (__int128)w->out->steps[0].total * w->permille;
}

static bool follow(walk *w)
{
    for (;;) {
        const nc_path_step *last = &w->out->steps[w->out->count - 1];
        nc_path_step step = {.exact = true};
        step_set set = {0};

        if (!gather(w))
            return false;
        step.function = heaviest(w);
        step.total = w->total[step.function.at];
        if (!step.function.at || is_small(w, step.total))
            return true;
        if (w->position[step.function.at] != UNSEEN) {
            if (w->backs++ == BACKS)
                return true;
            if (!go_back(w, step.function))
                return false;
            continue;
        }
        step.edge = nc_profile_find_edge(w->p, last->function, step.function);
        step.calls = calls_of(w, last, step.edge);
        if (!collect(w, step.function, &set)) {
            nc_alloc_free(set.contexts);
            return false;
        }
        if (!push(w, step, set))
            return false;
    }
}

/* The outermost contexts of a function; of none: those that nobody calls, of
 * the most costly function. */
static bool begin(walk *w, nc_func from)
{
    const nc_contexts *c = &w->p->contexts;
    nc_path_step step = {.function = from, .calls = NCALLS_ABSENT, .exact = true};
    step_set set = {0};
    bool fine = true;

    for (uint32_t i = 1; fine && !from.at && i <= c->count; i = c->end[i])
        fine = add_total(w, c->function[i], c->total[i]);
    if (!from.at)
        step.function = heaviest(w);
    for (uint32_t i = 1; fine && step.function.at && i <= c->count;) {
        bool is_it = c->function[i].at == step.function.at;

        if (is_it) {
            fine = add_context(&set, i);
            step.total = nc_number_add(step.total, c->total[i], &w->saturated);
        }
        i = is_it || !from.at ? c->end[i] : i + 1;
    }
    if (!fine) {
        nc_alloc_free(set.contexts);
        return false;
    }
    if (w->p->has & NCALLS_HAS_CALLS)
        step.calls = w->p->functions.calls[step.function.at];
    if (step.total > 0)
        return push(w, step, set);
    nc_alloc_free(set.contexts);
    return true;
}

bool nc_path_stacks_find(nc_path *out, const ncalls_profile *profile, nc_func from, unsigned permille)
{
    walk w = {.p = profile, .out = out, .permille = permille};
    bool fine;

    w.position = nc_alloc_zeroed((size_t)profile->functions.count + 1, sizeof *w.position);
    w.total = nc_alloc_zeroed((size_t)profile->functions.count + 1, sizeof *w.total);
    fine = w.position && w.total && begin(&w, from) && (!out->count || follow(&w));
    for (size_t i = 0; i < w.set_count; i++)
        nc_alloc_free(w.sets[i].contexts);
    nc_alloc_free(w.sets);
    nc_alloc_free(w.position);
    nc_alloc_free(w.total);
    nc_alloc_free(w.touched);
    return fine;
}
