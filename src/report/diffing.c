/* SPDX-License-Identifier: MIT */
#include "report/diffing.h"

#include <string.h>

#include "analyze/packages.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "report/gates.h"
#include "report/table.h"

typedef struct page {
    nc_document *document;
    const ncalls_write_options *options;
    const nc_diff *diff;
    nc_naming base_naming; /* of what is gone */
} page;

/* ---- cells ---------------------------------------------------------------- */

static nc_cell name_cell(const page *p, uint32_t row, nc_text *scratch)
{
    const nc_pairing_row *r = &p->diff->pairing.rows[row];

    if (r->now.at)
        return nc_document_function(r->now);
    nc_text_clear(scratch);
    nc_naming_add(scratch, &p->base_naming, r->base);
    return nc_document_bytes(scratch->bytes, scratch->size);
}

/* "+846", "-12.3 ms". */
static nc_cell change_cell(int64_t change, ncalls_unit unit, bool cost, char out[NC_UNIT_ROOM + 1])
{
    out[0] = change > 0 ? '+' : '-';
    if (!change)
        return nc_document_empty();
    if (change < 0)
        change = -change;
    if (cost)
        nc_unit_format_cost(out + 1, change, unit);
    else
        nc_unit_format_count(out + 1, change);
    return nc_document_text(out);
}

static nc_cell how_cell(const nc_pairing_row *row)
{
    return row->how == NC_PAIRING_SAME ? nc_document_empty() : nc_document_text(nc_pairing_word(row->how));
}

static int64_t magnitude(int64_t base, int64_t now)
{
    int64_t change = nc_diff_change(base, now);

    return change < 0 ? -change : change;
}

/* ---- orders: the greatest change first, then names -------------------------- */

#define FALLING(a, b) (((a) < (b)) - ((a) > (b)))

static int by_calls(const void *one, const void *two, void *payload)
{
    const nc_diff *d = payload;
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    const nc_diff_figures *x = d->rows[a].at, *y = d->rows[b].at;
    int order = FALLING(magnitude(x[0].total, x[1].total), magnitude(y[0].total, y[1].total));

    if (!order)
        order = FALLING(magnitude(x[0].calls, x[1].calls), magnitude(y[0].calls, y[1].calls));
    return order ? order : nc_diff_compare_rows(d, a, b);
}

static int by_self(const void *one, const void *two, void *payload)
{
    const nc_diff *d = payload;
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    const nc_diff_figures *x = d->rows[a].at, *y = d->rows[b].at;
    int order = FALLING(magnitude(x[0].self, x[1].self), magnitude(y[0].self, y[1].self));

    return order ? order : nc_diff_compare_rows(d, a, b);
}

static int by_edge(const void *one, const void *two, void *payload)
{
    const nc_diff *d = payload;
    const nc_diff_edge *a = &d->edges[*(const uint32_t *)one], *b = &d->edges[*(const uint32_t *)two];
    int order = FALLING(magnitude(a->total[0], a->total[1]), magnitude(b->total[0], b->total[1]));

    if (!order)
        order = FALLING(magnitude(a->calls[0], a->calls[1]), magnitude(b->calls[0], b->calls[1]));
    order = order ? order : nc_diff_compare_rows(d, a->callee, b->callee);
    return order ? order : nc_diff_compare_rows(d, a->caller, b->caller);
}

/* ---- tables --------------------------------------------------------------- */

typedef struct table {
    const char *title, *id;
    nc_column columns[7];
    size_t column_count;
    bool (*wants)(const nc_diff *diff, uint32_t id);
    nc_sort_compare *compare;
    void (*add)(page *p, uint32_t id, nc_text *scratch);
    bool of_edges;
} table;

static bool calls_changed(const nc_diff *d, uint32_t row)
{
    return d->calls[NC_DIFF_BASE] != NCALLS_ABSENT && d->rows[row].at[0].calls != d->rows[row].at[1].calls;
}

static bool time_changed(const nc_diff *d, uint32_t row)
{
    return !calls_changed(d, row) && nc_diff_exceeds_noise(d, d->rows[row].at[0].self, d->rows[row].at[1].self);
}

