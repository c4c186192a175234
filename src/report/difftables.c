/* SPDX-License-Identifier: MIT */
/* The tables of functions and of edges. */
#include <stdio.h>
#include <string.h>

#include "analyze/order.h"
#include "analyze/ranksum.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "report/diffpage.h"
#include "report/table.h"

enum { MOST_COLUMNS = 14, MOST_KEYS = 8 };

typedef struct table {
    nc_diffpage *page;
    nc_order_key key;     /* whose change it is about */
    uint32_t *into;       /* [row] the edge whose multiplication changed most, from 1; NULL: not asked for */
    double *rank;         /* [row or edge][key] the size of its change */
    size_t keys;          /* by so many: a later one decides between equals */
    bool reverse;
    nc_column columns[MOST_COLUMNS];
    nc_cell cells[MOST_COLUMNS];
    char texts[MOST_COLUMNS][NC_UNIT_ROOM + 1];
    size_t count;
} table;

/* ---- figures ---------------------------------------------------------------- */

static nc_diffpage_figure figure_of_edge(const nc_diff *d, const nc_diff_edge *e)
{
    const nc_diff_figures *caller = d->rows[e->caller].at;
    nc_diffpage_figure f = {NC_DIFFPAGE_COUNT, true, {0, 0}, {0, 0}, e->varies, false};

    for (unsigned side = 0; side < NC_DIFF_SIDES; side++) {
        f.number[side] = e->calls[side];
        f.per[side] = caller[side].calls;
    }
    return f;
}

/* Runs tell, where there are enough; of few or one nothing is doubted. */
static bool is_doubted(const nc_diff *d, uint32_t row, nc_diff_measure measure)
{
    return d->samples && (!nc_diff_can_test(d) || nc_diff_p(d, row, measure) >= NC_RANKSUM_ALPHA);
}

static nc_diffpage_figure figure_of(const table *t, uint32_t row, nc_order_key key)
{
    const nc_diff *d = t->page->diff;
    const nc_diff_figures *at = d->rows[row].at;
    nc_diffpage_figure f = {NC_DIFFPAGE_COST, false, {at[0].self, at[1].self}, {1, 1}, false, false};

    switch (key) {
    case NC_ORDER_CALLS:
    case NC_ORDER_PRIMITIVE:
        f.kind = NC_DIFFPAGE_COUNT;
        for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
            f.number[side] = key == NC_ORDER_CALLS ? at[side].calls : at[side].primitive;
        f.varies = d->rows[row].varies;
        f.doubted = f.varies && is_doubted(d, row, NC_DIFF_OF_CALLS);
        return f;
    case NC_ORDER_AMPLIFICATION:
        if (t->into && t->into[row])
            return figure_of_edge(d, &d->edges[t->into[row] - 1]);
        return (nc_diffpage_figure){NC_DIFFPAGE_COUNT, true, {0, 0}, {0, 0}, false, false};
    case NC_ORDER_CUMULATIVE:
    case NC_ORDER_PER_CALL:
        for (unsigned side = 0; side < NC_DIFF_SIDES; side++) {
            f.number[side] = at[side].total;
            f.per[side] = at[side].primitive;
        }
        f.divided = key == NC_ORDER_PER_CALL;
        f.doubted = is_doubted(d, row, NC_DIFF_OF_TOTAL);
        return f;
    default:
        f.doubted = is_doubted(d, row, NC_DIFF_OF_SELF);
        return f;
    }
}

/* ---- which, and in which order -------------------------------------------------- */

static bool calls_changed(const table *t, uint32_t row)
{
    const nc_diff *d = t->page->diff;

    return t->page->counted && d->rows[row].at[0].calls != d->rows[row].at[1].calls;
}

static bool wants_calls(const table *t, uint32_t row)
{
    const nc_diff *d = t->page->diff;

    return calls_changed(t, row) && !(d->rows[row].varies && is_doubted(d, row, NC_DIFF_OF_CALLS));
}

static bool wants_time(const table *t, uint32_t row)
{
    return !calls_changed(t, row) && nc_diff_is_real(t->page->diff, row, NC_DIFF_OF_SELF);
}

static bool wants_any(const table *t, uint32_t row)
{
    nc_diffpage_figure f = figure_of(t, row, t->key);

    return nc_diffpage_difference(&f) != 0;
}

