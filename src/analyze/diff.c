/* SPDX-License-Identifier: MIT */
#include "analyze/diff.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"

enum {
    NOISE_PART = 100, /* of the whole */
};

int64_t nc_diff_change(int64_t base, int64_t now)
{
    bool saturated;

    return base == NCALLS_ABSENT || now == NCALLS_ABSENT ? 0 : nc_number_add(now, -base, &saturated);
}

static int64_t scale(const nc_diff *d, unsigned side, int64_t cost)
{
    if (cost == NCALLS_ABSENT || side == NC_DIFF_NOW || !d->scaled)
        return cost;
    return (int64_t)((__int128)cost * d->cost[NC_DIFF_NOW] / d->cost[NC_DIFF_BASE]);
}

static const uint32_t *rows_of(const nc_diff *d, unsigned side)
{
    return side == NC_DIFF_BASE ? d->pairing.of_base : d->pairing.of_now;
}

static bool is_main(const nc_diff *d, unsigned side, uint32_t row, uint32_t function)
{
    const nc_pairing_row *r = &d->pairing.rows[row];

    return (side == NC_DIFF_BASE ? r->base.at : r->now.at) == function;
}

static void add(int64_t *to, int64_t value)
{
    bool saturated;

    *to = *to == NCALLS_ABSENT || value == NCALLS_ABSENT ? NCALLS_ABSENT : nc_number_add(*to, value, &saturated);
}

/* Of an inlined comprehension only its own time stays: it is its function's. */
static void sum_functions(nc_diff *d, unsigned side)
{
    const nc_functions *f = &d->profile[side]->functions;
    const uint32_t *row_of = rows_of(d, side);

    for (uint32_t i = 1; i <= f->count; i++) {
        nc_diff_figures *to = &d->rows[row_of[i]].at[side];

        add(&to->self, scale(d, side, f->self[i]));
        if (!is_main(d, side, row_of[i], i))
            continue;
        to->calls = f->calls[i];
        to->primitive = f->primitive[i];
        to->total = scale(d, side, f->total[i]);
        if (d->calls[side] != NCALLS_ABSENT)
            add(&d->calls[side], f->calls[i]);
    }
}

static bool sum_edges(nc_diff *d, unsigned side, nc_map *places, size_t *room)
{
    const nc_edges *e = &d->profile[side]->edges;
    const uint32_t *row_of = rows_of(d, side);

    for (uint32_t i = 1; i <= e->count; i++) {
        uint32_t from = row_of[e->caller[i].at], to = row_of[e->callee[i].at], *place;

        if (from == to && e->caller[i].at != e->callee[i].at)
            continue;
        place = nc_map_add(places, (uint64_t)from << 32 | to);
        if (!place || !nc_alloc_grow(&d->edges, room, (size_t)d->edge_count + 1, sizeof *d->edges))
            return false;
        if (!*place) {
            d->edges[d->edge_count++] = (nc_diff_edge){.caller = from, .callee = to};
            *place = d->edge_count;
        }
        add(&d->edges[*place - 1].calls[side], e->calls[i]);
        add(&d->edges[*place - 1].total[side], scale(d, side, e->total[i]));
    }
    return true;
}

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

static bool make_edges(nc_diff *d)
{
    nc_map places;
    size_t room = 0;
    bool sound;

    if (!nc_map_init(&places))
        return false;
    sound = sum_edges(d, NC_DIFF_BASE, &places, &room) && sum_edges(d, NC_DIFF_NOW, &places, &room);
    nc_map_reset(&places);
    return sound && arrange_edges(d);
}

static ncalls_status fail_units(const ncalls_profile *base, const ncalls_profile *now, ncalls_error *error)
{
    static const char *const units[] = {"time", "samples", "memory", "counts"};

    return nc_fail(error, NCALLS_USAGE, "the base measures %s and the new profile %s: they cannot be compared",
                   units[base->unit], units[now->unit]);
}

static void begin(nc_diff *d, const ncalls_profile *base, const ncalls_profile *now)
{
    bool counted = base->has & now->has & NCALLS_HAS_CALLS;

    *d = (nc_diff){
        .profile = {base,              now             },
          .cost = {base->totals.self, now->totals.self}
    };
    d->calls[NC_DIFF_BASE] = d->calls[NC_DIFF_NOW] = counted ? 0 : NCALLS_ABSENT;
    d->scaled = now->unit == NCALLS_UNIT_SAMPLES && d->cost[NC_DIFF_BASE] > 0 && d->cost[NC_DIFF_NOW] > 0 &&
                d->cost[NC_DIFF_BASE] != d->cost[NC_DIFF_NOW];
}

ncalls_status nc_diff_make(nc_diff *out, const ncalls_profile *base, const ncalls_profile *now, ncalls_error *error)
{
    ncalls_status status;

    begin(out, base, now);
    if (base->unit != now->unit)
        return fail_units(base, now, error);
    status = nc_pairing_make(&out->pairing, base, now, error);
    if (status)
        return status;
    out->rows = nc_alloc_zeroed((size_t)out->pairing.count + 1, sizeof *out->rows);
    if (out->rows) {
        sum_functions(out, NC_DIFF_BASE);
        sum_functions(out, NC_DIFF_NOW);
    }
    if (out->rows && make_edges(out))
        return NCALLS_OK;
    nc_diff_reset(out);
    return nc_fail_memory(error);
}

void nc_diff_reset(nc_diff *diff)
{
    nc_pairing_reset(&diff->pairing);
    nc_alloc_free(diff->rows);
    nc_alloc_free(diff->edges);
    nc_alloc_free(diff->out_begin);
    diff->rows = NULL;
    diff->edges = NULL;
    diff->out_begin = NULL;
}

bool nc_diff_multiplies(const nc_diff *diff, const nc_diff_edge *edge)
{
    const nc_diff_figures *caller = diff->rows[edge->caller].at;
    int64_t was = caller[NC_DIFF_BASE].calls, is = caller[NC_DIFF_NOW].calls;

    if (edge->calls[0] == NCALLS_ABSENT || edge->calls[1] == NCALLS_ABSENT || was <= 0 || is <= 0 ||
        edge->caller == edge->callee)
        return false;
    return (__int128)edge->calls[NC_DIFF_BASE] * is != (__int128)edge->calls[NC_DIFF_NOW] * was;
}

bool nc_diff_exceeds_noise(const nc_diff *diff, int64_t base, int64_t now)
{
    int64_t change = nc_diff_change(base, now), less = base < now ? base : now;
    int64_t whole = diff->cost[NC_DIFF_BASE] > diff->cost[NC_DIFF_NOW] && !diff->scaled ? diff->cost[NC_DIFF_BASE]
                                                                                        : diff->cost[NC_DIFF_NOW];

    change = change < 0 ? -change : change;
    return change && change >= less && change >= whole / NOISE_PART;
}

int nc_diff_compare_rows(const nc_diff *d, uint32_t a, uint32_t b)
{
    const nc_pairing_row *one = &d->pairing.rows[a], *two = &d->pairing.rows[b];

    if (!one->now.at != !two->now.at)
        return one->now.at ? -1 : 1;
    return one->now.at ? nc_profile_compare(d->profile[NC_DIFF_NOW], one->now, two->now)
                       : nc_profile_compare(d->profile[NC_DIFF_BASE], one->base, two->base);
}
