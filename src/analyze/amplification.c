/* SPDX-License-Identifier: MIT */
#include "analyze/amplification.h"

#include <stdlib.h>

#include "base/alloc.h"

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

static int rank_for_sort(const void *a, const void *b, void *payload)
{
    return rank(payload, *(const nc_edge *)a, *(const nc_edge *)b);
}

/* heap[0] is the last of the ranked ones: what a better edge replaces. */
static void sift_down(const ncalls_profile *p, nc_edge *heap, uint32_t count)
{
    uint32_t root = 0;

    for (;;) {
        uint32_t child = 2 * root + 1;
        nc_edge swap;

        if (child >= count)
            return;
        if (child + 1 < count && rank(p, heap[child], heap[child + 1]) < 0)
            child++;
        if (rank(p, heap[root], heap[child]) >= 0)
            return;
        swap = heap[root];
        heap[root] = heap[child];
        heap[child] = swap;
        root = child;
    }
}

static void sift_up(const ncalls_profile *p, nc_edge *heap, uint32_t at)
{
    while (at) {
        uint32_t parent = (at - 1) / 2;
        nc_edge swap;

        if (rank(p, heap[parent], heap[at]) >= 0)
            return;
        swap = heap[parent];
        heap[parent] = heap[at];
        heap[at] = swap;
        at = parent;
    }
}

static void offer(nc_amplification_ranking *r, const ncalls_profile *p, uint32_t limit, nc_edge edge)
{
    if (r->count < limit) {
        r->edges[r->count] = edge;
        sift_up(p, r->edges, r->count++);
    } else if (limit && rank(p, edge, r->edges[0]) < 0) {
        r->edges[0] = edge;
        sift_down(p, r->edges, limit);
    }
}

ncalls_status nc_amplification_rank(nc_amplification_ranking *out, const ncalls_profile *profile, uint32_t limit,
                                    int64_t min_calls, ncalls_error *error)
{
    const nc_edges *e = &profile->edges;

    if (limit > e->count)
        limit = e->count;
    *out = (nc_amplification_ranking){nc_alloc_zeroed(limit, sizeof *out->edges), 0, 0};
    if (!out->edges)
        return nc_fail_memory(error);
    for (uint32_t i = 1; i <= e->count; i++) {
        nc_edge edge = {i};

        if (e->calls[i] < min_calls || !nc_amplification_of(profile, edge).per)
            continue;
        out->qualified++;
        offer(out, profile, limit, edge);
    }
    if (out->count > 1)
        qsort_r(out->edges, out->count, sizeof *out->edges, rank_for_sort, (void *)profile);
    return NCALLS_OK;
}

void nc_amplification_reset(nc_amplification_ranking *ranking)
{
    nc_alloc_free(ranking->edges);
    *ranking = (nc_amplification_ranking){0};
}
