/* SPDX-License-Identifier: MIT */
/* What kind of work the time went into, and whether it was work at all. */
#include "report/report.h"
#include "report/table.h"
#include "rules/finding.h"

enum { COLUMNS = 3, ROWS = 8, WAITING = 2 /* a half */ };

static const nc_column columns[COLUMNS] = {
    {"self",  "time in the functions of this kind",       NC_ALIGN_RIGHT, true,  0},
    {"share", "part of the whole profile's time",         NC_ALIGN_RIGHT, false, 0},
    {"kind",  "what the functions do, or whose they are", NC_ALIGN_LEFT,  false, 0},
};

static void add_verdict(nc_document *d, const nc_spending *all, int64_t whole)
{
    int64_t waiting = 0;
    char share[NC_UNIT_ROOM];

    for (uint32_t i = 0; i < all->count; i++)
        waiting += all->rows[i].waits ? all->rows[i].self : 0;
    nc_unit_format_share(share, waiting, whole);
    if (waiting >= whole / WAITING)
        nc_document_end_table(d, "%s is waiting: a faster computer would not help", share);
    else if (waiting > 0)
        nc_document_end_table(d, "%s is waiting, the rest is work for the processor", share);
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    const ncalls_findings *findings = options->findings;
    size_t limit = options->limit ? nc_table_limit(options) : ROWS;
    int64_t whole = r->whole->totals.self;

    if (!findings || findings->spending.count < 2 || r->profile != findings->profile)
        return;
    nc_document_begin_table(d, NC_BLOCK_TABLE, "spending", columns, COLUMNS);
    for (uint32_t i = 0; i < findings->spending.count && (!limit || i < limit); i++) {
        const nc_spending_row *row = &findings->spending.rows[i];
        nc_cell cells[COLUMNS] = {
            nc_document_cost(row->self),
            nc_document_share(row->self, whole),
            nc_document_text(row->title),
        };

        if (!nc_table_is_below(options, row->self, whole))
            nc_document_add_row(d, cells);
    }
    if (r->profile->unit != NCALLS_UNIT_BYTES)
        add_verdict(d, &findings->spending, whole);
}

const nc_section nc_report_spending = {
    "Time by kind of work", "spending", NC_SECTION_OVERVIEW, 0, add_section,
};
