/* SPDX-License-Identifier: MIT */
#include "model/edges.h"

#include <string.h>

#include "base/alloc.h"
#include "model/build.h"

bool nc_edges_grow(nc_edges *e, size_t *room, size_t need)
{
    size_t next[6] = {*room, *room, *room, *room, *room, *room};
    bool is_new = !*room;

    need++; /* element 0 */
    if (!nc_alloc_grow(&e->caller, &next[0], need, sizeof *e->caller) ||
        !nc_alloc_grow(&e->callee, &next[1], need, sizeof *e->callee) ||
        !nc_alloc_grow(&e->calls, &next[2], need, sizeof *e->calls) ||
        !nc_alloc_grow(&e->primitive, &next[3], need, sizeof *e->primitive) ||
        !nc_alloc_grow(&e->self, &next[4], need, sizeof *e->self) ||
        !nc_alloc_grow(&e->total, &next[5], need, sizeof *e->total))
        return false;
    if (is_new) {
        e->caller[0] = e->callee[0] = (nc_func){0};
        e->calls[0] = e->primitive[0] = e->self[0] = e->total[0] = 0;
    }
    *room = next[0];
    return true;
}

void nc_edges_reset(nc_edges *e)
{
    nc_alloc_free(e->caller);
    nc_alloc_free(e->callee);
    nc_alloc_free(e->calls);
    nc_alloc_free(e->primitive);
    nc_alloc_free(e->self);
    nc_alloc_free(e->total);
    nc_alloc_free(e->in_begin);
    nc_alloc_free(e->out_begin);
    nc_alloc_free(e->out);
    *e = (nc_edges){0};
}

static bool is_by_callee(const nc_edges *e)
{
    for (uint32_t i = 1; i <= e->count; i++)
        if (e->callee[i].at < e->callee[i - 1].at)
            return false;
    return true;
}

/* Counting sort by a column of what `in` lists: out[1 ... count]. Equal ones
 * stay in their order. */
static void deal(const nc_func *column, const uint32_t *in, uint32_t *out, uint32_t count, uint32_t *next,
                 uint32_t functions)
{
    memset(next, 0, ((size_t)functions + 2) * sizeof *next);
    for (uint32_t i = 1; i <= count; i++)
        next[column[i].at + 1]++;
    next[0] = 1;
    for (uint32_t f = 0; f <= functions; f++)
        next[f + 1] += next[f];
    for (uint32_t i = 1; i <= count; i++)
        out[next[column[in[i]].at]++] = in[i];
}

static void gather_ids(nc_func **column, nc_func **spare, const uint32_t *from, uint32_t count)
{
    nc_func *old = *column;

    for (uint32_t i = 0; i <= count; i++)
        (*spare)[i] = old[from[i]];
    *column = *spare;
    *spare = old;
}

static void gather_figures(int64_t **column, int64_t **spare, const uint32_t *from, uint32_t count)
{
    int64_t *old = *column;

    for (uint32_t i = 0; i <= count; i++)
        (*spare)[i] = old[from[i]];
    *column = *spare;
    *spare = old;
}

/* Column by column, so that one spare column is all that it takes. */
static bool move_rows(nc_edges *e, const uint32_t *from, size_t room)
{
    nc_func *ids = nc_alloc(room * sizeof *ids);
    int64_t *figures = nc_alloc(room * sizeof *figures);
    bool fine = ids && figures;

    if (fine) {
        gather_ids(&e->caller, &ids, from, e->count);
        gather_ids(&e->callee, &ids, from, e->count);
        gather_figures(&e->calls, &figures, from, e->count);
        gather_figures(&e->primitive, &figures, from, e->count);
        gather_figures(&e->self, &figures, from, e->count);
        gather_figures(&e->total, &figures, from, e->count);
    }
    nc_alloc_free(ids);
    nc_alloc_free(figures);
    return fine;
}

/* Sums of files, which are not nearly in order as one file is: first by caller,
 * then by callee, the whole at once. */
