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
 *   the last row, so rows are kept until then.
 * - `python -m profile -o` has a code object for a name.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "base/text.h"
#include "codec/marshal.h"
#include "read/reader.h"

/* A key: who. */
typedef struct key {
    nc_func function;
    uint32_t label; /* verbatim only */
} key;

/* The five (or a caller's four) numbers of a row, as they stand in the file. */
typedef struct figures {
    int64_t first, second; /* cc, nc of a function; nc, cc of a caller */
    double self, total;
    size_t edge_begin, edge_count; /* a function's callers, in the builder's edges */
} figures;

typedef struct row {
    nc_func function;
    int64_t first, second;
    double self, total;
} row;

typedef struct pstats {
    nc_marshal m;
    nc_builder *b;
    nc_verbatim *v;         /* NULL unless wanted */
    row *rows;
    size_t row_count, row_room;
    key *keys;              /* verbatim only: what a reference to a key means */
    size_t key_count, key_room;
    figures *shared;        /* tuples and dicts that may be referred to again */
    size_t shared_count, shared_room;
    size_t edge_mark, verbatim_mark; /* where this file's edges begin */
    uint64_t repeated;      /* edges copied because of references */
    bool sampled;           /* ("__sampled__",) was there */
    bool has_tuples, has_counts; /* among the callers */
    bool minus_one, counted;     /* calls of -1; calls of 0 and more */
    bool primitive_above;   /* a row with cc > nc */
    bool is_yappi;          /* ... whose callers prove that cc is all calls */
    bool inexact;
} pstats;

/* Sizes of the usual forms: ")\3" with three items of five bytes; ")\4" with
 * two such and two floats. */
enum {
    KEY_SIZE = 2 + 3 * NC_MARSHAL_ITEM_SIZE,
    TUPLE_SIZE = 2 + NC_MARSHAL_FIGURES_SIZE,
};

/* What a reference to a container means: two low bits say what it is. */
enum bound { BOUND_KEY = 1, BOUND_FIGURES = 2, BOUND_CALLERS = 3 };

static bool wrong(pstats *p, const nc_marshal_value *v, const char *expected)
{
    char what[40];

    return nc_marshal_fail(&p->m, "%s where %s is expected", nc_marshal_describe(v, what), expected);
}

static uint32_t intern(void *payload, const char *bytes, size_t size)
{
    return nc_builder_string(payload, bytes, size).at;
}

static nc_str text_of(pstats *p, const nc_marshal_value *v)
{
    return v->is_interned ? (nc_str){v->interned} : nc_builder_string(p->b, v->bytes, v->size);
}

static bool take_int(pstats *p, int64_t *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type != NC_MARSHAL_INT)
        return wrong(p, &v, what);
    if (!v.fits)
        return nc_marshal_fail(&p->m, "%s beyond 64 bits", what);
    *out = v.integer;
    return true;
}

static bool take_number(pstats *p, double *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type == NC_MARSHAL_FLOAT)
        *out = v.number;
    else if (v.type == NC_MARSHAL_INT && v.fits)
        *out = (double)v.integer;
    else
        return wrong(p, &v, what);
    return true;
}

static bool take_text(pstats *p, nc_str *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type != NC_MARSHAL_TEXT)
        return wrong(p, &v, what);
    *out = text_of(p, &v);
    return true;
}

/* The name of a code object is shown as Python shows it (address apart) in
 * verbatim tables, and as "<module> (script.py:1)" everywhere else. */
static bool take_code_name(pstats *p, nc_str *shown, nc_str *raw)
{
    nc_marshal_code code;
    nc_text text;

    if (!nc_marshal_skip_code(&p->m, &code))
        return false;
    nc_text_init(&text);
    nc_text_add_format(&text, "%s (%s:%d)", nc_builder_text(p->b, (nc_str){code.name}),
                       nc_builder_text(p->b, (nc_str){code.file}), code.line);
    *shown = nc_builder_string(p->b, text.bytes, text.size);
    nc_text_clear(&text);
    nc_text_add_format(&text, "<code object %s at 0x0, file \"%s\", line %d>",
                       nc_builder_text(p->b, (nc_str){code.name}), nc_builder_text(p->b, (nc_str){code.file}),
                       code.line);
    *raw = nc_builder_string(p->b, text.bytes, text.size);
    if (nc_text_failed(&text))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    nc_text_reset(&text);
    return true;
}

