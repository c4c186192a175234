/* SPDX-License-Identifier: MIT */
#include "rules/funcset.h"

#include "base/alloc.h"

bool nc_funcset_add(nc_funcset *set, uint32_t functions, nc_func f)
{
    if (!set->has)
        set->has = nc_alloc_zeroed((size_t)functions + 1, sizeof *set->has);
    if (!set->has || !nc_alloc_grow(&set->items, &set->room, (size_t)set->count + 1, sizeof *set->items))
        return false;
    if (!set->has[f.at])
        set->items[set->count++] = f;
    set->has[f.at] = true;
    return true;
}

void nc_funcset_clear(nc_funcset *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        set->has[set->items[i].at] = false;
    set->count = 0;
}

void nc_funcset_reset(nc_funcset *set)
{
    nc_alloc_free(set->has);
    nc_alloc_free(set->items);
    *set = (nc_funcset){0};
}
