/* SPDX-License-Identifier: MIT */
#include "analyze/diff_sum.h"

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

enum { AHEAD = 8 /* rows */ };

/* One run, as the rows see it. */
typedef struct view {
    const ncalls_profile *profile;
    uint32_t *row_of; /* [function] its row, 0 = left out */
    bool *folded;     /* [function] a comprehension that counts for its function */
    int64_t scale;    /* by scale / profile->totals.self, 0 = not at all */
    uint32_t *first;  /* [row] its functions: the first, */
    uint32_t *next;   /* [function] the others; 0 = no more */
    unsigned side;
    uint32_t run; /* place among the runs of both sides */
} view;

typedef struct edge_figures {
    int64_t calls, self, total;
} edge_figures;

/* The edge from a row into the row that was last at hand: asking the edge itself
 * would be a miss of the cache for each. */
typedef struct mark {
    uint32_t into, place; /* place: from 1 */
} mark;

typedef struct work {
    nc_diff *d;
    const nc_diff_runs *runs[NC_DIFF_SIDES];
    uint32_t run_count; /* of both sides; 0: each has one, and nothing is kept of it */
    view *views;        /* of all runs */
    uint32_t view_count;
    mark *marks;        /* [row] of callers */
    size_t edge_room, sample_room;
    edge_figures *samples; /* [edge][run] */
} work;

/* ---- one run ---------------------------------------------------------------- */

static bool is_main(const nc_diff *d, unsigned side, uint32_t row, uint32_t function)
{
    const nc_pairing_row *r = &d->pairing.rows[row];

    return (side == NC_DIFF_BASE ? r->base.at : r->now.at) == function;
}

/* Through the run that stands for the side: `run` of it is paired with that one. */
static ncalls_status find_rows(view *v, nc_diff *d, ncalls_error *error)
{
    const uint32_t *rows = v->side == NC_DIFF_BASE ? d->pairing.of_base : d->pairing.of_now;
    const ncalls_profile *typical = d->profile[v->side];
    nc_pairing pairing = {0};
    ncalls_status status = NCALLS_OK;

    if (v->profile != typical)
        status = nc_pairing_make(&pairing, typical, v->profile, error);
    for (uint32_t f = 1; !status && f <= v->profile->functions.count; f++) {
        uint32_t twin = v->profile == typical ? f : pairing.rows[pairing.of_now[f]].base.at;

        v->row_of[f] = rows[twin];
        v->folded[f] = twin && !is_main(d, v->side, rows[twin], twin);
        if (v->profile != typical && pairing.rows[pairing.of_now[f]].now.at != f)
            v->folded[f] = true;
        d->strays += !twin;
        v->next[f] = v->first[v->row_of[f]];
        v->first[v->row_of[f]] = f;
    }
    nc_pairing_reset(&pairing);
    return status;
}

static int64_t scaled(const view *v, int64_t cost)
{
    if (cost == NCALLS_ABSENT || !v->scale)
        return cost;
    return (int64_t)((__int128)cost * v->scale / v->profile->totals.self);
}

static void add(int64_t *to, int64_t value)
{
    bool saturated;

    *to = *to == NCALLS_ABSENT || value == NCALLS_ABSENT ? NCALLS_ABSENT : nc_number_add(*to, value, &saturated);
}

static nc_diff_figures *figures_of(const work *w, const view *v, uint32_t row)
{
    return w->run_count ? &w->d->samples[(size_t)row * w->run_count + v->run] : &w->d->rows[row].at[v->side];
}

/* Of an inlined comprehension only its own time stays: it is its function's. */
static void sum_functions(const work *w, const view *v)
{
    const nc_functions *f = &v->profile->functions;
    nc_diff_figures *whole = figures_of(w, v, 0);

    *whole = (nc_diff_figures){.calls = w->d->calls[0] == NCALLS_ABSENT ? NCALLS_ABSENT : 0,
                               .self = v->profile->totals.self};
    for (uint32_t i = 1; i <= f->count; i++) {
        nc_diff_figures *to = figures_of(w, v, v->row_of[i]);

        if (!v->folded[i])
            add(&whole->calls, f->calls[i]);
        if (!v->row_of[i])
            continue;
        add(&to->self, scaled(v, f->self[i]));
        if (v->folded[i])
            continue;
        to->calls = f->calls[i];
        to->primitive = f->primitive[i];
        to->total = scaled(v, f->total[i]);
    }
}

static bool add_edge(work *w, uint32_t from, uint32_t to)
{
    nc_diff *d = w->d;

    if (!nc_alloc_grow(&d->edges, &w->edge_room, (size_t)d->edge_count + 1, sizeof *d->edges) ||
        !nc_alloc_grow(&w->samples, &w->sample_room, ((size_t)d->edge_count + 1) * w->run_count, sizeof *w->samples))
        return false;
    for (uint32_t i = 0; i < w->run_count; i++)
        w->samples[(size_t)d->edge_count * w->run_count + i] = (edge_figures){0};
    d->edges[d->edge_count++] = (nc_diff_edge){.caller = from, .callee = to};
    w->marks[from] = (mark){to, d->edge_count};
    return true;
}

