/* SPDX-License-Identifier: MIT */
#include "analyze/edgecost.h"

#include "analyze/growth.h"

static int64_t positive(int64_t value)
{
    return value > 0 ? value : 0;
}

int64_t nc_edgecost_total(const ncalls_profile *p, nc_func f)
{
    int64_t total = p->functions.total[f.at], self = positive(p->functions.self[f.at]);

    return total > self ? total : self;
}

int64_t nc_edgecost_of(const ncalls_profile *p, nc_edge edge, bool *measured)
{
    const nc_edges *e = &p->edges;
    nc_func callee = e->callee[edge.at];
    int64_t calls = p->functions.calls[callee.at];
    bool room, *known = measured ? measured : &room;

    *known = e->total[edge.at] != NCALLS_ABSENT;
    if (*known)
        return positive(e->total[edge.at]);
    if (e->calls[edge.at] == NCALLS_ABSENT || calls <= 0)
        return nc_edgecost_total(p, callee);
    *known = e->calls[edge.at] == calls;
    return nc_growth_part(nc_edgecost_total(p, callee), e->calls[edge.at], calls);
}