static bool sort_all(nc_edges *e, size_t room, uint32_t functions)
{
    uint32_t *next = nc_alloc(((size_t)functions + 2) * sizeof *next);
    uint32_t *from = nc_alloc_zeroed((size_t)e->count + 1, sizeof *from);
    uint32_t *by_caller = nc_alloc_zeroed((size_t)e->count + 1, sizeof *by_caller);
    bool fine = next && from && by_caller;

    if (fine) {
        for (uint32_t i = 1; i <= e->count; i++)
            from[i] = i;
        deal(e->caller, from, by_caller, e->count, next, functions);
        deal(e->callee, by_caller, from, e->count, next, functions);
        fine = move_rows(e, from, room);
    }
    nc_alloc_free(next);
    nc_alloc_free(from);
    nc_alloc_free(by_caller);
    return fine;
}

/* One callee's callers on their way into order: the caller in the high half,
 * its place among them in the low one, so that comparing is one comparison and
 * equal ones stay in their order. */
typedef uint64_t sort_key;

enum { FEW = 24, DIGITS = 256 };

typedef struct sorter {
    sort_key few[FEW];
    sort_key *keys, *spare; /* what is sorted now: `few`, or `many` */
    sort_key *many;
    size_t room;
    uint32_t greatest; /* id of a caller */
} sorter;

static void insertion_sort(sort_key *keys, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        sort_key moved = keys[i];
        uint32_t j = i;

        for (; j && moved < keys[j - 1]; j--)
            keys[j] = keys[j - 1];
        keys[j] = moved;
    }
}

/* Byte by byte from the lowest: the same time whatever the order, and no more
 * passes than ids have bytes. */
static void radix_sort(sorter *s, uint32_t count)
{
    for (unsigned shift = 32; shift < 64 && s->greatest >> (shift - 32); shift += 8) {
        uint32_t begin[DIGITS + 1] = {0};
        sort_key *from = s->keys;

        for (uint32_t i = 0; i < count; i++)
            begin[(from[i] >> shift & 0xff) + 1]++;
        for (unsigned d = 0; d < DIGITS; d++)
            begin[d + 1] += begin[d];
        for (uint32_t i = 0; i < count; i++)
            s->spare[begin[from[i] >> shift & 0xff]++] = from[i];
        s->keys = s->spare;
        s->spare = from;
    }
}

static bool make_room(sorter *s, uint32_t count)
{
    s->keys = s->few;
    if (count <= FEW)
        return true;
    if (!nc_alloc_grow(&s->many, &s->room, 2 * (size_t)count, sizeof *s->many))
        return false;
    s->keys = s->many;
    s->spare = s->many + count;
    return true;
}

/* `spare` is no longer needed as keys by now. */
static void permute(int64_t *column, const sort_key *keys, int64_t *spare, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        spare[i] = column[(uint32_t)keys[i]];
    memcpy(column, spare, count * sizeof *column);
}

