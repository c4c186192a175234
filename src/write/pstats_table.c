/* SPDX-License-Identifier: MIT */
#include "write/pstats_table.h"

#include <string.h>

#include "analyze/order.h"
#include "base/alloc.h"
#include "base/number.h"

static const char *text_of(const nc_strtab *strings, nc_str id, size_t *size)
{
    *size = nc_strtab_size(strings, id);
    return nc_strtab_text(strings, id);
}

void nc_pstats_table_name(const nc_pstats_table *t, uint32_t label, nc_stdname *out)
{
    const nc_label *l = &t->v->labels[label];
    size_t file_size, name_size;
    const char *file = text_of(t->files, l->file, &file_size);
    const char *name = text_of(t->names, l->name, &name_size);

    nc_stdname_init(out, file, file_size, l->line, name, name_size);
}

static int compare_texts(const nc_strtab *strings, nc_str a, nc_str b)
{
    size_t a_size, b_size;
    const char *a_text, *b_text;
    int order;

    if (a.at == b.at)
        return 0;
    a_text = text_of(strings, a, &a_size);
    b_text = text_of(strings, b, &b_size);
    order = memcmp(a_text, b_text, a_size < b_size ? a_size : b_size);
    return order ? order : (a_size > b_size) - (a_size < b_size);
}

int nc_pstats_table_compare_files(const nc_pstats_table *t, uint32_t a, uint32_t b)
{
    return compare_texts(t->files, t->v->labels[a].file, t->v->labels[b].file);
}

int nc_pstats_table_compare_names(const nc_pstats_table *t, uint32_t a, uint32_t b)
{
    return compare_texts(t->names, t->v->labels[a].name, t->v->labels[b].name);
}

int nc_pstats_table_compare(const nc_pstats_table *t, uint32_t a, uint32_t b)
{
    int order = nc_pstats_table_compare_files(t, a, b);
    int32_t a_line = t->v->labels[a].line, b_line = t->v->labels[b].line;

    if (!order)
        order = (a_line > b_line) - (a_line < b_line);
    return order ? order : nc_pstats_table_compare_names(t, a, b);
}

/* ---- rows from the model ------------------------------------------------- */

static double seconds(int64_t nanoseconds)
{
    return nanoseconds == NCALLS_ABSENT ? 0 : (double)nanoseconds / 1e9;
}

static bool label_function(nc_verbatim *v, const ncalls_profile *p, nc_func f, uint32_t *out)
{
    return nc_verbatim_label(v, (nc_label){nc_profile_path(p, f), p->functions.name[f.at], p->functions.line[f.at]},
                             out);
}

static bool make_edges(nc_verbatim *v, const ncalls_profile *p, nc_func callee)
{
    const nc_edges *e = &p->edges;

    for (uint32_t i = e->in_begin[callee.at]; i < e->in_begin[callee.at + 1]; i++) {
        nc_verbatim_edge edge = {.is_count = e->self[i] == NCALLS_ABSENT && e->total[i] == NCALLS_ABSENT,
                                 .calls = e->calls[i],
                                 .primitive = e->primitive[i] == NCALLS_ABSENT ? e->calls[i] : e->primitive[i],
                                 .self = seconds(e->self[i]),
                                 .total = seconds(e->total[i])};

        /* A caller that was seen but not counted cannot be printed here. */
        if (edge.calls == NCALLS_ABSENT)
            continue;
        if (!label_function(v, p, e->caller[i], &edge.label) || !nc_verbatim_add_edge(v, edge))
            return false;
    }
    return true;
}

static bool make_rows(nc_verbatim *v, const ncalls_profile *p, const nc_func *functions, size_t count)
{
    const nc_functions *f = &p->functions;

    nc_verbatim_begin_file(v);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = functions[i].at;
        nc_verbatim_row row = {.primitive = f->primitive[id],
                               .calls = f->calls[id],
                               .self = seconds(f->self[id]),
                               .total = seconds(f->total[id])};

        if (!label_function(v, p, functions[i], &row.label) || !nc_verbatim_add_row(v, row) ||
            !make_edges(v, p, functions[i]))
            return false;
    }
    return nc_verbatim_finish(v);
}

