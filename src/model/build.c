/* SPDX-License-Identifier: MIT */
#include "model/build.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "base/sort.h"
#include "model/lines.h"
#include "model/stacks.h"

/* One column out of an array of rows; element 0 is zero. */
#define COLUMN(target, rows, from, count, member)                                             \
    do {                                                                                      \
        (target) = nc_alloc((((size_t)(count)) + 1) * sizeof *(target));                      \
        if (!(target))                                                                        \
            return false;                                                                     \
        memset((target), 0, sizeof *(target));                                                \
        for (size_t at_ = 1; at_ <= (count); at_++)                                           \
            (target)[at_] = (rows)[at_ - 1 + (from)].member;                                  \
    } while (0)

static bool finish_files(nc_builder *b, nc_files *f)
{
    f->count = (uint32_t)b->file_count;
    COLUMN(f->path, b->files, 1, f->count, path);
    COLUMN(f->package, b->files, 1, f->count, package);
    COLUMN(f->library, b->files, 1, f->count, library);
    COLUMN(f->class_, b->files, 1, f->count, class_);
    return true;
}

static bool allocate_functions(nc_functions *f, size_t count)
{
    f->name = nc_alloc((count + 1) * sizeof *f->name);
    f->file = nc_alloc((count + 1) * sizeof *f->file);
    f->line = nc_alloc((count + 1) * sizeof *f->line);
    f->kind = nc_alloc((count + 1) * sizeof *f->kind);
    f->calls = nc_alloc((count + 1) * sizeof *f->calls);
    f->primitive = nc_alloc((count + 1) * sizeof *f->primitive);
    f->self = nc_alloc((count + 1) * sizeof *f->self);
    f->total = nc_alloc((count + 1) * sizeof *f->total);
    return f->name && f->file && f->line && f->kind && f->calls && f->primitive && f->self && f->total;
}

static void set_function(nc_functions *f, uint32_t id, const nc_key *key, const nc_figures *figures)
{
    f->name[id] = key->name;
    f->file[id] = key->file;
    f->line[id] = key->line;
    f->kind[id] = key->kind;
    f->calls[id] = figures->calls;
    f->primitive[id] = figures->primitive;
    f->self[id] = figures->self;
    f->total[id] = figures->total;
}

/* All columns at once: the rows lie in another order, far apart, and what is
 * ahead is fetched. */
static bool fill_functions(const nc_builder *b, nc_functions *f, const uint32_t *from)
{
    enum { AHEAD = 8 };

    if (!allocate_functions(f, f->count))
        return false;
    set_function(f, 0, &(nc_key){0}, &(nc_figures){0});
    for (uint32_t id = 1; id <= f->count; id++) {
        uint32_t next = from[id + AHEAD <= f->count ? id + AHEAD : id];

        __builtin_prefetch(&b->keys[next]);
        __builtin_prefetch(&b->figures[next]);
        __builtin_prefetch(&b->figures[next].total);
        set_function(f, id, &b->keys[from[id]], &b->figures[from[id]]);
    }
    return true;
}

/* Ids in the order of listing: a file lists callee by callee, so its edges are
 * in order as they stand. Stacks and lines hold ids, too, and know no listing. */
static void number_by_listing(const nc_builder *b, uint32_t *to)
{
    uint32_t next = 0;

    for (size_t i = 0; i < b->listed_count && !b->stacks && !b->lines; i++)
        to[b->listing[i].at] = ++next;
    for (uint32_t id = 1; id <= b->function_count; id++)
        if (!to[id])
            to[id] = ++next;
}

static void renumber_edges(nc_edges *e, const uint32_t *to)
{
    for (uint32_t i = 1; i <= e->count; i++)
        e->caller[i].at = to[e->caller[i].at];
    for (uint32_t i = 1; i <= e->count; i++)
        e->callee[i].at = to[e->callee[i].at];
}

static bool finish_functions(nc_builder *b, nc_functions *f)
{
    size_t count = b->function_count;
    uint32_t *to = nc_alloc_zeroed(count + 1, sizeof *to), *from = nc_alloc_zeroed(count + 1, sizeof *from);
    bool fine = to && from;

    f->count = (uint32_t)count;
    if (fine) {
        number_by_listing(b, to);
        for (uint32_t id = 1; id <= count; id++)
            from[to[id]] = id;
        renumber_edges(&b->edges, to);
        fine = fill_functions(b, f, from);
        nc_alloc_free(b->figures);
        b->figures = NULL;
    }
    nc_alloc_free(to);
    nc_alloc_free(from);
    return fine;
}

static bool finish_edges(nc_builder *b, nc_edges *e, uint32_t functions)
{
    if (!nc_edges_grow(&b->edges, &b->edge_room, b->edges.count) ||
        !nc_edges_arrange(&b->edges, b->edge_room, functions, &b->saturated))
        return false;
    *e = b->edges;
    b->edges = (nc_edges){0};
    return nc_edges_index(e, functions);
}

/* Not all files of a sum knew the calls: those that are known are no sum. */
static void forget_calls(ncalls_profile *p)
{
    memset(p->functions.calls, 0, (p->functions.count + (size_t)1) * sizeof *p->functions.calls);
    memset(p->functions.primitive, 0, (p->functions.count + (size_t)1) * sizeof *p->functions.primitive);
    for (uint32_t i = 1; i <= p->edges.count; i++)
        p->edges.calls[i] = p->edges.primitive[i] = NCALLS_ABSENT;
}

