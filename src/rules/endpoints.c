/* SPDX-License-Identifier: MIT */
#include "rules/endpoints.h"

#include <string.h>

#include "analyze/endpoint.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "rules/rules.h"
#include "rules/tally.h"

ncalls_endpoints *ncalls_endpoints_new(const ncalls_rules *rules)
{
    ncalls_endpoints *e = nc_alloc_zeroed(1, sizeof *e);

    if (!e)
        return NULL;
    nc_text_init(&e->texts);
    e->rules = rules;
    if (!rules && ncalls_rules_open(&e->own_rules, NULL, 0, NULL)) {
        nc_alloc_free(e);
        return NULL;
    }
    if (!rules)
        e->rules = e->own_rules;
    return e;
}

void ncalls_endpoints_free(ncalls_endpoints *e)
{
    if (!e)
        return;
    ncalls_rules_free(e->own_rules);
    nc_text_reset(&e->texts);
    nc_alloc_free(e->runs);
    nc_alloc_free(e->rows);
    nc_alloc_free(e);
}

/* ---- one run ---------------------------------------------------------------- */

static ncalls_status count_queries(int64_t *out, const ncalls_endpoints *e, const ncalls_profile *p,
                                   ncalls_error *error)
{
    const unsigned needs = NCALLS_HAS_CALLS | NCALLS_HAS_EDGES;
    nc_meaning meaning;
    nc_flow flow = {0};
    ncalls_status status;

    *out = NCALLS_ABSENT;
    if ((p->has & needs) != needs)
        return NCALLS_OK;
    status = nc_meaning_find(&meaning, p, nc_rules_lexicon(e->rules), error);
    *out = 0;
    if (!status && nc_tally_any(&meaning, "db.query")) {
        status = nc_flow_init(&flow, p, error);
        if (!status)
            status = nc_tally_count(out, &meaning, "db.query", &flow, error);
        nc_flow_reset(&flow);
    }
    nc_meaning_reset(&meaning);
    return status;
}

/* My function that took most; 0: there is none. */
static nc_func find_view(const ncalls_profile *p)
{
    nc_func best = {0};

    for (uint32_t f = 1; f <= p->functions.count; f++) {
        bool more =
            best.at &&
            (p->functions.total[f] > p->functions.total[best.at] ||
             (p->functions.total[f] == p->functions.total[best.at] && nc_profile_compare(p, (nc_func){f}, best) < 0));

        if (nc_profile_class(p, (nc_func){f}) == NCALLS_CLASS_MINE && (!best.at || more))
            best = (nc_func){f};
    }
    return best;
}

/* "books/views.py(list_books)": the last two components, as what lies before is another on each machine. */
static void add_view(nc_text *out, const ncalls_profile *p)
{
    nc_func view = find_view(p);
    const char *path = nc_profile_text(p, nc_profile_path(p, view));
    size_t size = nc_profile_size(p, nc_profile_path(p, view)), begin = size;
    unsigned separators = 0;

    if (!view.at) {
        nc_text_add_string(out, "(none of my functions)");
        return;
    }
    while (begin && (separators += path[begin - 1] == '/' || path[begin - 1] == '\\') < 2)
        begin--;
    nc_text_add_escaped(out, path + begin, size - begin);
    nc_text_add_char(out, '(');
    nc_text_add_escaped(out, nc_profile_text(p, p->functions.name[view.at]),
                        nc_profile_size(p, p->functions.name[view.at]));
    nc_text_add_char(out, ')');
}

ncalls_status ncalls_endpoints_add(ncalls_endpoints *e, const ncalls_profile *p, const char *path, ncalls_error *error)
{
    nc_endpoints_run run = {.name = e->texts.size, .cost = p->totals.self, .calls = p->totals.calls};
    ncalls_status status;

    if (e->run_count && p->unit != e->unit)
        return nc_fail(error, NCALLS_USAGE, "measures something else than the profiles before");
    e->unit = p->unit;
    status = count_queries(&run.queries, e, p, error);
    if (status)
        return status;
    if (!nc_endpoint_of_path(&e->texts, path, strlen(path)))
        add_view(&e->texts, p);
    nc_text_add_char(&e->texts, '\0');
    run.path = e->texts.size;
    nc_text_add(&e->texts, path, strlen(path) + 1);
    if (nc_text_failed(&e->texts) || !nc_alloc_grow(&e->runs, &e->run_room, e->run_count + 1, sizeof *e->runs))
        return nc_fail_memory(error);
    e->runs[e->run_count++] = run;
    return NCALLS_OK;
}