static bool sort_group(sorter *s, nc_edges *e, uint32_t first, uint32_t count)
{
    int64_t few[FEW], *spare = few;

    if (!make_room(s, count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        s->keys[i] = (uint64_t)e->caller[first + i].at << 32 | i;
    if (count <= FEW) {
        insertion_sort(s->keys, count);
    } else {
        radix_sort(s, count);
        spare = (int64_t *)s->spare;
    }
    for (uint32_t i = 0; i < count; i++)
        e->caller[first + i] = (nc_func){(uint32_t)(s->keys[i] >> 32)};
    permute(e->calls + first, s->keys, spare, count);
    permute(e->primitive + first, s->keys, spare, count);
    permute(e->self + first, s->keys, spare, count);
    permute(e->total + first, s->keys, spare, count);
    return true;
}

/* How many rows from `first` on have its callee; *sorted: their callers ascend. */
static uint32_t measure_group(const nc_edges *e, uint32_t first, bool *sorted)
{
    uint32_t callee = e->callee[first].at, i = first + 1;

    *sorted = true;
    for (; i <= e->count && e->callee[i].at == callee; i++)
        *sorted &= e->caller[i - 1].at <= e->caller[i].at;
    return i - first;
}

static bool sort_groups(nc_edges *e, uint32_t functions)
{
    sorter s = {.greatest = functions};
    bool fine = true;

    for (uint32_t i = 1, count; i <= e->count && fine; i += count) {
        bool sorted;

        count = measure_group(e, i, &sorted);
        fine = sorted || sort_group(&s, e, i, count);
    }
    nc_alloc_free(s.many);
    return fine;
}

static bool is_same_pair(const nc_edges *e, uint32_t a, uint32_t b)
{
    return e->caller[a].at == e->caller[b].at && e->callee[a].at == e->callee[b].at;
}

static void add_row(nc_edges *e, uint32_t to, uint32_t row, bool *saturated)
{
    nc_build_add_known(&e->calls[to], e->calls[row], saturated);
    nc_build_add_known(&e->primitive[to], e->primitive[row], saturated);
    nc_build_add_known(&e->self[to], e->self[row], saturated);
    nc_build_add_known(&e->total[to], e->total[row], saturated);
}

static void move_row(nc_edges *e, uint32_t to, uint32_t row)
{
    e->caller[to] = e->caller[row];
    e->callee[to] = e->callee[row];
    e->calls[to] = e->calls[row];
    e->primitive[to] = e->primitive[row];
    e->self[to] = e->self[row];
    e->total[to] = e->total[row];
}

static void sum_equal(nc_edges *e, bool *saturated)
{
    uint32_t i = 2, kept;

    while (i <= e->count && !is_same_pair(e, i - 1, i))
        i++;
    kept = i - 1;
    for (; i <= e->count; i++)
        if (is_same_pair(e, kept, i))
            add_row(e, kept, i, saturated);
        else
            move_row(e, ++kept, i);
    if (e->count)
        e->count = kept;
}

bool nc_edges_arrange(nc_edges *e, size_t room, uint32_t functions, bool *saturated)
{
    if (!(is_by_callee(e) ? sort_groups(e, functions) : sort_all(e, room, functions)))
        return false;
    sum_equal(e, saturated);
    return true;
}

static bool index_incoming(nc_edges *e, uint32_t functions)
{
    uint32_t f = 0;

    e->in_begin = nc_alloc(((size_t)functions + 2) * sizeof *e->in_begin);
    if (!e->in_begin)
        return false;
    for (uint32_t i = 1; i <= e->count; i++)
        while (f <= e->callee[i].at)
            e->in_begin[f++] = i;
    while (f < functions + 2)
        e->in_begin[f++] = e->count + 1;
    return true;
}

static bool index_outgoing(nc_edges *e, uint32_t functions)
{
    uint32_t *begin = nc_alloc_zeroed((size_t)functions + 2, sizeof *begin);

    e->out_begin = begin;
    e->out = nc_alloc(e->count * sizeof *e->out);
    if (!begin || !e->out)
        return false;
    for (uint32_t i = 1; i <= e->count; i++)
        begin[e->caller[i].at + 1]++;
    for (uint32_t f = 0; f <= functions; f++)
        begin[f + 1] += begin[f];
    for (uint32_t i = 1; i <= e->count; i++)
        e->out[begin[e->caller[i].at]++] = (nc_edge){i};
    memmove(begin + 1, begin, ((size_t)functions + 1) * sizeof *begin);
    begin[0] = 0;
    return true;
}

/* A column that stays as it is when there is no memory for a smaller one. */
static void *tighten(void *column, uint32_t count, size_t size)
{
    void *tight = nc_alloc_resize(column, (size_t)count + 1, size);

    return tight ? tight : column;
}

bool nc_edges_index(nc_edges *e, uint32_t functions)
{
    e->caller = tighten(e->caller, e->count, sizeof *e->caller);
    e->callee = tighten(e->callee, e->count, sizeof *e->callee);
    e->calls = tighten(e->calls, e->count, sizeof *e->calls);
    e->primitive = tighten(e->primitive, e->count, sizeof *e->primitive);
    e->self = tighten(e->self, e->count, sizeof *e->self);
    e->total = tighten(e->total, e->count, sizeof *e->total);
    return index_incoming(e, functions) && index_outgoing(e, functions);
}