/* The calls of one function, for its row. */
static bool sum_calls(work *w, const view *v, uint32_t row, uint32_t function)
{
    const nc_edges *e = &v->profile->edges;
    nc_diff *d = w->d;

    for (uint32_t i = e->in_begin[function]; i < e->in_begin[function + 1]; i++) {
        uint32_t from = v->row_of[e->caller[i].at], place;
        edge_figures *sample;

        if (!from || (from == row && e->caller[i].at != function))
            continue;
        if (w->marks[from].into != row && !add_edge(w, from, row))
            return false;
        place = w->marks[from].place;
        sample = w->run_count ? &w->samples[(size_t)(place - 1) * w->run_count + v->run] : NULL;
        add(sample ? &sample->calls : &d->edges[place - 1].calls[v->side], e->calls[i]);
        add(sample ? &sample->self : &d->edges[place - 1].self[v->side], scaled(v, e->self[i]));
        add(sample ? &sample->total : &d->edges[place - 1].total[v->side], scaled(v, e->total[i]));
    }
    return true;
}

/* Functions of the base come in the order of the new profile, which is none. */
static void fetch(const view *v, uint32_t row, uint32_t most)
{
    const nc_edges *e = &v->profile->edges;
    uint32_t near = row + AHEAD <= most ? e->in_begin[v->first[row + AHEAD]] : 0;

    if (row + 2 * AHEAD <= most)
        __builtin_prefetch(&e->in_begin[v->first[row + 2 * AHEAD]]);
    if (!near)
        return;
    __builtin_prefetch(&e->caller[near]);
    __builtin_prefetch(&e->calls[near]);
    __builtin_prefetch(&e->self[near]);
    __builtin_prefetch(&e->total[near]);
}

/* Row by row over all runs: the edges into a row stand together. */
static bool sum_edges(work *w)
{
    uint32_t most = w->d->pairing.count;

    for (uint32_t row = 1; row <= most; row++)
        for (uint32_t i = 0; i < w->view_count; i++) {
            fetch(&w->views[i], row, most);
            for (uint32_t f = w->views[i].first[row]; f; f = w->views[i].next[f])
                if (!sum_calls(w, &w->views[i], row, f))
                    return false;
        }
    return true;
}

/* Mostly both sides have the same. */
static bool make_room(work *w)
{
    size_t most = 0;

    for (uint32_t i = 0; i < w->view_count; i++)
        if (w->views[i].profile->edges.count > most)
            most = w->views[i].profile->edges.count;
    return nc_alloc_grow(&w->d->edges, &w->edge_room, most + most / 8 + 1, sizeof *w->d->edges);
}

static ncalls_status take_run(work *w, unsigned side, uint32_t index, ncalls_error *error)
{
    const ncalls_profile *profile = w->runs[side]->items[index];
    size_t count = (size_t)profile->functions.count + 1;
    view *v = &w->views[w->view_count];

    *v = (view){.profile = profile, .side = side, .run = w->view_count};
    w->view_count++;
    if (w->d->scaled && profile->totals.self > 0 && profile->totals.self != w->d->cost[NC_DIFF_NOW])
        v->scale = w->d->cost[NC_DIFF_NOW];
    v->row_of = nc_alloc_zeroed(count, sizeof *v->row_of);
    v->folded = nc_alloc_zeroed(count, sizeof *v->folded);
    v->next = nc_alloc_zeroed(count, sizeof *v->next);
    v->first = nc_alloc_zeroed((size_t)w->d->pairing.count + 1, sizeof *v->first);
    if (!v->row_of || !v->folded || !v->next || !v->first)
        return nc_fail_memory(error);
    return find_rows(v, w->d, error);
}

/* ---- several runs ------------------------------------------------------------- */

static int by_number(const void *one, const void *two, void *payload)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)two;

    (void)payload;
    return (a > b) - (a < b);
}

int64_t nc_diff_sum_median(int64_t *numbers, uint32_t count)
{
    int64_t less, more;

    nc_sort(numbers, count, sizeof *numbers, by_number, NULL);
    less = numbers[(count - 1) / 2];
    more = numbers[count / 2];
    if (numbers[0] == NCALLS_ABSENT) /* the least there is */
        return NCALLS_ABSENT;
    return less + (int64_t)(((uint64_t)more - (uint64_t)less) / 2);
}

/* The median of one side's figures, which stand `stride` numbers apart. */
static int64_t median_of(const int64_t *first, size_t stride, uint32_t count, int64_t *scratch, bool *varies)
{
    for (uint32_t i = 0; i < count; i++) {
        scratch[i] = first[i * stride];
        *varies |= scratch[i] != *first;
    }
    return nc_diff_sum_median(scratch, count);
}

