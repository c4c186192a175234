/* SPDX-License-Identifier: MIT */
#include "draw/crossings.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

enum {
    SWEEPS = 24,   /* down and up, at most */
    PATIENCE = 6,  /* sweeps without a better order */
    EXCHANGES = 12, /* passes over a rank */
    WAYS = 8, /* to begin */
    FEW = 2,  /* of them for large graphs */
};
#define MOST_WORK ((uint64_t)60000000) /* links looked at: some tenths of a second */
#define LESS_WORK ((uint64_t)1500000)  /* ... where there is time for all ways */

typedef struct reduction {
    nc_layers *l;
    uint32_t *scratch; /* [vertex] */
    uint32_t *best;    /* the best order so far */
    uint64_t fewest;
    uint32_t *places;  /* [link up, then link down]: places of the neighbours, ascending for each vertex */
    int64_t *median;   /* [vertex]; < 0: it has no neighbour there */
    uint64_t work;
} reduction;

/* ---- counting ------------------------------------------------------------ */

/* Inversions among the places that the links down from one rank lead to: a
 * binary indexed tree. */
static uint64_t count_rank(const nc_layers *l, uint32_t rank, uint32_t *tree)
{
    uint32_t width = nc_layers_size(l, rank + 1);
    uint64_t crossings = 0, links = 0;

    memset(tree, 0, ((size_t)width + 1) * sizeof *tree);
    for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++) {
        uint32_t v = l->order[i], begin = l->down.begin[v], end = l->down.begin[v + 1];

        for (uint32_t k = begin; k < end; k++) { /* what was put further right crosses */
            uint64_t before = 0;

            for (uint32_t at = l->vertices[l->down.ends[k]].place + 1; at; at &= at - 1)
                before += tree[at];
            crossings += links - before;
        }
        for (uint32_t k = begin; k < end; k++)
            for (uint32_t at = l->vertices[l->down.ends[k]].place + 1; at <= width; at += at & -at)
                tree[at]++;
        links += end - begin;
    }
    return crossings;
}

uint64_t nc_crossings_count(const nc_layers *layers, uint32_t *scratch)
{
    uint64_t crossings = 0;

    for (uint32_t r = 0; r + 1 < layers->rank_count; r++)
        crossings += count_rank(layers, r, scratch);
    return crossings;
}

/* ---- medians ------------------------------------------------------------- */

static void sort_places(uint32_t *places, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) { /* nearly sorted, and short */
        uint32_t place = places[i], at = i;

        for (; at && places[at - 1] > place; at--)
            places[at] = places[at - 1];
        places[at] = place;
    }
}

static int compare_places(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

/* The places of v's neighbours, ascending. */
static const uint32_t *places_of(reduction *r, const nc_layers_links *links, uint32_t v)
{
    uint32_t *places = r->places + (links == &r->l->down ? r->l->down.begin[r->l->vertex_count] : 0) + links->begin[v];
    uint32_t count = links->begin[v + 1] - links->begin[v];

    for (uint32_t i = 0; i < count; i++)
        places[i] = r->l->vertices[links->ends[links->begin[v] + i]].place;
    if (count < 32)
        sort_places(places, count);
    else
        qsort(places, count, sizeof *places, compare_places);
    r->work += count;
    return places;
}

/* Where v would best stand, in 1/256 of a place. */
static int64_t median_of(reduction *r, const nc_layers_links *links, uint32_t v)
{
    uint32_t count = links->begin[v + 1] - links->begin[v], middle = count / 2;
    const uint32_t *p = places_of(r, links, v);
    int64_t left, right;

    if (!count)
        return -1;
    if (count % 2)
        return (int64_t)p[middle] << 8;
    if (count == 2)
        return (int64_t)(p[0] + p[1]) << 7;
    left = p[middle - 1] - p[0];
    right = p[count - 1] - p[middle];
    if (left + right == 0)
        return (int64_t)(p[middle - 1] + p[middle]) << 7;
    return ((p[middle - 1] * right + p[middle] * left) << 8) / (left + right);
}

/* Stable insertion of what has a median among what has; the others keep their
 * places. */
static void order_by_median(reduction *r, uint32_t rank, bool turn)
{
    nc_layers *l = r->l;
    uint32_t *order = l->order + l->begin[rank], size = nc_layers_size(l, rank);

    for (uint32_t i = 1; i < size; i++) {
        uint32_t v = order[i], hole = i;

        if (r->median[v] < 0)
            continue;
        for (uint32_t at = i; at-- > 0;) {
            uint32_t other = order[at];

            r->work++;
            if (r->median[other] < 0)
                continue;
            if (r->median[other] < r->median[v] || (r->median[other] == r->median[v] && !turn))
                break;
            order[hole] = other;
            hole = at;
        }
        order[hole] = v;
    }
    for (uint32_t i = 0; i < size; i++)
        l->vertices[order[i]].place = i;
}

static void sort_rank(reduction *r, uint32_t rank, const nc_layers_links *links, bool turn)
{
    nc_layers *l = r->l;

    for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++)
        r->median[l->order[i]] = median_of(r, links, l->order[i]);
    order_by_median(r, rank, turn);
}