static bool edge_changed(const nc_diff *d, uint32_t edge)
{
    return nc_diff_multiplies(d, &d->edges[edge]);
}

static void add_calls(page *p, uint32_t row, nc_text *scratch)
{
    const nc_diff_figures *at = p->diff->rows[row].at;
    ncalls_unit unit = p->diff->profile[NC_DIFF_NOW]->unit;
    char calls[NC_UNIT_ROOM + 1], total[NC_UNIT_ROOM + 1];
    nc_cell cells[] = {
        nc_document_count(at[0].calls),
        nc_document_count(at[1].calls),
        change_cell(nc_diff_change(at[0].calls, at[1].calls), unit, false, calls),
        change_cell(nc_diff_change(at[0].total, at[1].total), unit, true, total),
        how_cell(&p->diff->pairing.rows[row]),
        name_cell(p, row, scratch),
    };

    nc_document_add_row(p->document, cells);
}

static void add_self(page *p, uint32_t row, nc_text *scratch)
{
    const nc_diff_figures *at = p->diff->rows[row].at;
    char self[NC_UNIT_ROOM + 1];
    nc_cell cells[] = {
        nc_document_cost(at[0].self),
        nc_document_cost(at[1].self),
        change_cell(nc_diff_change(at[0].self, at[1].self), p->diff->profile[NC_DIFF_NOW]->unit, true, self),
        p->diff->calls[0] == NCALLS_ABSENT ? nc_document_empty() : nc_document_count(at[1].calls),
        how_cell(&p->diff->pairing.rows[row]),
        name_cell(p, row, scratch),
    };

    nc_document_add_row(p->document, cells);
}

static void add_edge(page *p, uint32_t id, nc_text *scratch)
{
    const nc_diff_edge *e = &p->diff->edges[id];
    const nc_diff_figures *caller = p->diff->rows[e->caller].at;
    char total[NC_UNIT_ROOM + 1];
    nc_text other;
    nc_cell cells[7];

    nc_text_init(&other);
    cells[0] = nc_document_ratio(e->calls[0], caller[0].calls);
    cells[1] = nc_document_ratio(e->calls[1], caller[1].calls);
    cells[2] = nc_document_count(e->calls[0]);
    cells[3] = nc_document_count(e->calls[1]);
    cells[4] = change_cell(nc_diff_change(e->total[0], e->total[1]), p->diff->profile[NC_DIFF_NOW]->unit, true, total);
    cells[5] = name_cell(p, e->callee, scratch);
    cells[6] = name_cell(p, e->caller, &other);
    nc_document_add_row(p->document, cells);
    p->document->failed |= nc_text_failed(&other);
    nc_text_reset(&other);
}

#define RIGHT(title, help, rank)                                                                                       \
    {                                                                                                                  \
        title, help, NC_ALIGN_RIGHT, false, rank                                                                       \
    }
#define LEFT(title, help)                                                                                              \
    {                                                                                                                  \
        title, help, NC_ALIGN_LEFT, false, 0                                                                           \
    }

static const table tables[] = {
    {"Functions whose calls changed",
     "diff-calls", {RIGHT("base", "calls in the base", 0), RIGHT("new", "calls in the new profile", 0),
      RIGHT("change", "of calls", 1), RIGHT("cumulative", "change of the time with all that they call", 2),
      LEFT("", "how it was paired with the base"), LEFT("function", "file:line(name)")},
     6, calls_changed,
     by_calls, add_calls,
     false},
    {"Functions whose time changed with as many calls",
     "diff-time",  {RIGHT("base", "self time in the base", 0), RIGHT("new", "self time in the new profile", 0),
      RIGHT("change", "of self time", 1), RIGHT("calls", "calls", 2), LEFT("", "how it was paired with the base"),
      LEFT("function", "file:line(name)")},
     6, time_changed,
     by_self,  add_self,
     false},
    {"Calls that multiply differently",
     "diff-edges", {RIGHT("base/call", "calls by one call of the caller in the base", 0),
      RIGHT("new/call", "calls by one call of the caller in the new profile", 0), RIGHT("base", "calls in the base", 2),
      RIGHT("new", "calls in the new profile", 2), RIGHT("cumulative", "change of the time with all that they call", 1),
      LEFT("function", "file:line(name)"), LEFT("called by", "file:line(name)")},
     7, edge_changed,
     by_edge,  add_edge,
     true },
};

