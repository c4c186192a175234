/* SPDX-License-Identifier: MIT */
/*
 * Conditions of --fail-on that compare: how much more than the base.
 *
 * What is of functions is judged for each of them, paired as the diff pairs them.
 * Times that changed less than a hundredth of the whole are noise, whatever part
 * of themselves that is, and so is what several runs a side do not show.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "base/unit.h"
#include "rules/gates.h"
#include "rules/place.h"

enum {
    NOISE = 100, /* part of the whole */
    LINES = 10,  /* of the rows that grew too much */
};

typedef struct grown {
    int64_t base, now;         /* of calls by a call: in all */
    int64_t base_per, now_per; /* else 1 */
    uint32_t row;              /* of the diff */
} grown;

typedef struct growth {
    nc_gates_case *c;
    const nc_condition *condition;
    nc_gates_row *row;
    grown *items;
    size_t count, room;
    bool estimated; /* calls below others had to be divided */
    size_t varying; /* rows that are not judged: runs of one side do not agree on them */
    bool failed;    /* no memory */
} growth;

static bool is_cost(const nc_condition *condition)
{
    nc_measure_kind kind = nc_budget_kind(condition->quantity.measure);

    return kind == NC_MEASURE_SELF || kind == NC_MEASURE_CUMULATIVE || kind == NC_MEASURE_WHOLE;
}

/* now - base > amount, or > that part of the base. */
static bool grew(const nc_condition *condition, const grown *g)
{
    __int128 now = (__int128)g->now * g->base_per, base = (__int128)g->base * g->now_per, change = now - base;
    __int128 pers = (__int128)g->base_per * g->now_per;

    if (condition->amount.unit == NC_AMOUNT_PERCENT)
        return change > 0 && change * 1000 > base * condition->amount.value;
    if (condition->amount.unit == NC_AMOUNT_NUMBER)
        return change > 0 && change * 1000 > pers * condition->amount.value;
    return change > condition->amount.value;
}

/* Of times: by the test of several runs where there are enough of them. */
static bool is_noise(const growth *g, const grown *item, int64_t whole)
{
    const nc_diff *d = g->c->results->diff;
    bool total = nc_budget_kind(g->condition->quantity.measure) == NC_MEASURE_CUMULATIVE;

    if (!is_cost(g->condition))
        return false;
    if (nc_diff_can_test(d) && !nc_diff_is_real(d, item->row, total ? NC_DIFF_OF_TOTAL : NC_DIFF_OF_SELF))
        return true;
    return item->now - item->base < whole / NOISE;
}

static void try_row(growth *g, grown item, int64_t whole)
{
    if (item.base == NCALLS_ABSENT || item.now == NCALLS_ABSENT || is_noise(g, &item, whole) ||
        !grew(g->condition, &item))
        return;
    if (nc_alloc_grow(&g->items, &g->room, g->count + 1, sizeof *g->items))
        g->items[g->count++] = item;
    else
        g->failed = true;
}

/* ---- functions ----------------------------------------------------------------------- */

static bool is_named(const growth *g, uint32_t row)
{
    const nc_diff *d = g->c->results->diff;
    const nc_pairing_row *r = &d->pairing.rows[row];
    const char *pattern = g->condition->quantity.function;

    return !pattern ||
           (r->now.at && nc_place_fits(pattern, d->profile[NC_DIFF_NOW], r->now, &g->c->now.scratch)) ||
           (!r->now.at && nc_place_fits(pattern, d->profile[NC_DIFF_BASE], r->base, &g->c->now.scratch));
}

static bool try_functions(growth *g)
{
    const nc_diff *d = g->c->results->diff;
    nc_measure_kind kind = nc_budget_kind(g->condition->quantity.measure);
    bool any = false;

    for (uint32_t row = 1; row <= d->pairing.count; row++) {
        const nc_diff_figures *at = d->rows[row].at;
        grown item = {.base_per = 1, .now_per = 1, .row = row};

        if (!is_named(g, row))
            continue;
        any = true;
        if (kind == NC_MEASURE_COUNT && d->rows[row].varies) {
            g->varying++;
            continue;
        }
        item.base = kind == NC_MEASURE_SELF         ? at[0].self
                    : kind == NC_MEASURE_CUMULATIVE ? at[0].total
                                                    : at[0].calls;
        item.now = kind == NC_MEASURE_SELF         ? at[1].self
                   : kind == NC_MEASURE_CUMULATIVE ? at[1].total
                                                   : at[1].calls;
        try_row(g, item, d->cost[NC_DIFF_NOW]);
    }
    return any;
}