static void sum_totals(nc_builder *b, ncalls_profile *p)
{
    const nc_functions *f = &p->functions;
    /* Callers that no file lists are known by name only: they are not counted. */
    ncalls_totals t = {b->listed_count ? (uint32_t)b->listed_count : f->count, p->edges.count, 0, 0, 0};
    bool overflow = false;

    for (uint32_t i = 1; i <= f->count; i++) {
        overflow |= __builtin_add_overflow(t.calls, f->calls[i], &t.calls);
        overflow |= __builtin_add_overflow(t.primitive, f->primitive[i], &t.primitive);
        t.self = nc_number_add(t.self, f->self[i], &b->saturated);
    }
    if (overflow)
        nc_builder_fail(b, NCALLS_LIMIT, "the call counts add up to more than 2^63");
    if (!(b->has & NCALLS_HAS_CALLS))
        t.calls = t.primitive = NCALLS_ABSENT;
    p->totals = t;
}

/* Writers print a function's name and file wherever it stands: a name of 1 MB
 * that 5,000 functions share by reference is 1 MB here and 5 GB there. */
static void check_repeated(nc_builder *b, const ncalls_profile *p)
{
    const nc_functions *f = &p->functions;
    uint64_t bytes = 0;

    if ((uint64_t)f->count * b->longest <= NC_LIMIT_REPEATED / 2)
        return; /* the usual case: nothing to add up */
    for (uint32_t i = 1; i <= f->count; i++)
        bytes += nc_builder_text_size(b, f->name[i]) + nc_builder_text_size(b, p->files.path[f->file[i].at]);
    if (bytes > NC_LIMIT_REPEATED)
        nc_builder_fail(b, NCALLS_LIMIT, "the names of all functions have more than %llu MB",
                        (unsigned long long)(NC_LIMIT_REPEATED >> 20));
}

/* Sources by path, so that a sum does not depend on the order of its files. */
static int compare_sources(const void *a, const void *b, void *payload)
{
    const ncalls_profile *p = payload;
    const nc_source_info *x = a, *y = b;

    return strcmp(nc_profile_text(p, x->path), nc_profile_text(p, y->path));
}

static int compare_notes(const void *a, const void *b, void *payload)
{
    const ncalls_profile *p = payload;

    return strcmp(nc_profile_text(p, *(const nc_str *)a), nc_profile_text(p, *(const nc_str *)b));
}

static void finish_sources(nc_builder *b, ncalls_profile *p)
{
    p->sources = b->sources;
    p->source_count = (uint32_t)b->source_count;
    p->notes = b->notes;
    p->note_count = (uint32_t)b->note_count;
    b->sources = NULL;
    b->notes = NULL;
    /* pstats prints its files in the order given; so do we when asked to. */
    if (p->source_count < 2)
        return;
    if (p->note_count > 1)
        nc_sort(p->notes, p->note_count, sizeof *p->notes, compare_notes, p);
    if (!(b->keep & NCALLS_KEEP_VERBATIM))
        nc_sort(p->sources, p->source_count, sizeof *p->sources, compare_sources, p);
}

/* Nothing is looked up any more. */
static void free_tables(nc_builder *b)
{
    nc_alloc_free(b->slots);
    nc_alloc_free(b->known);
    b->slots = NULL;
    b->known = NULL;
}

static bool fill(nc_builder *b, ncalls_profile *p)
{
    free_tables(b);
    if (!nc_stacks_finish(b, p) || !finish_files(b, &p->files) || !finish_functions(b, &p->functions) ||
        !finish_edges(b, &p->edges, p->functions.count) || !nc_lines_finish(b, p))
        return false;
    p->has = p->lines.count ? b->has : b->has & ~(unsigned)NCALLS_HAS_LINES; /* frames may have lines and need not */
    p->unit = b->unit;
    if (!(b->has & NCALLS_HAS_CALLS))
        forget_calls(p);
    sum_totals(b, p);
    check_repeated(b, p);
    if (b->saturated)
        nc_builder_note(b, "some sums are beyond 64 bits (292 years in nanoseconds) and are shown as that");
    if (nc_builder_failed(b))
        return true;
    if (b->verbatim && !nc_verbatim_is_whole(b->verbatim)) {
        nc_verbatim_free(b->verbatim);
        b->verbatim = NULL;
    }
    if (b->verbatim && !nc_verbatim_finish(b->verbatim))
        return false;
    p->strings = b->strings;
    memset(&b->strings, 0, sizeof b->strings);
    nc_strtab_freeze(&p->strings);
    finish_sources(b, p);
    p->verbatim = b->verbatim;
    b->verbatim = NULL;
    return true;
}

ncalls_status nc_builder_finish(nc_builder *b, ncalls_profile **out, ncalls_error *error)
{
    ncalls_profile *p;

    *out = NULL;
    if (!nc_builder_failed(b)) {
        p = nc_alloc_zeroed(1, sizeof *p);
        if (!p || !fill(b, p))
            nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
        if (!nc_builder_failed(b)) {
            *out = p;
            return NCALLS_OK;
        }
        ncalls_profile_free(p);
    }
    if (error)
        *error = b->error;
    return b->error.status;
}
