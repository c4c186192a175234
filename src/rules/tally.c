/* SPDX-License-Identifier: MIT */
#include "rules/tally.h"

#include <string.h>

#include "base/alloc.h"

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

ncalls_status nc_tally_whole(int64_t *out, bool *divided, nc_flow *flow, ncalls_error *error)
{
    const nc_edges *e = &flow->profile->edges;
    __int128 all = 0;

    *divided = false;
    for (size_t i = 0; i < flow->source_count; i++) {
        nc_func f = flow->sources[i].function;

        all += (__int128)flow->sources[i].amount * NC_FLOW_ONE;
        for (uint32_t o = e->out_begin[f.at]; o < e->out_begin[f.at + 1]; o++) {
            bool exact;
            int64_t amount;
            ncalls_status status = nc_flow_over(flow, e->out[o], &amount, &exact, error);

            if (status)
                return status;
            all -= amount;
            *divided |= amount && !exact;
        }
    }
    all = all < 0 ? 0 : (all + NC_FLOW_ONE / 2) / NC_FLOW_ONE;
    *out = all > INT64_MAX ? INT64_MAX : (int64_t)all;
    return NCALLS_OK;
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
        if (!status)
            status = nc_tally_whole(out, &(bool){false}, flow, error);
        nc_flow_clear(flow);
    }
    nc_alloc_free(sources);
    return status;
}
