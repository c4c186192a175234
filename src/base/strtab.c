/* SPDX-License-Identifier: MIT */
#include "base/strtab.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"

enum { FIRST_SLOTS = 1024 };

bool nc_strtab_init(nc_strtab *table)
{
    nc_str empty;

    memset(table, 0, sizeof *table);
    table->key = nc_hash_key();
    table->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *table->slots);
    table->slot_mask = FIRST_SLOTS - 1;
    if (!table->slots || !nc_alloc_grow(&table->offsets, &table->offset_room, 2, sizeof *table->offsets))
        return false;
    table->offsets[0] = 0;
    return nc_strtab_add(table, "", 0, &empty);
}

void nc_strtab_reset(nc_strtab *table)
{
    nc_alloc_free(table->bytes);
    nc_alloc_free(table->offsets);
    nc_alloc_free(table->slots);
    memset(table, 0, sizeof *table);
}

/* Only the high half of the hash is kept in a slot, so growing needs the
 * strings' bytes only for the low bits: hash again, they are all at hand. */
static bool grow_slots(nc_strtab *table)
{
    size_t mask = 2 * table->slot_mask + 1;
    uint64_t *slots = nc_alloc_zeroed(mask + 1, sizeof *slots);

    if (!slots)
        return false;
    for (uint32_t id = 0; id < table->count; id++) {
        nc_str str = {id};
        uint64_t hash = nc_hash_bytes(nc_strtab_text(table, str), nc_strtab_size(table, str), table->key);
        size_t i = hash & mask;

        while (slots[i])
            i = (i + 1) & mask;
        slots[i] = (hash & 0xffffffff00000000u) | (id + 1);
    }
    nc_alloc_free(table->slots);
    table->slots = slots;
    table->slot_mask = mask;
    return true;
}

/* The slot that holds these bytes, or the free one where they belong. */
static size_t find_slot(const nc_strtab *table, const char *bytes, size_t size, uint64_t hash)
{
    size_t i = hash & table->slot_mask;

    for (; table->slots[i]; i = (i + 1) & table->slot_mask) {
        nc_str str = {(uint32_t)table->slots[i] - 1};

        if ((table->slots[i] ^ hash) >> 32 == 0 && nc_strtab_size(table, str) == size &&
            memcmp(nc_strtab_text(table, str), bytes, size) == 0)
            break;
    }
    return i;
}

static bool append(nc_strtab *table, const char *bytes, size_t size)
{
    if (size > NC_LIMIT_NAME || table->used + size + 1 > NC_LIMIT_NAMES || table->count >= NC_LIMIT_ROWS)
        return false;
    if (!nc_alloc_grow(&table->bytes, &table->room, table->used + size + 1, 1) ||
        !nc_alloc_grow(&table->offsets, &table->offset_room, table->count + 2, sizeof *table->offsets))
        return false;
    if (size)
        memcpy(table->bytes + table->used, bytes, size);
    table->bytes[table->used + size] = '\0';
    table->used += size + 1;
    table->offsets[++table->count] = (uint32_t)table->used;
    return true;
}

bool nc_strtab_add(nc_strtab *table, const char *bytes, size_t size, nc_str *out)
{
    uint64_t hash = nc_hash_bytes(bytes, size, table->key);
    size_t slot = find_slot(table, bytes, size, hash);

    if (table->slots[slot]) {
        out->at = (uint32_t)table->slots[slot] - 1;
        return true;
    }
    if (table->count >= table->slot_mask / 2) {
        if (!grow_slots(table))
            return false;
        slot = find_slot(table, bytes, size, hash);
    }
    if (!append(table, bytes, size))
        return false;
    out->at = (uint32_t)table->count - 1;
    table->slots[slot] = (hash & 0xffffffff00000000u) | table->count;
    return true;
}

nc_str nc_strtab_find(const nc_strtab *table, const char *bytes, size_t size, bool *found)
{
    *found = false;
    if (table->slots) {
        size_t slot = find_slot(table, bytes, size, nc_hash_bytes(bytes, size, table->key));

        if (table->slots[slot]) {
            *found = true;
            return (nc_str){(uint32_t)table->slots[slot] - 1};
        }
    }
    return (nc_str){0};
}

void nc_strtab_freeze(nc_strtab *table)
{
    void *tight;

    nc_alloc_free(table->slots);
    table->slots = NULL;
    tight = nc_alloc_resize(table->bytes, table->used, 1);
    if (tight) {
        table->bytes = tight;
        table->room = table->used;
    }
    tight = nc_alloc_resize(table->offsets, table->count + 1, sizeof *table->offsets);
    if (tight) {
        table->offsets = tight;
        table->offset_room = table->count + 1;
    }
}
