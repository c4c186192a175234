/* SPDX-License-Identifier: MIT */
#include "analyze/amplification.h"

#include "base/alloc.h"
#include "base/select.h"

static const nc_amplification none = {0, 0};

nc_amplification nc_amplification_of(const ncalls_profile *profile, nc_edge edge)
{
    const nc_edges *e = &profile->edges;
    nc_func caller = e->caller[edge.at];
    int64_t per = profile->functions.calls[caller.at];

    /* Calls of itself are recursion: per call of itself they tell nothing. A
     * caller without calls was never seen to return, or the file lacks it. */
    if (!(profile->has & NCALLS_HAS_CALLS) || e->calls[edge.at] == NCALLS_ABSENT || per <= 0 ||
        caller.at == e->callee[edge.at].at)
        return none;
    return (nc_amplification){e->calls[edge.at], per};
}

int nc_amplification_compare(nc_amplification a, nc_amplification b)
{
    __int128 left, right;

    if (!a.per || !b.per)
        return (a.per != 0) - (b.per != 0);
    left = (__int128)a.calls * b.per;
    right = (__int128)b.calls * a.per;
    return (left > right) - (left < right);
}

nc_edge nc_amplification_into(const ncalls_profile *profile, nc_func f)
{
    const nc_edges *e = &profile->edges;
    nc_edge best = {0};
    nc_amplification most = none;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        nc_amplification a = nc_amplification_of(profile, (nc_edge){i});
        int order = nc_amplification_compare(a, most);

        if (order > 0 || (order == 0 && a.per && a.calls > most.calls)) {
            best.at = i;
            most = a;
        }
    }
    return best;
}

/* < 0: a stands before b. Total: ends with the names of both ends. */
static int rank(const ncalls_profile *p, nc_edge a, nc_edge b)
{
    const nc_edges *e = &p->edges;
    int order = nc_amplification_compare(nc_amplification_of(p, b), nc_amplification_of(p, a));

    if (!order)
        order = (e->calls[b.at] > e->calls[a.at]) - (e->calls[b.at] < e->calls[a.at]);
    if (!order)
        order = nc_profile_compare(p, e->callee[a.at], e->callee[b.at]);
    return order ? order : nc_profile_compare(p, e->caller[a.at], e->caller[b.at]);
}

static int rank_ids(uint32_t a, uint32_t b, const void *payload)
{
    return rank(payload, (nc_edge){a}, (nc_edge){b});
}

ncalls_status nc_amplification_rank(nc_amplification_ranking *out, const ncalls_profile *profile, uint32_t limit,
                                    int64_t min_calls, ncalls_error *error)
{
    const nc_edges *e = &profile->edges;
    uint32_t *ids = nc_alloc(e->count * sizeof *ids);

    *out = (nc_amplification_ranking){0};
    if (!ids)
        return nc_fail_memory(error);
    for (uint32_t i = 1; i <= e->count; i++)
        if (e->calls[i] >= min_calls && nc_amplification_of(profile, (nc_edge){i}).per)
            ids[out->qualified++] = i;
    out->count = limit < out->qualified ? limit : out->qualified;
    nc_select_first(ids, out->qualified, out->count, rank_ids, profile);
    out->edges = nc_alloc(out->count * sizeof *out->edges);
    for (uint32_t i = 0; out->edges && i < out->count; i++)
        out->edges[i] = (nc_edge){ids[i]};
    nc_alloc_free(ids);
    if (out->edges)
        return NCALLS_OK;
    *out = (nc_amplification_ranking){0};
    return nc_fail_memory(error);
}

void nc_amplification_reset(nc_amplification_ranking *ranking)
{
    nc_alloc_free(ranking->edges);
    *ranking = (nc_amplification_ranking){0};
}
