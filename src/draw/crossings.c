/* SPDX-License-Identifier: MIT */
#include "draw/crossings.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "draw/rows.h"

enum {
    SWEEPS = 24,   /* down and up, at most */
    PATIENCE = 10, /* sweeps without a better order */
    EXCHANGES = 12, /* passes over a row */
    WAYS = 4, /* to begin */
    FEW = 2,  /* of them for large graphs */
};
#define MOST_WORK ((uint64_t)60000000) /* links looked at: some tenths of a second */
#define LESS_WORK ((uint64_t)1500000)  /* ... where there is time for all ways */

enum { ABOVE, BELOW };

typedef struct reduction {
    nc_rows rows;
    uint32_t *best;      /* the best order so far */
    uint64_t fewest;
    uint32_t *places[2]; /* [link] places of the neighbours, ascending for each item */
    int64_t *median;     /* [item]; < 0: it has no neighbour there */
    uint32_t *stack, *next, *filled;
    bool *changed;       /* [row] it or a neighbour, since its items were exchanged */
    uint64_t work;
} reduction;

static uint32_t row_size(const nc_rows *rows, uint32_t row)
{
    return rows->begin[row + 1] - rows->begin[row];
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

/* The places of an item's neighbours, ascending. */
static const uint32_t *places_of(reduction *r, unsigned side, uint32_t item)
{
    const nc_rows_side *links = &r->rows.side[side];
    uint32_t begin = links->begin[item], count = links->begin[item + 1] - begin, *places = r->places[side] + begin;

    for (uint32_t i = 0; i < count; i++)
        places[i] = r->rows.place[links->ends[begin + i]];
    if (count > 32)
        qsort(places, count, sizeof *places, compare_places);
    else if (count > 1)
        sort_places(places, count);
    r->work += count;
    return places;
}

/* Where an item would best stand, in 1/256 of a place. */
static int64_t median_of(reduction *r, unsigned side, uint32_t item)
{
    const nc_rows_side *links = &r->rows.side[side];
    uint32_t count = links->begin[item + 1] - links->begin[item], middle = count / 2;
    const uint32_t *p;
    int64_t left, right;

    if (!count)
        return -1;
    p = places_of(r, side, item);
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
static void order_by_median(reduction *r, uint32_t row, bool turn)
{
    uint32_t *order = r->rows.order + r->rows.begin[row], size = row_size(&r->rows, row);

    for (uint32_t i = 1; i < size; i++) {
        uint32_t item = order[i], hole = i;

        if (r->median[item] < 0)
            continue;
        for (uint32_t at = i; at-- > 0;) {
            uint32_t other = order[at];

            r->work++;
            if (r->median[other] < 0)
                continue;
            if (r->median[other] < r->median[item] || (r->median[other] == r->median[item] && !turn))
                break;
            order[hole] = other;
            hole = at;
        }
        order[hole] = item;
    }
    for (uint32_t i = 0; i < size; i++)
        r->rows.place[order[i]] = i;
}

static void sort_row(reduction *r, uint32_t row, unsigned side, bool turn)
{
    for (uint32_t i = r->rows.begin[row]; i < r->rows.begin[row + 1]; i++)
        r->median[r->rows.order[i]] = median_of(r, side, r->rows.order[i]);
    order_by_median(r, row, turn);
}

/* ---- exchanges ----------------------------------------------------------- */

/* Crossings between the links of a and b when a stands left; less those when b
 * does. Both lists ascend. */
static int64_t compare_links(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    int64_t now = 0, then = 0;
    uint32_t below = 0, same = 0;

    if (!a_count || !b_count)
        return 0;
    if (a[a_count - 1] < b[0])
        return -(int64_t)a_count * b_count;
    if (a[0] > b[b_count - 1])
        return (int64_t)a_count * b_count;
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

/* What it saves when b goes left of a. */
static int64_t gain(reduction *r, uint32_t a, uint32_t b)
{
    int64_t saved = 0;

    for (unsigned side = 0; side < 2; side++) {
        const uint32_t *begin = r->rows.side[side].begin, *places = r->places[side];

        saved += compare_links(places + begin[a], begin[a + 1] - begin[a], places + begin[b], begin[b + 1] - begin[b]);
    }
    r->work += 4;
    return saved;
}

/* One pass over a row; with `turn` also what makes no difference is
 * exchanged. Returns the crossings saved. */
static int64_t exchange_row(reduction *r, uint32_t row, bool turn, bool *moved)
{
    uint32_t *order = r->rows.order + r->rows.begin[row], size = row_size(&r->rows, row);
    int64_t saved = 0;

    for (uint32_t i = 0; i + 1 < size; i++) {
        uint32_t item = order[i];
        int64_t less = gain(r, item, order[i + 1]);

        if (less < 0 || (less == 0 && !turn))
            continue;
        order[i] = order[i + 1];
        order[i + 1] = item;
        r->rows.place[order[i]] = i;
        r->rows.place[item] = i + 1;
        saved += less;
        *moved = true;
    }
    return saved;
}

static bool improve_row(reduction *r, uint32_t row, bool turn)
{
    bool moved = false;

    for (uint32_t i = r->rows.begin[row]; i < r->rows.begin[row + 1]; i++) {
        places_of(r, ABOVE, r->rows.order[i]);
        places_of(r, BELOW, r->rows.order[i]);
    }
    for (int64_t more = 1, n = 0; more > 0 && n < EXCHANGES; n++)
        more = exchange_row(r, row, turn && !n, &moved);
    return moved;
}

static void exchange_all(reduction *r, bool turn)
{
    bool more = true;

    memset(r->changed, true, r->rows.row_count * sizeof *r->changed);
    for (int pass = 0; more && pass < EXCHANGES && r->work < MOST_WORK; pass++) {
        more = false;
        for (uint32_t row = 0; row < r->rows.row_count; row++) {
            if (!r->changed[row])
                continue;
            r->changed[row] = false;
            if (!improve_row(r, row, turn && !pass))
                continue;
            more = true;
            if (row)
                r->changed[row - 1] = true;
            if (row + 1 < r->rows.row_count)
                r->changed[row + 1] = true;
        }
    }
}

/* ---- a first order ------------------------------------------------------- */

/* Each item goes behind those that a depth-first search found before on its
 * row: what belongs together stands together. */
static void search(reduction *r, const nc_rows_side *links, uint32_t start, bool last)
{
    uint32_t size = 0;

    for (uint32_t item = start;;) {
        if (r->next[item] == UINT32_MAX) { /* new */
            uint32_t row = r->rows.row[item];

            r->next[item] = links->begin[item];
            r->rows.place[item] = r->filled[row]++;
            r->rows.order[r->rows.begin[row] + r->rows.place[item]] = item;
            r->stack[size++] = item;
        }
        if (r->next[item] < links->begin[item + 1]) {
            uint32_t at = r->next[item]++;
            uint32_t other = links->ends[last ? links->begin[item] + links->begin[item + 1] - 1 - at : at];

            if (r->next[other] == UINT32_MAX)
                item = other;
        } else if (--size == 0) {
            return;
        } else {
            item = r->stack[size - 1];
        }
    }
}

/* From the top down, or from the bottom up; the first link first, or the last. */
static void order_first(reduction *r, unsigned way)
{
    unsigned side = way & 1 ? ABOVE : BELOW;
    const uint32_t *back = r->rows.side[!side].begin;

    memset(r->next, 0xff, r->rows.count * sizeof *r->next);
    memset(r->filled, 0, r->rows.row_count * sizeof *r->filled);
    for (uint32_t i = 0; i < r->rows.count; i++) {
        uint32_t item = way & 4 ? r->rows.count - 1 - i : i;

        if (back[item] == back[item + 1])
            search(r, &r->rows.side[side], item, way & 2);
    }
}

/* ---- the whole ----------------------------------------------------------- */

/* True if it is the best so far. */
static bool keep_best(reduction *r)
{
    uint64_t crossings = nc_rows_count(&r->rows);

    r->work += r->rows.count * 4;
    if (crossings >= r->fewest)
        return false;
    r->fewest = crossings;
    memcpy(r->best, r->rows.order, r->rows.count * sizeof *r->best);
    return true;
}

static void sweep(reduction *r, unsigned n)
{
    bool turn = n / 2 % 2;

    if (n % 2)
        for (uint32_t row = r->rows.row_count - 1; row-- > 0;)
            sort_row(r, row, BELOW, turn);
    else
        for (uint32_t row = 1; row < r->rows.row_count; row++)
            sort_row(r, row, ABOVE, turn);
    exchange_all(r, turn);
}

static void improve(reduction *r, unsigned way)
{
    unsigned idle = 0;

    order_first(r, way);
    exchange_all(r, false);
    keep_best(r);
    for (unsigned n = 0; n < SWEEPS && idle < PATIENCE && r->fewest && r->work < MOST_WORK; n++) {
        sweep(r, n + (way & 1));
        idle = keep_best(r) ? 0 : idle + 1;
    }
}

/* How much work there may have been for a way to begin to be tried. */
static uint64_t most_before(unsigned way)
{
    return way == 0 ? 0 : way < FEW ? MOST_WORK / 2 : LESS_WORK;
}

static bool start(reduction *r, const nc_layers *layers)
{
    size_t count;

    if (!nc_rows_make(&r->rows, layers))
        return false;
    count = (size_t)r->rows.count + 2;
    r->fewest = UINT64_MAX;
    r->best = nc_alloc_zeroed(count, sizeof *r->best);
    r->median = nc_alloc_zeroed(count, sizeof *r->median);
    r->stack = nc_alloc_zeroed(count, sizeof *r->stack);
    r->next = nc_alloc_zeroed(count, sizeof *r->next);
    r->filled = nc_alloc_zeroed(count, sizeof *r->filled);
    r->changed = nc_alloc_zeroed(count, sizeof *r->changed);
    r->places[0] = nc_alloc_zeroed((size_t)r->rows.link_count + 1, sizeof *r->places[0]);
    r->places[1] = nc_alloc_zeroed((size_t)r->rows.link_count + 1, sizeof *r->places[1]);
    return r->best && r->median && r->stack && r->next && r->filled && r->changed && r->places[0] && r->places[1];
}

static void finish(reduction *r)
{
    nc_rows_reset(&r->rows);
    nc_alloc_free(r->best);
    nc_alloc_free(r->median);
    nc_alloc_free(r->stack);
    nc_alloc_free(r->next);
    nc_alloc_free(r->filled);
    nc_alloc_free(r->changed);
    nc_alloc_free(r->places[0]);
    nc_alloc_free(r->places[1]);
}

bool nc_crossings_reduce(nc_layers *layers)
{
    reduction r = {0};
    bool fine = start(&r, layers);

    if (fine && r.rows.count) {
        for (unsigned way = 0; way < WAYS && r.fewest && r.work <= most_before(way); way++)
            improve(&r, way);
        memcpy(r.rows.order, r.best, r.rows.count * sizeof *r.best);
        for (uint32_t i = 0; i < r.rows.count; i++)
            r.rows.place[r.rows.order[i]] = i - r.rows.begin[r.rows.row[r.rows.order[i]]];
    }
    fine = fine && nc_rows_apply(&r.rows, layers);
    finish(&r);
    return fine;
}