/* ---- exchanges ----------------------------------------------------------- */

/* Crossings between the links of a and b when a stands left; less those when b
 * does. Both lists ascend. */
static int64_t gain(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    int64_t now = 0, then = 0;
    uint32_t below = 0, same = 0;

    for (uint32_t i = 0; i < a_count; i++) {
        while (below < b_count && b[below] < a[i])
            below++;
        same = same < below ? below : same;
        while (same < b_count && b[same] == a[i])
            same++;
        now += below;
        then += b_count - same;
    }
    return now - then;
}

typedef struct view { /* a vertex with its sorted neighbours */
    const uint32_t *up, *down;
    uint32_t up_count, down_count;
} view;

static view view_of(const reduction *r, uint32_t v)
{
    const nc_layers *l = r->l;

    return (view){r->places + l->up.begin[v], r->places + l->down.begin[l->vertex_count] + l->down.begin[v],
                  l->up.begin[v + 1] - l->up.begin[v], l->down.begin[v + 1] - l->down.begin[v]};
}

/* One pass over a rank; with `turn` also what makes no difference is
 * exchanged. Returns the crossings saved. */
static int64_t exchange_rank(reduction *r, uint32_t rank, bool turn)
{
    nc_layers *l = r->l;
    uint32_t *order = l->order + l->begin[rank], size = nc_layers_size(l, rank);
    int64_t saved = 0;

    for (uint32_t i = 0; i + 1 < size; i++) {
        view a = view_of(r, order[i]), b = view_of(r, order[i + 1]);
        int64_t less = gain(a.up, a.up_count, b.up, b.up_count) + gain(a.down, a.down_count, b.down, b.down_count);
        uint32_t v = order[i];

        r->work += a.up_count + b.up_count + a.down_count + b.down_count + 4;
        if (less < 0 || (less == 0 && !turn))
            continue;
        order[i] = order[i + 1];
        order[i + 1] = v;
        l->vertices[order[i]].place = i;
        l->vertices[v].place = i + 1;
        saved += less;
    }
    return saved;
}

static void exchange_all(reduction *r, bool turn)
{
    nc_layers *l = r->l;
    int64_t saved;
    int passes = 0;

    do {
        saved = 0;
        for (uint32_t rank = 0; rank < l->rank_count; rank++) {
            for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++) {
                places_of(r, &l->up, l->order[i]);
                places_of(r, &l->down, l->order[i]);
            }
            for (int64_t more = 1, n = 0; more > 0 && n < EXCHANGES; n++) {
                more = exchange_rank(r, rank, turn && !n);
                saved += more;
            }
        }
    } while (saved > 0 && ++passes < EXCHANGES && r->work < MOST_WORK);
}

/* ---- a first order ------------------------------------------------------- */

/* Each vertex goes behind those that a depth-first search over `links` found
 * before on its rank: what belongs together stands together. */
static void search(reduction *r, const nc_layers_links *links, uint32_t start, bool last, uint32_t *next,
                   uint32_t *filled)
{
    nc_layers *l = r->l;
    uint32_t *stack = r->scratch, size = 0;

    for (uint32_t v = start;;) {
        if (next[v] == UINT32_MAX) { /* new */
            nc_layers_vertex *vertex = &l->vertices[v];

            next[v] = links->begin[v];
            vertex->place = filled[vertex->rank]++;
            l->order[l->begin[vertex->rank] + vertex->place] = v;
            stack[size++] = v;
        }
        if (next[v] < links->begin[v + 1]) {
            uint32_t at = next[v]++, other = links->ends[last ? links->begin[v] + links->begin[v + 1] - 1 - at : at];

            if (next[other] == UINT32_MAX)
                v = other;
        } else if (--size == 0) {
            return;
        } else {
            v = stack[size - 1];
        }
    }
}