static bool take_name(pstats *p, nc_str *shown, nc_str *raw)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, "a function's name"))
        return false;
    if (v.type == NC_MARSHAL_CODE)
        return take_code_name(p, shown, raw);
    if (v.type != NC_MARSHAL_TEXT)
        return wrong(p, &v, "a function's name");
    *shown = *raw = text_of(p, &v);
    return true;
}

static bool take_key_parts(pstats *p, key *out)
{
    nc_str file = {0}, name = {0}, raw = {0};
    int64_t line;

    if (!take_text(p, &file, "a file name") || !take_int(p, &line, "a line number"))
        return false;
    if (line < INT32_MIN || line > INT32_MAX)
        return nc_marshal_fail(&p->m, "a line number of %lld", (long long)line);
    if (!take_name(p, &name, &raw))
        return false;
    out->function = nc_builder_function(p->b, file, (int32_t)line, name);
    out->label = 0;
    if (p->v && !nc_verbatim_label(p->v, (nc_label){file, raw, (int32_t)line}, &out->label))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    return true;
}

static bool share_key(pstats *p, const nc_marshal_value *v, key who)
{
    uint32_t number = who.function.at;

    if (p->v) {
        if (!nc_alloc_grow(&p->keys, &p->key_room, p->key_count + 1, sizeof *p->keys)) {
            nc_fail_memory(&p->m.error);
            return false;
        }
        number = (uint32_t)p->key_count;
        p->keys[p->key_count++] = who;
    }
    nc_marshal_bind(&p->m, v, number << 2 | BOUND_KEY);
    return true;
}

/* `v` is the token that begins a key: a tuple of three or a reference to one. */
static bool take_key(pstats *p, const nc_marshal_value *v, key *out)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == BOUND_KEY) {
        *out = p->v ? p->keys[v->bound >> 2] : (key){{v->bound >> 2}, 0};
        return true;
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 3)
        return wrong(p, v, "a function (file, line, name)");
    return take_key_parts(p, out) && (!v->ref || share_key(p, v, *out));
}

/* Keeps figures for later references, if the token can be referred to. */
static bool share(pstats *p, const nc_marshal_value *v, const figures *f, enum bound kind)
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

static inline int64_t edge_time(pstats *p, double seconds)
{
    return nc_number_nanoseconds(seconds, &p->inexact);
}

static bool add_edge(pstats *p, nc_func callee, key caller, const figures *f, bool is_count)
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
    if (p->v && !nc_verbatim_add_edge(
                    p->v, (nc_verbatim_edge){caller.label, is_count, f->first, f->second, f->self, f->total}))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    return true;
}

/* The four numbers of both kinds of tuple. */
static bool take_figures(pstats *p, figures *f)
{
    return take_int(p, &f->first, "a number of calls") && take_int(p, &f->second, "a number of calls") &&
           take_number(p, &f->self, "self time") && take_number(p, &f->total, "cumulative time");
}

static bool take_caller_tuple(pstats *p, const nc_marshal_value *v, figures *f)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == BOUND_FIGURES) {
        *f = p->shared[v->bound >> 2];
        return f->edge_count != SIZE_MAX ? wrong(p, v, "a caller's four numbers") : true;
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 4)
        return wrong(p, v, "a caller's calls, or four numbers");
    f->edge_begin = 0;
    f->edge_count = SIZE_MAX; /* marks a caller's figures */
    return take_figures(p, f) && share(p, v, f, BOUND_FIGURES);
}

