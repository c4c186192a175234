/* SPDX-License-Identifier: MIT */
#include "analyze/diff.h"

#include "analyze/diff_sum.h"
#include "base/alloc.h"
#include "base/number.h"

int64_t nc_diff_scale(const nc_diff *d, unsigned side, int64_t cost)
{
    int64_t whole = d->profile[side]->totals.self;

    if (!d->scaled || whole <= 0 || cost == NCALLS_ABSENT)
        return cost;
    return (int64_t)((__int128)cost * d->cost[NC_DIFF_NOW] / whole);
}

int64_t nc_diff_change(int64_t base, int64_t now)
{
    bool saturated;

    return base == NCALLS_ABSENT || now == NCALLS_ABSENT ? 0 : nc_number_add(now, -base, &saturated);
}

/* ---- making one ----------------------------------------------------------- */

static ncalls_status fail_units(ncalls_unit base, ncalls_unit now, ncalls_error *error)
{
    static const char *const units[] = {"time", "samples", "memory", "counts"};

    return nc_fail(error, NCALLS_USAGE, "the base measures %s and the new profile %s: they cannot be compared",
                   units[base], units[now]);
}

/* Samples tell shares: how long or how often was looked is no change. So do
 * times of those who sample, and count no calls and no lines. */
static bool is_sampled(const ncalls_profile *p)
{
    return p->unit == NCALLS_UNIT_SAMPLES ||
           (p->unit == NCALLS_UNIT_NANOSECONDS && !(p->has & (NCALLS_HAS_CALLS | NCALLS_HAS_LINES)));
}

static ncalls_status take_side(nc_diff *d, unsigned side, const nc_diff_runs *runs, bool *counted, bool *sampled,
                               ncalls_error *error)
{
    int64_t *costs = nc_alloc(runs->count * sizeof *costs);
    ncalls_unit unit = d->profile[NC_DIFF_BASE]->unit;

    for (uint32_t i = 0; costs && i < runs->count; i++) {
        const ncalls_profile *p = runs->items[i];

        if (p->unit != unit) {
            nc_alloc_free(costs);
            return fail_units(unit, p->unit, error);
        }
        *counted &= (p->has & NCALLS_HAS_CALLS) != 0;
        *sampled &= is_sampled(p);
        costs[i] = p->totals.self;
    }
    if (costs)
        d->cost[side] = nc_diff_sum_median(costs, runs->count);
    nc_alloc_free(costs);
    return costs ? NCALLS_OK : nc_fail_memory(error);
}

static ncalls_status begin(nc_diff *d, const nc_diff_runs *base, const nc_diff_runs *now, ncalls_error *error)
{
    bool counted = true, sampled = true;
    ncalls_status status;

    *d = (nc_diff){
        .profile = {base->items[base->typical], now->items[now->typical]},
        .runs = {base->count, now->count},
    };
    status = take_side(d, NC_DIFF_BASE, base, &counted, &sampled, error);
    if (!status)
        status = take_side(d, NC_DIFF_NOW, now, &counted, &sampled, error);
    d->calls[NC_DIFF_BASE] = d->calls[NC_DIFF_NOW] = counted ? 0 : NCALLS_ABSENT;
    d->sampled = sampled;
    d->scaled = sampled && d->cost[NC_DIFF_BASE] > 0 && d->cost[NC_DIFF_NOW] > 0 &&
                (d->cost[NC_DIFF_BASE] != d->cost[NC_DIFF_NOW] || base->count + now->count > NC_DIFF_SIDES);
    return status;
}

ncalls_status nc_diff_make_runs(nc_diff *out, const nc_diff_runs *base, const nc_diff_runs *now, ncalls_error *error)
{
    ncalls_status status = begin(out, base, now, error);

    if (!status)
        status = nc_pairing_make(&out->pairing, out->profile[NC_DIFF_BASE], out->profile[NC_DIFF_NOW], error);
    if (!status)
        status = nc_diff_sum_make(out, base, now, error);
    if (status)
        nc_diff_reset(out);
    return status;
}

ncalls_status nc_diff_make(nc_diff *out, const ncalls_profile *base, const ncalls_profile *now, ncalls_error *error)
{
    return nc_diff_make_runs(out, &(nc_diff_runs){&base, 1, 0}, &(nc_diff_runs){&now, 1, 0}, error);
}

void nc_diff_reset(nc_diff *diff)
{
    nc_pairing_reset(&diff->pairing);
    nc_alloc_free(diff->rows);
    nc_alloc_free(diff->edges);
    nc_alloc_free(diff->out_begin);
    nc_alloc_free(diff->samples);
    diff->rows = NULL;
    diff->edges = NULL;
    diff->out_begin = NULL;
    diff->samples = NULL;
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

int nc_diff_compare_rows(const nc_diff *d, uint32_t a, uint32_t b)
{
    const nc_pairing_row *one = &d->pairing.rows[a], *two = &d->pairing.rows[b];

    if (!one->now.at != !two->now.at)
        return one->now.at ? -1 : 1;
    return one->now.at ? nc_profile_compare(d->profile[NC_DIFF_NOW], one->now, two->now)
                       : nc_profile_compare(d->profile[NC_DIFF_BASE], one->base, two->base);
}
