/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyze/diff.h"
#include "base/alloc.h"
#include "base/number.h"

static int64_t toward(int direction, int64_t base, int64_t now)
{
    return direction * nc_diff_change(base, now);
}

static int64_t total_change(const nc_diff *d, int direction, uint32_t row)
{
    const nc_diff_figures *at = d->rows[row].at;

    return toward(direction, at[NC_DIFF_BASE].total, at[NC_DIFF_NOW].total);
}

bool nc_diff_is_mine(const nc_diff *d, uint32_t row)
{
    const nc_pairing_row *r = &d->pairing.rows[row];

    return r->now.at ? nc_profile_class(d->profile[NC_DIFF_NOW], r->now) == NCALLS_CLASS_MINE
                     : nc_profile_class(d->profile[NC_DIFF_BASE], r->base) == NCALLS_CLASS_MINE;
}

enum { OTHER, PAIRED, MINE };
enum { SLACK = 3 /* each row is on one way once, and the callee of an edge behind its end */ };

/* A function of the user's that both have says more than any other. */
static unsigned standing(const nc_diff *d, uint32_t row)
{
    bool paired = d->pairing.rows[row].base.at && d->pairing.rows[row].now.at;

    return !paired ? OTHER : nc_diff_is_mine(d, row) ? MINE : PAIRED;
}

/* Among those that hold half of the greatest change, or of the whole's: where
 * events are waited for, the loop holds more. Of equals the first: rows
 * are in the order of the new profile. */
static uint32_t start_of(const nc_diff *d, int direction, const bool *seen)
{
    int64_t most = 0, whole = toward(direction, d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]);
    uint32_t best = 0;

    for (uint32_t row = 1; row <= d->pairing.count; row++)
        if (total_change(d, direction, row) > most)
            most = total_change(d, direction, row);
    if (whole > 0 && whole < most && !d->sampled)
        most = whole;
    for (uint32_t row = 1; row <= d->pairing.count; row++) {
        int64_t change = total_change(d, direction, row);

        if (change <= 0 || change < most - most / 2 || seen[row])
            continue;
        if (!best || standing(d, row) > standing(d, best) ||
            (standing(d, row) == standing(d, best) && change > total_change(d, direction, best)))
            best = row;
    }
    return best;
}

/* Where only calls are known of an edge, the callee's change is that of whoever calls it most. */
static int64_t edge_change(const nc_diff *d, int direction, const nc_diff_edge *e)
{
    const nc_diff_figures *callee = d->rows[e->callee].at;
    unsigned side = direction > 0 ? NC_DIFF_NOW : NC_DIFF_BASE;

    if (e->total[NC_DIFF_BASE] != NCALLS_ABSENT && e->total[NC_DIFF_NOW] != NCALLS_ABSENT)
        return toward(direction, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]);
    return e->calls[side] != NCALLS_ABSENT && e->calls[side] >= callee[side].primitive - callee[side].primitive / 2
               ? total_change(d, direction, e->callee)
               : 0;
}

static const nc_diff_edge *heaviest(const nc_diff *d, int direction, uint32_t row)
{
    const nc_diff_edge *best = NULL;
    int64_t most = 0;

    for (uint32_t i = d->out_begin[row]; i < d->out_begin[row + 1]; i++) {
        const nc_diff_edge *e = &d->edges[i];
        int64_t change = edge_change(d, direction, e);

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
    if (e->total[priced] == NCALLS_ABSENT)
        return true;
    more = (double)e->calls[NC_DIFF_NOW] -
           (double)e->calls[NC_DIFF_BASE] * (double)caller[NC_DIFF_NOW].calls / (double)caller[NC_DIFF_BASE].calls;
    more *= (double)e->total[priced] / (double)e->calls[priced] * direction;
    return more * 2 >= (double)toward(direction, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]);
}

/* A function of the user's that is called otherwise may itself call something for
 * the first time, or no longer: coroutines are called whenever they go on. */
static bool may_say_more(const nc_diff *d, const nc_diff_edge *e)
{
    return e->calls[NC_DIFF_BASE] && e->calls[NC_DIFF_NOW] && nc_diff_is_mine(d, e->callee);
}

static void take_edge(nc_diff_root *out, const nc_diff_edge *e, bool seen)
{
    out->cause = NC_DIFF_CALLS;
    out->edge = *e;
    if (!seen)
        out->path[out->path_count++] = e->callee;
}