static bool take_caller(pstats *p, const nc_marshal_value *first, nc_func callee)
{
    nc_marshal_value v;
    figures f = {0};
    key caller;

    if (!take_key(p, first, &caller) || !nc_marshal_next(&p->m, &v, "a caller's calls"))
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
static bool repeat_callers(pstats *p, figures *f, const figures *shared, nc_func callee)
{
    p->repeated += shared->edge_count;
    if (p->repeated > NC_LIMIT_SHARED_EDGES) {
        nc_fail(&p->m.error, NCALLS_LIMIT, "at byte %llu: more than %llu edges repeated by reference",
                (unsigned long long)p->m.start, (unsigned long long)NC_LIMIT_SHARED_EDGES);
        return false;
    }
    f->edge_count = shared->edge_count;
    for (size_t i = 0; i < shared->edge_count; i++) {
        size_t count, at = shared->edge_begin - p->edge_mark + i;
        const nc_edge_row *edges = nc_builder_edges_since(p->b, p->edge_mark, &count);
        nc_edge_row edge;

        if (at >= count)
            break; /* the builder has failed */
        edge = edges[at];
        edge.callee = callee;
        nc_builder_add_edge(p->b, edge);
        if (p->v && !nc_verbatim_add_edge(p->v, p->v->edges[p->verbatim_mark + at]))
            nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    }
    return true;
}

/* A key whose texts are known from before: its size, 0 if it is another. */
static size_t quick_key(pstats *p, const unsigned char *at, nc_func *out)
{
    nc_marshal *m = &p->m;
    uint32_t bound, file, name;
    int64_t line;
    size_t number = m->ref_count;

    if (nc_marshal_peek_ref(m, at, NC_MARSHAL_TUPLE, &bound)) {
        *out = (nc_func){bound >> 2};
        return (bound & 3) == BOUND_KEY ? NC_MARSHAL_ITEM_SIZE : 0;
    }
    if ((at[0] & 0x7f) != ')' || at[1] != 3 || !nc_marshal_peek_ref(m, at + 2, NC_MARSHAL_TEXT, &file) ||
        !nc_marshal_peek_ref(m, at + 12, NC_MARSHAL_TEXT, &name))
        return 0;
    /* A tuple's number comes before those of its items. */
    m->ref_count += (at[0] & 0x80) != 0;
    if (!nc_marshal_quick_int(m, at + 7, &line)) {
        m->ref_count = number;
        return 0;
    }
    *out = nc_builder_function(p->b, (nc_str){file}, (int32_t)line, (nc_str){name});
    if (at[0] & 0x80) {
        m->ref_types[number] = NC_MARSHAL_TUPLE;
        m->ref_values[number] = out->at << 2 | BOUND_KEY;
    }
    return KEY_SIZE;
}

/* Callers in their usual form, straight from the window: most of a file. Stops
 * before the first that is not. */
static void take_usual_callers(pstats *p, nc_func callee)
{
    nc_marshal *m = &p->m;
    nc_input *in = m->input;

    while (nc_input_left(in) >= KEY_SIZE + TUPLE_SIZE + NC_MARSHAL_ITEM_SIZE && nc_marshal_reserve(m, 4)) {
        const unsigned char *at = in->p;
        size_t number = m->ref_count, size;
        nc_marshal_figures f;
        nc_func caller;

        nc_marshal_prefetch(m, at + NC_MARSHAL_ITEM_SIZE + TUPLE_SIZE);
        size = quick_key(p, at, &caller);
        at += size;
        if (!size || at[0] != ')' || at[1] != 4 || !nc_marshal_quick_figures(m, at + 2, &f) || f.first < 0 ||
            f.second < 0) {
            m->ref_count = number;
            return;
        }
        in->p = at + TUPLE_SIZE;
        p->has_tuples = true;
        nc_builder_add_edge(p->b, (nc_edge_row){caller, callee, f.first, f.second, edge_time(p, f.third),
                                                edge_time(p, f.fourth)});
    }
}

static bool take_callers(pstats *p, figures *f, nc_func callee)
{
    nc_marshal_value v, first;

    f->edge_begin = nc_builder_edge_mark(p->b);
    if (!nc_marshal_next(&p->m, &v, "the callers"))
        return false;
    if (v.type == NC_MARSHAL_SHARED && (v.bound & 3) == BOUND_CALLERS) {
        figures shared = p->shared[v.bound >> 2];

        return repeat_callers(p, f, &shared, callee);
    }
    if (v.type != NC_MARSHAL_DICT)
        return wrong(p, &v, "a dict of callers");
    for (;;) {
        if (!p->v)
            take_usual_callers(p, callee);
        if (!nc_marshal_next(&p->m, &first, "a caller or the end of the callers"))
            return false;
        if (first.type == NC_MARSHAL_END)
            break;
        if (!take_caller(p, &first, callee))
            return false;
    }
    f->edge_count = nc_builder_edge_mark(p->b) - f->edge_begin;
    return share(p, &v, f, BOUND_CALLERS);
}

/* yappi's outer tuple begins with all calls. The file does not say so; but
 * then its callers, whose tuples are in order, add up to more than nc. */
static void judge_order(pstats *p, const figures *f)
{
    int64_t calls = 0;
    size_t count;
    const nc_edge_row *edges = nc_builder_edges_since(p->b, f->edge_begin, &count);

    if (f->first <= f->second)
        return;
    p->primitive_above = true;
    for (size_t i = 0; i < count; i++)
        if (edges[i].calls != NCALLS_ABSENT && __builtin_add_overflow(calls, edges[i].calls, &calls))
            return;
    if (calls > f->second)
        p->is_yappi = true;
}

static bool add_row(pstats *p, key who, const figures *f)
{
    if (f->first < 0 || f->second < 0) {
        if (f->first != -1 || f->second != -1)
            return nc_marshal_fail(&p->m, "a negative number of calls");
        p->minus_one = true;
    } else {
        p->counted = true;
    }
    if (!nc_alloc_grow(&p->rows, &p->row_room, p->row_count + 1, sizeof *p->rows)) {
        nc_fail_memory(&p->m.error);
        return false;
    }
    p->rows[p->row_count++] = (row){who.function, f->first, f->second, f->self, f->total};
    return true;
}

static bool finish_function(pstats *p, key who, const figures *f)
{
    judge_order(p, f);
    return add_row(p, who, f);
}

static bool add_verbatim_row(pstats *p, key who, const figures *f)
{
    nc_verbatim_row verbatim = {who.label, 0, 0, f->first, f->second, f->self, f->total};

    if (!p->v || nc_verbatim_add_row(p->v, verbatim))
        return true;
    nc_fail_memory(&p->m.error);
    return false;
}

static bool take_function_tuple(pstats *p, const nc_marshal_value *v, key who, figures *f)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == BOUND_FIGURES) {
        figures shared = p->shared[v->bound >> 2];

        if (shared.edge_count == SIZE_MAX)
            return wrong(p, v, "a function's five figures");
        *f = shared;
        f->edge_begin = nc_builder_edge_mark(p->b);
        return add_verbatim_row(p, who, f) && repeat_callers(p, f, &shared, who.function);
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 5)
        return wrong(p, v, "a function's five figures");
    return take_figures(p, f) && add_verbatim_row(p, who, f) && take_callers(p, f, who.function) && share(p, v, f, BOUND_FIGURES);
}

