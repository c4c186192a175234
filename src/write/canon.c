/* SPDX-License-Identifier: MIT */
#include "write/canon.h"

#include <string.h>

#include "base/alloc.h"
#include "write/rank.h"

enum { HALF = 1 << 16 };

/* One stable counting sort of function ids by a key of each. */
typedef struct sorting {
    uint32_t *ids, *spare; /* [count] */
    const uint32_t *key;   /* [id] */
    uint32_t *at;          /* [keys] */
    uint32_t count;
} sorting;

static void sort_by_key(sorting *s, unsigned shift, uint32_t mask, uint32_t keys)
{
    uint32_t *swap = s->ids, sum = 0;

    memset(s->at, 0, keys * sizeof *s->at);
    for (uint32_t i = 0; i < s->count; i++)
        s->at[s->key[s->ids[i]] >> shift & mask]++;
    for (uint32_t k = 0; k < keys; k++) {
        uint32_t here = s->at[k];

        s->at[k] = sum;
        sum += here;
    }
    for (uint32_t i = 0; i < s->count; i++)
        s->spare[s->at[s->key[s->ids[i]] >> shift & mask]++] = s->ids[i];
    s->ids = s->spare;
    s->spare = swap;
}

/* key[id] = the rank of each function's text; text_of picks it. */
static bool rank_texts(const ncalls_profile *p, nc_str (*text_of)(const ncalls_profile *, nc_func), const sorting *s,
                       uint32_t *key, uint32_t *highest)
{
    nc_str *texts = nc_alloc_zeroed((size_t)s->count + 1, sizeof *texts);
    uint32_t *ranks = nc_alloc_zeroed(p->strings.count, sizeof *ranks);
    bool fine = texts && ranks;

    for (uint32_t i = 0; fine && i < s->count; i++)
        texts[i] = text_of(p, (nc_func){s->ids[i]});
    fine = fine && nc_rank_strings(&p->strings, texts, s->count, ranks, highest);
    for (uint32_t i = 0; fine && i < s->count; i++)
        key[s->ids[i]] = ranks[texts[i].at];
    nc_alloc_free(texts);
    nc_alloc_free(ranks);
    return fine;
}

static nc_str name_of(const ncalls_profile *p, nc_func f)
{
    return p->functions.name[f.at];
}

/* The least significant part first: name, line, file. */
static bool sort_functions(const ncalls_profile *p, sorting *s, uint32_t *key)
{
    uint32_t highest;

    if (!rank_texts(p, name_of, s, key, &highest))
        return false;
    sort_by_key(s, 0, UINT32_MAX, highest + 1);
    for (uint32_t i = 0; i < s->count; i++)
        key[s->ids[i]] = (uint32_t)p->functions.line[s->ids[i]] ^ 0x80000000u; /* negative ones first */
    sort_by_key(s, 0, HALF - 1, HALF);
    sort_by_key(s, 16, HALF - 1, HALF);
    if (!rank_texts(p, nc_profile_path, s, key, &highest))
        return false;
    sort_by_key(s, 0, UINT32_MAX, highest + 1);
    return true;
}

/* `ids`: NULL for all. */
static bool order_functions(nc_canon *o, const ncalls_profile *p, const uint32_t *ids, uint32_t count)
{
    size_t rows = (size_t)p->functions.count + 1;
    uint32_t keys = count + 2 < HALF ? HALF : count + 2;
    uint32_t *key = nc_alloc_zeroed(rows, sizeof *key);
    sorting s = {nc_alloc_zeroed((size_t)count + 1, sizeof *s.ids), nc_alloc_zeroed((size_t)count + 1, sizeof *s.spare),
                 key, nc_alloc_zeroed(keys, sizeof *s.at), count};
    bool fine;

    *o = (nc_canon){.functions = nc_alloc_zeroed((size_t)count + 1, sizeof *o->functions),
                    .place = nc_alloc_zeroed(rows, sizeof *o->place),
                    .count = count};
    fine = key && s.ids && s.spare && s.at && o->functions && o->place;
    for (uint32_t i = 0; fine && i < count; i++)
        s.ids[i] = ids ? ids[i] : i + 1;
    fine = fine && sort_functions(p, &s, key);
    for (uint32_t i = 0; fine && i < count; i++) {
        o->functions[i + 1] = (nc_func){s.ids[i]};
        o->place[s.ids[i]] = i + 1;
    }
    nc_alloc_free(key);
    nc_alloc_free(s.ids);
    nc_alloc_free(s.spare);
    nc_alloc_free(s.at);
    return fine;
}

static uint32_t count_edges(const nc_canon *o, const ncalls_profile *p, nc_func caller)
{
    const nc_edges *e = &p->edges;
    uint32_t count = 0;

    if (o->count == p->functions.count)
        return e->out_begin[caller.at + 1] - e->out_begin[caller.at];
    for (uint32_t i = e->out_begin[caller.at]; i < e->out_begin[caller.at + 1]; i++)
        count += o->place[e->callee[e->out[i].at].at] != 0;
    return count;
}

/* Callees in order hand their incoming edges to the callers' shelves, so that
 * each shelf is in order of callees when it is full: linear, no comparison. */
static bool order_edges(nc_canon *o, const ncalls_profile *p)
{
    const nc_edges *e = &p->edges;
    uint32_t *at = nc_alloc_zeroed((size_t)o->count + 1, sizeof *at); /* [place] */

    if (!at)
        return false;
    for (uint32_t i = 1; i <= o->count; i++) {
        at[i] = o->edge_count;
        o->edge_count += count_edges(o, p, o->functions[i]);
    }
    o->edges = nc_alloc_zeroed((size_t)o->edge_count + 1, sizeof *o->edges);
    for (uint32_t i = 1; o->edges && i <= o->count; i++) {
        uint32_t callee = o->functions[i].at;

        for (uint32_t edge = e->in_begin[callee]; edge < e->in_begin[callee + 1]; edge++)
            if (o->place[e->caller[edge].at])
                o->edges[at[o->place[e->caller[edge].at]]++] = (nc_edge){edge};
    }
    nc_alloc_free(at);
    return o->edges;
}

ncalls_status nc_canon_init_functions(nc_canon *order, const ncalls_profile *profile, const uint32_t *ids,
                                      uint32_t count, ncalls_error *error)
{
    if (order_functions(order, profile, ids, count))
        return NCALLS_OK;
    nc_canon_reset(order);
    return nc_fail_memory(error);
}

ncalls_status nc_canon_add_edges(nc_canon *order, const ncalls_profile *profile, ncalls_error *error)
{
    if (order_edges(order, profile))
        return NCALLS_OK;
    nc_canon_reset(order);
    return nc_fail_memory(error);
}

ncalls_status nc_canon_init(nc_canon *order, const ncalls_profile *profile, ncalls_error *error)
{
    ncalls_status status = nc_canon_init_functions(order, profile, NULL, profile->functions.count, error);

    return status ? status : nc_canon_add_edges(order, profile, error);
}

void nc_canon_reset(nc_canon *order)
{
    nc_alloc_free(order->functions);
    nc_alloc_free(order->place);
    nc_alloc_free(order->edges);
    memset(order, 0, sizeof *order);
}
