/* SPDX-License-Identifier: MIT */
/* The one table that --sort asks for. */
#include "ncalls/list.h"
#include "report/report.h"
#include "report/table.h"

/* The title of a key in a table's heading: what its column shows. */
static const char *title_of(nc_order_key key)
{
    switch (key) {
    case NC_ORDER_PRIMITIVE: return "primitive calls";
    case NC_ORDER_SELF: return "self time";
    case NC_ORDER_CUMULATIVE: return "cumulative time";
    case NC_ORDER_PER_CALL: return "cumulative time per call";
    default: return ncalls_sort_key_at(key)->title;
    }
}

static void add_section(nc_document *d, const ncalls_results *results, const ncalls_write_options *options)
{
    nc_order_key keys[NC_ORDER_NONE];
    size_t count = 0;
    char title[NC_TABLE_WORDS];

    for (size_t i = 0; i < options->sort_count && count < NC_ORDER_NONE; i++)
        keys[count++] = nc_order_find_key(options->sort[i]);
    nc_document_add_heading(d, 2, "functions", "Functions by %s%s",
                            nc_table_words(title, results->profile, title_of(keys[0])),
                            options->reverse ? ", reversed" : "");
    nc_table_add_functions(d, "functions", results, options, keys, count);
}

const nc_section nc_report_sorted = {NULL, "functions", NC_SECTION_SORTED, 0, add_section};
