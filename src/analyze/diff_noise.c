/* SPDX-License-Identifier: MIT */
/* What of a diff is more than two runs differ by themselves. */
#include "analyze/diff.h"
#include "analyze/ranksum.h"
#include "base/alloc.h"

enum {
    NOISE_PART = 100, /* of the whole */
    DEVIATIONS = 9,   /* three of them, squared: of what samples differ by chance */
};

static int64_t whole_of(const nc_diff *d)
{
    bool base = d->cost[NC_DIFF_BASE] > d->cost[NC_DIFF_NOW] && !d->scaled;

    return d->cost[base ? NC_DIFF_BASE : NC_DIFF_NOW];
}

/* As many as were counted before scaling; each is by chance, so that their
 * difference varies as their sum does. */
static bool exceeds_chance(const nc_diff *d, int64_t change, int64_t base, int64_t now)
{
    int64_t less = d->cost[NC_DIFF_BASE] < d->cost[NC_DIFF_NOW] ? d->cost[NC_DIFF_BASE] : d->cost[NC_DIFF_NOW];
    double part = d->cost[NC_DIFF_NOW] > 0 ? (double)less / (double)d->cost[NC_DIFF_NOW] : 1;

    return (double)change * (double)change * part > DEVIATIONS * ((double)base + (double)now);
}

bool nc_diff_exceeds_noise(const nc_diff *d, int64_t base, int64_t now)
{
    int64_t change = nc_diff_change(base, now), less = base < now ? base : now;

    change = change < 0 ? -change : change;
    if (!change || change < whole_of(d) / NOISE_PART)
        return false;
    if (d->profile[NC_DIFF_NOW]->unit == NCALLS_UNIT_SAMPLES)
        return exceeds_chance(d, change, base, now);
    return change >= less;
}

static int64_t figure_of(const nc_diff_figures *f, nc_diff_measure measure)
{
    switch (measure) {
    case NC_DIFF_OF_CALLS: return f->calls;
    case NC_DIFF_OF_SELF: return f->self;
    case NC_DIFF_OF_TOTAL: break;
    }
    return f->total;
}

static const nc_diff_figures *samples_of(const nc_diff *d, uint32_t row, unsigned side)
{
    size_t runs = (size_t)d->runs[0] + d->runs[1];

    return &d->samples[row * runs + (side == NC_DIFF_BASE ? 0 : d->runs[0])];
}

bool nc_diff_can_test(const nc_diff *d)
{
    return d->samples && nc_ranksum_can(d->runs[NC_DIFF_BASE], d->runs[NC_DIFF_NOW]);
}

double nc_diff_p(const nc_diff *d, uint32_t row, nc_diff_measure measure)
{
    size_t runs = (size_t)d->runs[0] + d->runs[1];
    int64_t *numbers = d->samples ? nc_alloc(runs * sizeof *numbers) : NULL;
    double p;

    if (!numbers)
        return 1;
    for (size_t i = 0; i < runs; i++)
        numbers[i] = figure_of(&d->samples[row * runs + i], measure);
    p = nc_ranksum_test(numbers, d->runs[0], numbers + d->runs[0], d->runs[1]);
    nc_alloc_free(numbers);
    return p > 1 ? 1 : p;
}

nc_diff_range nc_diff_range_of(const nc_diff *d, uint32_t row, nc_diff_measure measure, unsigned side)
{
    nc_diff_range range;

    if (!d->samples) {
        range.least = range.most = figure_of(&d->rows[row].at[side], measure);
        return range;
    }
    range.least = range.most = figure_of(samples_of(d, row, side), measure);
    for (uint32_t i = 1; i < d->runs[side]; i++) {
        int64_t figure = figure_of(&samples_of(d, row, side)[i], measure);

        range.least = figure < range.least ? figure : range.least;
        range.most = figure > range.most ? figure : range.most;
    }
    return range;
}

bool nc_diff_is_real(const nc_diff *d, uint32_t row, nc_diff_measure measure)
{
    int64_t base = figure_of(&d->rows[row].at[NC_DIFF_BASE], measure);
    int64_t now = figure_of(&d->rows[row].at[NC_DIFF_NOW], measure), change = nc_diff_change(base, now);

    if (!nc_diff_can_test(d))
        return nc_diff_exceeds_noise(d, base, now);
    change = change < 0 ? -change : change;
    return change && change >= whole_of(d) / NOISE_PART && nc_diff_p(d, row, measure) < NC_RANKSUM_ALPHA;
}

bool nc_diff_is_double(int64_t a, int64_t b)
{
    return a != b && (a >= b ? a : b) / 2 >= (a >= b ? b : a);
}

static bool same_calls(const nc_diff *d)
{
    for (uint32_t row = 1; row <= d->pairing.count; row++) {
        bool differs = d->rows[row].at[0].calls != d->rows[row].at[1].calls ||
                       d->pairing.rows[row].how == NC_PAIRING_ADDED || d->pairing.rows[row].how == NC_PAIRING_GONE;

        if (differs && !d->rows[row].varies)
            return false;
    }
    return true;
}

bool nc_diff_is_unchanged(const nc_diff *d)
{
    bool counted = d->calls[NC_DIFF_BASE] != NCALLS_ABSENT;

    if (counted && !same_calls(d))
        return false;
    for (uint32_t row = 1; row <= d->pairing.count && !counted; row++)
        if (nc_diff_is_real(d, row, NC_DIFF_OF_SELF))
            return false;
    if (d->sampled)
        return true;
    return nc_diff_can_test(d) ? !nc_diff_is_real(d, 0, NC_DIFF_OF_SELF)
                               : !nc_diff_is_double(d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]);
}

/* Less than a quarter is about the same. */
bool nc_diff_is_level(const nc_diff *d)
{
    int64_t was = d->cost[NC_DIFF_BASE], is = d->cost[NC_DIFF_NOW];
    int64_t great = was > is ? was : is, small = was > is ? is : was;

    if (nc_diff_can_test(d) && nc_diff_p(d, 0, NC_DIFF_OF_SELF) >= NC_RANKSUM_ALPHA)
        return true;
    return small <= 0 ? great == small : great - small < small / 4;
}
