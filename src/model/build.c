/* SPDX-License-Identifier: MIT */
#include "model/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "model/lines.h"
#include "model/stacks.h"

void nc_build_add_known(int64_t *sum, int64_t value, bool *saturated)
{
    if (*sum == NCALLS_ABSENT || value == NCALLS_ABSENT)
        *sum = NCALLS_ABSENT;
    else
        *sum = nc_number_add(*sum, value, saturated);
}

/* An edge on its way into order: its caller in the high half, its place among
 * the rows in the low one, so that comparing is one comparison. */
typedef uint64_t sort_key;

static uint32_t row_of(sort_key key)
{
    return (uint32_t)key;
}

/* How many rows from `i` on have one callee: files list edges callee by callee. */
static uint32_t run_length(const nc_edge_row *rows, uint32_t i, uint32_t count)
{
    uint32_t callee = rows[i].callee.at, n = 1;

    while (i + n < count && rows[i + n].callee.at == callee)
        n++;
    return n;
}

/* Counting sort: order[begin[k] .. begin[k + 1]) are the rows whose callee is k. */
static void sort_by_callee(const nc_edge_row *rows, uint32_t count, uint32_t keys, uint32_t *begin, sort_key *order)
{
    memset(begin, 0, (keys + 2) * sizeof *begin);
    for (uint32_t i = 0, n; i < count; i += n) {
        n = run_length(rows, i, count);
        begin[rows[i].callee.at + 1] += n;
    }
    for (uint32_t k = 0; k <= keys; k++)
        begin[k + 1] += begin[k];
    for (uint32_t i = 0, n; i < count; i += n) {
        uint32_t *at = &begin[rows[i].callee.at];

        n = run_length(rows, i, count);
        for (uint32_t j = i; j < i + n; j++)
            order[(*at)++] = (uint64_t)rows[j].caller.at << 32 | j;
    }
    memmove(begin + 1, begin, (keys + 1) * sizeof *begin);
    begin[0] = 0;
}

static void insertion_sort(sort_key *order, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        sort_key moved = order[i];
        uint32_t j = i;

        for (; j && moved < order[j - 1]; j--)
            order[j] = order[j - 1];
        order[j] = moved;
    }
}

static void sift_down(sort_key *heap, uint32_t root, uint32_t count)
{
    sort_key moved = heap[root];

    for (;;) {
        uint32_t child = 2 * root + 1;

        if (child >= count)
            break;
        child += child + 1 < count && heap[child] < heap[child + 1];
        if (moved >= heap[child])
            break;
        heap[root] = heap[child];
        root = child;
    }
    heap[root] = moved;
}

/* A function with 30,000 callers: no memory, no recursion, no bad case. */
static void heap_sort(sort_key *order, uint32_t count)
{
    for (uint32_t i = count / 2; i--;)
        sift_down(order, i, count);
    for (uint32_t last = count; last-- > 1;) {
        sort_key swap = order[0];

        order[0] = order[last];
        order[last] = swap;
        sift_down(order, 0, last);
    }
}

static void sort_groups(const uint32_t *begin, uint32_t keys, sort_key *order)
{
    for (uint32_t k = 1; k <= keys; k++) {
        uint32_t count = begin[k + 1] - begin[k];

        if (count > 24)
            heap_sort(order + begin[k], count);
        else if (count > 1)
            insertion_sort(order + begin[k], count);
    }
}

static void merge_row(nc_edge_row *sum, const nc_edge_row *add, bool *saturated)
{
    nc_build_add_known(&sum->calls, add->calls, saturated);
    nc_build_add_known(&sum->primitive, add->primitive, saturated);
    nc_build_add_known(&sum->self, add->self, saturated);
    nc_build_add_known(&sum->total, add->total, saturated);
}

/* The edges in order of callee and caller, equal ones summed as they pass. */
typedef struct walk {
    nc_builder *b;
    sort_key *order;
    uint32_t at, count;
} walk;

static bool begin_walk(walk *w, nc_builder *b)
{
    uint32_t keys = (uint32_t)b->function_count;
    uint32_t *begin = nc_alloc_zeroed((size_t)keys + 2, sizeof *begin);

    *w = (walk){b, nc_alloc(b->edge_count * sizeof *w->order), 0, (uint32_t)b->edge_count};
    if (begin && w->order) {
        sort_by_callee(b->edges, w->count, keys, begin, w->order);
        sort_groups(begin, keys, w->order);
    }
    nc_alloc_free(begin);
    return begin && w->order;
}

static bool next_edge(walk *w, nc_edge_row *sum)
{
    const nc_edge_row *rows = w->b->edges;

    if (w->at == w->count)
        return false;
    *sum = rows[row_of(w->order[w->at++])];
    for (; w->at < w->count; w->at++) {
        const nc_edge_row *row = &rows[row_of(w->order[w->at])];

        if (row->caller.at != sum->caller.at || row->callee.at != sum->callee.at)
            break;
        merge_row(sum, row, &w->b->saturated);
    }
    return true;
}

static void end_walk(walk *w)
{
    nc_alloc_free(w->order);
    nc_alloc_free(w->b->edges);
    w->b->edges = NULL;
    w->b->edge_room = 0;
}

