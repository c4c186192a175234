/* SPDX-License-Identifier: MIT */
/* Who calls whom, of a page. */
#include "write/page.h"

#define EDGE_COLUMN(column, ...)                                                                                       \
    static int64_t column(const nc_page *page, uint32_t row)                                                           \
    {                                                                                                                  \
        const nc_edges *e = &page->profile->edges;                                                                     \
        uint32_t at = page->canon.edges[row].at;                                                                       \
                                                                                                                       \
        return __VA_ARGS__;                                                                                            \
    }

/* By how much the caller's number is greater than that of the row before. */
EDGE_COLUMN(step, (int64_t)page->canon.place[e->caller[at].at] -
                      (row ? page->canon.place[e->caller[page->canon.edges[row - 1].at].at] : 0))
EDGE_COLUMN(callee, page->canon.place[e->callee[at].at])
EDGE_COLUMN(calls, e->calls[at])
EDGE_COLUMN(primitive, e->primitive[at])
EDGE_COLUMN(self, e->self[at])
EDGE_COLUMN(total, e->total[at])
/* Most calls are not recursive, and most of what is called calls nothing itself: these
 * differences are a digit each. */
EDGE_COLUMN(recursive, (int64_t)((uint64_t)e->calls[at] - (uint64_t)e->primitive[at]))
EDGE_COLUMN(below, (int64_t)((uint64_t)e->total[at] - (uint64_t)e->self[at]))

/* Of a comparison; an edge that one side has not is 0 there. */
static const nc_diff_edge *compared(const nc_page *page, uint32_t row)
{
    static const nc_diff_edge none;
    const nc_diff_edge *edge = nc_overlay_edge(&page->overlay, page->canon.edges[row]);

    return edge ? edge : &none;
}

#define COMPARED_COLUMN(column, figure, side)                                                                          \
    static int64_t column(const nc_page *page, uint32_t row)                                                           \
    {                                                                                                                  \
        return compared(page, row)->figure[side];                                                                      \
    }

COMPARED_COLUMN(now_calls, calls, NC_DIFF_NOW)
COMPARED_COLUMN(now_self, self, NC_DIFF_NOW)
COMPARED_COLUMN(now_total, total, NC_DIFF_NOW)
COMPARED_COLUMN(base_calls, calls, NC_DIFF_BASE)
COMPARED_COLUMN(base_self, self, NC_DIFF_BASE)
COMPARED_COLUMN(base_total, total, NC_DIFF_BASE)

static uint32_t count_known(const nc_page *page, const int64_t *column)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < page->edge_count; i++)
        count += column[page->canon.edges[i].at] != NCALLS_ABSENT;
    return count;
}

static void add(nc_page *page, const char *key, nc_page_value *value)
{
    NC_PAGE_SAY(page, ",\n");
    nc_page_add_column(page, key, 0, page->edge_count, value);
}

/* Two columns of which the second is written as its difference to the first where both
 * are known of all rows. */
static void add_pair(nc_page *page, const char *const keys[3], const int64_t *columns[2],
                     nc_page_value *const values[3])
{
    uint32_t first = count_known(page, columns[0]), second = count_known(page, columns[1]);
    bool both = first == page->edge_count && second == page->edge_count;

    if (first)
        add(page, keys[0], values[0]);
    if (second)
        add(page, keys[both ? 2 : 1], values[both ? 2 : 1]);
}

static void add_compared(nc_page *page)
{
    add(page, "calls", now_calls);
    add(page, "self", now_self);
    add(page, "total", now_total);
    add(page, "base_calls", base_calls);
    add(page, "base_self", base_self);
    add(page, "base_total", base_total);
}

void nc_page_add_edges(nc_page *page)
{
    static const char *const counts[] = {"calls", "primitive", "recursive"};
    static const char *const costs[] = {"self", "total", "below"};
    static nc_page_value *const count_values[] = {calls, primitive, recursive};
    static nc_page_value *const cost_values[] = {self, total, below};
    const nc_edges *e = &page->profile->edges;

    nc_page_add_known(page, ",\n\"edges\": {\"count\": ", page->edge_count);
    add(page, "step", step);
    add(page, "callee", callee);
    if (page->diff) {
        add_compared(page);
        NC_PAGE_SAY(page, "}");
        return;
    }
    add_pair(page, counts, (const int64_t *[]){e->calls, e->primitive}, count_values);
    add_pair(page, costs, (const int64_t *[]){e->self, e->total}, cost_values);
    NC_PAGE_SAY(page, "}");
}
