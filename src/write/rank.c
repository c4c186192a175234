/* SPDX-License-Identifier: MIT */
#include "write/rank.h"

#include <string.h>

#include "base/alloc.h"

enum {
    CHUNK = 8,          /* bytes of a string that are looked at together */
    LONGER = CHUNK + 1, /* `tail` of a string that goes on behind its chunk */
    DIGITS = CHUNK + 1, /* radix passes: the tail, then each byte of the chunk */
    FEW = 48,           /* insertion beats counting below this */
};

/* A string at some depth. NULs may be in names: `tail` tells a chunk that was
 * filled up with zeros from one that holds them. */
typedef struct item {
    uint64_t chunk; /* its next 8 bytes, the first one most significant */
    uint32_t id;
    uint32_t tail; /* how many of them are its own, LONGER if more follow */
} item;

/* Strings that agree in their first `depth` bytes. */
typedef struct range {
    uint32_t begin, count;
    uint32_t depth;
} range;

typedef struct sorter {
    const nc_strtab *strings;
    item *items, *spare;
    range *todo;
    size_t todo_count, todo_room;
} sorter;

static void load(const nc_strtab *strings, item *it, uint32_t depth)
{
    nc_str id = {it->id};
    size_t size = nc_strtab_size(strings, id) - depth;
    size_t own = size < CHUNK ? size : CHUNK;
    unsigned char bytes[CHUNK] = {0};

    memcpy(bytes, nc_strtab_text(strings, id) + depth, own);
    it->chunk = 0;
    for (size_t i = 0; i < CHUNK; i++)
        it->chunk = it->chunk << 8 | bytes[i];
    it->tail = size > CHUNK ? LONGER : (uint32_t)size;
}

static bool before(const item *a, const item *b)
{
    return a->chunk != b->chunk ? a->chunk < b->chunk : a->tail < b->tail;
}

static void insertion_sort(item *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        item moved = items[i];
        uint32_t j = i;

        for (; j && before(&moved, &items[j - 1]); j--)
            items[j] = items[j - 1];
        items[j] = moved;
    }
}

static unsigned digit(const item *it, unsigned which)
{
    return which == 0 ? it->tail : (unsigned)(it->chunk >> (8 * (which - 1))) & 0xff;
}

static void radix_sort(item *items, item *spare, uint32_t count)
{
    uint32_t counts[DIGITS][256] = {{0}};
    item *from = items, *to = spare;

    for (uint32_t i = 0; i < count; i++)
        for (unsigned d = 0; d < DIGITS; d++)
            counts[d][digit(&items[i], d)]++;
    for (unsigned d = 0; d < DIGITS; d++) {
        uint32_t at[256], sum = 0;
        item *swap = from;

        if (counts[d][digit(from, d)] == count)
            continue; /* all alike here: names that share their beginning */
        for (unsigned value = 0; value < 256; value++) {
            at[value] = sum;
            sum += counts[d][value];
        }
        for (uint32_t i = 0; i < count; i++)
            to[at[digit(&from[i], d)]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

static bool push(sorter *s, range r)
{
    if (!nc_alloc_grow(&s->todo, &s->todo_room, s->todo_count + 1, sizeof *s->todo))
        return false;
    s->todo[s->todo_count++] = r;
    return true;
}

/* Sorts by one chunk and leaves what is still alike for later. */
static bool sort_range(sorter *s, range r)
{
    item *items = s->items + r.begin;
    uint32_t first = 0;

    for (uint32_t i = 0; i < r.count; i++)
        load(s->strings, &items[i], r.depth);
    if (r.count <= FEW)
        insertion_sort(items, r.count);
    else
        radix_sort(items, s->spare, r.count);
    for (uint32_t i = 1; i <= r.count; i++) {
        if (i < r.count && items[i].chunk == items[first].chunk && items[i].tail == items[first].tail)
            continue;
        if (i - first > 1 && !push(s, (range){r.begin + first, i - first, r.depth + CHUNK}))
            return false;
        first = i;
    }
    return true;
}

static uint32_t collect(sorter *s, const nc_str *wanted, size_t count, uint32_t *ranks)
{
    uint32_t found = 0;

    for (size_t i = 0; i < count; i++)
        if (!ranks[wanted[i].at]) {
            ranks[wanted[i].at] = 1;
            s->items[found++].id = wanted[i].at;
        }
    return found;
}

bool nc_rank_strings(const nc_strtab *strings, const nc_str *wanted, size_t count, uint32_t *ranks, uint32_t *highest)
{
    sorter s = {
        strings, nc_alloc_zeroed(count + 1, sizeof *s.items), nc_alloc_zeroed(count + 1, sizeof *s.spare), NULL, 0, 0};
    bool fine = s.items && s.spare;

    *highest = 0;
    if (fine) {
        uint32_t found = collect(&s, wanted, count, ranks);

        fine = push(&s, (range){0, found, 0});
        while (fine && s.todo_count)
            fine = sort_range(&s, s.todo[--s.todo_count]);
        for (uint32_t i = 0; i < found; i++)
            ranks[s.items[i].id] = i + 1;
        *highest = found;
    }
    nc_alloc_free(s.items);
    nc_alloc_free(s.spare);
    nc_alloc_free(s.todo);
    return fine;
}
