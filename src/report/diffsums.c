/* SPDX-License-Identifier: MIT */
/* The tables of packages and of kinds of work. */
#include <string.h>

#include "analyze/packages.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "report/diffpage.h"
#include "report/table.h"

/* One name with its figures on both sides. */
typedef struct sum {
    const char *title;
    size_t size;
    int64_t cost[NC_DIFF_SIDES], calls[NC_DIFF_SIDES];
} sum;

typedef struct sums {
    sum *items;
    size_t count, room;
} sums;

static sum *find(sums *s, const char *title, size_t size)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].size == size && memcmp(s->items[i].title, title, size) == 0)
            return &s->items[i];
    if (!nc_alloc_grow(&s->items, &s->room, s->count + 1, sizeof *s->items))
        return NULL;
    s->items[s->count] = (sum){.title = title, .size = size};
    return &s->items[s->count++];
}

/* As the rows of functions are scaled. */
static int64_t scaled(const nc_diff *d, unsigned side, int64_t cost)
{
    if (!d->scaled || d->profile[side]->totals.self <= 0)
        return cost;
    return (int64_t)((__int128)cost * d->cost[NC_DIFF_NOW] / d->profile[side]->totals.self);
}

static bool add_packages(sums *out, const nc_diff *d, unsigned side, nc_packages *packages)
{
    if (nc_packages_sum(packages, d->profile[side], 0, NULL))
        return false;
    for (uint32_t i = 0; i < packages->count; i++) {
        const nc_packages_row *row = &packages->rows[i];
        size_t size;
        const char *title = nc_packages_title(d->profile[side], row, &size);
        sum *to = find(out, title, size);

        if (!to)
            return false;
        to->cost[side] = scaled(d, side, row->self_with_builtins);
        to->calls[side] = row->calls == NCALLS_ABSENT ? 0 : row->calls;
    }
    return true;
}

static bool add_kinds(sums *out, const nc_diff *d, unsigned side, const ncalls_findings *findings)
{
    for (uint32_t i = 0; i < findings->spending.count; i++) {
        const nc_spending_row *row = &findings->spending.rows[i];
        sum *to = find(out, row->title, strlen(row->title));

        if (!to)
            return false;
        to->cost[side] = scaled(d, side, row->self);
    }
    return true;
}

static int64_t magnitude(const sum *s)
{
    int64_t change = nc_diff_change(s->cost[NC_DIFF_BASE], s->cost[NC_DIFF_NOW]);

    return change < 0 ? -change : change;
}

static int by_change(const void *one, const void *two, void *payload)
{
    const sum *a = one, *b = two;
    size_t size = a->size < b->size ? a->size : b->size;
    int order = (magnitude(a) < magnitude(b)) - (magnitude(a) > magnitude(b));

    (void)payload;
    order = order ? order : memcmp(a->title, b->title, size);
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

/* Two runs of one program differ in time alone, and by less than that counts. */
static bool says_anything(const nc_diffpage *p, const sums *s)
{
    for (size_t i = 0; i < s->count; i++)
        if ((s->items[i].calls[0] != s->items[i].calls[1] && !p->diff->samples) ||
            nc_diff_exceeds_noise(p->diff, s->items[i].cost[0], s->items[i].cost[1]))
            return true;
    return false;
}

static void add_row(nc_diffpage *p, const sum *s, bool with_calls)
{
    nc_diffpage_figure cost = {NC_DIFFPAGE_COST, false, {s->cost[0], s->cost[1]}, {1, 1}, false, false};
    nc_diffpage_figure calls = {NC_DIFFPAGE_COUNT, false, {s->calls[0], s->calls[1]}, {1, 1}, false, false};
    char change[NC_UNIT_ROOM + 1], percent[NC_UNIT_ROOM + 1], count[NC_UNIT_ROOM + 1], part[NC_UNIT_ROOM + 1];
    nc_cell cells[] = {
        nc_diffpage_side(p, &cost, NC_DIFF_BASE),
        nc_diffpage_side(p, &cost, NC_DIFF_NOW),
        nc_diffpage_change(p, &cost, change),
        nc_diffpage_percent(&cost, percent),
        with_calls ? nc_diffpage_change(p, &calls, count) : nc_document_empty(),
        with_calls ? nc_diffpage_percent(&calls, part) : nc_document_empty(),
        nc_document_bytes(s->title, s->size),
    };

    if ((magnitude(s) || s->calls[0] != s->calls[1]) && nc_diffpage_wants(p, &cost))
        nc_document_add_row(p->document, cells);
}

static void show(nc_diffpage *p, sums *s, const char *title, const char *id, const char *what, bool with_calls)
{
    const nc_column columns[] = {
        NC_DIFFPAGE_RIGHT("base", "self time in the base", 0),
        NC_DIFFPAGE_RIGHT("new", "self time in the new profile", 0),
        NC_DIFFPAGE_RIGHT("change", "of self time", 1),
        NC_DIFFPAGE_RIGHT("%", "the change as part of the base", 3),
        NC_DIFFPAGE_RIGHT("calls", "change of calls", 2),
        NC_DIFFPAGE_RIGHT("% calls", "the change of calls as part of the base's", 4),
        {what, "whose code it is, or what it does", NC_ALIGN_LEFT, false, 0},
    };
    size_t limit = nc_table_limit(p->options), before = p->document->count;

    if (!s->count || !says_anything(p, s))
        return;
    nc_sort(s->items, s->count, sizeof *s->items, by_change, NULL);
    nc_document_add_heading(p->document, 2, id, "%s", title);
    nc_document_begin_table(p->document, NC_BLOCK_TABLE, id, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < s->count && (!limit || i < limit); i++)
        add_row(p, &s->items[i], with_calls);
    if (p->document->count == before + 2 && !p->document->blocks[before + 1].row_count) {
        nc_document_drop_block(p->document);
        nc_document_drop_block(p->document);
    }
}

static void add_by_package(nc_diffpage *p)
{
    nc_packages packages[NC_DIFF_SIDES] = {{0}, {0}};
    sums s = {0};

    if (add_packages(&s, p->diff, NC_DIFF_BASE, &packages[0]) && add_packages(&s, p->diff, NC_DIFF_NOW, &packages[1]))
        show(p, &s, "By package", "diff-packages", "package", p->counted && !p->diff->samples);
    else
        p->document->failed = true;
    nc_packages_reset(&packages[0]);
    nc_packages_reset(&packages[1]);
    nc_alloc_free(s.items);
}

static void add_by_kind(nc_diffpage *p)
{
    const ncalls_findings *base = p->options->base_findings, *now = p->options->findings;
    sums s = {0};

    if (!base || !now || base->profile != p->diff->profile[NC_DIFF_BASE] ||
        now->profile != p->diff->profile[NC_DIFF_NOW])
        return;
    if (add_kinds(&s, p->diff, NC_DIFF_BASE, base) && add_kinds(&s, p->diff, NC_DIFF_NOW, now))
        show(p, &s, "By kind of work", "diff-kinds", "kind", false);
    else
        p->document->failed = true;
    nc_alloc_free(s.items);
}

void nc_diffpage_add_sums(nc_diffpage *p)
{
    add_by_package(p);
    add_by_kind(p);
}
