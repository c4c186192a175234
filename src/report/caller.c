/* SPDX-License-Identifier: MIT */
#include "report/caller.h"

/* NCALLS_ABSENT is the least of all numbers: unknown loses. */
static bool is_greater(const ncalls_profile *p, uint32_t a, uint32_t b)
{
    const nc_edges *e = &p->edges;

    if (e->calls[a] != e->calls[b])
        return e->calls[a] > e->calls[b];
    if (e->total[a] != e->total[b])
        return e->total[a] > e->total[b];
    if (e->self[a] != e->self[b])
        return e->self[a] > e->self[b];
    return nc_profile_compare(p, e->caller[a], e->caller[b]) < 0;
}

nc_edge nc_caller_main(const ncalls_profile *p, nc_func function)
{
    const nc_edges *e = &p->edges;
    uint32_t best = 0;

    for (uint32_t i = e->in_begin[function.at]; i < e->in_begin[function.at + 1]; i++)
        if (e->caller[i].at != function.at && (!best || is_greater(p, i, best)))
            best = i;
    return (nc_edge){best};
}
