/* SPDX-License-Identifier: MIT */
#include "analyze/mixing.h"

#include <string.h>

#include "base/alloc.h"

typedef struct search {
    const ncalls_profile *p;
    const nc_cycles *cycles;
    nc_mixing *out;
    nc_func *open; /* suspects whose callees were not looked at */
    uint32_t open_count;
    bool is_proved;
    bool has_threads, has_greenlets;
    nc_str bootstrap, run, switch_; /* names that tell; 0: nobody has it */
} search;

static bool is_builtin(const ncalls_profile *p, nc_func f)
{
    return p->functions.kind[f.at] == NCALLS_KIND_BUILTIN;
}

static bool is_named(const ncalls_profile *p, nc_func f, nc_str name)
{
    return name.at && p->functions.name[f.at].at == name.at;
}

static bool is_in_file(const ncalls_profile *p, nc_func f, const char *end)
{
    nc_str path = nc_profile_path(p, f);
    size_t size = nc_profile_size(p, path), end_size = strlen(end);
    const char *tail = nc_profile_text(p, path) + size - end_size;

    return size >= end_size && memcmp(tail, end, end_size) == 0 &&
           (size == end_size || tail[-1] == '/' || tail[-1] == '\\');
}

static void suspect(search *s, nc_func f)
{
    if (s->out->suspect[f.at])
        return;
    s->out->suspect[f.at] = true;
    s->out->suspects++;
    s->open[s->open_count++] = f;
}

static void accuse(search *s, nc_func f)
{
    s->is_proved |= !is_builtin(s->p, f);
    suspect(s, f);
}

static bool has_edges(const ncalls_profile *p, nc_func f)
{
    const nc_edges *e = &p->edges;

    return e->in_begin[f.at + 1] > e->in_begin[f.at] || e->out_begin[f.at + 1] > e->out_begin[f.at];
}

/* Was under way twice at a time, and yet nothing leads from it to itself. */
static bool is_impossible(const search *s, nc_func f)
{
    const nc_functions *functions = &s->p->functions;

    return functions->primitive[f.at] < functions->calls[f.at] && has_edges(s->p, f) &&
           !nc_cycles_is_recursive(s->cycles, s->p, f);
}

static bool is_unended(const search *s, uint32_t edge)
{
    const nc_edges *e = &s->p->edges;

    return s->p->functions.calls[e->caller[edge].at] && s->p->functions.calls[e->callee[edge].at];
}

static bool is_impossible_edge(const search *s, uint32_t edge)
{
    const nc_edges *e = &s->p->edges;
    nc_func caller = e->caller[edge], callee = e->callee[edge];

    return e->primitive[edge] != NCALLS_ABSENT && e->primitive[edge] < e->calls[edge] && caller.at != callee.at &&
           !(s->cycles && s->cycles->component[caller.at] == s->cycles->component[callee.at]);
}

/* Where a thread begins, and yet somebody calls it. */
static bool is_called_bootstrap(const search *s, nc_func f)
{
    const nc_edges *e = &s->p->edges;
    uint32_t first = e->in_begin[f.at], count = e->in_begin[f.at + 1] - first;

    return is_named(s->p, f, s->bootstrap) && (count > 1 || (count == 1 && e->caller[first].at != f.at)) &&
           is_in_file(s->p, f, "threading.py");
}

/* gevent switches below Python; its hub is a greenlet that runs. */
static bool is_greenlet(const search *s, nc_func f)
{
    if (is_named(s->p, f, s->switch_))
        return is_builtin(s->p, f) && s->p->functions.calls[f.at];
    return is_named(s->p, f, s->run) && s->p->functions.calls[f.at] && is_in_file(s->p, f, "gevent/hub.py");
}

static void look_at(search *s, nc_func f)
{
    bool bootstrap = is_called_bootstrap(s, f), greenlet = is_greenlet(s, f);

    s->has_threads |= bootstrap;
    s->has_greenlets |= greenlet;
    if (bootstrap || greenlet || is_impossible(s, f))
        accuse(s, f);
}

static void look_for_evidence(search *s)
{
    const nc_functions *functions = &s->p->functions;
    const nc_edges *e = &s->p->edges;

    s->bootstrap = nc_profile_find_text(s->p, "_bootstrap");
    s->switch_ = nc_profile_find_text(s->p, "<method 'switch' of 'greenlet.greenlet' objects>");
    s->run = nc_profile_find_text(s->p, "run");
    for (uint32_t i = 1; i <= functions->count; i++) {
        nc_str name = functions->name[i];

        /* Nearly all of them are done with here. */
        if (functions->primitive[i] < functions->calls[i] || name.at == s->bootstrap.at || name.at == s->switch_.at ||
            name.at == s->run.at)
            look_at(s, (nc_func){i});
    }
    for (uint32_t i = 1; i <= e->count; i++)
        if (e->calls[i] ? e->primitive[i] < e->calls[i] && is_impossible_edge(s, i) : is_unended(s, i))
            accuse(s, e->callee[i]);
}

/* What suspects call is suspect. Not through built-ins: half of a program is
 * below len() and getattr(). */
static void spread(search *s)
{
    const nc_edges *e = &s->p->edges;

    while (s->open_count) {
        nc_func f = s->open[--s->open_count];

        for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1] && !is_builtin(s->p, f); i++)
            suspect(s, e->callee[e->out[i].at]);
    }
}

static nc_mixing_cause cause_of(const search *s)
{
    if (s->has_threads)
        return NC_MIXING_THREADS;
    if (s->has_greenlets)
        return NC_MIXING_GREENLETS;
    return s->is_proved ? NC_MIXING_UNKNOWN : NC_MIXING_NONE;
}

ncalls_status nc_mixing_find(nc_mixing *out, const ncalls_profile *profile, const nc_cycles *cycles,
                             ncalls_error *error)
{
    search s = {.p = profile, .cycles = cycles, .out = out};
    size_t count = (size_t)profile->functions.count + 1;

    *out = (nc_mixing){0};
    if (!(profile->has & NCALLS_HAS_CALLS) || !profile->edges.count)
        return NCALLS_OK;
    out->suspect = nc_alloc_zeroed(count, sizeof *out->suspect);
    s.open = nc_alloc_zeroed(count, sizeof *s.open);
    if (!out->suspect || !s.open) {
        nc_alloc_free(s.open);
        nc_mixing_reset(out);
        return nc_fail_memory(error);
    }
    look_for_evidence(&s);
    out->cause = cause_of(&s);
    spread(&s);
    nc_alloc_free(s.open);
    if (out->cause == NC_MIXING_NONE)
        nc_mixing_reset(out);
    return NCALLS_OK;
}

void nc_mixing_reset(nc_mixing *mixing)
{
    nc_alloc_free(mixing->suspect);
    *mixing = (nc_mixing){0};
}
