/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

enum { FIRST_SLOTS = 256 };

bool nc_map_init(nc_map *map)
{
    *map = (nc_map){nc_alloc_zeroed(FIRST_SLOTS, sizeof *map->slots), FIRST_SLOTS - 1, 0, nc_hash_key()};
    return map->slots != NULL;
}

void nc_map_reset(nc_map *map)
{
    nc_alloc_free(map->slots);
    memset(map, 0, sizeof *map);
}

/* Four keys that follow each other (lines of a function, say) lie in one cache
 * line. */
static size_t hash(const nc_map *map, uint64_t key)
{
    return nc_hash_mix(key >> 2 ^ NC_HASH_A, map->hash_key ^ NC_HASH_B) << 2 | (key & 3);
}

static struct nc_map_slot *find_slot(const nc_map *map, uint64_t key)
{
    size_t i = hash(map, key) & map->mask;

    while (map->slots[i].key && map->slots[i].key != key)
        i = (i + 1) & map->mask;
    return &map->slots[i];
}

static bool grow(nc_map *map)
{
    struct nc_map_slot *old = map->slots, *slots = nc_alloc_zeroed(2 * (map->mask + 1), sizeof *slots);
    size_t old_mask = map->mask;

    if (!slots)
        return false;
    map->slots = slots;
    map->mask = 2 * old_mask + 1;
    for (size_t i = 0; i <= old_mask; i++)
        if (old[i].key)
            *find_slot(map, old[i].key) = old[i];
    nc_alloc_free(old);
    return true;
}

uint32_t *nc_map_add(nc_map *map, uint64_t key)
{
    struct nc_map_slot *slot = find_slot(map, key);

    if (!slot->key) {
        if (map->count >= map->mask / 2) {
            if (!grow(map))
                return NULL;
            slot = find_slot(map, key);
        }
        map->count++;
        slot->key = key;
        slot->value = 0;
    }
    return &slot->value;
}

void nc_map_prefetch(const nc_map *map, uint64_t key)
{
    __builtin_prefetch(&map->slots[hash(map, key) & map->mask]);
}

uint32_t nc_map_find(const nc_map *map, uint64_t key)
{
    return map->slots ? find_slot(map, key)->value : 0;
}
