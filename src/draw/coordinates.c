/* SPDX-License-Identifier: MIT */
#include "draw/coordinates.h"

#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"

enum { DRAWINGS = 4 };

typedef struct assignment {
    nc_layers *l;
    bool *crosses;    /* [link up]: it crosses one between virtual vertices */
    uint32_t *root;   /* [vertex] the first of its block */
    uint32_t *align;  /* [vertex] the next of its block, round */
    uint32_t *waiting, *queue; /* [root] of blocks */
    int32_t *x[DRAWINGS];
} assignment;

static bool is_virtual(const nc_layers *l, uint32_t v)
{
    return l->vertices[v].node == NC_LAYERS_NONE;
}

/* ---- links by place ------------------------------------------------------ */

static int compare_places(const void *left, const void *right, void *payload)
{
    const nc_layers *l = payload;
    const nc_layers_vertex *a = &l->vertices[*(const uint32_t *)left], *b = &l->vertices[*(const uint32_t *)right];

    return a->place < b->place ? -1 : a->place > b->place;
}

static void sort_links(nc_layers *l, nc_layers_links *links)
{
    for (uint32_t v = 0; v < l->vertex_count; v++)
        if (links->begin[v + 1] - links->begin[v] > 1)
            nc_sort(links->ends + links->begin[v], links->begin[v + 1] - links->begin[v], sizeof *links->ends,
                    compare_places, l);
}

/* ---- conflicts: the paper's algorithm 1 ---------------------------------- */

/* The upper end of the link between two virtual vertices that ends in v. */
static bool find_inner(const nc_layers *l, uint32_t v, uint32_t *upper)
{
    if (!is_virtual(l, v) || l->up.begin[v] == l->up.begin[v + 1])
        return false;
    *upper = l->up.ends[l->up.begin[v]];
    return is_virtual(l, *upper);
}

/* Marks what leads to the lower rank's places [from, to] from outside of the
 * upper's [low, high]. */
static void mark_outside(assignment *a, const uint32_t *order, uint32_t from, uint32_t to, int64_t low, int64_t high)
{
    const nc_layers *l = a->l;

    for (uint32_t i = from; i <= to; i++)
        for (uint32_t k = l->up.begin[order[i]]; k < l->up.begin[order[i] + 1]; k++) {
            int64_t place = l->vertices[l->up.ends[k]].place;

            if (place < low || place > high)
                a->crosses[k] = true;
        }
}

static void find_conflicts(assignment *a)
{
    const nc_layers *l = a->l;

    for (uint32_t r = 1; r < l->rank_count; r++) {
        const uint32_t *order = l->order + l->begin[r];
        uint32_t size = nc_layers_size(l, r), from = 0;
        int64_t low = 0;

        for (uint32_t i = 0; i < size; i++) {
            int64_t high = nc_layers_size(l, r - 1);
            uint32_t upper = 0;
            bool inner = find_inner(l, order[i], &upper);

            if (inner)
                high = l->vertices[upper].place;
            else if (i + 1 < size)
                continue;
            mark_outside(a, order, from, i, low, high);
            from = i + 1;
            low = high;
        }
    }
}

static bool is_marked(const assignment *a, uint32_t upper, uint32_t lower)
{
    const nc_layers *l = a->l;

    for (uint32_t k = l->up.begin[lower]; k < l->up.begin[lower + 1]; k++)
        if (l->up.ends[k] == upper)
            return a->crosses[k];
    return false;
}

/* ---- blocks: algorithm 2 ------------------------------------------------- */

/* Lines v up with one of its two medians on the rank before; `*last` is the
 * place of the last that was lined up with, which none may cross. */