/* The last entry of a sampling profile: ("__sampled__",): True. */
static bool take_sampled_mark(pstats *p)
{
    nc_marshal_value v;
    nc_str text;

    if (!take_text(p, &text, "'__sampled__'") || !nc_marshal_next(&p->m, &v, "True"))
        return false;
    if (strcmp(nc_builder_text(p->b, text), "__sampled__") != 0 || v.type != NC_MARSHAL_BOOL)
        return nc_marshal_fail(&p->m, "an entry that is no function");
    p->sampled = true;
    return true;
}

/* Two labels may be one function once addresses are stripped; the same label
 * twice is damage (in Python the second would replace the first). */
static bool check_listed_once(pstats *p, key who)
{
    if (nc_builder_mark_listed(p->b, who.function) || !nc_builder_is_plain(p->b, who.function))
        return true;
    return nc_marshal_fail(&p->m, "the same function a second time");
}

/* A function in its usual form up to its callers. False, with nothing read, if
 * it is in another. */
static bool take_usual_function(pstats *p, key *who, figures *f)
{
    nc_marshal *m = &p->m;
    const unsigned char *at = m->input->p;
    nc_marshal_figures usual;
    size_t number = m->ref_count, size;

    if (p->v || nc_input_left(m->input) < KEY_SIZE + TUPLE_SIZE || !nc_marshal_reserve(m, 4))
        return false;
    size = quick_key(p, at, &who->function);
    at += size;
    if (!size || at[0] != ')' || at[1] != 5 || !nc_marshal_quick_figures(m, at + 2, &usual)) {
        m->ref_count = number;
        return false;
    }
    m->input->p = at + TUPLE_SIZE;
    *f = (figures){usual.first, usual.second, usual.third, usual.fourth, 0, 0};
    return true;
}

