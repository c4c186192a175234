/* SPDX-License-Identifier: MIT */
/*
 * pstats dumps: cProfile, profile, yappi, PyCharm's .pstat, pyinstrument's
 * pstats renderer, files merged by pstats.Stats.add.
 *
 *     { (file, line, name) : (cc, nc, tt, ct, callers), ... }
 *     callers = { (file, line, name) : (nc, cc, tt, ct) or calls, ... }
 *
 * cc = primitive calls, nc = all calls, tt = self, ct = cumulative seconds
 * (Lib/pstats.py, Modules/_lsprof.c, Lib/profile.py). Traps:
 * - In a caller's tuple nc comes first.
 * - The file does not say who wrote it. yappi swaps cc and nc in the outer
 *   tuple only; pyinstrument writes -1 for both; profiling.sampling (3.15)
 *   counts samples and adds the key ("__sampled__",). Each is known only after
 *   the last row: rows whose two counts differ are kept until then.
 * - `python -m profile -o` has a code object for a name.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "read/pstats_usual.h"

/* Keeps figures for later references, if the token can be referred to. */
static bool share(nc_pstats *p, const nc_marshal_value *v, const nc_pstats_figures *f, enum nc_pstats_bound kind)
{
    if (!v->ref)
        return true;
    if (!nc_alloc_grow(&p->shared, &p->shared_room, p->shared_count + 1, sizeof *p->shared)) {
        nc_fail_memory(&p->m.error);
        return false;
    }
    p->shared[p->shared_count] = *f;
    nc_marshal_bind(&p->m, v, (uint32_t)p->shared_count++ << 2 | kind);
    return true;
}

static inline int64_t edge_time(nc_pstats *p, double seconds)
{
    return nc_number_nanoseconds(seconds, &p->inexact);
}

static bool add_edge(nc_pstats *p, nc_func callee, nc_pstats_key caller, const nc_pstats_figures *f, bool is_count)
{
    nc_edge_row edge = {caller.function, callee, f->first, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT};

    if (f->first < 0 || f->second < 0) {
        if (is_count || f->first != -1 || f->second != -1)
            return nc_marshal_fail(&p->m, "a negative number of calls");
        edge.calls = NCALLS_ABSENT;
    }
    if (!is_count) {
        edge.primitive = f->second < 0 ? NCALLS_ABSENT : f->second;
        edge.self = edge_time(p, f->self);
        edge.total = edge_time(p, f->total);
    }
    nc_builder_add_edge(p->b, edge);
    nc_pstats_add_verbatim_edge(p, (nc_verbatim_edge){caller.label, is_count, f->first, f->second, f->self, f->total});
    return true;
}

/* The four numbers of both kinds of tuple. */
static bool take_figures(nc_pstats *p, nc_pstats_figures *f)
{
    return nc_pstats_key_take_int(p, &f->first, "a number of calls") &&
           nc_pstats_key_take_int(p, &f->second, "a number of calls") &&
           nc_pstats_key_take_number(p, &f->self, "self time") &&
           nc_pstats_key_take_number(p, &f->total, "cumulative time");
}

static bool take_caller_tuple(nc_pstats *p, const nc_marshal_value *v, nc_pstats_figures *f)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == NC_PSTATS_FIGURES) {
        *f = p->shared[v->bound >> 2];
        return f->edge_count != SIZE_MAX ? nc_pstats_key_wrong(p, v, "a caller's four numbers") : true;
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 4)
        return nc_pstats_key_wrong(p, v, "a caller's calls, or four numbers");
    f->edge_begin = 0;
    f->edge_count = SIZE_MAX; /* marks a caller's figures */
    return take_figures(p, f) && share(p, v, f, NC_PSTATS_FIGURES);
}

static bool take_caller(nc_pstats *p, const nc_marshal_value *first, nc_func callee)
{
    nc_marshal_value v;
    nc_pstats_figures f = {0};
    nc_pstats_key caller;

    if (!nc_pstats_key_take(p, first, &caller) || !nc_marshal_next(&p->m, &v, "a caller's calls"))
        return false;
    if (v.type == NC_MARSHAL_INT) {
        if (!v.fits)
            return nc_marshal_fail(&p->m, "a caller's calls beyond 64 bits");
        f.first = v.integer;
        p->has_counts = true;
        return add_edge(p, callee, caller, &f, true);
    }
    p->has_tuples = true;
    return take_caller_tuple(p, &v, &f) && add_edge(p, callee, caller, &f, false);
}

