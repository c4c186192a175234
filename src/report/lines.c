/* SPDX-License-Identifier: MIT */
/* What single lines cost: the heaviest functions that have lines, and of each
 * the heaviest lines, in the order of the source. */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "report/report.h"
#include "report/table.h"

enum {
    COLUMNS = 7,
    FUNCTIONS = 5, /* unless a limit says otherwise */
};

static const nc_column columns[COLUMNS] = {
    {"hits",    "how often the line ran",                                               NC_ALIGN_RIGHT, false, 3},
    {"self",    "time at this line",                                                    NC_ALIGN_RIGHT, false, 0},
    {"per hit", "time of one run of the line",                                          NC_ALIGN_RIGHT, false, 4},
    {"share",   "of a function: part of the whole; of a line: part of its function's",  NC_ALIGN_RIGHT, false, 1},
    {"in use",  "memory in use when the line had run, at most",                         NC_ALIGN_RIGHT, false, 2},
    {"blocks",  "allocated blocks",                                                     NC_ALIGN_RIGHT, false, 5},
    {"line",    "line number and source, below the function",                           NC_ALIGN_LEFT,  false, 0},
};

/* The lines of one function: a range of the profile's. */
typedef struct group {
    uint32_t begin, end;
    int64_t weight; /* what it is ordered by */
    bool known;     /* its lines have self figures */
} group;

/* What one line weighs: cost, else memory, else hits. */
static int64_t weight_of(const nc_lines *l, uint32_t i)
{
    if (l->self[i] != NCALLS_ABSENT)
        return l->self[i];
    if (l->memory[i] != NCALLS_ABSENT)
        return l->memory[i];
    return l->hits[i] != NCALLS_ABSENT ? l->hits[i] : 0;
}

static int by_weight(const void *left, const void *right, void *payload)
{
    const group *a = left, *b = right;
    const ncalls_profile *p = payload;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return nc_profile_compare(p, p->lines.function[a->begin], p->lines.function[b->begin]);
}

static int lines_by_weight(const void *left, const void *right, void *payload)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const nc_lines *l = payload;
    int64_t a_weight = weight_of(l, a), b_weight = weight_of(l, b);

    if (a_weight != b_weight)
        return a_weight > b_weight ? -1 : 1;
    return (a > b) - (a < b);
}

static int by_number(const void *left, const void *right, void *payload)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    (void)payload;
    return (a > b) - (a < b);
}

static void add_function(nc_document *d, const ncalls_results *r, const group *g)
{
    nc_cell cells[COLUMNS] = {
        nc_document_empty(),
        g->known ? nc_document_cost(g->weight) : nc_document_empty(),
        nc_document_empty(),
        g->known && r->whole->totals.self > 0 ? nc_document_share(g->weight, r->whole->totals.self)
                                              : nc_document_empty(),
        nc_document_empty(),
        nc_document_empty(),
        nc_document_function(r->profile->lines.function[g->begin]),
    };

    nc_document_add_strong_row(d, cells);
}

/* "  22  for row in rows:": numbers of one function as wide as its last. */
static void add_place(nc_text *text, const ncalls_profile *p, uint32_t i, size_t width)
{
    char digits[32];
    size_t size = nc_number_format_int(digits, p->lines.line[i]);

    nc_text_add_repeat(text, ' ', width > size ? width - size : 0);
    nc_text_add(text, digits, size);
    if (nc_profile_size(p, p->lines.source[i])) {
        nc_text_add_string(text, "  ");
        nc_text_add(text, nc_profile_text(p, p->lines.source[i]), nc_profile_size(p, p->lines.source[i]));
    }
}

static void add_line(nc_document *d, const ncalls_profile *p, const group *g, uint32_t i, size_t width)
{
    const nc_lines *l = &p->lines;
    nc_text place;

    nc_text_init(&place);
    add_place(&place, p, i, width);
    d->failed |= nc_text_failed(&place);
    nc_document_add_row(
        d, (nc_cell[COLUMNS]){
               nc_document_count(l->hits[i]),
               nc_document_cost(l->self[i]),
               l->self[i] != NCALLS_ABSENT && l->hits[i] > 0 ? nc_document_cost_per(l->self[i], l->hits[i])
                                                             : nc_document_empty(),
               g->weight > 0 && l->self[i] >= 0 && l->self[i] <= g->weight ? nc_document_share(l->self[i], g->weight)
                                                                           : nc_document_empty(),
               nc_document_memory(l->memory[i]),
               nc_document_count(l->blocks[i]),
               nc_document_bytes(place.bytes, place.size),
           });
    nc_text_reset(&place);
}

static void add_group(nc_document *d, const ncalls_results *r, const group *g, uint32_t *order, size_t limit)
{
    const ncalls_profile *p = r->profile;
    uint32_t count = g->end - g->begin, shown = limit && limit < count ? (uint32_t)limit : count;
    char digits[32];
    size_t width = nc_number_format_int(digits, p->lines.line[g->end - 1]);

    for (uint32_t i = 0; i < count; i++)
        order[i] = g->begin + i;
    nc_sort(order, count, sizeof *order, lines_by_weight, (void *)&p->lines);
    nc_sort(order, shown, sizeof *order, by_number, NULL);
    add_function(d, r, g);
    for (uint32_t i = 0; i < shown; i++)
        add_line(d, p, g, order[i], width);
    if (shown < count)
        nc_document_add_title_row(d, "… %u more %s", count - shown, count - shown == 1 ? "line" : "lines");
}

static group group_of(const nc_lines *l, uint32_t begin)
{
    group g = {begin, begin, 0, false};
    bool saturated = false;

    for (; g.end <= l->count && l->function[g.end].at == l->function[begin].at; g.end++) {
        g.known |= l->self[g.end] != NCALLS_ABSENT;
        g.weight = nc_number_add(g.weight, weight_of(l, g.end), &saturated);
    }
    return g;
}

static group *find_groups(const ncalls_profile *p, size_t *count)
{
    group *groups = NULL;
    size_t room = 0;

    *count = 0;
    for (uint32_t i = 1; i <= p->lines.count;) {
        group g = group_of(&p->lines, i);

        i = g.end;
        if (!nc_alloc_grow(&groups, &room, *count + 1, sizeof *groups)) {
            nc_alloc_free(groups);
            return NULL;
        }
        groups[(*count)++] = g;
    }
    return groups;
}

static void add_section(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    const ncalls_profile *p = r->profile;
    size_t limit = nc_table_limit(options), functions = options->limit ? limit : FUNCTIONS, count, shown = 0;
    group *groups;
    uint32_t *order;

    if (!p->lines.count)
        return;
    groups = find_groups(p, &count);
    order = nc_alloc(((size_t)p->lines.count + 1) * sizeof *order);
    if (!groups || !order) {
        d->failed = true;
    } else {
        nc_sort(groups, count, sizeof *groups, by_weight, (void *)p);
        nc_document_begin_table(d, NC_BLOCK_TABLE, "lines", columns, COLUMNS);
        for (size_t i = 0; i < count && (!functions || shown < functions); i++) {
            if (groups[i].known && nc_table_is_below(options, groups[i].weight, r->whole->totals.self))
                continue;
            add_group(d, r, &groups[i], order, limit);
            shown++;
        }
        if (count > shown)
            nc_document_end_table(d, "%zu more %s with lines", count - shown,
                                  count - shown == 1 ? "function" : "functions");
    }
    nc_alloc_free(order);
    nc_alloc_free(groups);
}

const nc_section nc_report_lines = {"Time by line", "lines", NC_SECTION_EXTRA, NCALLS_HAS_LINES, add_section};
