/* SPDX-License-Identifier: MIT */
/* What is called most (more than once, that is), and who calls it: how often by its main caller, and how
 * often that is for each call of the caller. */
#include "analyze/amplification.h"
#include "base/alloc.h"
#include "base/number.h"
#include "report/caller.h"
#include "report/report.h"
#include "report/table.h"

enum { COLUMNS = 7 };

static const nc_column columns[COLUMNS] = {
    {"calls",          "all calls / those that are not recursive",           NC_ALIGN_RIGHT, true,  0},
    {"share",          "part of all calls",                                  NC_ALIGN_RIGHT, false, 4},
    {"self",           "time in the function itself, without what it calls", NC_ALIGN_RIGHT, false, 3},
    {"function",       "file:line(name)",                                    NC_ALIGN_LEFT,  false, 0},
    {"calls",          "calls by the caller that calls it most",             NC_ALIGN_RIGHT, false, 2},
    {"per call",       "calls by one call of that caller",                   NC_ALIGN_RIGHT, false, 0},
    {"of main caller", "the caller with most calls",                         NC_ALIGN_LEFT,  false, 0},
};

static void add_row(nc_document *d, const ncalls_results *r, nc_func f)
{
    const ncalls_profile *p = r->profile;
    nc_edge edge = nc_caller_main(p, f);
    nc_amplification a = nc_amplification_of(p, edge);
    nc_cell cells[COLUMNS] = {
        nc_document_calls(p->functions.calls[f.at], p->functions.primitive[f.at]),
        nc_document_share(p->functions.calls[f.at], r->whole->totals.calls),
        nc_document_cost(p->functions.self[f.at]),
        nc_document_function(f),
        nc_document_empty(),
        nc_document_empty(),
        nc_document_empty(),
    };

    if (edge.at && nc_document_knows_callers(d, f)) {
        cells[4] = nc_document_count(p->edges.calls[edge.at]);
        if (a.per)
            cells[5] = nc_document_ratio(a.calls, a.per);
        cells[6] = nc_document_function(p->edges.caller[edge.at]);
    }
    nc_document_add_row(d, cells);
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    const ncalls_profile *p = r->profile;
    size_t count, shown = 0;
    nc_func *top = nc_order_top(p, NC_ORDER_CALLS, options->reverse, nc_table_limit(options), &count);
    int64_t held = 0;

    if (!top) {
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t calls = p->functions.calls[top[i].at];

        if (calls < 2 || nc_table_is_below(options, calls, r->whole->totals.calls))
            continue;
        if (!shown++)
            nc_document_begin_table(d, NC_BLOCK_TABLE, "most-called", columns, COLUMNS);
        add_row(d, r, top[i]);
        held += calls; /* the sum of all is checked to fit */
    }
    if (shown)
        nc_table_end(d, r, NC_ORDER_CALLS, shown, held);
    nc_alloc_free(top);
}

const nc_section nc_report_called = {
    "Most called functions", "most-called", NC_SECTION_OVERVIEW, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, add_section,
};
