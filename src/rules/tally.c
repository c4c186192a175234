/* SPDX-License-Identifier: MIT */
#include "rules/tally.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

/* Rows of one function by several entries follow one another. */
static size_t collect(nc_flow_source *sources, const nc_meaning *m, const char *category)
{
    const nc_functions *f = &m->profile->functions;
    size_t count = 0;

    for (uint32_t i = 0; i < m->count; i++) {
        nc_func at = m->rows[i].function;

        if (strcmp(m->lexicon->categories[m->rows[i].category.at], category) == 0 && f->calls[at.at] > 0 &&
            (!count || sources[count - 1].function.at != at.at))
            sources[count++] = (nc_flow_source){at, f->calls[at.at]};
    }
    return count;
}

bool nc_tally_any(const nc_meaning *m, const char *category)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (strcmp(m->lexicon->categories[m->rows[i].category.at], category) == 0)
            return true;
    return false;
}

static bool has_callers(const nc_flow *flow, uint32_t component)
{
    const nc_cycles *c = &flow->cycles;
    const nc_edges *e = &flow->profile->edges;

    for (uint32_t m = c->begin[component]; m < c->begin[component + 1]; m++) {
        uint32_t f = c->members[m].at;

        for (uint32_t i = e->in_begin[f]; i < e->in_begin[f + 1]; i++)
            if (c->component[e->caller[i].at] != component)
                return true;
    }
    return false;
}

/* What arrives where nobody calls any more. */
static int64_t sum_roots(const nc_flow *flow)
{
    int64_t sum = 0;
    bool saturated;

    for (uint32_t i = 0; i < flow->touched_count; i++)
        if (!has_callers(flow, flow->touched[i]))
            sum = nc_number_add(sum, flow->amount[flow->touched[i]], &saturated);
    return (sum + NC_FLOW_ONE / 2) / NC_FLOW_ONE;
}

ncalls_status nc_tally_count(int64_t *out, const nc_meaning *m, const char *category, nc_flow *flow,
                             ncalls_error *error)
{
    nc_flow_source *sources = nc_alloc_zeroed((size_t)m->count + 1, sizeof *sources);
    ncalls_status status = sources ? NCALLS_OK : nc_fail_memory(error);
    size_t count = sources ? collect(sources, m, category) : 0;

    *out = m->profile->has & NCALLS_HAS_CALLS ? 0 : NCALLS_ABSENT;
    if (count && m->profile->has & NCALLS_HAS_EDGES) {
        status = nc_flow_run(flow, sources, count, NC_FLOW_CALLS, (nc_flow_stops){0}, error);
        *out = status ? 0 : sum_roots(flow);
        nc_flow_clear(flow);
    }
    nc_alloc_free(sources);
    return status;
}
