/* SPDX-License-Identifier: MIT */
/* A hash map from 64-bit keys (not 0) to 32-bit numbers (not 0). */
#ifndef NC_MAP_H
#define NC_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nc_map {
    struct nc_map_slot {
        uint64_t key; /* 0 = free */
        uint32_t value;
    } *slots;
    size_t mask;
    size_t count;
    uint64_t hash_key;
} nc_map;

bool nc_map_init(nc_map *map); /* false: no memory */
void nc_map_reset(nc_map *map);

/* Where the value of `key` stands, 0 there if it was not in the map; NULL: no
 * memory. Valid until the next call. */
uint32_t *nc_map_add(nc_map *map, uint64_t key);

/* Fetches into the cache what nc_map_add will need for this key. */
void nc_map_prefetch(const nc_map *map, uint64_t key);

/* The value of `key`, 0 if it is not in the map. */
uint32_t nc_map_find(const nc_map *map, uint64_t key);

#endif