static bool wants_edge(const table *t, uint32_t edge)
{
    const nc_diff_edge *e = &t->page->diff->edges[edge];

    return nc_diff_multiplies(t->page->diff, e) && !e->varies;
}

static double size_of(const nc_diffpage_figure *f)
{
    double change = nc_diffpage_difference(f);

    return change < 0 ? -change : change;
}

static int by_rank(const void *one, const void *two, void *payload)
{
    const table *t = payload;
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    int order = 0;

    for (size_t i = 0; i < t->keys && !order; i++) {
        double x = t->rank[a * t->keys + i], y = t->rank[b * t->keys + i];

        order = (x < y) - (x > y);
    }
    order = order ? order : nc_diff_compare_rows(t->page->diff, a, b);
    return t->reverse ? -order : order;
}

static int by_edge(const void *one, const void *two, void *payload)
{
    const table *t = payload;
    const nc_diff *d = t->page->diff;
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)two;
    const nc_diff_edge *a = &d->edges[x], *b = &d->edges[y];
    int order = (t->rank[x] < t->rank[y]) - (t->rank[x] > t->rank[y]);

    order = order ? order : nc_diff_compare_rows(d, a->callee, b->callee);
    order = order ? order : nc_diff_compare_rows(d, a->caller, b->caller);
    return t->reverse ? -order : order;
}

/* ---- rows ------------------------------------------------------------------------ */

static void add_column(table *t, nc_column column, nc_cell cell)
{
    t->columns[t->count] = column;
    t->cells[t->count++] = cell;
}

/* base, new, change and percent of what the table is about. */
static void add_main(table *t, const nc_diffpage_figure *f, bool shown)
{
    static const nc_column columns[] = {
        NC_DIFFPAGE_RIGHT("base", "in the base", 0),
        NC_DIFFPAGE_RIGHT("new", "in the new profile", 0),
        NC_DIFFPAGE_RIGHT("change", "new less base; ~: the runs cannot show that it changed", 1),
        NC_DIFFPAGE_RIGHT("%", "the change as part of the base", 3),
    };

    add_column(t, columns[0], shown ? nc_diffpage_side(t->page, f, NC_DIFF_BASE) : nc_document_empty());
    add_column(t, columns[1], shown ? nc_diffpage_side(t->page, f, NC_DIFF_NOW) : nc_document_empty());
    add_column(t, columns[2], shown ? nc_diffpage_change(t->page, f, t->texts[2]) : nc_document_empty());
    add_column(t, columns[3], shown ? nc_diffpage_percent(f, t->texts[3]) : nc_document_empty());
}

/* "±3%": how far runs lie from their median at most. */
static nc_cell spread_cell(const nc_diff *d, uint32_t row, nc_diff_measure measure, unsigned side, int64_t median,
                           char out[NC_UNIT_ROOM + 1])
{
    nc_diff_range range = nc_diff_range_of(d, row, measure, side);
    __int128 far = (__int128)range.most - median;
    char digits[NC_UNIT_ROOM];

    if ((__int128)median - range.least > far)
        far = (__int128)median - range.least;
    if (median <= 0 || far == 0)
        return nc_document_empty();
    nc_unit_format_count(digits, (int64_t)((far * 100 + median / 2) / median));
    snprintf(out, NC_UNIT_ROOM + 1, "±%.30s%%", digits);
    return nc_document_text(out);
}

static nc_cell p_cell(double p, char out[NC_UNIT_ROOM + 1])
{
    char digits[400];

    if (p < 0.001)
        return nc_document_text("<0.001");
    nc_number_format_fixed(digits, sizeof digits, p, 3);
    memcpy(out, digits, strlen(digits) < NC_UNIT_ROOM ? strlen(digits) + 1 : 1);
    return nc_document_text(out);
}

static nc_diff_measure measure_of(nc_order_key key)
{
    return key == NC_ORDER_CALLS || key == NC_ORDER_PRIMITIVE             ? NC_DIFF_OF_CALLS
           : key == NC_ORDER_CUMULATIVE || key == NC_ORDER_PER_CALL ? NC_DIFF_OF_TOTAL
                                                                    : NC_DIFF_OF_SELF;
}

