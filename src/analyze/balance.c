/* SPDX-License-Identifier: MIT */
#include "analyze/balance.h"

typedef __int128 wide;

/* total - self - what the callees cost; 0 when that is not known. */
static wide difference(const ncalls_profile *p, nc_func f)
{
    const nc_functions *functions = &p->functions;
    const nc_edges *e = &p->edges;
    uint32_t begin = e->out_begin[f.at], end = e->out_begin[f.at + 1];
    wide left = (wide)functions->total[f.at] - functions->self[f.at];
    /* Every figure was rounded to nanoseconds by itself. */
    wide slack = (wide)(end - begin) / 2 + 2;

    if (functions->total[f.at] == NCALLS_ABSENT)
        return 0;
    for (uint32_t i = begin; i < end; i++) {
        int64_t total = e->total[e->out[i].at];

        if (total == NCALLS_ABSENT)
            return 0;
        left -= total;
    }
    return left <= slack && -left <= slack ? 0 : left;
}

static int64_t clamp(wide value)
{
    return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

/* Of equals the first by name, so that the ids do not matter. */
static void keep_greater(const ncalls_profile *p, wide value, nc_func f, wide *most, nc_func *which)
{
    if (value > *most || (value == *most && which->at && nc_profile_compare(p, f, *which) < 0)) {
        *most = value;
        *which = f;
    }
}

nc_balance nc_balance_of(const ncalls_profile *profile, const nc_cycles *cycles)
{
    nc_balance out = {0};
    wide unexplained = 0, excess = 0, most_unexplained = 0, most_excess = 0;

    for (uint32_t i = 1; i <= profile->functions.count; i++) {
        nc_func f = {i};
        wide left = difference(profile, f);

        if (!left || nc_cycles_is_recursive(cycles, profile, f))
            continue;
        if (left > 0) {
            unexplained += left;
            keep_greater(profile, left, f, &most_unexplained, &out.above);
        } else {
            excess -= left;
            keep_greater(profile, -left, f, &most_excess, &out.overwritten);
        }
    }
    out.unexplained = clamp(unexplained);
    out.excess = clamp(excess);
    return out;
}
