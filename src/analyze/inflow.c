/* SPDX-License-Identifier: MIT */
#include "analyze/inflow.h"

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

int64_t nc_inflow_of(const ncalls_profile *profile, nc_edge edge, nc_inflow_by by)
{
    const nc_edges *e = &profile->edges;
    int64_t self = e->self[edge.at], total = e->total[edge.at];

    if (e->caller[edge.at].at == e->callee[edge.at].at)
        return 0;
    switch (by) {
    case NC_INFLOW_BELOW:
        return self == NCALLS_ABSENT || total <= positive(self) ? 0 : total - positive(self);
    case NC_INFLOW_TOTAL: return positive(total);
    case NC_INFLOW_CALLS: return positive(e->calls[edge.at]);
    default: return 1;
    }
}

int64_t nc_inflow_unaccounted(const ncalls_profile *profile, nc_func f)
{
    const nc_edges *e = &profile->edges;
    int64_t calls = profile->functions.calls[f.at];
    bool counted = profile->has & NCALLS_HAS_CALLS, called = false;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        called |= e->caller[i].at != f.at;
        if (e->calls[i] == NCALLS_ABSENT)
            counted = false;
        else if (__builtin_sub_overflow(calls, e->calls[i], &calls))
            return 0;
    }
    return counted ? positive(calls) : !called;
}

/* In all, wherever it came from. */
static int64_t all_of(const ncalls_profile *p, nc_func f, nc_inflow_by by)
{
    int64_t self = p->functions.self[f.at], total = p->functions.total[f.at];

    switch (by) {
    case NC_INFLOW_BELOW: return total <= positive(self) ? 0 : total - positive(self);
    case NC_INFLOW_TOTAL: return positive(total == NCALLS_ABSENT ? self : total);
    case NC_INFLOW_CALLS: return positive(p->functions.calls[f.at]);
    default: return 1;
    }
}

int64_t nc_inflow_from_nowhere(const ncalls_profile *p, nc_func f, nc_inflow_by by)
{
    const nc_edges *e = &p->edges;
    int64_t calls = nc_inflow_unaccounted(p, f), left;

    if (!calls)
        return 0;
    if (by == NC_INFLOW_CALLS)
        return calls;
    if (by == NC_INFLOW_ONE)
        return 1;
    left = all_of(p, f, by);
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1] && left > 0; i++)
        left -= nc_inflow_of(p, (nc_edge){i}, by); /* both lie in 0..INT64_MAX */
    return positive(left);
}
