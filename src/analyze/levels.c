/* SPDX-License-Identifier: MIT */
#include "analyze/levels.h"

#include "analyze/edgecost.h"
#include "analyze/inflow.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

static int64_t inflow_of(const nc_levels *l, nc_func f)
{
    const nc_edges *e = &l->profile->edges;
    int64_t total = nc_edgecost_total(l->profile, f), sum = nc_inflow_unaccounted(l->profile, f) ? total : 0;
    bool saturated = false;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != f.at)
            sum = nc_number_add(sum, nc_edgecost_of(l->profile, (nc_edge){i}, NULL), &saturated);
    return sum > total ? sum : total;
}

bool nc_levels_make(nc_levels *l, const ncalls_profile *p)
{
    size_t functions = (size_t)p->functions.count + 1, edges = (size_t)p->edges.count + 1;

    *l = (nc_levels){
        .profile = p,
        .inflow = nc_alloc_zeroed(functions, sizeof *l->inflow),
        .left = nc_alloc_zeroed(edges, sizeof *l->left),
        .order = nc_alloc_zeroed(edges, sizeof *l->order),
    };
    if (!l->inflow || !l->left || !l->order)
        return false;
    for (uint32_t i = 1; i <= p->edges.count; i++)
        l->left[i] = nc_edgecost_of(p, (nc_edge){i}, NULL);
    for (uint32_t i = 1; i <= p->functions.count; i++)
        l->inflow[i] = inflow_of(l, (nc_func){i});
    return true;
}

void nc_levels_reset(nc_levels *l)
{
    nc_alloc_free(l->inflow);
    nc_alloc_free(l->left);
    nc_alloc_free(l->order);
    *l = (nc_levels){0};
}

bool nc_levels_is_nested(const nc_levels *l, nc_edge edge)
{
    const nc_edges *e = &l->profile->edges;

    return e->primitive[edge.at] != NCALLS_ABSENT && e->primitive[edge.at] < e->calls[edge.at];
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_edge *a = left, *b = right;
    const nc_levels *l = payload;
    const nc_edges *e = &l->profile->edges;

    if (l->left[a->at] != l->left[b->at])
        return l->left[a->at] > l->left[b->at] ? -1 : 1;
    if (e->calls[a->at] != e->calls[b->at])
        return e->calls[a->at] < e->calls[b->at] ? -1 : 1;
    return nc_profile_compare(l->profile, e->callee[a->at], e->callee[b->at]);
}

uint32_t nc_levels_sort(nc_levels *l, nc_func f)
{
    const nc_edges *e = &l->profile->edges;
    uint32_t count = 0;

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++)
        if (e->callee[e->out[i].at].at != f.at && (l->left[e->out[i].at] > 0 || nc_levels_is_nested(l, e->out[i])))
            l->order[count++] = e->out[i];
    if (count > 1)
        nc_sort(l->order, count, sizeof *l->order, compare, l);
    return count;
}

int64_t nc_levels_take(nc_levels *l, nc_edge edge, int64_t most)
{
    int64_t taken = l->left[edge.at] < most ? l->left[edge.at] : most;

    l->left[edge.at] -= taken;
    return taken;
}