static void fill_table(page *p, const table *t, const uint32_t *ids, size_t count)
{
    size_t limit = nc_table_limit(p->options);
    char more[NC_UNIT_ROOM];
    nc_text scratch;

    if (!limit || limit > count)
        limit = count;
    nc_document_add_heading(
        p->document, 2, t->id, "%s",
        p->diff->calls[0] == NCALLS_ABSENT && t->wants == time_changed ? "Functions whose cost changed" : t->title);
    nc_document_begin_table(p->document, NC_BLOCK_TABLE, t->id, t->columns, t->column_count);
    nc_text_init(&scratch);
    for (size_t i = 0; i < limit; i++)
        t->add(p, ids[i], &scratch);
    p->document->failed |= nc_text_failed(&scratch);
    nc_text_reset(&scratch);
    nc_unit_format_count(more, (int64_t)(count - limit));
    if (limit < count)
        nc_document_end_table(p->document, "%s more", more);
}

static void add_table(page *p, const table *t)
{
    uint32_t first = t->of_edges ? 0 : 1, most = t->of_edges ? p->diff->edge_count : p->diff->pairing.count + 1;
    uint32_t *ids = nc_alloc(((size_t)most + 1) * sizeof *ids);
    size_t count = 0;

    if (!ids) {
        p->document->failed = true;
        return;
    }
    for (uint32_t i = first; i < most; i++)
        if (t->wants(p->diff, i))
            ids[count++] = i;
    if (count) {
        nc_sort(ids, count, sizeof *ids, t->compare, (void *)p->diff);
        fill_table(p, t, ids, count);
    }
    nc_alloc_free(ids);
}

/* ---- findings ------------------------------------------------------------- */

static void add_findings(page *p, const char *word, const ncalls_findings *of, const ncalls_findings *not_in)
{
    for (uint32_t i = 0; of && not_in && i < of->count; i++) {
        const nc_finding *f = &of->items[i];

        if (nc_diffing_find(not_in, f->fingerprint))
            continue;
        nc_document_add_paragraph(p->document, "%s: %s %s: ", word, f->rule->id, f->rule->name);
        nc_document_add_name(p->document, f->message, strlen(f->message));
    }
}

static void add_all_findings(page *p)
{
    const ncalls_findings *now = p->options->findings, *base = p->options->base_findings;
    size_t before = p->document->count;

    nc_document_add_heading(p->document, 2, "diff-findings", "Findings");
    add_findings(p, "new", now, base);
    add_findings(p, "fixed", base, now);
    if (p->document->count == before + 1)
        nc_document_drop_block(p->document);
}

/* ---- packages ------------------------------------------------------------- */

static const nc_packages_row *same_package(const nc_packages *in, const ncalls_profile *profile, const char *title,
                                           size_t size)
{
    for (uint32_t i = 0; i < in->count; i++) {
        size_t other_size;
        const char *other = nc_packages_title(profile, &in->rows[i], &other_size);

        if (other_size == size && memcmp(other, title, size) == 0)
            return &in->rows[i];
    }
    return NULL;
}

static void add_package(page *p, const char *title, size_t size, const nc_packages_row *base,
                        const nc_packages_row *now)
{
    char self[NC_UNIT_ROOM + 1], calls[NC_UNIT_ROOM + 1];
    ncalls_unit unit = p->diff->profile[NC_DIFF_NOW]->unit;
    int64_t was = base ? base->self_with_builtins : 0, is = now ? now->self_with_builtins : 0;
    int64_t made = base ? base->calls : 0, makes = now ? now->calls : 0;
    nc_cell cells[] = {
        nc_document_cost(was),
        nc_document_cost(is),
        change_cell(nc_diff_change(was, is), unit, true, self),
        change_cell(nc_diff_change(made, makes), unit, false, calls),
        nc_document_bytes(title, size),
    };

    nc_document_add_row(p->document, cells);
}