static void line_up(assignment *a, uint32_t v, bool down, bool left, int64_t *last)
{
    const nc_layers_links *links = down ? &a->l->up : &a->l->down;
    uint32_t begin = links->begin[v], count = links->begin[v + 1] - begin;

    for (uint32_t n = 0; n < 2 && count; n++) {
        uint32_t middle = left == (n == 0) ? (count - 1) / 2 : count / 2, u = links->ends[begin + middle];
        int64_t place = a->l->vertices[u].place;

        if (!left)
            place = -place;
        if (a->align[v] != v || place <= *last || (down ? is_marked(a, u, v) : is_marked(a, v, u)))
            continue;
        a->align[u] = v;
        a->root[v] = a->root[u];
        a->align[v] = a->root[v];
        *last = place;
    }
}

static void make_blocks(assignment *a, bool down, bool left)
{
    const nc_layers *l = a->l;

    for (uint32_t v = 0; v < l->vertex_count; v++)
        a->root[v] = a->align[v] = v;
    for (uint32_t n = 1; n < l->rank_count; n++) {
        uint32_t rank = down ? n : l->rank_count - 1 - n, size = nc_layers_size(l, rank);
        int64_t last = INT64_MIN;

        for (uint32_t i = 0; i < size; i++)
            line_up(a, l->order[l->begin[rank] + (left ? i : size - 1 - i)], down, left, &last);
    }
}

/* ---- packing ------------------------------------------------------------- */

/* The neighbour of v away from the side that is packed to, and how far it must be. */
static bool find_next(const nc_layers *l, uint32_t v, bool left, uint32_t *next, int32_t *apart)
{
    const nc_layers_vertex *vertex = &l->vertices[v];

    if (left ? vertex->place + 1 == nc_layers_size(l, vertex->rank) : vertex->place == 0)
        return false;
    *next = l->order[l->begin[vertex->rank] + vertex->place + (left ? 1 : UINT32_MAX)];
    *apart = left ? nc_layers_apart(l, v, *next) : nc_layers_apart(l, *next, v);
    return true;
}

/* Lists blocks so that each comes behind those between it and the side. */
static uint32_t queue_blocks(assignment *a, bool left)
{
    const nc_layers *l = a->l;
    uint32_t size = 0, next;
    int32_t apart;

    memset(a->waiting, 0, l->vertex_count * sizeof *a->waiting);
    for (uint32_t v = 0; v < l->vertex_count; v++)
        if (find_next(l, v, left, &next, &apart))
            a->waiting[a->root[next]]++;
    for (uint32_t v = 0; v < l->vertex_count; v++)
        if (a->root[v] == v && !a->waiting[v])
            a->queue[size++] = v;
    for (uint32_t at = 0; at < size; at++)
        for (uint32_t v = a->queue[at], first = v, more = 1; more; v = a->align[v], more = v != first)
            if (find_next(l, v, left, &next, &apart) && --a->waiting[a->root[next]] == 0)
                a->queue[size++] = a->root[next];
    return size;
}

/* As near to the side as can be; then away from it as far as no other block
 * has to move, so that no hole is wider than it must. */
static void pack(assignment *a, bool left, int32_t *x)
{
    const nc_layers *l = a->l;
    uint32_t size = queue_blocks(a, left), next;
    int32_t apart;

    memset(x, 0, l->vertex_count * sizeof *x);
    for (uint32_t at = 0; at < size; at++)
        for (uint32_t v = a->queue[at], first = v, more = 1; more; v = a->align[v], more = v != first)
            if (find_next(l, v, left, &next, &apart) && x[a->root[next]] < x[first] + apart)
                x[a->root[next]] = x[first] + apart;
    for (uint32_t at = size; at-- > 0;) {
        uint32_t first = a->queue[at];
        int32_t room = INT32_MAX;

        for (uint32_t v = first, more = 1; more; v = a->align[v], more = v != first)
            if (find_next(l, v, left, &next, &apart) && x[a->root[next]] - apart < room)
                room = x[a->root[next]] - apart;
        if (room < INT32_MAX && room > x[first])
            x[first] = room;
    }
    for (uint32_t v = 0; v < l->vertex_count; v++)
        if (a->root[v] != v)
            x[v] = x[a->root[v]];
    for (uint32_t v = 0; !left && v < l->vertex_count; v++)
        x[v] = -x[v];
}