static bool try_edges(growth *g)
{
    const nc_diff *d = g->c->results->diff;
    bool any = !g->condition->quantity.function;

    for (uint32_t i = 0; i < d->edge_count; i++) {
        const nc_diff_edge *e = &d->edges[i];
        const nc_diff_figures *caller = d->rows[e->caller].at;

        if (!is_named(g, e->callee))
            continue;
        any = true;
        g->varying += e->varies;
        if (!e->varies && nc_diff_multiplies(d, e) && caller[0].calls > 0 && caller[1].calls > 0)
            try_row(g, (grown){e->calls[0], e->calls[1], caller[0].calls, caller[1].calls, e->callee}, 0);
    }
    return any;
}

/* ---- the whole ------------------------------------------------------------------------ */

/* Of functions on whose calls the runs agree; of all of them, where that is all. */
static void add_whole_calls(growth *g)
{
    const nc_diff *d = g->c->results->diff;
    int64_t sums[NC_DIFF_SIDES] = {0, 0};

    for (uint32_t row = 1; row <= d->pairing.count; row++)
        if (d->rows[row].varies)
            g->varying++;
        else
            for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
                sums[side] = nc_number_add(sums[side], d->rows[row].at[side].calls, &(bool){false});
    if (!g->varying)
        memcpy(sums, d->calls, sizeof sums);
    try_row(g, (grown){sums[0], sums[1], 1, 1, 0}, 0);
    g->row->shown.base = sums[0];
    g->row->shown.measured = sums[1];
}

static void add_whole_time(growth *g)
{
    const nc_diff *d = g->c->results->diff;

    try_row(g, (grown){d->cost[0], d->cost[1], 1, 1, 0}, d->cost[1]);
    g->row->shown.base = d->cost[0];
    g->row->shown.measured = d->cost[1];
}

/* Some of what is counted in the one run that stands for its side is another in others. */
static bool varies(growth *g)
{
    const nc_diff *d = g->c->results->diff;

    for (size_t i = 0; i < g->c->now.source_count; i++)
        g->varying += d->rows[d->pairing.of_now[g->c->now.sources[i].function.at]].varies;
    for (size_t i = 0; i < g->c->base.source_count; i++)
        g->varying += d->rows[d->pairing.of_base[g->c->base.sources[i].function.at]].varies;
    return g->varying;
}

/* Of a category, in all or under a function; where that is not in the base, there
 * was nothing under it. */
static ncalls_status add_category(growth *g, const char **obstacle)
{
    const nc_quantity *q = &g->condition->quantity;
    nc_measured base, now;
    ncalls_status status = nc_measurer_take(&g->c->base, q, &base, g->c->error);

    if (!status)
        status = nc_measurer_take(&g->c->now, q, &now, g->c->error);
    if (status)
        return status;
    *obstacle = nc_gates_obstacle(g->c, q, g->condition->amount, base.state);
    if (!*obstacle)
        *obstacle = nc_gates_obstacle(g->c, q, g->condition->amount, now.state);
    if (!*obstacle && base.state == NC_MEASURED_NO_UNDER && now.state == NC_MEASURED_NO_UNDER)
        *obstacle = "no function in the profiles is called so";
    if (*obstacle || varies(g))
        return NCALLS_OK;
    try_row(g, (grown){base.value, now.value, 1, 1, 0}, 0);
    g->estimated = base.estimated || now.estimated;
    g->row->shown.base = base.value;
    g->row->shown.measured = now.value;
    return now.where.at ? nc_gates_place(g->c, &g->c->naming, g->row, now.where) : NCALLS_OK;
}

/* ---- words ------------------------------------------------------------------------------ */

static int compare(const void *left, const void *right, void *payload)
{
    const grown *a = left, *b = right;
    const growth *g = payload;
    __int128 x = ((__int128)a->now * a->base_per - (__int128)a->base * a->now_per) * b->base_per * b->now_per;
    __int128 y = ((__int128)b->now * b->base_per - (__int128)b->base * b->now_per) * a->base_per * a->now_per;

    if (x != y)
        return x > y ? -1 : 1;
    if (a->row != b->row)
        return nc_diff_compare_rows(g->c->results->diff, a->row, b->row);
    return (a->base > b->base) - (a->base < b->base);
}

static void say_value(const growth *g, nc_text *out, int64_t value, int64_t per)
{
    if (g->estimated)
        nc_text_add_char(out, '~');
    nc_gates_add_value(g->c, out, &g->condition->quantity, value, per);
}

/* "list_books: 848 calls, was 1 call" */
static void say_item(growth *g, nc_text *out, const grown *item)
{
    const nc_pairing_row *r = item->row ? &g->c->results->diff->pairing.rows[item->row] : NULL;

    if (r && r->now.at) {
        nc_gates_add_function(&g->c->naming, out, r->now);
        nc_text_add_string(out, ": ");
    }
    say_value(g, out, item->now, item->now_per);
    nc_text_add_string(out, ", was ");
    say_value(g, out, item->base, item->base_per);
}