static void fill_packages(page *p, const nc_packages *base, const nc_packages *now)
{
    static const nc_column columns[] = {
        RIGHT("base", "self time in the base, with built-ins", 0),
        RIGHT("new", "self time in the new profile, with built-ins", 0),
        RIGHT("change", "of self time", 1),
        RIGHT("calls", "change of calls", 2),
        LEFT("package", "whose code it is"),
    };
    size_t limit = nc_table_limit(p->options), size;
    const char *title;

    nc_document_add_heading(p->document, 2, "diff-packages", "By package");
    nc_document_begin_table(p->document, NC_BLOCK_TABLE, "diff-packages", columns, 5);
    for (uint32_t i = 0; i < now->count && (!limit || i < limit); i++) {
        title = nc_packages_title(p->diff->profile[NC_DIFF_NOW], &now->rows[i], &size);
        add_package(p, title, size, same_package(base, p->diff->profile[NC_DIFF_BASE], title, size), &now->rows[i]);
    }
    for (uint32_t i = 0; i < base->count && (!limit || i < limit); i++) {
        title = nc_packages_title(p->diff->profile[NC_DIFF_BASE], &base->rows[i], &size);
        if (!same_package(now, p->diff->profile[NC_DIFF_NOW], title, size))
            add_package(p, title, size, &base->rows[i], NULL);
    }
}

/* Costs of samples differ with how long was looked: their packages say nothing. */
static void add_packages(page *p)
{
    nc_packages base = {0}, now = {0};

    if (p->diff->scaled || p->diff->cost[NC_DIFF_BASE] == p->diff->cost[NC_DIFF_NOW])
        return;
    if (nc_packages_sum(&base, p->diff->profile[NC_DIFF_BASE], 0, NULL) ||
        nc_packages_sum(&now, p->diff->profile[NC_DIFF_NOW], 0, NULL))
        p->document->failed = true;
    else
        fill_packages(p, &base, &now);
    nc_packages_reset(&base);
    nc_packages_reset(&now);
}

/* ---- all of it ------------------------------------------------------------ */

