/* SPDX-License-Identifier: MIT */
#include "report/table.h"

#include <stdio.h>
#include <string.h>

#include "analyze/amplification.h"
#include "base/alloc.h"
#include "base/number.h"
#include "report/caller.h"
#include "report/report.h"

enum { MOST_COLUMNS = 9 };

/* What the rows of one table have in common. */
typedef struct table {
    const nc_document *document;
    const ncalls_results *results;
    const ncalls_profile *profile;
    nc_order_key key;
    nc_order_key measure; /* SELF, CUMULATIVE or CALLS: what shares are of */
    bool calls, totals;   /* what the input knew */
    nc_column columns[MOST_COLUMNS];
    nc_cell cells[MOST_COLUMNS];
    size_t count;
} table;

size_t nc_table_limit(const ncalls_write_options *options)
{
    return options->limit < 0 ? 0 : options->limit ? (size_t)options->limit : NC_REPORT_ROWS;
}

/* Parts per billion are as fine as anybody asks for, and integers are the same
 * everywhere. */
bool nc_table_is_below(const ncalls_write_options *options, int64_t part, int64_t whole)
{
    const int64_t billion = 1000000000;
    int64_t least;

    if (!(options->min_share > 0) || whole <= 0)
        return false;
    least = options->min_share < 1 ? (int64_t)(options->min_share * 1e9 + 0.5) : billion;
    return (__int128)part * billion < (__int128)whole * least;
}

bool nc_table_knows_totals(const ncalls_profile *p)
{
    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (p->functions.total[i] != NCALLS_ABSENT)
            return true;
    return false;
}

static table init_table(const nc_document *document, const ncalls_results *results, nc_order_key key)
{
    const ncalls_profile *p = results->profile;
    table t = {.document = document, .results = results, .profile = p, .key = key, .measure = NC_ORDER_SELF};

    t.calls = p->has & NCALLS_HAS_CALLS;
    t.totals = nc_table_knows_totals(p);
    if (t.calls && (key == NC_ORDER_CALLS || key == NC_ORDER_PRIMITIVE))
        t.measure = NC_ORDER_CALLS;
    else if (t.totals && (key == NC_ORDER_CUMULATIVE || key == NC_ORDER_PER_CALL))
        t.measure = NC_ORDER_CUMULATIVE;
    return t;
}

static int64_t part_of(const table *t, nc_func f)
{
    const nc_functions *fs = &t->profile->functions;

    switch (t->measure) {
    case NC_ORDER_CALLS: return fs->calls[f.at];
    case NC_ORDER_CUMULATIVE: return fs->total[f.at];
    default: return fs->self[f.at];
    }
}

static int64_t whole_of(const ncalls_results *results, nc_order_key measure)
{
    return measure == NC_ORDER_CALLS ? results->whole->totals.calls : results->whole->totals.self;
}

/* One column and, for the current function, its cell. */
static void add_column(table *t, nc_column column, nc_cell cell)
{
    t->columns[t->count] = column;
    t->cells[t->count++] = cell;
}

static nc_cell caller_cell(const nc_document *d, nc_func f)
{
    const ncalls_profile *p = d->profile;
    nc_edge edge = nc_document_knows_callers(d, f) ? nc_caller_main(p, f) : (nc_edge){0};

    return edge.at ? nc_document_function(p->edges.caller[edge.at]) : nc_document_empty();
}

static nc_cell amplification_cell(const nc_document *d, nc_func f)
{
    const ncalls_profile *p = d->profile;
    nc_edge edge = nc_document_knows_callers(d, f) ? nc_amplification_into(p, f) : (nc_edge){0};
    nc_amplification a = edge.at ? nc_amplification_of(p, edge) : (nc_amplification){0, 0};

    return a.per ? nc_document_ratio(a.calls, a.per) : nc_document_empty();
}

static void add_calls(table *t, nc_func f)
{
    const nc_functions *fs = &t->profile->functions;
    bool sorted = t->key == NC_ORDER_CALLS || t->key == NC_ORDER_PRIMITIVE;

    add_column(t,
               (nc_column){"calls", "all calls / those that are not recursive", NC_ALIGN_RIGHT, sorted, sorted ? 0 : 1},
               nc_document_calls(fs->calls[f.at], fs->primitive[f.at]));
    if (t->key == NC_ORDER_AMPLIFICATION)
        add_column(t, (nc_column){"per caller call", "most calls by one call of a caller", NC_ALIGN_RIGHT, true, 0},
                   amplification_cell(t->document, f));
}