/* The worst, or the whole: as numbers and in words of their own. */
static void fill(growth *g, const grown *item)
{
    g->row->shown.base = item->base;
    g->row->shown.measured = item->now;
    g->row->shown.per = item->now_per;
    say_value(g, &g->c->value, item->now, item->now_per);
    say_value(g, &g->c->was, item->base, item->base_per);
}

/* What is known not to repeat is not gated on, and that is said. */
static bool say_varying(growth *g)
{
    nc_gates_row *row = g->row;

    if (!g->varying || g->count)
        return false;
    if (row->shown.measured == NCALLS_ABSENT) {
        row->shown.outcome = NCALLS_GATE_SKIPPED;
        nc_text_add_string(&g->c->message, "the runs of one side do not agree on these calls");
        return true;
    }
    nc_text_add_format(&g->c->message, "without %zu %s whose calls are not the same in all runs: ", g->varying,
                       g->varying == 1 ? "function" : "functions");
    return false;
}

static ncalls_status say_all(growth *g)
{
    nc_gates_row *row = g->row;
    const grown *worst = g->items;
    char text[NC_UNIT_ROOM];

    row->shown.outcome = g->count ? NCALLS_GATE_FAILED : NCALLS_GATE_PASSED;
    if (say_varying(g))
        return NCALLS_OK;
    if (!g->count && row->shown.measured != NCALLS_ABSENT) {
        grown whole = {row->shown.base, row->shown.measured, 1, 1, 0};

        fill(g, &whole);
        say_item(g, &g->c->message, &whole);
    } else if (!g->count) {
        nc_text_add_string(&g->c->message, "no function has grown so much");
    }
    if (!g->count)
        return NCALLS_OK;
    nc_sort(g->items, g->count, sizeof *g->items, compare, g);
    say_item(g, &g->c->message, worst);
    nc_unit_format_count(text, (int64_t)g->count - 1);
    if (g->count > 1)
        nc_text_add_format(&g->c->message, "; and %s more", text);
    for (size_t i = 0; worst->row && i < g->count && i < LINES; i++) {
        nc_text_add_string(&g->c->details, i ? "\n" : "");
        say_item(g, &g->c->details, &g->items[i]);
    }
    fill(g, worst);
    if (worst->row && g->c->results->diff->pairing.rows[worst->row].now.at)
        return nc_gates_place(g->c, &g->c->naming, row, g->c->results->diff->pairing.rows[worst->row].now);
    return NCALLS_OK;
}

/* ---- all of it ---------------------------------------------------------------------------- */

static const char *find_obstacle(const growth *g)
{
    const nc_diff *d = g->c->results->diff;
    const nc_condition *condition = g->condition;
    nc_measure_kind kind = nc_budget_kind(condition->quantity.measure);

    if ((kind == NC_MEASURE_COUNT || kind == NC_MEASURE_PER_CALL) && d->calls[0] == NCALLS_ABSENT)
        return "one of the profiles does not count calls";
    if (kind == NC_MEASURE_WHOLE && d->sampled)
        return "samples in all only say how long was looked at";
    return nc_gates_obstacle(g->c, &condition->quantity, condition->amount, NC_MEASURED_FINE);
}

static ncalls_status judge(growth *g)
{
    const nc_quantity *q = &g->condition->quantity;
    nc_measure_kind kind = nc_budget_kind(q->measure);
    const char *obstacle = find_obstacle(g);
    ncalls_status status = NCALLS_OK;

    if (obstacle)
        ;
    else if (q->category || *nc_budget_category(q->measure))
        status = add_category(g, &obstacle);
    else if (kind == NC_MEASURE_WHOLE)
        add_whole_time(g);
    else if (kind == NC_MEASURE_COUNT && !q->function)
        add_whole_calls(g);
    else if (!(kind == NC_MEASURE_PER_CALL ? try_edges(g) : try_functions(g)))
        obstacle = "no function in the profiles is called so";
    if (status)
        return status;
    if (g->failed || nc_text_failed(&g->c->now.scratch))
        return nc_fail_memory(g->c->error);
    if (!obstacle)
        return say_all(g);
    g->row->shown.outcome = NCALLS_GATE_UNCHECKED;
    nc_text_add_string(&g->c->message, obstacle);
    return NCALLS_OK;
}

ncalls_status nc_gates_growth(nc_gates_case *c, const nc_condition *condition)
{
    growth g = {.c = c, .condition = condition, .row = nc_gates_add(c, "condition", condition->text)};
    ncalls_status status;

    if (!g.row)
        return nc_fail_memory(c->error);
    g.row->shown.limit = strrchr(condition->text, '+');
    status = judge(&g);
    nc_alloc_free(g.items);
    return status ? status : nc_gates_end(c, g.row);
}