static void add_side(page *p, const char *word, unsigned side)
{
    const ncalls_profile *profile = p->diff->profile[side];
    char calls[NC_UNIT_ROOM], cost[NC_UNIT_ROOM];
    nc_text text;
    nc_cell cells[2];

    nc_text_init(&text);
    nc_unit_format_cost(cost, p->diff->cost[side], profile->unit);
    nc_unit_format_count(calls, p->diff->calls[side]);
    if (profile->source_count)
        nc_text_add(&text, nc_profile_text(profile, profile->sources[0].path),
                    nc_profile_size(profile, profile->sources[0].path));
    if (profile->source_count > 1)
        nc_text_add_format(&text, " and %u more", profile->source_count - 1);
    nc_text_add_format(&text, ": %s", cost);
    nc_text_add_string(&text, profile->unit == NCALLS_UNIT_SAMPLES ? " samples" : "");
    if (p->diff->calls[side] != NCALLS_ABSENT)
        nc_text_add_format(&text, " in %s calls", calls);
    cells[0] = nc_document_text(word);
    cells[1] = nc_document_bytes(text.bytes, text.size);
    nc_document_add_row(p->document, cells);
    p->document->failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

/* ---- why ------------------------------------------------------------------ */

enum { STEPS = 12 };

static nc_cell part_cell(const page *p, int64_t part, char out[NC_UNIT_ROOM + 1])
{
    return part == NCALLS_ABSENT ? nc_document_empty()
                                 : change_cell(part, p->diff->profile[NC_DIFF_NOW]->unit, true, out);
}

static void add_step(page *p, const nc_diff_root *root, uint32_t at, nc_text *scratch)
{
    uint32_t row = root->path[at];
    nc_diff_split split = nc_diff_split_of(p->diff, row);
    bool counted = p->diff->calls[NC_DIFF_BASE] != NCALLS_ABSENT;
    const nc_diff_figures *side = p->diff->rows[row].at;
    char change[NC_UNIT_ROOM + 1], calls[NC_UNIT_ROOM + 1], self[NC_UNIT_ROOM + 1], callees[NC_UNIT_ROOM + 1];
    nc_cell cells[] = {
        part_cell(p, split.change, change),
        part_cell(p, split.calls, calls),
        part_cell(p, split.self, self),
        part_cell(p, split.callees, callees),
        counted ? nc_document_count(side[NC_DIFF_BASE].calls) : nc_document_empty(),
        counted ? nc_document_count(side[NC_DIFF_NOW].calls) : nc_document_empty(),
        name_cell(p, row, scratch),
    };

    nc_document_add_step(p->document, at, cells);
}

/* The way to the root, and at each step what the change is made of. */
static void add_why(page *p, const nc_diff_root *root)
{
    static const nc_column columns[] = {
        RIGHT("change", "of the time with all that it calls: more calls + own code + callees", 0),
        RIGHT("more calls", "of this by other numbers of calls, each at what it cost in the base", 0),
        RIGHT("own code", "by what its own code costs in as many calls", 0),
        RIGHT("callees", "by what the functions that it calls cost in as many calls", 0),
        RIGHT("base", "calls in the base", 3),
        RIGHT("new", "calls in the new profile", 3),
        LEFT("function", "file:line(name)"),
    };
    uint32_t first = root->path_count > STEPS ? root->path_count - STEPS : 0;
    nc_text scratch;

    if (root->cause == NC_DIFF_NOTHING || !root->path_count)
        return;
    nc_document_add_heading(p->document, 2, "diff-why", "Where it comes from");
    nc_document_begin_table(p->document, NC_BLOCK_PATH, "diff-why", columns, sizeof columns / sizeof *columns);
    nc_text_init(&scratch);
    for (uint32_t i = first; i < root->path_count; i++)
        add_step(p, root, i, &scratch);
    p->document->failed |= nc_text_failed(&scratch);
    nc_text_reset(&scratch);
}

static ncalls_status add_head(page *p, ncalls_error *error)
{
    static const nc_column columns[2] = {LEFT("", NULL), LEFT("", NULL)};
    ncalls_status status;
    nc_text text;

    nc_text_init(&text);
    status = nc_diffing_summarize(&text, p->diff, p->options, error);
    p->document->failed |= nc_text_failed(&text);
    nc_document_add_paragraph(p->document, "%s", "");
    nc_document_add_name(p->document, text.bytes, text.size);
    nc_text_reset(&text);
    nc_document_begin_table(p->document, NC_BLOCK_FACTS, "", columns, 2);
    add_side(p, "base", NC_DIFF_BASE);
    add_side(p, "new", NC_DIFF_NOW);
    if (p->diff->scaled)
        nc_document_add_note(p->document, "the base's samples are scaled to the total of the new profile");
    if (p->diff->pairing.inlined)
        nc_document_add_note(p->document, "comprehensions, which one of the two Pythons runs inside their functions, "
                                          "are counted there");
    return status;
}

ncalls_status nc_diffing_add(nc_document *document, const ncalls_results *results, const ncalls_write_options *options,
                             ncalls_error *error)
{
    ncalls_results of_base = *results;
    page p = {.document = document, .options = options, .diff = results->diff};
    nc_diff_root root;
    ncalls_status status = nc_diff_find_root(&root, p.diff, error);

    if (status)
        return status;
    of_base.profile = of_base.whole = results->base;
    nc_naming_init(&p.base_naming, &of_base);
    status = add_head(&p, error);
    nc_report_gates_section(document, options);
    add_all_findings(&p);
    add_why(&p, &root);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        add_table(&p, &tables[i]);
    add_packages(&p);
    nc_diff_root_reset(&root);
    return status;
}
