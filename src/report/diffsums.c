/* SPDX-License-Identifier: MIT */
/* The tables of packages and of kinds of work. */
#include <string.h>

#include "analyze/packages.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "report/diffpage.h"
#include "report/diffsums.h"
#include "report/table.h"
#include "rules/finding.h"

typedef nc_diffsums_row sum;
typedef nc_diffsums sums;

static sum *find(sums *s, const char *title, size_t size)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].size == size && memcmp(s->rows[i].title, title, size) == 0)
            return &s->rows[i];
    if (!nc_alloc_grow(&s->rows, &s->room, s->count + 1, sizeof *s->rows))
        return NULL;
    s->rows[s->count] = (sum){.title = title, .size = size};
    return &s->rows[s->count++];
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
        to->cost[side] = nc_diff_scale(d, side, row->self_with_builtins);
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
        to->cost[side] = nc_diff_scale(d, side, row->self);
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

bool nc_diffsums_packages(nc_diffsums *out, const nc_diff *d)
{
    bool sound = true;

    *out = (nc_diffsums){0};
    for (unsigned side = 0; side < NC_DIFF_SIDES && sound; side++) {
        nc_packages packages = {0};

        sound = add_packages(out, d, side, &packages);
        nc_packages_reset(&packages);
    }
    if (sound && out->count)
        nc_sort(out->rows, out->count, sizeof *out->rows, by_change, NULL);
    return sound;
}

bool nc_diffsums_kinds(nc_diffsums *out, const nc_diff *d, const ncalls_write_options *options)
{
    const ncalls_findings *of[] = {options->base_findings, options->findings};
    bool sound = true;

    *out = (nc_diffsums){0};
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
        if (!of[side] || of[side]->profile != d->profile[side])
            return true;
    for (unsigned side = 0; side < NC_DIFF_SIDES && sound; side++)
        sound = add_kinds(out, d, side, of[side]);
    if (sound && out->count)
        nc_sort(out->rows, out->count, sizeof *out->rows, by_change, NULL);
    return sound;
}

void nc_diffsums_reset(nc_diffsums *s)
{
    nc_alloc_free(s->rows);
    *s = (nc_diffsums){0};
}

/* Two runs of one program differ in time alone, and by less than that counts. */
static bool says_anything(const nc_diffpage *p, const sums *s)
{
    for (size_t i = 0; i < s->count; i++)
        if ((s->rows[i].calls[0] != s->rows[i].calls[1] && !p->diff->samples) ||
            nc_diff_exceeds_noise(p->diff, s->rows[i].cost[0], s->rows[i].cost[1]))
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

static void show(nc_diffpage *p, const sums *s, const char *title, const char *id, const char *what, bool with_calls)
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
    nc_document_add_heading(p->document, 2, id, "%s", title);
    nc_document_begin_table(p->document, NC_BLOCK_TABLE, id, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < s->count && (!limit || i < limit); i++)
        add_row(p, &s->rows[i], with_calls);
    if (p->document->count == before + 2 && !p->document->blocks[before + 1].row_count) {
        nc_document_drop_block(p->document);
        nc_document_drop_block(p->document);
    }
}

void nc_diffpage_add_sums(nc_diffpage *p)
{
    nc_diffsums packages, kinds;

    p->document->failed |= !nc_diffsums_packages(&packages, p->diff);
    p->document->failed |= !nc_diffsums_kinds(&kinds, p->diff, p->options);
    if (!p->document->failed) {
        show(p, &packages, "By package", "diff-packages", "package", p->counted && !p->diff->samples);
        show(p, &kinds, "By kind of work", "diff-kinds", "kind", false);
    }
    nc_diffsums_reset(&packages);
    nc_diffsums_reset(&kinds);
}