/* From the top down, or from the bottom up; the first link first, or the last. */
static bool order_first(reduction *r, unsigned way)
{
    nc_layers *l = r->l;
    bool down = !(way & 1), last = way & 2, turned = way & 4;
    const nc_layers_links *links = down ? &l->down : &l->up, *back = down ? &l->up : &l->down;
    uint32_t *next = nc_alloc(((size_t)l->vertex_count + 1) * sizeof *next);
    uint32_t *filled = nc_alloc_zeroed((size_t)l->rank_count + 1, sizeof *filled);
    bool fine = next && filled;

    if (fine) {
        memset(next, 0xff, ((size_t)l->vertex_count + 1) * sizeof *next);
        for (uint32_t i = 0; i < l->vertex_count; i++) {
            uint32_t v = turned ? l->vertex_count - 1 - i : i;

            if (back->begin[v] == back->begin[v + 1])
                search(r, links, v, last, next, filled);
        }
    }
    nc_alloc_free(next);
    nc_alloc_free(filled);
    return fine;
}

/* ---- the whole ----------------------------------------------------------- */

/* True if it is the best so far. */
static bool keep_best(reduction *r)
{
    uint64_t crossings = nc_crossings_count(r->l, r->scratch);

    r->work += r->l->vertex_count * 4;
    if (crossings >= r->fewest)
        return false;
    r->fewest = crossings;
    memcpy(r->best, r->l->order, r->l->vertex_count * sizeof *r->best);
    return true;
}

static void sweep(reduction *r, unsigned n)
{
    nc_layers *l = r->l;
    bool turn = n / 2 % 2;

    if (n % 2)
        for (uint32_t rank = l->rank_count - 1; rank-- > 0;)
            sort_rank(r, rank, &l->down, turn);
    else
        for (uint32_t rank = 1; rank < l->rank_count; rank++)
            sort_rank(r, rank, &l->up, turn);
    exchange_all(r, turn);
}

static bool improve(reduction *r, unsigned way)
{
    unsigned idle = 0;

    if (!order_first(r, way))
        return false;
    exchange_all(r, false);
    keep_best(r);
    for (unsigned n = 0; n < SWEEPS && idle < PATIENCE && r->fewest && r->work < MOST_WORK; n++) {
        sweep(r, n + (way & 1));
        idle = keep_best(r) ? 0 : idle + 1;
    }
    return true;
}

/* How much work there may have been for a way to begin to be tried. */
static uint64_t most_before(unsigned way)
{
    return way == 0 ? 0 : way < FEW ? MOST_WORK / 2 : LESS_WORK;
}

static void restore(reduction *r)
{
    nc_layers *l = r->l;

    memcpy(l->order, r->best, l->vertex_count * sizeof *r->best);
    for (uint32_t rank = 0; rank < l->rank_count; rank++)
        for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++)
            l->vertices[l->order[i]].place = i - l->begin[rank];
}

bool nc_crossings_reduce(nc_layers *layers)
{
    size_t count = (size_t)layers->vertex_count + 2, links = layers->up.begin[layers->vertex_count];
    reduction r = {
        .l = layers,
        .scratch = nc_alloc_zeroed(count, sizeof *r.scratch),
        .best = nc_alloc_zeroed(count, sizeof *r.best),
        .fewest = UINT64_MAX,
        .places = nc_alloc_zeroed(2 * links + 1, sizeof *r.places),
        .median = nc_alloc_zeroed(count, sizeof *r.median),
    };
    bool fine = r.scratch && r.best && r.places && r.median;

    if (fine && layers->vertex_count) {
        for (unsigned way = 0; fine && way < WAYS && r.fewest && r.work <= most_before(way); way++)
            fine = improve(&r, way);
        if (fine)
            restore(&r);
    }
    nc_alloc_free(r.scratch);
    nc_alloc_free(r.best);
    nc_alloc_free(r.places);
    nc_alloc_free(r.median);
    return fine;
}
