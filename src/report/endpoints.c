/* SPDX-License-Identifier: MIT */
#include "report/endpoints.h"

#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "report/table.h"
#include "rules/endpoints.h"

enum { COLUMNS = 9, ROWS = 30 };

static const nc_column columns[COLUMNS] = {
    {"total",    "time of all its requests",                       NC_ALIGN_RIGHT, true,  1},
    {"share",    "total, as part of all requests",                 NC_ALIGN_RIGHT, false, 3},
    {"runs",     "requests that were profiled",                    NC_ALIGN_RIGHT, false, 0},
    {"median",   "time of a request",                              NC_ALIGN_RIGHT, false, 0},
    {"worst",    "time of the slowest request",                    NC_ALIGN_RIGHT, false, 0},
    {"queries",  "round trips to databases by a request, median",  NC_ALIGN_RIGHT, false, 0},
    {"most",     "queries of the request that made most",          NC_ALIGN_RIGHT, false, 2},
    {"calls",    "function calls of a request, median",            NC_ALIGN_RIGHT, false, 4},
    {"endpoint", "method and path, or my function that took most", NC_ALIGN_LEFT,  false, 0},
};

/* ---- order ------------------------------------------------------------------ */

typedef struct order {
    const ncalls_write_options *options;
} order;

static int64_t figure_of(const ncalls_endpoint *e, const char *key)
{
    if (strcmp(key, "median") == 0)
        return e->median;
    if (strcmp(key, "worst") == 0)
        return e->worst;
    if (strcmp(key, "runs") == 0)
        return (int64_t)e->runs;
    if (strcmp(key, "queries") == 0)
        return e->queries;
    if (strcmp(key, "calls") == 0)
        return e->calls;
    return e->total;
}

static int compare(const void *left, const void *right, void *payload)
{
    const ncalls_write_options *options = ((const order *)payload)->options;
    const ncalls_endpoint *a = left, *b = right;
    int sign = options->reverse ? -1 : 1;

    for (size_t i = 0; i <= options->sort_count; i++) {
        const char *key = i < options->sort_count ? options->sort[i] : "total";
        int64_t of_a = figure_of(a, key), of_b = figure_of(b, key);

        if (strcmp(key, "name") == 0)
            return strcmp(a->name, b->name) * sign;
        if (of_a != of_b)
            return (of_a > of_b ? -1 : 1) * sign;
    }
    return strcmp(a->name, b->name);
}

ncalls_endpoint *nc_report_endpoints_sorted(const ncalls_write_options *options, size_t *count)
{
    const ncalls_endpoints *e = options->endpoints;
    ncalls_endpoint *rows = nc_alloc_zeroed(e->row_count + 1, sizeof *rows);
    order o = {options};

    *count = e->row_count;
    for (size_t i = 0; rows && i < *count; i++)
        rows[i] = e->rows[i].shown;
    if (rows && *count)
        nc_sort(rows, *count, sizeof *rows, compare, &o);
    return rows;
}

/* ---- the document ----------------------------------------------------------- */

static void add_row(nc_document *d, const ncalls_endpoint *row, int64_t whole)
{
    nc_cell cells[COLUMNS] = {
        nc_document_cost(row->total),          nc_document_share(row->total, whole),
        nc_document_count((int64_t)row->runs), nc_document_cost(row->median),
        nc_document_cost(row->worst),          nc_document_count(row->queries),
        nc_document_count(row->queries_most),  nc_document_count(row->calls),
        nc_document_text(row->name),
    };

    nc_document_add_row(d, cells);
}

/* The files to look at next: the worst of the costliest, and of who queries most. */
static void add_worst(nc_document *d, const ncalls_endpoint *rows, size_t count)
{
    const ncalls_endpoint *worst = rows;

    for (size_t i = 1; i < count; i++)
        worst = rows[i].worst > worst->worst ? &rows[i] : worst;
    if (!count)
        return;
    nc_document_add_paragraph(d, "The slowest request: ");
    nc_document_add_name(d, worst->worst_path, strlen(worst->worst_path));
}

static void add_table(nc_document *d, const ncalls_endpoint *rows, size_t count, const ncalls_write_options *options)
{
    size_t limit = options->limit > 0 ? (size_t)options->limit : options->limit < 0 ? count : ROWS, shown = 0;
    int64_t whole = options->endpoints->total;

    nc_document_begin_table(d, NC_BLOCK_TABLE, "endpoints", columns, COLUMNS);
    for (size_t i = 0; i < count && shown < limit; i++) {
        if (nc_table_is_below(options, rows[i].total, whole))
            continue;
        add_row(d, &rows[i], whole);
        shown++;
    }
    if (shown < count)
        nc_document_end_table(d, "%zu more endpoint%s", count - shown, count - shown == 1 ? "" : "s");
}

bool nc_report_endpoints_add(nc_document *d, const ncalls_write_options *options)
{
    size_t count, runs = options->endpoints->run_count;
    char digits[NC_UNIT_ROOM];
    ncalls_endpoint *rows = nc_report_endpoints_sorted(options, &count);

    if (!rows)
        return false;
    nc_document_add_heading(d, 2, "endpoints", "Endpoints");
    nc_unit_format_count(digits, (int64_t)runs);
    nc_document_add_paragraph(d, "%s profile%s of %zu endpoint%s.", digits, runs == 1 ? "" : "s", count,
                              count == 1 ? "" : "s");
    if (options->endpoints->passed)
        nc_document_add_paragraph(d, "%zu files are no profiles or damaged and were passed over.",
                                  options->endpoints->passed);
    add_table(d, rows, count, options);
    add_worst(d, rows, count);
    nc_alloc_free(rows);
    return true;
}
