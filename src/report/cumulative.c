/* SPDX-License-Identifier: MIT */
#include "report/report.h"
#include "report/table.h"

static void add_section(nc_document *document, const ncalls_results *results, const ncalls_write_options *options)
{
    static const nc_order_key key = NC_ORDER_CUMULATIVE;

    if (nc_table_knows_totals(results->profile))
        nc_table_add_functions(document, "hotspots-cumulative", results, options, &key, 1);
}

const nc_section nc_report_cumulative = {"Hotspots by cumulative time", "hotspots-cumulative", NC_SECTION_OVERVIEW, 0,
                                         add_section};