/* Down the heaviest edge; `all` is the part of the change that came this way. */
static void descend(nc_diff_root *out, const nc_diff *d, bool *seen)
{
    int64_t all = total_change(d, out->direction, out->row);

    for (uint32_t row = out->row; row && !seen[row];) {
        const nc_diff_edge *e = heaviest(d, out->direction, row);
        const nc_diff_figures *at = d->rows[row].at;
        int64_t below = e ? edge_change(d, out->direction, e) : 0;

        seen[row] = true;
        out->row = out->path[out->path_count++] = row;
        if (nc_diff_is_mine(d, row))
            out->mine = row;
        out->cause = NC_DIFF_SPREAD;
        if (toward(out->direction, at[NC_DIFF_BASE].self, at[NC_DIFF_NOW].self) >= all - all / 2) {
            out->cause = NC_DIFF_SELF;
            return;
        }
        if (below < all - all / 2)
            return;
        if (is_by_calls(d, out->direction, e)) {
            take_edge(out, e, seen[e->callee]);
            return;
        }
        if (total_change(d, out->direction, e->callee) < below / 2)
            return; /* others call it less: as a whole it says nothing */
        all = below;
        row = e->callee;
    }
}

/* What was found is the root, unless more is said below it. */
static void look_further(nc_diff_root *out, const nc_diff *d, bool *seen)
{
    nc_diff_root further = *out;

    while (further.cause == NC_DIFF_CALLS && may_say_more(d, &further.edge) && !seen[further.edge.callee]) {
        further.row = further.edge.callee;
        further.path_count--;
        descend(&further, d, seen);
        if (further.cause == NC_DIFF_CALLS && nc_diff_is_mine(d, further.edge.caller) &&
            (!further.edge.calls[NC_DIFF_BASE] || !further.edge.calls[NC_DIFF_NOW]))
            *out = further;
    }
}

/* From a loop of events nothing leads to whom it serves: one starts again there. */
static void look_elsewhere(nc_diff_root *out, const nc_diff *d, bool *seen)
{
    nc_diff_root other = *out;
    uint32_t start;

    if (out->cause != NC_DIFF_SPREAD || nc_diff_is_mine(d, out->row))
        return;
    start = start_of(d, out->direction, seen);
    if (!start || standing(d, start) < MINE)
        return;
    other.row = start;
    other.path = out->path + out->path_count;
    other.path_count = 0;
    descend(&other, d, seen);
    if (other.cause != NC_DIFF_CALLS && other.cause != NC_DIFF_SELF)
        return;
    memmove(out->path, other.path, other.path_count * sizeof *other.path);
    other.path = out->path;
    *out = other;
}

/* Of shares some rise as others fall: what a function's own changed most says which. */
static int direction_of(const nc_diff *d)
{
    int64_t change = nc_diff_change(d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]), most = 0;

    for (uint32_t row = 1; row <= d->pairing.count && d->sampled; row++) {
        const nc_diff_figures *at = d->rows[row].at;
        int64_t self = nc_diff_change(at[NC_DIFF_BASE].self, at[NC_DIFF_NOW].self);

        if ((self < 0 ? -self : self) > most) {
            most = self < 0 ? -self : self;
            change = self;
        }
    }
    return change < 0 ? -1 : 1;
}

ncalls_status nc_diff_find_root(nc_diff_root *out, const nc_diff *diff, ncalls_error *error)
{
    size_t most = (size_t)diff->pairing.count + 1;
    bool *seen = nc_alloc_zeroed(most, sizeof *seen);

    *out = (nc_diff_root){.direction = direction_of(diff)};
    out->path = nc_alloc((most + SLACK) * sizeof *out->path);
    if (seen && out->path) {
        out->row = start_of(diff, out->direction, seen);
        descend(out, diff, seen);
        look_elsewhere(out, diff, seen);
        look_further(out, diff, seen);
    }
    nc_alloc_free(seen);
    if (seen && out->path)
        return NCALLS_OK;
    nc_diff_root_reset(out);
    return nc_fail_memory(error);
}

void nc_diff_root_reset(nc_diff_root *root)
{
    nc_alloc_free(root->path);
    root->path = NULL;
}

/* cost * number / of, rounded to the nearest. */
static int64_t part(int64_t cost, int64_t number, int64_t of)
{
    __int128 product = (__int128)cost * number;

    return (int64_t)((product + (product < 0 ? -of : of) / 2) / of);
}

nc_diff_split nc_diff_split_of(const nc_diff *d, uint32_t row)
{
    const nc_diff_figures *base = &d->rows[row].at[NC_DIFF_BASE], *now = &d->rows[row].at[NC_DIFF_NOW];
    nc_diff_split split = {.change = nc_diff_change(base->total, now->total), .calls = NCALLS_ABSENT};
    bool saturated;

    if (d->calls[NC_DIFF_BASE] == NCALLS_ABSENT) {
        split.self = nc_diff_change(base->self, now->self);
        split.callees = nc_number_add(split.change, -split.self, &saturated);
        return split;
    }
    split.calls = 0;
    if (base->calls <= 0 || now->calls <= 0) {
        split.calls = split.change;
        return split;
    }
    split.calls = part(base->total, nc_diff_change(base->calls, now->calls), base->calls);
    split.self = nc_diff_change(part(base->self, now->calls, base->calls), now->self);
    split.callees = nc_number_add(split.change, -nc_number_add(split.calls, split.self, &saturated), &saturated);
    return split;
}