/* A dict of callers that another function has, too: copy its edges. */
static bool repeat_callers(nc_pstats *p, nc_pstats_figures *f, const nc_pstats_figures *shared, nc_func callee)
{
    const nc_edges *e = nc_builder_edges(p->b);

    p->repeated += shared->edge_count;
    if (p->repeated > NC_LIMIT_SHARED_EDGES) {
        nc_fail(&p->m.error, NCALLS_LIMIT, "at byte %llu: more than %llu edges repeated by reference",
                (unsigned long long)p->m.start, (unsigned long long)NC_LIMIT_SHARED_EDGES);
        return false;
    }
    f->edge_count = shared->edge_count;
    for (size_t i = 0; i < shared->edge_count; i++) {
        uint32_t at = (uint32_t)(shared->edge_begin + i) + 1;

        if (at > e->count)
            break; /* the builder has failed */
        nc_builder_add_edge(p->b, (nc_edge_row){e->caller[at], callee, e->calls[at], e->primitive[at], e->self[at],
                                                e->total[at]});
        if (p->v)
            nc_pstats_add_verbatim_edge(p, p->v->edges[p->verbatim_mark + at - 1 - p->edge_mark]);
    }
    return true;
}

/* From behind the "{" on. */
static bool take_callers_inside(nc_pstats *p, nc_pstats_figures *f, nc_func callee)
{
    nc_marshal_value first;

    f->edge_begin = nc_builder_edges(p->b)->count;
    while (!nc_pstats_usual_callers(p, callee)) {
        if (!nc_marshal_next(&p->m, &first, "a caller or the end of the callers"))
            return false;
        if (first.type == NC_MARSHAL_END)
            break;
        if (!take_caller(p, &first, callee))
            return false;
    }
    f->edge_count = nc_builder_edges(p->b)->count - f->edge_begin;
    return true;
}

static bool take_callers(nc_pstats *p, nc_pstats_figures *f, nc_func callee)
{
    nc_marshal_value v;

    f->edge_begin = nc_builder_edges(p->b)->count;
    if (!nc_marshal_next(&p->m, &v, "the callers"))
        return false;
    if (v.type == NC_MARSHAL_SHARED && (v.bound & 3) == NC_PSTATS_CALLERS) {
        nc_pstats_figures shared = p->shared[v.bound >> 2];

        return repeat_callers(p, f, &shared, callee);
    }
    if (v.type != NC_MARSHAL_DICT)
        return nc_pstats_key_wrong(p, &v, "a dict of callers");
    return take_callers_inside(p, f, callee) && share(p, &v, f, NC_PSTATS_CALLERS);
}

/* yappi's outer tuple begins with all calls. The file does not say so; but
 * then its callers, whose tuples are in order, add up to more than nc. */
static void judge_order(nc_pstats *p, const nc_pstats_figures *f)
{
    int64_t calls = 0;
    const nc_edges *e = nc_builder_edges(p->b);

    if (f->first <= f->second)
        return;
    p->primitive_above = true;
    for (size_t i = f->edge_begin + 1; i <= e->count; i++)
        if (e->calls[i] != NCALLS_ABSENT && __builtin_add_overflow(calls, e->calls[i], &calls))
            return;
    if (calls > f->second)
        p->is_yappi = true;
}

/* Two labels may be one function once addresses are stripped; the same label
 * twice is damage (in Python the second would replace the first). */
