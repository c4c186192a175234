/* SPDX-License-Identifier: MIT */
/*
 * Distinct stacks with their weights, as they came: the numbers of their frames
 * end to end.
 *
 * A new stack costs one look-up, where a tree costs one for each of its frames,
 * and that is what millions of nodes cost: cache misses. In exchange nothing is
 * shared between stacks; when that gets out of proportion the list says so, and
 * is poured into a tree (model/stacktree.h).
 */
#ifndef NC_STACKLIST_H
#define NC_STACKLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nc_stacklist_row {
    size_t begin;   /* its frames are frames[begin .. begin + count), root first */
    uint32_t count; /* never 0 */
    uint32_t thread;
    uint32_t hash;
    int64_t weight;
} nc_stacklist_row;

typedef struct nc_stacklist {
    nc_stacklist_row *rows;
    size_t count, room;
    uint32_t *frames;
    size_t frame_count, frame_room;
    size_t fresh;    /* how many of them are not those of the stack before */
    uint32_t *slots; /* row + 1 by its hash, 0 = free */
    size_t mask;
    uint64_t key;
    uint32_t last;   /* row + 1 that was met last, 0 = none */
} nc_stacklist;

bool nc_stacklist_init(nc_stacklist *list); /* false: no memory */
void nc_stacklist_reset(nc_stacklist *list);

/* The row of a stack, whose frames have `shared` from the root on in common with
 * those of the one that was added before. NULL: no memory. */
nc_stacklist_row *nc_stacklist_add(nc_stacklist *list, uint32_t thread, const uint32_t *frames, size_t count,
                                   size_t shared);

/* Stacks share so many frames that a tree would take much less memory. */
bool nc_stacklist_is_bloated(const nc_stacklist *list);

/* How many frames from the root on are the same. */
size_t nc_stacklist_common(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);

#endif