/* What several runs say of it; of one kind of run there is nothing to say. */
static void add_runs(table *t, uint32_t row)
{
    const nc_diff *d = t->page->diff;
    nc_diff_measure measure = measure_of(t->key);
    int64_t medians[NC_DIFF_SIDES];

    if (!d->samples || t->key == NC_ORDER_AMPLIFICATION || t->key == NC_ORDER_PER_CALL)
        return;
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++) {
        const nc_diff_figures *at = &d->rows[row].at[side];

        medians[side] = measure == NC_DIFF_OF_CALLS  ? at->calls
                        : measure == NC_DIFF_OF_SELF ? at->self
                                                     : at->total;
        add_column(t,
                   (nc_column){side ? "±new" : "±base", "the farthest run from the median, as part of it",
                               NC_ALIGN_RIGHT, false, 2},
                   row ? spread_cell(d, row, measure, side, medians[side], t->texts[t->count]) : nc_document_empty());
    }
    if (nc_diff_can_test(d))
        add_column(t,
                   (nc_column){"p", "how likely such a difference is if nothing changed", NC_ALIGN_RIGHT, false, 1},
                   row && medians[0] != medians[1] ? p_cell(nc_diff_p(d, row, measure), t->texts[t->count])
                                                   : nc_document_empty());
}

/* The changes of the other figures. */
static void add_others(table *t, uint32_t row)
{
    static const struct {
        nc_order_key key;
        nc_column column;
        bool of_calls;
    } others[] = {
        {NC_ORDER_CALLS, NC_DIFFPAGE_RIGHT("calls", "change of calls", 4), true},
        {NC_ORDER_CUMULATIVE, NC_DIFFPAGE_RIGHT("cumulative", "change of the time with all that it calls", 2), false},
        {NC_ORDER_SELF, NC_DIFFPAGE_RIGHT("self", "change of the time in its own code", 5), false},
        {NC_ORDER_PER_CALL, NC_DIFFPAGE_RIGHT("per call", "change of the cumulative time of one call", 6), true},
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        nc_diffpage_figure f;

        if (others[i].key == t->key || (others[i].of_calls && !t->page->counted))
            continue;
        f = figure_of(t, row, others[i].key);
        add_column(t, others[i].column,
                   row ? nc_diffpage_change(t->page, &f, t->texts[t->count]) : nc_document_empty());
    }
}

static void fill_function(table *t, uint32_t row, nc_text *scratch)
{
    nc_diffpage_figure f = figure_of(t, row, t->key);
    nc_pairing_how how = row ? t->page->diff->pairing.rows[row].how : NC_PAIRING_SAME;

    t->count = 0;
    add_main(t, &f, row);
    add_runs(t, row);
    add_others(t, row);
    add_column(t, (nc_column)NC_DIFFPAGE_RIGHT("", "how it was paired with the base", 0),
               how == NC_PAIRING_SAME ? nc_document_empty() : nc_document_text(nc_pairing_word(how)));
    add_column(t, (nc_column)NC_DIFFPAGE_LEFT("function", "file:line(name)"),
               row ? nc_diffpage_name(t->page, row, scratch) : nc_document_empty());
}

