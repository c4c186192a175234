/* SPDX-License-Identifier: MIT */
#include "report/caller.h"

/* NCALLS_ABSENT is the least of all numbers: unknown loses. */
static bool is_greater(const nc_edges *e, uint32_t a, uint32_t b)
{
    if (e->calls[a] != e->calls[b])
        return e->calls[a] > e->calls[b];
    if (e->total[a] != e->total[b])
        return e->total[a] > e->total[b];
    return e->self[a] > e->self[b];
}

nc_edge nc_caller_main(const ncalls_profile *p, nc_func function)
{
    const nc_edges *e = &p->edges;
    uint32_t best = 0;

    for (uint32_t i = e->in_begin[function.at]; i < e->in_begin[function.at + 1]; i++)
        if (e->caller[i].at != function.at && (!best || is_greater(e, i, best)))
            best = i;
    return (nc_edge){best};
}