static bool take_function(pstats *p, const nc_marshal_value *first)
{
    nc_marshal_value v;
    figures f = {0};
    key who;

    if (first->type == NC_MARSHAL_TUPLE && first->count == 1)
        return take_sampled_mark(p);
    if (!take_key(p, first, &who) || !check_listed_once(p, who) ||
        !nc_marshal_next(&p->m, &v, "a function's figures") || !take_function_tuple(p, &v, who, &f))
        return false;
    return finish_function(p, who, &f);
}

static bool take_dict(pstats *p)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, "a dict"))
        return false;
    if (v.type != NC_MARSHAL_DICT)
        return wrong(p, &v, "the dict of a profile");
    for (;;) {
        key who;
        figures f;

        while (take_usual_function(p, &who, &f))
            if (!check_listed_once(p, who) || !take_callers(p, &f, who.function) || !finish_function(p, who, &f))
                return false;
        if (!nc_marshal_next(&p->m, &v, "a function or the end of the profile"))
            return false;
        if (v.type == NC_MARSHAL_END)
            return true;
        if (!take_function(p, &v))
            return false;
    }
}

static const char *tool_of(const pstats *p)
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
static void turn_samples_into_time(pstats *p)
{
    size_t count;
    nc_edge_row *edges = nc_builder_edges_since(p->b, p->edge_mark, &count);
    double interval = 0;

    for (size_t i = 0; i < p->row_count && interval == 0; i++)
        if (p->rows[i].first > 0)
            interval = p->rows[i].self / (double)p->rows[i].first;
    for (size_t i = 0; i < count; i++) {
        if (edges[i].calls != NCALLS_ABSENT && edges[i].total == NCALLS_ABSENT)
            edges[i].total = edge_time(p, (double)edges[i].calls * interval);
        edges[i].calls = NCALLS_ABSENT;
    }
}

static void hand_over_row(pstats *p, const row *r, bool has_calls)
{
    int64_t primitive = has_calls ? r->first : 0, calls = has_calls ? r->second : 0;

    if (p->is_yappi) {
        int64_t swapped = primitive;

        primitive = calls;
        calls = swapped;
    }
    nc_builder_add_calls(p->b, r->function, calls, primitive, edge_time(p, r->self), edge_time(p, r->total));
}

static bool hand_over(pstats *p)
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
    for (size_t i = 0; i < p->row_count; i++)
        hand_over_row(p, &p->rows[i], has_calls);
    if (p->inexact)
        nc_builder_note(p->b, "some times are no finite number of nanoseconds; they are shown as 0 or 292 years");
    if (p->sampled)
        nc_builder_note(p->b, "a sampled profile: times are estimates, and there are no call counts");
    return true;
}

static ncalls_status read_pstats(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    pstats p = {.b = builder, .v = nc_builder_verbatim(builder), .edge_mark = nc_builder_edge_mark(builder)};
    ncalls_status status = NCALLS_OK;

    p.verbatim_mark = p.v ? p.v->edge_count : 0;
    nc_marshal_init(&p.m, input, intern, builder);
    if (!take_dict(&p) || !hand_over(&p)) {
        status = p.m.error.status;
        if (error)
            *error = p.m.error;
    } else if (nc_input_need(input, 1)) {
        nc_builder_note(builder, "bytes after the end of the profile (at %llu) were ignored",
                        (unsigned long long)nc_input_offset(input));
    }
    nc_marshal_reset(&p.m);
    nc_alloc_free(p.rows);
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