bool nc_build_compact_edges(nc_builder *b)
{
    nc_edge_row *merged = nc_alloc(b->edge_count * sizeof *merged);
    size_t kept = 0, room = b->edge_count;
    walk w;
    bool fine = begin_walk(&w, b) && merged;

    if (fine) {
        while (next_edge(&w, &merged[kept]))
            kept++;
        end_walk(&w);
        b->edges = merged;
        b->edge_count = kept;
        b->edge_room = room;
    } else {
        nc_alloc_free(w.order);
        nc_alloc_free(merged);
    }
    return fine;
}

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
    COLUMN(f->class_, b->files, 1, f->count, class_);
    return true;
}

static bool finish_functions(nc_builder *b, nc_functions *f)
{
    f->count = (uint32_t)b->function_count;
    COLUMN(f->name, b->keys, 1, f->count, name);
    COLUMN(f->file, b->keys, 1, f->count, file);
    COLUMN(f->line, b->keys, 1, f->count, line);
    COLUMN(f->kind, b->keys, 1, f->count, kind);
    COLUMN(f->calls, b->figures, 1, f->count, calls);
    COLUMN(f->primitive, b->figures, 1, f->count, primitive);
    COLUMN(f->self, b->figures, 1, f->count, self);
    COLUMN(f->total, b->figures, 1, f->count, total);
    return true;
}

static bool index_incoming(nc_edges *e, uint32_t functions)
{
    e->in_begin = nc_alloc_zeroed((size_t)functions + 2, sizeof *e->in_begin);
    if (!e->in_begin)
        return false;
    for (uint32_t i = 1; i <= e->count; i++)
        e->in_begin[e->callee[i].at + 1]++;
    e->in_begin[0] = 1;
    for (uint32_t f = 0; f <= functions; f++)
        e->in_begin[f + 1] += e->in_begin[f];
    return true;
}

static bool index_outgoing(nc_edges *e, uint32_t functions)
{
    e->out_begin = nc_alloc_zeroed((size_t)functions + 2, sizeof *e->out_begin);
    e->out = nc_alloc_zeroed(e->count, sizeof *e->out);
    if (!e->out_begin || !e->out)
        return false;
    for (uint32_t i = 1; i <= e->count; i++)
        e->out_begin[e->caller[i].at + 1]++;
    for (uint32_t f = 0; f <= functions; f++)
        e->out_begin[f + 1] += e->out_begin[f];
    for (uint32_t i = 1; i <= e->count; i++)
        e->out[e->out_begin[e->caller[i].at]++] = (nc_edge){i};
    memmove(e->out_begin + 1, e->out_begin, ((size_t)functions + 1) * sizeof *e->out_begin);
    e->out_begin[0] = 0;
    return true;
}

static bool allocate_edges(nc_edges *e, size_t room)
{
    e->caller = nc_alloc((room + 1) * sizeof *e->caller);
    e->callee = nc_alloc((room + 1) * sizeof *e->callee);
    e->calls = nc_alloc((room + 1) * sizeof *e->calls);
    e->primitive = nc_alloc((room + 1) * sizeof *e->primitive);
    e->self = nc_alloc((room + 1) * sizeof *e->self);
    e->total = nc_alloc((room + 1) * sizeof *e->total);
    return e->caller && e->callee && e->calls && e->primitive && e->self && e->total;
}

static void set_edge(nc_edges *e, uint32_t id, const nc_edge_row *row)
{
    e->caller[id] = row->caller;
    e->callee[id] = row->callee;
    e->calls[id] = row->calls;
    e->primitive[id] = row->primitive;
    e->self[id] = row->self;
    e->total[id] = row->total;
}

static bool finish_edges(nc_builder *b, nc_edges *e, uint32_t functions)
{
    nc_edge_row row = {0};
    walk w;
    bool fine = begin_walk(&w, b) && allocate_edges(e, b->edge_count);

    if (fine) {
        set_edge(e, 0, &row);
        while (next_edge(&w, &row))
            set_edge(e, ++e->count, &row);
    }
    end_walk(&w);
    return fine && index_incoming(e, functions) && index_outgoing(e, functions);
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

static void finish_sources(nc_builder *b, ncalls_profile *p)
{
    p->sources = b->sources;
    p->source_count = (uint32_t)b->source_count;
    p->notes = b->notes;
    p->note_count = (uint32_t)b->note_count;
    b->sources = NULL;
    b->notes = NULL;
    /* pstats prints its files in the order given; so do we when asked to. */
    if (p->source_count > 1 && !b->verbatim)
        qsort_r(p->sources, p->source_count, sizeof *p->sources, compare_sources, p);
}

static bool fill(nc_builder *b, ncalls_profile *p)
{
    if (!nc_stacks_finish(b, p) || !finish_files(b, &p->files) || !finish_functions(b, &p->functions) ||
        !finish_edges(b, &p->edges, p->functions.count) || !nc_lines_finish(b, p))
        return false;
    p->has = b->has;
    p->unit = b->unit;
    if (!(b->has & NCALLS_HAS_CALLS))
        forget_calls(p);
    sum_totals(b, p);
    check_repeated(b, p);
    if (b->saturated)
        nc_builder_note(b, "some sums are beyond 64 bits (292 years in nanoseconds) and are shown as that");
    if (nc_builder_failed(b))
        return true;
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
