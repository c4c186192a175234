/* SPDX-License-Identifier: MIT */
/*
 * Calls that multiply: one call of the caller makes many of the callee, and
 * they cost something together. A query in a loop is here, whatever library
 * makes it; so is any other loop that matters.
 */
#include <string.h>

#include "analyze/amplification.h"
#include "base/alloc.h"
#include "base/select.h"
#include "report/report.h"
#include "report/table.h"

enum {
    COLUMNS = 6,
    ROWS = 5,         /* unless a limit says otherwise */
    AT_LEAST = 10,    /* calls per call */
    LEAST_PART = 100, /* of the whole: a loop that costs less than one per cent is of no interest */
};

static const nc_column columns[COLUMNS] = {
    {"per call",   "calls by one call of the caller",  NC_ALIGN_RIGHT, false, 0},
    {"calls",      "calls by this caller",             NC_ALIGN_RIGHT, false, 1},
    {"cumulative", "time with all that they call",     NC_ALIGN_RIGHT, true,  3},
    {"share",      "part of the whole profile's time", NC_ALIGN_RIGHT, false, 2},
    {"function",   "file:line(name)",                  NC_ALIGN_LEFT,  false, 0},
    {"called by",  "file:line(name)",                  NC_ALIGN_LEFT,  false, 0},
};

static int compare(uint32_t a, uint32_t b, const void *payload)
{
    const ncalls_profile *p = payload;
    const nc_edges *e = &p->edges;
    int order;

    if (e->total[a] != e->total[b])
        return e->total[a] > e->total[b] ? -1 : 1;
    if (e->calls[a] != e->calls[b])
        return e->calls[a] > e->calls[b] ? -1 : 1;
    order = nc_profile_compare(p, e->callee[a], e->callee[b]);
    return order ? order : nc_profile_compare(p, e->caller[a], e->caller[b]);
}

/* The import system: that a module imports many others is no loop. */
static bool is_import(const ncalls_profile *p, nc_func f)
{
    static const char system[] = "<frozen importlib";
    nc_str path = nc_profile_path(p, f);

    return nc_profile_size(p, path) >= sizeof system &&
           memcmp(nc_profile_text(p, path), system, sizeof system - 1) == 0;
}

/* Edges that matter, multiply, and whose ends tell the truth: in this order,
 * since nearly all of a million edges end at the first question. */
static bool is_wanted(const nc_document *d, const ncalls_results *r, uint32_t edge)
{
    const nc_edges *e = &r->profile->edges;
    nc_amplification a;

    if (e->total[edge] == NCALLS_ABSENT || e->total[edge] <= 0 || e->total[edge] < r->whole->totals.self / LEAST_PART)
        return false;
    a = nc_amplification_of(r->profile, (nc_edge){edge});
    return a.per && a.calls / AT_LEAST >= a.per && !is_import(r->profile, e->callee[edge]) &&
           nc_document_knows_callers(d, e->callee[edge]) && nc_document_knows_callers(d, e->caller[edge]);
}

static uint32_t *collect(const nc_document *d, const ncalls_results *r, const ncalls_write_options *options,
                         size_t *count)
{
    const nc_edges *e = &r->profile->edges;
    uint32_t *edges = NULL;
    size_t room = 0;

    *count = 0;
    if (!nc_alloc_grow(&edges, &room, 1, sizeof *edges))
        return NULL;
    for (uint32_t i = 1; i <= e->count; i++) {
        if (!is_wanted(d, r, i) || nc_table_is_below(options, e->total[i], r->whole->totals.self))
            continue;
        if (!nc_alloc_grow(&edges, &room, *count + 1, sizeof *edges)) {
            nc_alloc_free(edges);
            return NULL;
        }
        edges[(*count)++] = i;
    }
    return edges;
}

static void add_row(nc_document *d, const ncalls_results *r, uint32_t edge)
{
    const nc_edges *e = &r->profile->edges;
    nc_amplification a = nc_amplification_of(r->profile, (nc_edge){edge});
    nc_cell cells[COLUMNS] = {
        nc_document_ratio(a.calls, a.per),     nc_document_count(e->calls[edge]),
        nc_document_cost(e->total[edge]),      nc_document_share(e->total[edge], r->whole->totals.self),
        nc_document_function(e->callee[edge]), nc_document_function(e->caller[edge]),
    };

    nc_document_add_row(d, cells);
}

static void add_table(nc_document *d, const ncalls_results *r, const ncalls_write_options *options, uint32_t *edges,
                      size_t count)
{
    size_t limit = options->limit ? nc_table_limit(options) : ROWS;
    char more[NC_UNIT_ROOM];

    if (!count)
        return;
    if (!limit || limit > count)
        limit = count;
    nc_select_first(edges, count, limit, compare, r->profile);
    nc_document_begin_table(d, NC_BLOCK_TABLE, "multiplied", columns, COLUMNS);
    for (size_t i = 0; i < limit; i++)
        add_row(d, r, edges[i]);
    nc_unit_format_count(more, (int64_t)(count - limit));
    if (limit < count)
        nc_document_end_table(d, "%s more", more);
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    size_t count;
    uint32_t *edges = collect(d, r, options, &count);

    if (edges)
        add_table(d, r, options, edges, count);
    else
        d->failed = true;
    nc_alloc_free(edges);
}

const nc_section nc_report_multiplied = {
    "Calls that multiply", "multiplied", NC_SECTION_OVERVIEW, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, add_section,
};