/* ---- all of them ------------------------------------------------------------ */

static int compare_runs(const void *left, const void *right, void *payload)
{
    const nc_endpoints_run *a = left, *b = right;
    const char *texts = payload;
    int order = strcmp(texts + a->name, texts + b->name);

    return order ? order : strcmp(texts + a->path, texts + b->path);
}

static int compare_numbers(const void *left, const void *right, void *payload)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    (void)payload;
    return (a > b) - (a < b);
}

/* Of an even number the mean of the two in the middle. */
static int64_t median(int64_t *values, size_t count)
{
    int64_t low, high;

    nc_sort(values, count, sizeof *values, compare_numbers, NULL);
    if (!count || values[0] == NCALLS_ABSENT)
        return NCALLS_ABSENT;
    low = values[(count - 1) / 2];
    high = values[count / 2];
    return low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
}

/* `values` has room for one of each run; it is sorted after. */
static void fill_row(const ncalls_endpoints *e, nc_endpoints_row *row, int64_t *values)
{
    const nc_endpoints_run *runs = e->runs + row->begin, *worst = runs;
    ncalls_endpoint *shown = &row->shown;
    bool saturated;

    *shown = (ncalls_endpoint){.name = e->texts.bytes + runs->name, .runs = row->count};
    for (size_t i = 0; i < row->count; i++) {
        shown->total = nc_number_add(shown->total, runs[i].cost, &saturated);
        worst = runs[i].cost > worst->cost ? &runs[i] : worst;
        values[i] = runs[i].cost;
    }
    shown->worst = worst->cost;
    shown->worst_path = e->texts.bytes + worst->path;
    shown->median = median(values, row->count);
    for (size_t i = 0; i < row->count; i++)
        values[i] = runs[i].calls;
    shown->calls = median(values, row->count);
    for (size_t i = 0; i < row->count; i++)
        values[i] = runs[i].queries;
    shown->queries = median(values, row->count);
    shown->queries_most = shown->queries == NCALLS_ABSENT ? NCALLS_ABSENT : values[row->count - 1];
}

static int compare_rows(const void *left, const void *right, void *payload)
{
    const ncalls_endpoint *a = &((const nc_endpoints_row *)left)->shown;
    const ncalls_endpoint *b = &((const nc_endpoints_row *)right)->shown;

    (void)payload;
    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    return strcmp(a->name, b->name);
}

ncalls_status ncalls_endpoints_finish(ncalls_endpoints *e, size_t passed, ncalls_error *error)
{
    int64_t *values = nc_alloc_zeroed(e->run_count + 1, sizeof *values);
    bool saturated;

    e->passed = passed;
    e->rows = nc_alloc_zeroed(e->run_count + 1, sizeof *e->rows);
    if (!values || !e->rows) {
        nc_alloc_free(values);
        return nc_fail_memory(error);
    }
    if (e->run_count)
        nc_sort(e->runs, e->run_count, sizeof *e->runs, compare_runs, e->texts.bytes);
    for (size_t i = 0; i < e->run_count; i++) {
        const char *texts = e->texts.bytes;

        if (!i || strcmp(texts + e->runs[i].name, texts + e->runs[i - 1].name) != 0)
            e->rows[e->row_count++] = (nc_endpoints_row){.begin = i};
        e->rows[e->row_count - 1].count++;
    }
    for (size_t i = 0; i < e->row_count; i++) {
        fill_row(e, &e->rows[i], values);
        e->total = nc_number_add(e->total, e->rows[i].shown.total, &saturated);
    }
    if (e->row_count)
        nc_sort(e->rows, e->row_count, sizeof *e->rows, compare_rows, NULL);
    nc_alloc_free(values);
    return NCALLS_OK;
}

bool ncalls_endpoints_at(const ncalls_endpoints *e, size_t index, ncalls_endpoint *out)
{
    if (index >= e->row_count)
        return false;
    *out = e->rows[index].shown;
    return true;
}

const char *ncalls_endpoints_path(const ncalls_endpoints *e, size_t index, size_t run)
{
    if (index >= e->row_count || run >= e->rows[index].count)
        return NULL;
    return e->texts.bytes + e->runs[e->rows[index].begin + run].path;
}
