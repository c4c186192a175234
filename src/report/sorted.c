/* SPDX-License-Identifier: MIT */
/* The one table that --sort asks for. */
#include "ncalls/list.h"
#include "report/report.h"
#include "report/table.h"

static void add_section(nc_document *d, const ncalls_results *results, const ncalls_write_options *options)
{
    nc_order_key key = nc_order_find_key(options->sort[0]);

    nc_document_add_heading(d, 2, "functions", "Functions by %s%s", ncalls_sort_key_at(key)->title,
                            options->reverse ? ", reversed" : "");
    nc_table_add_functions(d, "functions", results, options, key);
}

const nc_section nc_report_sorted = {NULL, "functions", NC_SECTION_SORTED, 0, add_section};
