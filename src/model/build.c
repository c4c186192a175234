/* SPDX-License-Identifier: MIT */
#include "model/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

void nc_build_add_known(int64_t *sum, int64_t value, bool *saturated)
{
    if (*sum == NCALLS_ABSENT || value == NCALLS_ABSENT)
        *sum = NCALLS_ABSENT;
    else
        *sum = nc_number_add(*sum, value, saturated);
}

/* Counting sort: order[begin[k] .. begin[k + 1]) are the rows whose key is k,
 * in their old order. */
static void sort_by_callee(const nc_edge_row *rows, uint32_t count, uint32_t keys, uint32_t *begin, uint32_t *order)
{
    memset(begin, 0, (keys + 2) * sizeof *begin);
    for (uint32_t i = 0; i < count; i++)
        begin[rows[i].callee.at + 1]++;
    for (uint32_t k = 0; k <= keys; k++)
        begin[k + 1] += begin[k];
    for (uint32_t i = 0; i < count; i++)
        order[begin[rows[i].callee.at]++] = i;
    memmove(begin + 1, begin, (keys + 1) * sizeof *begin);
    begin[0] = 0;
}

static bool before(const nc_edge_row *rows, uint32_t a, uint32_t b)
{
    return rows[a].caller.at != rows[b].caller.at ? rows[a].caller.at < rows[b].caller.at : a < b;
}

static void insertion_sort(const nc_edge_row *rows, uint32_t *order, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved = order[i], j = i;

        for (; j && before(rows, moved, order[j - 1]); j--)
            order[j] = order[j - 1];
        order[j] = moved;
    }
}

static void sift_down(const nc_edge_row *rows, uint32_t *heap, uint32_t root, uint32_t count)
{
    for (;;) {
        uint32_t child = 2 * root + 1, swap;

        if (child >= count)
            return;
        if (child + 1 < count && before(rows, heap[child], heap[child + 1]))
            child++;
        if (!before(rows, heap[root], heap[child]))
            return;
        swap = heap[root];
        heap[root] = heap[child];
        heap[child] = swap;
        root = child;
    }
}

/* A function with 30,000 callers: no memory, no recursion, no bad case. */
static void heap_sort(const nc_edge_row *rows, uint32_t *order, uint32_t count)
{
    for (uint32_t i = count / 2; i--;)
        sift_down(rows, order, i, count);
    for (uint32_t last = count; last-- > 1;) {
        uint32_t swap = order[0];

        order[0] = order[last];
        order[last] = swap;
        sift_down(rows, order, 0, last);
    }
}

static void sort_groups(const nc_edge_row *rows, const uint32_t *begin, uint32_t keys, uint32_t *order)
{
    for (uint32_t k = 1; k <= keys; k++) {
        uint32_t count = begin[k + 1] - begin[k];

        if (count > 24)
            heap_sort(rows, order + begin[k], count);
        else if (count > 1)
            insertion_sort(rows, order + begin[k], count);
    }
}

static void merge_row(nc_edge_row *sum, const nc_edge_row *add, bool *saturated)
{
    nc_build_add_known(&sum->calls, add->calls, saturated);
    nc_build_add_known(&sum->primitive, add->primitive, saturated);
    nc_build_add_known(&sum->self, add->self, saturated);
    nc_build_add_known(&sum->total, add->total, saturated);
}

bool nc_build_compact_edges(nc_builder *b)
{
    uint32_t count = (uint32_t)b->edge_count, keys = (uint32_t)b->function_count, kept = 0;
    uint32_t *begin = nc_alloc_zeroed((size_t)keys + 2, sizeof *begin);
    uint32_t *order = nc_alloc_zeroed(count, sizeof *order);
    nc_edge_row *merged = nc_alloc_zeroed(count, sizeof *merged);

    if (!begin || !order || !merged) {
        nc_alloc_free(begin);
        nc_alloc_free(order);
        nc_alloc_free(merged);
        return false;
    }
    sort_by_callee(b->edges, count, keys, begin, order);
    sort_groups(b->edges, begin, keys, order);
    for (uint32_t i = 0; i < count; i++) {
        const nc_edge_row *row = &b->edges[order[i]];

        if (kept && merged[kept - 1].callee.at == row->callee.at && merged[kept - 1].caller.at == row->caller.at)
            merge_row(&merged[kept - 1], row, &b->saturated);
        else
            merged[kept++] = *row;
    }
    nc_alloc_free(begin);
    nc_alloc_free(order);
    nc_alloc_free(b->edges);
    b->edges = merged;
    b->edge_count = kept;
    b->edge_room = count;
    return true;
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

static bool finish_edges(nc_builder *b, nc_edges *e, uint32_t functions)
{
    if (!nc_build_compact_edges(b))
        return false;
    e->count = (uint32_t)b->edge_count;
    COLUMN(e->caller, b->edges, 0, e->count, caller);
    COLUMN(e->callee, b->edges, 0, e->count, callee);
    COLUMN(e->calls, b->edges, 0, e->count, calls);
    COLUMN(e->primitive, b->edges, 0, e->count, primitive);
    COLUMN(e->self, b->edges, 0, e->count, self);
    COLUMN(e->total, b->edges, 0, e->count, total);
    nc_alloc_free(b->edges);
    b->edges = NULL;
    return index_incoming(e, functions) && index_outgoing(e, functions);
}

static void sum_totals(nc_builder *b, ncalls_profile *p)
{
    const nc_functions *f = &p->functions;
    ncalls_totals t = {f->count, p->edges.count, 0, 0, 0};
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
    if (!finish_files(b, &p->files) || !finish_functions(b, &p->functions) ||
        !finish_edges(b, &p->edges, p->functions.count))
        return false;
    p->has = b->has;
    p->unit = b->unit;
    sum_totals(b, p);
    if (b->saturated)
        nc_builder_note(b, "times beyond 292 years are shown as 292 years");
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
