/* SPDX-License-Identifier: MIT */
/* Pairs of functions that stand next to each other on stacks: edges-to-be. */
#ifndef NC_PAIRS_H
#define NC_PAIRS_H

#include "base/hash.h"
#include "model/profile.h"

/* Half a cache line. */
typedef struct nc_pair {
    nc_func caller, callee;
    uint32_t active; /* how often it is on the path now */
    int64_t self, total;
} nc_pair;

/* Its calls, if the source declares that it knows them. */
typedef struct nc_pair_calls {
    int64_t calls, primitive;
} nc_pair_calls;

typedef struct nc_pairs {
    nc_pair *rows; /* from 1 */
    nc_pair_calls *calls; /* [row] of those that were called */
    size_t count, room, call_count, call_room;
    uint32_t *slots; /* row by (caller, callee), 0 = free */
    size_t mask;
    uint64_t key;
} nc_pairs;

bool nc_pairs_init(nc_pairs *pairs); /* false: no memory */
void nc_pairs_reset(nc_pairs *pairs);

/* The pair's row, added if it is new. 0: no memory. */
uint32_t nc_pairs_add(nc_pairs *pairs, nc_func caller, nc_func callee);

/* Where the calls of a row stand, 0 at first. NULL: no memory. */
nc_pair_calls *nc_pairs_calls(nc_pairs *pairs, uint32_t row);

static inline size_t nc_pairs_hash(const nc_pairs *pairs, nc_func caller, nc_func callee)
{
    return nc_hash_mix(((uint64_t)caller.at << 32 | callee.at) ^ NC_HASH_A, pairs->key ^ NC_HASH_B);
}

/* Fetches into the cache what nc_pairs_add will need first, and then what it will need next. */
static inline void nc_pairs_prefetch(const nc_pairs *pairs, nc_func caller, nc_func callee)
{
    __builtin_prefetch(&pairs->slots[nc_pairs_hash(pairs, caller, callee) & pairs->mask]);
}

static inline void nc_pairs_prefetch_row(const nc_pairs *pairs, nc_func caller, nc_func callee)
{
    uint32_t row = pairs->slots[nc_pairs_hash(pairs, caller, callee) & pairs->mask];

    if (row)
        __builtin_prefetch(&pairs->rows[row], 1);
}

#endif