static void add_edge(table *t, uint32_t id, nc_text scratch[2])
{
    static const nc_column columns[] = {
        NC_DIFFPAGE_RIGHT("base/call", "calls by one call of the caller in the base", 0),
        NC_DIFFPAGE_RIGHT("new/call", "calls by one call of the caller in the new profile", 0),
        NC_DIFFPAGE_RIGHT("%", "their change as part of the base", 5),
        NC_DIFFPAGE_RIGHT("base", "calls in the base", 3),
        NC_DIFFPAGE_RIGHT("new", "calls in the new profile", 3),
        NC_DIFFPAGE_RIGHT("change", "of calls", 4),
        NC_DIFFPAGE_RIGHT("cumulative", "change of the time with all that they call", 1),
        NC_DIFFPAGE_LEFT("function", "file:line(name)"),
        NC_DIFFPAGE_LEFT("called by", "file:line(name)"),
    };
    const nc_diff_edge none = {0}, *e = id == UINT32_MAX ? &none : &t->page->diff->edges[id];
    nc_diffpage_figure ratio = figure_of_edge(t->page->diff, e);
    nc_diffpage_figure calls = {NC_DIFFPAGE_COUNT, false, {e->calls[0], e->calls[1]}, {1, 1}, e->varies, false};
    nc_diffpage_figure total = {NC_DIFFPAGE_COST, false, {e->total[0], e->total[1]}, {1, 1}, false, false};

    t->count = sizeof columns / sizeof *columns;
    memcpy(t->columns, columns, sizeof columns);
    if (id == UINT32_MAX)
        return;
    t->cells[0] = nc_diffpage_side(t->page, &ratio, NC_DIFF_BASE);
    t->cells[1] = nc_diffpage_side(t->page, &ratio, NC_DIFF_NOW);
    t->cells[2] = nc_diffpage_percent(&ratio, t->texts[2]);
    t->cells[3] = nc_diffpage_side(t->page, &calls, NC_DIFF_BASE);
    t->cells[4] = nc_diffpage_side(t->page, &calls, NC_DIFF_NOW);
    t->cells[5] = nc_diffpage_change(t->page, &calls, t->texts[5]);
    t->cells[6] = nc_diffpage_change(t->page, &total, t->texts[6]);
    t->cells[7] = nc_diffpage_name(t->page, e->callee, &scratch[0]);
    t->cells[8] = nc_diffpage_name(t->page, e->caller, &scratch[1]);
}

/* ---- tables ---------------------------------------------------------------------- */

static void show(table *t, const char *title, const char *id, const uint32_t *ids, size_t count, bool of_edges)
{
    nc_document *d = t->page->document;
    size_t limit = nc_table_limit(t->page->options);
    char more[NC_UNIT_ROOM], words[NC_TABLE_WORDS];
    nc_text scratch[2];

    if (!limit || limit > count)
        limit = count;
    nc_text_init(&scratch[0]);
    nc_text_init(&scratch[1]);
    if (of_edges)
        add_edge(t, UINT32_MAX, scratch);
    else
        fill_function(t, 0, scratch);
    nc_document_add_heading(d, 2, id, "%s", nc_table_words(words, t->page->diff->profile[NC_DIFF_NOW], title));
    nc_document_begin_table(d, NC_BLOCK_TABLE, id, t->columns, t->count);
    for (size_t i = 0; i < limit; i++) {
        if (of_edges)
            add_edge(t, ids[i], scratch);
        else
            fill_function(t, ids[i], scratch);
        nc_document_add_row(d, t->cells);
    }
    d->failed |= nc_text_failed(&scratch[0]) | nc_text_failed(&scratch[1]);
    nc_text_reset(&scratch[0]);
    nc_text_reset(&scratch[1]);
    nc_unit_format_count(more, (int64_t)(count - limit));
    if (limit < count)
        nc_document_end_table(d, "%s more", more);
}

/* Texts have no size: rows are in the order of files, lines and names anyway. */
static double rank_of(const table *t, uint32_t row, nc_order_key key)
{
    nc_diffpage_figure f = figure_of(t, row, key);

    return key > NC_ORDER_AMPLIFICATION ? 0 : size_of(&f);
}

static void add_functions(table *t, const char *title, const char *id, bool (*wants)(const table *, uint32_t),
                          const nc_order_key *keys, size_t key_count)
{
    uint32_t most = t->page->diff->pairing.count;
    uint32_t *ids = nc_alloc(((size_t)most + 1) * sizeof *ids);
    size_t count = 0;

    t->keys = key_count;
    t->rank = nc_alloc(((size_t)most + 1) * key_count * sizeof *t->rank);
    t->page->document->failed |= !ids || !t->rank;
    for (uint32_t row = 1; ids && t->rank && row <= most; row++) {
        nc_diffpage_figure f;

        if (!wants(t, row))
            continue;
        f = figure_of(t, row, t->key);
        if (!nc_diffpage_wants(t->page, &f))
            continue;
        for (size_t i = 0; i < key_count; i++)
            t->rank[row * key_count + i] = rank_of(t, row, keys[i]);
        ids[count++] = row;
    }
    if (count) {
        nc_sort(ids, count, sizeof *ids, by_rank, t);
        show(t, title, id, ids, count, false);
    }
    nc_alloc_free(ids);
    nc_alloc_free(t->rank);
}

