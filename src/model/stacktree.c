/* SPDX-License-Identifier: MIT */
#include "model/stacktree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"

enum { FIRST_SLOTS = 1024, BATCH = 64 };

bool nc_stacktree_init(nc_stacktree *t)
{
    memset(t, 0, sizeof *t);
    t->key = nc_hash_key();
    t->mask = FIRST_SLOTS - 1;
    t->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *t->slots);
    if (!t->slots || !nc_alloc_grow(&t->nodes, &t->room, 1, sizeof *t->nodes))
        return false;
    t->nodes[0] = (nc_stacktree_node){0, {0}, 0, 0};
    return true;
}

void nc_stacktree_reset(nc_stacktree *t)
{
    nc_alloc_free(t->nodes);
    nc_alloc_free(t->weights);
    nc_alloc_free(t->slots);
    memset(t, 0, sizeof *t);
}

void nc_stacktree_freeze(nc_stacktree *t)
{
    nc_alloc_free(t->slots);
    t->slots = NULL;
}

/* The nodes themselves need not be looked at, so this is one pass over them. */
static bool grow_slots(nc_stacktree *t)
{
    size_t mask = 2 * t->mask + 1;
    uint32_t *slots = nc_alloc_zeroed(mask + 1, sizeof *slots);

    if (!slots)
        return false;
    for (uint32_t id = 1; id <= t->count; id++) {
        size_t i = t->nodes[id].hash & mask;

        while (slots[i])
            i = (i + 1) & mask;
        slots[i] = id;
    }
    nc_alloc_free(t->slots);
    t->slots = slots;
    t->mask = mask;
    return true;
}

/* Room for `more` nodes; five of eight slots may be taken. */
static bool reserve(nc_stacktree *t, size_t more)
{
    size_t count = t->count + more;

    if (count >= NC_LIMIT_ROWS)
        return false;
    while (count > t->mask / 8 * 5)
        if (!grow_slots(t))
            return false;
    return nc_alloc_grow(&t->nodes, &t->room, count + 1, sizeof *t->nodes) &&
           nc_alloc_grow(&t->weights, &t->weight_room, count + 1, sizeof *t->weights);
}

static uint32_t hash_below(const nc_stacktree *t, uint32_t parent_hash, nc_frame frame)
{
    uint64_t key = (uint64_t)frame.function.at << 32 | (uint32_t)frame.line;

    return (uint32_t)(nc_hash_mix(key ^ NC_HASH_A, parent_hash ^ t->key) >> 8);
}

static uint32_t find_or_add(nc_stacktree *t, nc_stacktree_node wanted)
{
    size_t i = wanted.hash & t->mask;
    uint32_t id;

    for (; (id = t->slots[i]); i = (i + 1) & t->mask) {
        const nc_stacktree_node *n = &t->nodes[id];

        if (n->parent == wanted.parent && n->function.at == wanted.function.at && n->line == wanted.line)
            return id;
    }
    id = (uint32_t)++t->count;
    t->nodes[id] = wanted;
    t->weights[id] = 0;
    return t->slots[i] = id;
}

/* In three rounds, each of which fetches what the next one reads. */
static void add_batch(nc_stacktree *t, uint32_t parent, const nc_frame *frames, size_t count, uint32_t *nodes)
{
    uint32_t hashes[BATCH], hash = t->nodes[parent].hash;

    for (size_t i = 0; i < count; i++) {
        hashes[i] = hash = hash_below(t, hash, frames[i]);
        __builtin_prefetch(&t->slots[hash & t->mask]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&t->nodes[t->slots[hashes[i] & t->mask]]);
    for (size_t i = 0; i < count; i++)
        nodes[i] = parent = find_or_add(t, (nc_stacktree_node){parent, frames[i].function, frames[i].line, hashes[i]});
}

bool nc_stacktree_add(nc_stacktree *t, uint32_t parent, const nc_frame *frames, size_t count, uint32_t *nodes)
{
    if (!reserve(t, count))
        return false;
    for (size_t done = 0; done < count; done += BATCH) {
        add_batch(t, parent, frames + done, count - done < BATCH ? count - done : BATCH, nodes + done);
        parent = nodes[done + BATCH < count ? done + BATCH - 1 : count - 1];
    }
    return true;
}

bool nc_stacktree_add_root(nc_stacktree *t, uint32_t thread, uint32_t *node)
{
    return nc_stacktree_add(t, 0, &(nc_frame){{0}, (int32_t)thread}, 1, node);
}