static bool add_row(nc_pstats *p, nc_func function, const nc_pstats_figures *f)
{
    bool is_counted = f->first >= 0 && f->second >= 0;

    if (!is_counted && (f->first != -1 || f->second != -1))
        return nc_marshal_fail(&p->m, "a negative number of calls");
    p->counted |= is_counted;
    p->minus_one |= !is_counted;
    p->row_count++;
    if (p->interval == 0 && f->first > 0)
        p->interval = f->self / (double)f->first;
    if (f->first != f->second) {
        if (!nc_alloc_grow(&p->unequal, &p->unequal_room, p->unequal_count + 1, sizeof *p->unequal)) {
            nc_fail_memory(&p->m.error);
            return false;
        }
        p->unequal[p->unequal_count++] = (nc_pstats_row){function, f->first, f->second};
    }
    nc_builder_add_calls(p->b, function, is_counted ? f->second : 0, is_counted ? f->first : 0, edge_time(p, f->self),
                         edge_time(p, f->total));
    if (!nc_builder_mark_listed(p->b, function) && !p->twice.at && nc_builder_is_plain(p->b, function))
        p->twice = function;
    return true;
}

static bool finish_function(nc_pstats *p, nc_pstats_key who, const nc_pstats_figures *f)
{
    judge_order(p, f);
    return add_row(p, who.function, f);
}

static bool add_verbatim_row(nc_pstats *p, nc_pstats_key who, const nc_pstats_figures *f)
{
    nc_verbatim_row verbatim = {who.label, 0, 0, f->first, f->second, f->self, f->total};

    if (!p->v || nc_verbatim_add_row(p->v, verbatim))
        return true;
    nc_fail_memory(&p->m.error);
    return false;
}

static bool take_function_tuple(nc_pstats *p, const nc_marshal_value *v, nc_pstats_key who, nc_pstats_figures *f)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == NC_PSTATS_FIGURES) {
        nc_pstats_figures shared = p->shared[v->bound >> 2];

        if (shared.edge_count == SIZE_MAX)
            return nc_pstats_key_wrong(p, v, "a function's five figures");
        *f = shared;
        f->edge_begin = nc_builder_edges(p->b)->count;
        return add_verbatim_row(p, who, f) && repeat_callers(p, f, &shared, who.function);
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 5)
        return nc_pstats_key_wrong(p, v, "a function's five figures");
    return take_figures(p, f) && add_verbatim_row(p, who, f) && take_callers(p, f, who.function) &&
           share(p, v, f, NC_PSTATS_FIGURES);
}

/* The last entry of a sampling profile: ("__sampled__",): True. */
static bool take_sampled_mark(nc_pstats *p)
{
    nc_marshal_value v;
    nc_str text;

    if (!nc_pstats_key_take_text(p, &text, "'__sampled__'") || !nc_marshal_next(&p->m, &v, "True"))
        return false;
    if (strcmp(nc_builder_text(p->b, text), "__sampled__") != 0 || v.type != NC_MARSHAL_BOOL)
        return nc_marshal_fail(&p->m, "an entry that is no function");
    p->sampled = true;
    return true;
}

static bool take_function(nc_pstats *p, const nc_marshal_value *first)
{
    nc_marshal_value v;
    nc_pstats_figures f = {0};
    nc_pstats_key who;

    if (first->type == NC_MARSHAL_TUPLE && first->count == 1)
        return take_sampled_mark(p);
    if (!nc_pstats_key_take(p, first, &who) || !nc_marshal_next(&p->m, &v, "a function's figures") ||
        !take_function_tuple(p, &v, who, &f))
        return false;
    return finish_function(p, who, &f);
}

static bool take_dict(nc_pstats *p)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, "a dict"))
        return false;
    if (v.type != NC_MARSHAL_DICT)
        return nc_pstats_key_wrong(p, &v, "the dict of a profile");
    for (;;) {
        nc_pstats_key who;
        nc_pstats_figures f;

        while (nc_pstats_usual_function(p, &who, &f))
            if (!add_verbatim_row(p, who, &f) || !take_callers_inside(p, &f, who.function) ||
                !finish_function(p, who, &f))
                return false;
        if (!nc_marshal_next(&p->m, &v, "a function or the end of the profile"))
            return false;
        if (v.type == NC_MARSHAL_END)
            return true;
        if (!take_function(p, &v))
            return false;
    }
}

static const char *tool_of(const nc_pstats *p)
{
    if (p->sampled)
        return "profiling.sampling";
    if (p->minus_one)
        return "pyinstrument";
    if (p->is_yappi)
        return "yappi";
    return p->has_counts && !p->has_tuples ? "profile" : "cProfile";
}