static void take_row_medians(const work *w, uint32_t row, unsigned side, uint32_t begin, int64_t *scratch)
{
    const nc_diff_figures *of = &w->d->samples[(size_t)row * w->run_count + begin];
    const size_t stride = sizeof *of / sizeof of->calls;
    uint32_t count = w->runs[side]->count;
    nc_diff_row *to = &w->d->rows[row];
    bool ignored = false;

    to->at[side].calls = median_of(&of->calls, stride, count, scratch, &to->varies);
    to->at[side].primitive = median_of(&of->primitive, stride, count, scratch, &to->varies);
    to->at[side].self = median_of(&of->self, stride, count, scratch, &ignored);
    to->at[side].total = median_of(&of->total, stride, count, scratch, &ignored);
}

static void take_edge_medians(const work *w, uint32_t edge, unsigned side, uint32_t begin, int64_t *scratch)
{
    const edge_figures *of = &w->samples[(size_t)edge * w->run_count + begin];
    const size_t stride = sizeof *of / sizeof of->calls;
    nc_diff_edge *to = &w->d->edges[edge];
    bool ignored = false;

    to->calls[side] = median_of(&of->calls, stride, w->runs[side]->count, scratch, &to->varies);
    to->self[side] = median_of(&of->self, stride, w->runs[side]->count, scratch, &ignored);
    to->total[side] = median_of(&of->total, stride, w->runs[side]->count, scratch, &ignored);
}

static bool take_medians(const work *w)
{
    int64_t *scratch = nc_alloc(w->run_count * sizeof *scratch);

    for (unsigned side = 0; scratch && side < NC_DIFF_SIDES; side++) {
        uint32_t begin = side == NC_DIFF_BASE ? 0 : w->runs[0]->count;

        for (uint32_t row = 0; row <= w->d->pairing.count; row++)
            take_row_medians(w, row, side, begin, scratch);
        for (uint32_t edge = 0; edge < w->d->edge_count; edge++)
            take_edge_medians(w, edge, side, begin, scratch);
    }
    nc_alloc_free(scratch);
    return scratch;
}

/* ---- all of it ------------------------------------------------------------------ */

/* By caller, stable and linear: counts, then places. */
static bool arrange_edges(nc_diff *d)
{
    nc_diff_edge *sorted = nc_alloc(((size_t)d->edge_count + 1) * sizeof *sorted);

    d->out_begin = nc_alloc_zeroed((size_t)d->pairing.count + 3, sizeof *d->out_begin);
    if (!sorted || !d->out_begin) {
        nc_alloc_free(sorted);
        return false;
    }
    for (uint32_t i = 0; i < d->edge_count; i++)
        d->out_begin[d->edges[i].caller + 2]++;
    for (uint32_t row = 1; row <= d->pairing.count + 2; row++)
        d->out_begin[row] += d->out_begin[row - 1];
    for (uint32_t i = 0; i < d->edge_count; i++)
        sorted[d->out_begin[d->edges[i].caller + 1]++] = d->edges[i];
    nc_alloc_free(d->edges);
    d->edges = sorted;
    return true;
}

static bool begin(work *w)
{
    size_t rows = (size_t)w->d->pairing.count + 1;
    uint32_t count = w->runs[0]->count + w->runs[1]->count;

    w->d->rows = nc_alloc_zeroed(rows, sizeof *w->d->rows);
    w->views = nc_alloc_zeroed(count, sizeof *w->views);
    w->marks = nc_alloc_zeroed(rows, sizeof *w->marks);
    if (count > NC_DIFF_SIDES) {
        w->run_count = count;
        w->d->samples = nc_alloc_zeroed(rows * count, sizeof *w->d->samples);
    }
    return w->d->rows && w->views && w->marks && (w->d->samples || !w->run_count);
}

static void end(work *w)
{
    for (uint32_t i = 0; i < w->view_count; i++) {
        nc_alloc_free(w->views[i].row_of);
        nc_alloc_free(w->views[i].folded);
        nc_alloc_free(w->views[i].next);
        nc_alloc_free(w->views[i].first);
    }
    nc_alloc_free(w->views);
    nc_alloc_free(w->marks);
    nc_alloc_free(w->samples);
}

static bool sum(work *w)
{
    for (uint32_t i = 0; i < w->view_count; i++)
        sum_functions(w, &w->views[i]);
    return make_room(w) && sum_edges(w) && (!w->run_count || take_medians(w)) && arrange_edges(w->d);
}

ncalls_status nc_diff_sum_make(nc_diff *diff, const nc_diff_runs *base, const nc_diff_runs *now, ncalls_error *error)
{
    work w = {.d = diff, .runs = {base, now}};
    ncalls_status status = begin(&w) ? NCALLS_OK : nc_fail_memory(error);

    for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
        for (uint32_t i = 0; i < w.runs[side]->count && !status; i++)
            status = take_run(&w, side, i, error);
    if (!status && !sum(&w))
        status = nc_fail_memory(error);
    for (unsigned side = 0; side < NC_DIFF_SIDES && !status; side++)
        diff->calls[side] = diff->rows[0].at[side].calls;
    end(&w);
    return status;
}
