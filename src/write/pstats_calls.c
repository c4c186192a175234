/* SPDX-License-Identifier: MIT */
#include "write/pstats_calls.h"

#include "base/alloc.h"
#include "base/sort.h"

static bool map_labels(nc_pstats_calls *c)
{
    const nc_verbatim *v = c->table->v;

    c->row = nc_alloc_zeroed(v->label_count + 1, sizeof *c->row);
    for (size_t i = 0; c->row && i < v->row_count; i++)
        c->row[v->rows[i].label] = (uint32_t)i + 1;
    return c->row != NULL;
}

/* Calls `take` for each edge whose caller is in the list, with the caller's
 * place. */
static void walk_callees(nc_pstats_calls *c, const uint32_t *place,
                         void (*take)(nc_pstats_calls *c, uint32_t place, nc_pstats_call call))
{
    const nc_verbatim *v = c->table->v;

    for (size_t i = 0; i < v->row_count; i++) {
        const nc_verbatim_row *row = &v->rows[i];

        for (uint32_t e = row->first_edge; e < row->first_edge + row->edge_count; e++)
            if (place[v->edges[e].label])
                take(c, place[v->edges[e].label] - 1, (nc_pstats_call){row->label, e});
    }
}

static void count_one(nc_pstats_calls *c, uint32_t place, nc_pstats_call call)
{
    (void)call;
    c->begin[place + 1]++;
}

static void put_one(nc_pstats_calls *c, uint32_t place, nc_pstats_call call)
{
    c->calls[c->begin[place]++] = call;
}

/* Edges hang at the callee; here those of the listed callers are gathered, in
 * two passes: how many, then which. */
static bool gather_callees(nc_pstats_calls *c)
{
    const nc_pstats_list *list = c->list;
    uint32_t *place = nc_alloc_zeroed(c->table->v->label_count + 1, sizeof *place);
    size_t sum = 0;

    c->begin = nc_alloc_zeroed(list->count + 2, sizeof *c->begin);
    if (!place || !c->begin) {
        nc_alloc_free(place);
        return false;
    }
    for (size_t i = 0; i < list->count; i++)
        place[c->table->v->rows[list->rows[i]].label] = (uint32_t)i + 1;
    walk_callees(c, place, count_one);
    for (size_t i = 0; i <= list->count; i++)
        c->begin[i] = sum += c->begin[i];
    if (nc_alloc_grow(&c->calls, &c->room, sum + 1, sizeof *c->calls))
        walk_callees(c, place, put_one); /* moves each begin to the next one's */
    nc_alloc_free(place);
    for (size_t i = list->count + 1; i > 0; i--)
        c->begin[i] = c->begin[i - 1];
    c->begin[0] = 0;
    return c->calls != NULL;
}

ncalls_status nc_pstats_calls_init(nc_pstats_calls *c, const nc_pstats_table *table, const nc_pstats_list *list,
                                   bool callees, ncalls_error *error)
{
    *c = (nc_pstats_calls){.table = table, .list = list};
    if (!map_labels(c) || (callees && !gather_callees(c)))
        return nc_fail_memory(error);
    return NCALLS_OK;
}

void nc_pstats_calls_reset(nc_pstats_calls *c)
{
    nc_alloc_free(c->calls);
    nc_alloc_free(c->begin);
    nc_alloc_free(c->row);
}

static int compare_calls(const void *a, const void *b, void *payload)
{
    const nc_pstats_call *x = a, *y = b;

    if (x->label != y->label)
        return nc_pstats_table_compare(payload, x->label, y->label);
    return (x->edge > y->edge) - (x->edge < y->edge);
}

/* A file may name one caller twice; the later item is what Python's dict
 * keeps. */
static size_t drop_doubles(nc_pstats_call *calls, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || calls[i].label != calls[i + 1].label)
            calls[kept++] = calls[i];
    return kept;
}

static bool load_callers(nc_pstats_calls *c, size_t place, size_t *count)
{
    const nc_verbatim *v = c->table->v;
    const nc_verbatim_row *row = &v->rows[c->list->rows[place]];

    if (!nc_alloc_grow(&c->calls, &c->room, row->edge_count + 1, sizeof *c->calls))
        return false;
    *count = row->edge_count;
    for (uint32_t i = 0; i < row->edge_count; i++)
        c->calls[i] = (nc_pstats_call){v->edges[row->first_edge + i].label, row->first_edge + i};
    return true;
}

const nc_pstats_call *nc_pstats_calls_of(nc_pstats_calls *c, size_t place, size_t *count)
{
    nc_pstats_call *calls;

    if (c->begin) {
        *count = c->begin[place + 1] - c->begin[place];
        calls = c->calls + c->begin[place];
    } else {
        if (!load_callers(c, place, count))
            return NULL;
        calls = c->calls;
    }
    if (*count > 1)
        nc_sort(calls, *count, sizeof *calls, compare_calls, (void *)(uintptr_t)c->table);
    *count = drop_doubles(calls, *count);
    return calls;
}
