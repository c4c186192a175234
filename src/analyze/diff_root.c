/* SPDX-License-Identifier: MIT */
#include "analyze/diff.h"
#include "base/alloc.h"

static int64_t toward(int direction, int64_t base, int64_t now)
{
    return direction * nc_diff_change(base, now);
}

static int64_t total_change(const nc_diff *d, int direction, uint32_t row)
{
    const nc_diff_figures *at = d->rows[row].at;

    return toward(direction, at[NC_DIFF_BASE].total, at[NC_DIFF_NOW].total);
}

/* Of equals the first: rows are in the order of the new profile. */
static uint32_t start_of(const nc_diff *d, int direction)
{
    uint32_t best = 0;

    for (uint32_t row = 1; row <= d->pairing.count; row++)
        if (total_change(d, direction, row) > (best ? total_change(d, direction, best) : 0))
            best = row;
    return best;
}

static const nc_diff_edge *heaviest(const nc_diff *d, int direction, uint32_t row)
{
    const nc_diff_edge *best = NULL;
    int64_t most = 0;

    for (uint32_t i = d->out_begin[row]; i < d->out_begin[row + 1]; i++) {
        const nc_diff_edge *e = &d->edges[i];
        int64_t change = toward(direction, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]);

        if (e->callee != row && change > most) {
            best = e;
            most = change;
        }
    }
    return best;
}

/* More calls than the caller's own make up, at the cost that a call had: half
 * of the edge's change. A new edge has only the cost that it has now. */
static bool is_by_calls(const nc_diff *d, int direction, const nc_diff_edge *e)
{
    const nc_diff_figures *caller = d->rows[e->caller].at;
    unsigned priced = e->calls[NC_DIFF_BASE] ? NC_DIFF_BASE : NC_DIFF_NOW;
    double more;

    if (!nc_diff_multiplies(d, e))
        return false;
    more = (double)e->calls[NC_DIFF_NOW] -
           (double)e->calls[NC_DIFF_BASE] * (double)caller[NC_DIFF_NOW].calls / (double)caller[NC_DIFF_BASE].calls;
    more *= (double)e->total[priced] / (double)e->calls[priced] * direction;
    return more * 2 >= (double)toward(direction, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]);
}

static bool is_mine(const nc_diff *d, uint32_t row)
{
    const nc_pairing_row *r = &d->pairing.rows[row];

    return r->now.at ? nc_profile_class(d->profile[NC_DIFF_NOW], r->now) == NCALLS_CLASS_MINE
                     : nc_profile_class(d->profile[NC_DIFF_BASE], r->base) == NCALLS_CLASS_MINE;
}

static void descend(nc_diff_root *out, const nc_diff *d, bool *seen)
{
    for (uint32_t row = out->row; row && !seen[row];) {
        const nc_diff_edge *e = heaviest(d, out->direction, row);
        const nc_diff_figures *at = d->rows[row].at;
        int64_t all = total_change(d, out->direction, row);

        seen[row] = true;
        out->row = row;
        if (is_mine(d, row))
            out->mine = row;
        out->cause = NC_DIFF_SPREAD;
        if (toward(out->direction, at[NC_DIFF_BASE].self, at[NC_DIFF_NOW].self) >= all - all / 2) {
            out->cause = NC_DIFF_SELF;
            return;
        }
        if (!e || toward(out->direction, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]) < all - all / 2)
            return;
        if (is_by_calls(d, out->direction, e)) {
            out->cause = NC_DIFF_CALLS;
            out->edge = *e;
            return;
        }
        row = e->callee;
    }
}

ncalls_status nc_diff_find_root(nc_diff_root *out, const nc_diff *diff, ncalls_error *error)
{
    bool *seen = nc_alloc_zeroed((size_t)diff->pairing.count + 1, sizeof *seen);

    if (!seen)
        return nc_fail_memory(error);
    *out = (nc_diff_root){.direction = diff->cost[NC_DIFF_NOW] < diff->cost[NC_DIFF_BASE] ? -1 : 1};
    out->row = start_of(diff, out->direction);
    descend(out, diff, seen);
    nc_alloc_free(seen);
    return NCALLS_OK;
}