/* Callgrind counts calls by caller, so that a function nobody calls has time
 * and no calls: a table would say that it was never called. */
static uint32_t count_uncounted(const ncalls_profile *p)
{
    const nc_functions *f = &p->functions;
    uint32_t count = 0;

    for (uint32_t i = 1; i <= f->count; i++)
        count += !f->calls[i] && (f->self[i] || f->total[i]);
    return count;
}

/* What the profile does not know cannot be printed, and 0 would be a lie. */
static ncalls_status check_model(const ncalls_profile *p, bool with_edges, ncalls_error *error)
{
    const char *lacks = NULL;
    uint32_t uncounted;

    if (!(p->has & NCALLS_HAS_CALLS))
        lacks = "calls";
    else if (!(p->has & NCALLS_HAS_TIME))
        lacks = "times";
    else if (with_edges && !(p->has & NCALLS_HAS_EDGES))
        lacks = "callers";
    if (lacks)
        return nc_fail(error, NCALLS_USAGE, "--format pstats needs %s, and this profile has no %s",
                       with_edges ? "calls, times and callers" : "calls and times", lacks);
    uncounted = count_uncounted(p);
    if (uncounted)
        return nc_fail(error, NCALLS_USAGE,
                       "--format pstats needs the calls of every function, and of %u they are not known", uncounted);
    return NCALLS_OK;
}

static ncalls_status make_from_model(nc_pstats_table *t, const ncalls_profile *p, bool with_edges,
                                     ncalls_error *error)
{
    ncalls_status status = check_model(p, with_edges, error);
    nc_func *functions;
    size_t count;
    bool fine;

    if (status)
        return status;
    t->own = nc_verbatim_new();
    functions = nc_order_top(p, NC_ORDER_FILE, false, 0, &count);
    fine = t->own && functions && make_rows(t->own, p, functions, count);
    nc_alloc_free(functions);
    t->v = t->own;
    return fine ? NCALLS_OK : nc_fail_memory(error);
}

/* ---- sums ---------------------------------------------------------------- */

static void sum_calls(nc_pstats_table *t)
{
    bool saturated = false;

    for (size_t i = 0; i < t->v->row_count; i++) {
        t->calls = nc_number_add(t->calls, t->v->rows[i].calls, &saturated);
        t->primitive = nc_number_add(t->primitive, t->v->rows[i].primitive, &saturated);
    }
}

static bool is_text(const nc_strtab *strings, nc_str id, const char *expected)
{
    size_t size;
    const char *text = text_of(strings, id, &size);

    return size == strlen(expected) && memcmp(text, expected, size) == 0;
}