/* Samples are no calls: what is known of an edge is its time. */
static void turn_samples_into_time(nc_pstats *p)
{
    nc_edges *e = nc_builder_edges(p->b);

    for (size_t i = p->edge_mark + 1; i <= e->count; i++) {
        if (e->calls[i] != NCALLS_ABSENT && e->total[i] == NCALLS_ABSENT)
            e->total[i] = edge_time(p, (double)e->calls[i] * p->interval);
        e->calls[i] = NCALLS_ABSENT;
    }
}

/* What was taken for primitive calls is all calls, and the other way round. */
static void exchange_calls(nc_pstats *p)
{
    for (size_t i = 0; i < p->unequal_count; i++) {
        const nc_pstats_row *r = &p->unequal[i];

        nc_builder_add_calls(p->b, r->function, r->first - r->second, r->second - r->first, 0, 0);
    }
}

static bool hand_over(nc_pstats *p)
{
    bool has_calls = !p->sampled && !p->minus_one;
    unsigned has = NCALLS_HAS_EDGES | NCALLS_HAS_TIME | (has_calls ? (unsigned)NCALLS_HAS_CALLS : 0);

    if (!p->row_count)
        return nc_marshal_fail(&p->m, "holds no function: an empty profile");
    if (p->minus_one && p->counted)
        return nc_marshal_fail(&p->m, "a negative number of calls");
    if (p->primitive_above && !p->is_yappi && !p->sampled)
        return nc_marshal_fail(&p->m, "a function has more primitive calls than calls");
    nc_builder_set_tool(p->b, tool_of(p));
    nc_builder_declare(p->b, has, NCALLS_UNIT_NANOSECONDS);
    if (p->sampled)
        turn_samples_into_time(p);
    if (p->is_yappi)
        exchange_calls(p);
    if (p->twice.at && nc_builder_is_plain(p->b, p->twice))
        return nc_marshal_fail(&p->m, "the same function stands in the file twice");
    if (p->inexact)
        nc_builder_note(p->b, "some times are no finite number of nanoseconds; they are shown as 0 or 292 years");
    if (p->sampled)
        nc_builder_note(p->b, "a sampled profile: times are estimates, and there are no call counts");
    return true;
}

static ncalls_status read_pstats(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    nc_pstats p = {.b = builder, .v = nc_builder_verbatim(builder), .edge_mark = nc_builder_edges(builder)->count};
    ncalls_status status = NCALLS_OK;

    p.verbatim_mark = p.v ? p.v->edge_count : 0;
    nc_marshal_init(&p.m, input, nc_pstats_key_intern, builder);
    if (!take_dict(&p) || !hand_over(&p)) {
        status = p.m.error.status;
        if (error)
            *error = p.m.error;
    } else if (nc_input_need(input, 1)) {
        nc_builder_note(builder, "bytes after the end of the profile (at %llu) were ignored",
                        (unsigned long long)nc_input_offset(input));
    }
    nc_marshal_reset(&p.m);
    nc_alloc_free(p.unequal);
    nc_alloc_free(p.keys);
    nc_alloc_free(p.shared);
    return status;
}

/* A dict whose first key is a tuple of three (or of one: a sampling profile
 * that holds nothing else), or an empty dict. JSON's '{' has a quote or a brace
 * after it. */
static unsigned bid_pstats(const nc_head *head)
{
    const unsigned char *b = head->bytes;
    unsigned char second;

    if ((b[0] & 0x7f) != '{')
        return 0;
    if (head->size == 1)
        return b[0] == 0xfb ? 4 : 0;
    second = b[1] & 0x7f;
    if (second == '0')
        return 10;
    if (second == ')')
        return head->size < 3 ? 12 : b[2] == 3 || b[2] == 1 ? 24 : 0;
    if (second == '(')
        return head->size < 6 ? 12 : (b[2] == 3 || b[2] == 1) && !b[3] && !b[4] && !b[5] ? 44 : 0;
    return 0;
}

const nc_reader nc_read_pstats = {
    .name = "pstats",
    .title = "pstats dump: cProfile, profile, yappi, PyCharm's .pstat, pstats.Stats.dump_stats",
    .bid = bid_pstats,
    .read = read_pstats,
};
