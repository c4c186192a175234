/* SPDX-License-Identifier: MIT */
/* The heaviest call path, step by step. */
#include "analyze/path.h"
#include "report/report.h"
#include "report/table.h"

enum {
    COLUMNS = 5,
    STEPS = 24,    /* shown of a long path, unless a limit says otherwise */
    PERMILLE = 50, /* of its first step: below that the path is of no interest */
};

static const nc_column columns[COLUMNS] = {
    {"calls",      "calls along this path",                NC_ALIGN_RIGHT, false, 0},
    {"per call",   "calls by one call of the step before", NC_ALIGN_RIGHT, false, 1},
    {"cumulative", "time with callees, along this path",   NC_ALIGN_RIGHT, false, 3},
    {"share",      "part of the whole profile's time",     NC_ALIGN_RIGHT, false, 2},
    {"function",   "file:line(name)",                      NC_ALIGN_LEFT,  false, 0},
};

/* Of the first step only the calls from outside begin the path, not those of a
 * function that calls itself. */
static int64_t calls_of(const nc_path *path, const ncalls_profile *p, uint32_t i)
{
    const nc_path_step *step = &path->steps[i];
    int64_t primitive = p->functions.primitive[step->function.at];

    return i == 0 && p->has & NCALLS_HAS_CALLS && primitive < step->calls ? primitive : step->calls;
}

static void add_step(nc_document *d, const nc_path *path, const ncalls_results *r, uint32_t i)
{
    const nc_path_step *step = &path->steps[i];
    int64_t calls = calls_of(path, r->profile, i), before = i ? calls_of(path, r->profile, i - 1) : 0;
    nc_cell cells[COLUMNS] = {
        nc_document_count(calls),
        nc_document_empty(),
        nc_document_cost(step->total),
        nc_document_share(step->total, r->whole->totals.self),
        nc_document_function(step->function),
    };

    if (before > 0 && calls != NCALLS_ABSENT)
        cells[1] = nc_document_ratio(calls, before);
    for (unsigned c = 0; c + 1 < COLUMNS && !step->exact; c++)
        cells[c] = nc_document_estimated(cells[c]);
    nc_document_add_step(d, i, cells);
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    size_t limit = options->limit > 0 ? (size_t)options->limit : options->limit < 0 ? SIZE_MAX : STEPS;
    nc_path path;
    uint32_t head, tail;

    if (nc_path_find(&path, r->profile, (nc_func){0}, PERMILLE, NULL) != NCALLS_OK) {
        d->failed = true;
        return;
    }
    if (!path.count)
        return;
    head = path.count <= limit ? path.count : (uint32_t)(limit - limit / 3);
    tail = path.count <= limit ? 0 : (uint32_t)(limit / 3);
    nc_document_begin_table(d, NC_BLOCK_PATH, "heaviest-path", columns, COLUMNS);
    for (uint32_t i = 0; i < head; i++)
        add_step(d, &path, r, i);
    if (path.count > head + tail)
        nc_document_add_title_row(d, "… %u more steps", path.count - head - tail);
    for (uint32_t i = path.count - tail; i < path.count; i++)
        add_step(d, &path, r, i);
    nc_path_reset(&path);
}

const nc_section nc_report_path = {
    "Heaviest call path", "heaviest-path", NC_SECTION_OVERVIEW, NCALLS_HAS_EDGES, add_section,
};
