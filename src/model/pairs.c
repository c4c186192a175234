/* SPDX-License-Identifier: MIT */
#include "model/pairs.h"

#include <string.h>

#include "base/alloc.h"

enum { FIRST_SLOTS = 1024 };

bool nc_pairs_init(nc_pairs *p)
{
    memset(p, 0, sizeof *p);
    p->key = nc_hash_key();
    p->mask = FIRST_SLOTS - 1;
    p->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *p->slots);
    return p->slots != NULL;
}

void nc_pairs_reset(nc_pairs *p)
{
    nc_alloc_free(p->rows);
    nc_alloc_free(p->calls);
    nc_alloc_free(p->slots);
    memset(p, 0, sizeof *p);
}

static uint32_t *find_slot(const nc_pairs *p, nc_func caller, nc_func callee)
{
    size_t i = nc_pairs_hash(p, caller, callee) & p->mask;

    for (; p->slots[i]; i = (i + 1) & p->mask) {
        const nc_pair *other = &p->rows[p->slots[i]];

        if (other->caller.at == caller.at && other->callee.at == callee.at)
            break;
    }
    return &p->slots[i];
}

static bool grow_slots(nc_pairs *p)
{
    uint32_t *slots = nc_alloc_zeroed(2 * (p->mask + 1), sizeof *slots);

    if (!slots)
        return false;
    nc_alloc_free(p->slots);
    p->slots = slots;
    p->mask = 2 * p->mask + 1;
    for (uint32_t i = 1; i <= p->count; i++)
        *find_slot(p, p->rows[i].caller, p->rows[i].callee) = i;
    return true;
}

static bool reserve(nc_pairs *p)
{
    return (p->count < p->mask / 2 || grow_slots(p)) &&
           nc_alloc_grow(&p->rows, &p->room, p->count + 2, sizeof *p->rows);
}

uint32_t nc_pairs_add(nc_pairs *p, nc_func caller, nc_func callee)
{
    uint32_t row = *find_slot(p, caller, callee);

    if (row || !reserve(p))
        return row;
    row = (uint32_t)++p->count;
    p->rows[row] = (nc_pair){caller, callee, 0, 0, 0};
    return *find_slot(p, caller, callee) = row;
}

nc_pair_calls *nc_pairs_calls(nc_pairs *p, uint32_t row)
{
    if (!nc_alloc_grow(&p->calls, &p->call_room, row + (size_t)1, sizeof *p->calls))
        return NULL;
    while (p->call_count <= row)
        p->calls[p->call_count++] = (nc_pair_calls){0, 0};
    return &p->calls[row];
}