/* ---- the four together: algorithm 4 -------------------------------------- */

typedef struct extent {
    int32_t low, high;
} extent;

static extent extent_of(const nc_layers *l, const int32_t *x)
{
    extent e = {INT32_MAX, INT32_MIN};

    for (uint32_t v = 0; v < l->vertex_count; v++) {
        e.low = x[v] - l->vertices[v].left < e.low ? x[v] - l->vertices[v].left : e.low;
        e.high = x[v] + l->vertices[v].right > e.high ? x[v] + l->vertices[v].right : e.high;
    }
    return e;
}

/* All to the narrowest: what is packed to the left at its left end, the others
 * at its right one. */
static void bring_together(assignment *a)
{
    extent e[DRAWINGS], narrowest = {0, 0};

    if (!a->l->vertex_count)
        return; /* nothing has no extent */
    for (unsigned d = 0; d < DRAWINGS; d++) {
        e[d] = extent_of(a->l, a->x[d]);
        if (!d || e[d].high - e[d].low < narrowest.high - narrowest.low)
            narrowest = e[d];
    }
    for (unsigned d = 0; d < DRAWINGS; d++) {
        int32_t by = d % 2 ? narrowest.high - e[d].high : narrowest.low - e[d].low;

        for (uint32_t v = 0; v < a->l->vertex_count; v++)
            a->x[d][v] += by;
    }
}

static void take_medians(assignment *a)
{
    nc_layers *l = a->l;
    int32_t least = INT32_MAX;

    for (uint32_t v = 0; v < l->vertex_count; v++) {
        int64_t sum = 0, low = INT64_MAX, high = INT64_MIN;

        for (unsigned d = 0; d < DRAWINGS; d++) {
            sum += a->x[d][v];
            low = a->x[d][v] < low ? a->x[d][v] : low;
            high = a->x[d][v] > high ? a->x[d][v] : high;
        }
        l->vertices[v].x = (int32_t)((sum - low - high) / 2);
        least = l->vertices[v].x - l->vertices[v].left < least ? l->vertices[v].x - l->vertices[v].left : least;
    }
    for (uint32_t v = 0; v < l->vertex_count; v++)
        l->vertices[v].x -= least;
}

static bool start(assignment *a)
{
    size_t count = (size_t)a->l->vertex_count + 1;
    bool fine = true;

    a->crosses = nc_alloc_zeroed((size_t)a->l->up.begin[a->l->vertex_count] + 1, sizeof *a->crosses);
    a->root = nc_alloc_zeroed(count, sizeof *a->root);
    a->align = nc_alloc_zeroed(count, sizeof *a->align);
    a->waiting = nc_alloc_zeroed(count, sizeof *a->waiting);
    a->queue = nc_alloc_zeroed(count, sizeof *a->queue);
    for (unsigned d = 0; d < DRAWINGS; d++) {
        a->x[d] = nc_alloc_zeroed(count, sizeof *a->x[d]);
        fine &= a->x[d] != NULL;
    }
    return fine && a->crosses && a->root && a->align && a->waiting && a->queue;
}

bool nc_coordinates_assign(nc_layers *layers)
{
    assignment a = {.l = layers};
    bool fine = start(&a);

    if (fine && layers->vertex_count) {
        sort_links(layers, &layers->up);
        sort_links(layers, &layers->down);
        find_conflicts(&a);
        for (unsigned d = 0; d < DRAWINGS; d++) {
            make_blocks(&a, d < 2, d % 2 == 0);
            pack(&a, d % 2 == 0, a.x[d]);
        }
        bring_together(&a);
        take_medians(&a);
    }
    nc_alloc_free(a.crosses);
    nc_alloc_free(a.root);
    nc_alloc_free(a.align);
    nc_alloc_free(a.waiting);
    nc_alloc_free(a.queue);
    for (unsigned d = 0; d < DRAWINGS; d++)
        nc_alloc_free(a.x[d]);
    return fine;
}
