/* SPDX-License-Identifier: MIT */
#include "model/stacklist.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"

enum { FIRST_SLOTS = 1024 };

bool nc_stacklist_init(nc_stacklist *l)
{
    memset(l, 0, sizeof *l);
    l->key = nc_hash_key();
    l->mask = FIRST_SLOTS - 1;
    l->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *l->slots);
    return l->slots != NULL;
}

void nc_stacklist_reset(nc_stacklist *l)
{
    nc_alloc_free(l->rows);
    nc_alloc_free(l->frames);
    nc_alloc_free(l->slots);
    memset(l, 0, sizeof *l);
}

size_t nc_stacklist_common(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t count = a_count < b_count ? a_count : b_count, n = 0;

    while (n + 4 <= count && memcmp(a + n, b + n, 4 * sizeof *a) == 0)
        n += 4;
    while (n < count && a[n] == b[n])
        n++;
    return n;
}

bool nc_stacklist_is_bloated(const nc_stacklist *l)
{
    return l->frame_count > NC_LIMIT_LISTED && l->frame_count / 8 > l->fresh;
}

static uint32_t hash_of(const nc_stacklist *l, uint32_t thread, const uint32_t *frames, size_t count)
{
    return (uint32_t)(nc_hash_bytes(frames, count * sizeof *frames, l->key ^ nc_hash_mix(thread, NC_HASH_A)) >> 16);
}

static bool is_row(const nc_stacklist *l, const nc_stacklist_row *r, uint32_t thread, const uint32_t *frames,
                   size_t count)
{
    return r->count == count && r->thread == thread &&
           memcmp(l->frames + r->begin, frames, count * sizeof *frames) == 0;
}

static bool grow_slots(nc_stacklist *l)
{
    size_t mask = 2 * l->mask + 1;
    uint32_t *slots = nc_alloc_zeroed(mask + 1, sizeof *slots);

    if (!slots)
        return false;
    for (uint32_t row = 0; row < l->count; row++) {
        size_t i = l->rows[row].hash & mask;

        while (slots[i])
            i = (i + 1) & mask;
        slots[i] = row + 1;
    }
    nc_alloc_free(l->slots);
    l->slots = slots;
    l->mask = mask;
    return true;
}

static bool append(nc_stacklist *l, uint32_t thread, const uint32_t *frames, size_t count, uint32_t hash)
{
    if (l->count >= NC_LIMIT_ROWS || !nc_alloc_grow(&l->rows, &l->room, l->count + 1, sizeof *l->rows) ||
        !nc_alloc_grow(&l->frames, &l->frame_room, l->frame_count + count, sizeof *l->frames))
        return false;
    memcpy(l->frames + l->frame_count, frames, count * sizeof *frames);
    l->rows[l->count++] = (nc_stacklist_row){l->frame_count, (uint32_t)count, thread, hash, 0};
    l->frame_count += count;
    return true;
}

nc_stacklist_row *nc_stacklist_add(nc_stacklist *l, uint32_t thread, const uint32_t *frames, size_t count,
                                   size_t shared)
{
    uint32_t hash, row;
    size_t i;

    if (l->last && l->rows[l->last - 1].count == count && shared == count && l->rows[l->last - 1].thread == thread)
        return &l->rows[l->last - 1];
    hash = hash_of(l, thread, frames, count);
    for (i = hash & l->mask; (row = l->slots[i]); i = (i + 1) & l->mask)
        if (l->rows[row - 1].hash == hash && is_row(l, &l->rows[row - 1], thread, frames, count))
            return &l->rows[(l->last = row) - 1];
    if (l->count >= l->mask / 2) {
        if (!grow_slots(l))
            return NULL;
        for (i = hash & l->mask; l->slots[i];)
            i = (i + 1) & l->mask;
    }
    if (!append(l, thread, frames, count, hash))
        return NULL;
    l->fresh += count - shared;
    l->slots[i] = l->last = (uint32_t)l->count;
    return &l->rows[l->count - 1];
}