static void add_edges(table *t)
{
    const nc_diff *d = t->page->diff;
    uint32_t *ids = nc_alloc(((size_t)d->edge_count + 1) * sizeof *ids);
    size_t count = 0;

    t->rank = nc_alloc(((size_t)d->edge_count + 1) * sizeof *t->rank);
    t->page->document->failed |= !ids || !t->rank;
    for (uint32_t i = 0; ids && t->rank && i < d->edge_count; i++) {
        const int64_t *total = d->edges[i].total;
        nc_diffpage_figure ratio = figure_of_edge(d, &d->edges[i]);
        nc_diffpage_figure cost = {NC_DIFFPAGE_COST, false, {total[0], total[1]}, {1, 1}, false, false};

        if (!wants_edge(t, i) || !nc_diffpage_wants(t->page, &ratio))
            continue;
        t->rank[i] = size_of(&cost);
        ids[count++] = i;
    }
    if (count) {
        nc_sort(ids, count, sizeof *ids, by_edge, t);
        show(t, "Calls that multiply differently", "diff-edges", ids, count, true);
    }
    nc_alloc_free(ids);
    nc_alloc_free(t->rank);
}

/* The edge into each row whose multiplication changed most. */
static uint32_t *find_into(const nc_diff *d)
{
    uint32_t *into = nc_alloc_zeroed((size_t)d->pairing.count + 1, sizeof *into);

    for (uint32_t i = 0; into && i < d->edge_count; i++) {
        const nc_diff_edge *e = &d->edges[i];
        nc_diffpage_figure f = figure_of_edge(d, e), best;

        if (!nc_diff_multiplies(d, e))
            continue;
        if (into[e->callee]) {
            best = figure_of_edge(d, &d->edges[into[e->callee] - 1]);
            if (size_of(&f) <= size_of(&best))
                continue;
        }
        into[e->callee] = i + 1;
    }
    return into;
}

/* One table, by the figure that was asked for. */
static void add_sorted(table *t)
{
    static const char *const titles[] = {
        [NC_ORDER_CALLS] = "Functions by change of calls",
        [NC_ORDER_PRIMITIVE] = "Functions by change of primitive calls",
        [NC_ORDER_SELF] = "Functions by change of self time",
        [NC_ORDER_CUMULATIVE] = "Functions by change of cumulative time",
        [NC_ORDER_PER_CALL] = "Functions by change of time per call",
        [NC_ORDER_AMPLIFICATION] = "Functions by change of calls per call of a caller",
    };
    nc_order_key keys[MOST_KEYS];
    size_t count = t->page->options->sort_count < MOST_KEYS ? t->page->options->sort_count : MOST_KEYS;
    bool multiplied = false;

    for (size_t i = 0; i < count; i++) {
        keys[i] = nc_order_find_key(t->page->options->sort[i]);
        multiplied |= keys[i] == NC_ORDER_AMPLIFICATION;
    }
    t->into = multiplied ? find_into(t->page->diff) : NULL;
    t->page->document->failed |= multiplied && !t->into;
    t->key = keys[0];
    if (t->key > NC_ORDER_AMPLIFICATION)
        t->key = t->page->counted ? NC_ORDER_CALLS : NC_ORDER_SELF;
    add_functions(t, titles[t->key], "diff-functions", wants_any, keys, count);
    nc_alloc_free(t->into);
    t->into = NULL;
}

void nc_diffpage_add_tables(nc_diffpage *p)
{
    static const nc_order_key cumulative[] = {NC_ORDER_CUMULATIVE, NC_ORDER_CALLS}, self[] = {NC_ORDER_SELF};
    table t = {.page = p, .reverse = p->options->reverse};

    if (p->options->sort_count) {
        add_sorted(&t);
        return;
    }
    t.key = NC_ORDER_CALLS;
    add_functions(&t, "Functions whose calls changed", "diff-calls", wants_calls, cumulative, 2);
    t.key = NC_ORDER_SELF;
    add_functions(&t, p->counted ? "Functions whose time changed with as many calls" : "Functions whose time changed",
                  "diff-time", wants_time, self, 1);
    add_edges(&t);
}
