/* SPDX-License-Identifier: MIT */
/* Whose code the time is spent in. */
#include "analyze/packages.h"
#include "report/report.h"
#include "report/table.h"

enum { COLUMNS = 6 };

static const nc_column columns[COLUMNS] = {
    {"calls",          "all calls of these functions",                                        NC_ALIGN_RIGHT, false, 3},
    {"functions",      "functions that were seen",                                            NC_ALIGN_RIGHT, false, 4},
    {"self",           "time in these functions themselves",                                  NC_ALIGN_RIGHT, false, 2},
    {"with built-ins", "self time, and that of built-in functions called directly from here", NC_ALIGN_RIGHT, true,  0},
    {"share",          "with built-ins, as part of the whole profile's",                      NC_ALIGN_RIGHT, false, 1},
    {"package",        "my code, the standard library, or an installed package",              NC_ALIGN_LEFT,  false, 0},
};

static void add_row(nc_document *d, const ncalls_results *r, const nc_packages_row *row, int64_t whole)
{
    size_t size;
    const char *title = nc_packages_title(r->profile, row, &size);
    nc_cell cells[COLUMNS] = {
        nc_document_count(row->calls),
        nc_document_count(row->functions),
        nc_document_cost(row->self),
        nc_document_cost(row->self_with_builtins),
        nc_document_share(row->self_with_builtins, whole),
        nc_document_bytes(title, size),
    };

    nc_document_add_row(d, cells);
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    size_t limit = nc_table_limit(options), shown = 0;
    int64_t whole = r->whole->totals.self;
    nc_packages packages;

    if (nc_packages_sum(&packages, r->profile, 0, NULL) != NCALLS_OK) {
        d->failed = true;
        return;
    }
    nc_document_begin_table(d, NC_BLOCK_TABLE, "packages", columns, COLUMNS);
    for (uint32_t i = 0; i < packages.count && (!limit || shown < limit); i++) {
        if (nc_table_is_below(options, packages.rows[i].self_with_builtins, whole))
            continue;
        add_row(d, r, &packages.rows[i], whole);
        shown++;
    }
    if (packages.count > shown)
        nc_document_end_table(d, "%zu more %s", packages.count - shown,
                              packages.count - shown == 1 ? "package" : "packages");
    nc_packages_reset(&packages);
}

const nc_section nc_report_packages = {"Time by package", "packages", NC_SECTION_OVERVIEW, 0, add_section};