/* pstats puts the functions that this caller has above its counts. */
static bool find_root(const nc_pstats_table *t, uint32_t *out)
{
    for (size_t i = 0; i < t->v->label_count; i++) {
        const nc_label *l = &t->v->labels[i];

        if (l->line == 0 && is_text(t->files, l->file, "jprofile") && is_text(t->names, l->name, "profiler")) {
            *out = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static bool find_tops(nc_pstats_table *t)
{
    uint32_t root;

    if (!find_root(t, &root))
        return true;
    for (size_t i = 0; i < t->v->row_count; i++) {
        const nc_verbatim_row *row = &t->v->rows[i];
        uint32_t e = 0;

        while (e < row->edge_count && t->v->edges[row->first_edge + e].label != root)
            e++;
        if (e == row->edge_count)
            continue;
        if (!nc_alloc_grow(&t->tops, &t->top_room, t->top_count + 1, sizeof *t->tops))
            return false;
        t->tops[t->top_count++] = row->label;
    }
    return true;
}

/* ---- without directories ------------------------------------------------- */

/* One run of strip_dirs: old labels to new ones, and where in the new edges
 * the current row has which caller. */
typedef struct stripping {
    const nc_verbatim *old;
    nc_verbatim *v;
    uint32_t *label; /* [old label]: new label */
    uint32_t *row;   /* [new label]: row + 1 that had it last */
    size_t *edge;    /* [new label]: where in edges that was */
} stripping;

/* As os.path.basename on Unix: what is behind the last slash, maybe nothing. */
static bool add_base_name(nc_pstats_table *t, nc_str file, nc_str *out)
{
    size_t size;
    const char *path = text_of(t->files, file, &size);
    const char *slash = memrchr(path, '/', size);

    if (slash) {
        size -= (size_t)(slash + 1 - path);
        path = slash + 1;
    }
    return nc_strtab_add(&t->base_names, path, size, out);
}

static bool strip_labels(stripping *s, nc_pstats_table *t)
{
    for (size_t i = 0; i < s->old->label_count; i++) {
        nc_label label = s->old->labels[i];

        if (!add_base_name(t, label.file, &label.file) || !nc_verbatim_label(s->v, label, &s->label[i]))
            return false;
    }
    return true;
}

/* Trap: two callers of one function that look alike after stripping are not
 * added up. The later one's figures take the earlier one's place. */
static bool strip_edges(stripping *s, const nc_verbatim_row *row, uint32_t number)
{
    for (uint32_t i = 0; i < row->edge_count; i++) {
        nc_verbatim_edge edge = s->old->edges[row->first_edge + i];

        edge.label = s->label[edge.label];
        if (s->row[edge.label] == number) {
            s->v->edges[s->edge[edge.label]] = edge;
            continue;
        }
        s->row[edge.label] = number;
        s->edge[edge.label] = s->v->edge_count;
        if (!nc_verbatim_add_edge(s->v, edge))
            return false;
    }
    return true;
}

static bool strip_rows(stripping *s, bool with_edges)
{
    /* A second file makes nc_verbatim_finish add up rows of one label. */
    nc_verbatim_begin_file(s->v);
    nc_verbatim_begin_file(s->v);
    for (size_t i = 0; i < s->old->row_count; i++) {
        nc_verbatim_row row = s->old->rows[i];

        row.label = s->label[row.label];
        if (!nc_verbatim_add_row(s->v, row) || (with_edges && !strip_edges(s, &s->old->rows[i], (uint32_t)i + 1)))
            return false;
    }
    return nc_verbatim_finish(s->v);
}

/* Each once; the rows are through, so that their marks can serve for this. */
static void strip_tops(nc_pstats_table *t, stripping *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < t->top_count; i++) {
        uint32_t label = s->label[t->tops[i]];

        if (s->row[label] == UINT32_MAX)
            continue;
        s->row[label] = UINT32_MAX;
        t->tops[kept++] = label;
    }
    t->top_count = kept;
}

static bool strip_table(nc_pstats_table *t, bool with_edges)
{
    stripping s = {.old = t->v, .v = nc_verbatim_new()};
    nc_verbatim *made = t->own;
    bool fine;

    s.label = nc_alloc_zeroed(t->v->label_count + 1, sizeof *s.label);
    s.row = nc_alloc_zeroed(t->v->label_count + 1, sizeof *s.row);
    s.edge = nc_alloc_zeroed(t->v->label_count + 1, sizeof *s.edge);
    fine = nc_strtab_init(&t->base_names) && s.v && s.label && s.row && s.edge && strip_labels(&s, t) &&
           strip_rows(&s, with_edges);
    if (fine) {
        strip_tops(t, &s);
        t->v = t->own = s.v;
        t->files = &t->base_names;
        nc_verbatim_free(made);
    } else {
        nc_verbatim_free(s.v);
    }
    nc_alloc_free(s.label);
    nc_alloc_free(s.row);
    nc_alloc_free(s.edge);
    return fine;
}

ncalls_status nc_pstats_table_init(nc_pstats_table *t, const ncalls_profile *profile, bool strip, bool with_edges,
                                   ncalls_error *error)
{
    ncalls_status status;

    *t = (nc_pstats_table){.v = profile->verbatim, .names = &profile->strings, .files = &profile->strings};
    if (!t->v) {
        status = make_from_model(t, profile, with_edges, error);
        if (status)
            return status;
    }
    t->self = profile->verbatim ? t->v->self : seconds(profile->totals.self);
    sum_calls(t);
    if (!find_tops(t) || (strip && !strip_table(t, with_edges)))
        return nc_fail_memory(error);
    return NCALLS_OK;
}

void nc_pstats_table_reset(nc_pstats_table *t)
{
    nc_verbatim_free(t->own);
    nc_strtab_reset(&t->base_names);
    nc_alloc_free(t->tops);
}