static void add_costs(table *t, nc_func f)
{
    const nc_functions *fs = &t->profile->functions;
    bool self = t->key == NC_ORDER_SELF, total = t->key == NC_ORDER_CUMULATIVE, per = t->key == NC_ORDER_PER_CALL;

    add_column(
        t,
        (nc_column){"self", "time in the function itself, without what it calls", NC_ALIGN_RIGHT, self, self ? 0 : 3},
        nc_document_cost(fs->self[f.at]));
    if (t->calls)
        add_column(t, (nc_column){"per call", "self time of one call", NC_ALIGN_RIGHT, false, 7},
                   nc_document_cost_per(fs->self[f.at], fs->calls[f.at]));
    if (!t->totals)
        return;
    add_column(
        t,
        (nc_column){"cumulative", "time in the function with all that it calls", NC_ALIGN_RIGHT, total, total ? 0 : 3},
        nc_document_cost(fs->total[f.at]));
    if (t->calls)
        add_column(t,
                   (nc_column){"per call", "cumulative time of one primitive call", NC_ALIGN_RIGHT, per, per ? 0 : 6},
                   nc_document_cost_per(fs->total[f.at], fs->primitive[f.at]));
}

static const char *share_help(const table *t)
{
    switch (t->measure) {
    case NC_ORDER_CALLS: return "part of all calls";
    case NC_ORDER_CUMULATIVE: return "cumulative time as part of the whole profile's";
    default: return "self time as part of the whole profile's";
    }
}

static void fill(table *t, nc_func f)
{
    t->count = 0;
    if (t->calls)
        add_calls(t, f);
    add_costs(t, f);
    add_column(t, (nc_column){"share", share_help(t), NC_ALIGN_RIGHT, false, 2},
               nc_document_share(part_of(t, f), whole_of(t->results, t->measure)));
    add_column(t, (nc_column){"function", "file:line(name)", NC_ALIGN_LEFT, false, 0}, nc_document_function(f));
    if (t->profile->has & NCALLS_HAS_EDGES)
        add_column(t, (nc_column){"called most by", "the caller with most calls", NC_ALIGN_LEFT, false, 8},
                   caller_cell(t->document, f));
}

void nc_table_end(nc_document *d, const ncalls_results *results, nc_order_key measure, size_t shown, int64_t held)
{
    const ncalls_totals *totals = &results->profile->totals;
    uint32_t more = totals->functions - (uint32_t)shown;
    int64_t all = measure == NC_ORDER_CALLS ? totals->calls : totals->self, rest;
    const char *noun = more == 1 ? "function" : "functions";
    char count[NC_UNIT_ROOM], share[NC_UNIT_ROOM];

    if (!more)
        return;
    nc_unit_format_count(count, more);
    if (measure == NC_ORDER_CUMULATIVE || __builtin_sub_overflow(all, held, &rest)) {
        nc_document_end_table(d, "%s more %s", count, noun);
        return;
    }
    nc_unit_format_share(share, rest, whole_of(results, measure));
    nc_document_end_table(d, "%s more %s, %s of the %s", count, noun, share,
                          measure == NC_ORDER_CALLS ? "calls" : nc_table_cost_noun(results->profile));
}

const char *nc_table_cost_noun(const ncalls_profile *profile)
{
    switch (profile->unit) {
    case NCALLS_UNIT_NANOSECONDS: return "time";
    case NCALLS_UNIT_SAMPLES: return "samples";
    case NCALLS_UNIT_BYTES: return "memory";
    case NCALLS_UNIT_COUNT: break;
    }
    return "cost";
}

const char *nc_table_words(char out[NC_TABLE_WORDS], const ncalls_profile *profile, const char *ours)
{
    const char *noun = nc_table_cost_noun(profile), *found = strstr(ours, "time");
    size_t before;

    if (!found)
        found = strncmp(ours, "Time", 4) == 0 ? ours : NULL;
    if (!found || profile->unit == NCALLS_UNIT_NANOSECONDS || (found[4] >= 'a' && found[4] <= 'z'))
        return ours;
    before = (size_t)(found - ours);
    snprintf(out, NC_TABLE_WORDS, "%.*s%s%s", (int)before, ours, noun, found + 4);
    if (*found == 'T')
        out[before] = (char)(out[before] - 'a' + 'A');
    return out;
}

void nc_table_add_functions(nc_document *d, const char *id, const ncalls_results *results,
                            const ncalls_write_options *options, const nc_order_key *keys, size_t key_count)
{
    table t = init_table(d, results, keys[0]);
    size_t count, shown = 0;
    nc_func *top = nc_order_top_by(t.profile, keys, key_count, options->reverse, nc_table_limit(options), &count);
    bool saturated = false;
    int64_t held = 0;

    if (!top) {
        d->failed = true;
        return;
    }
    fill(&t, (nc_func){0});
    nc_document_begin_table(d, NC_BLOCK_TABLE, id, t.columns, t.count);
    for (size_t i = 0; i < count; i++) {
        if (nc_table_is_below(options, part_of(&t, top[i]), whole_of(results, t.measure)))
            continue;
        fill(&t, top[i]);
        nc_document_add_row(d, t.cells);
        held = nc_number_add(held, part_of(&t, top[i]), &saturated);
        shown++;
    }
    nc_table_end(d, results, t.measure, shown, held);
    nc_alloc_free(top);
}
