/* SPDX-License-Identifier: MIT */
/* A set of functions that is emptied at the cost of what it holds, not of the
 * profile: a hundred rules begin with an empty one, and most add a few. */
#ifndef NC_FUNCSET_H
#define NC_FUNCSET_H

#include <stdbool.h>

#include "model/profile.h"

typedef struct nc_funcset {
    bool *has;      /* [function]; NULL until the first is added */
    nc_func *items; /* in the order they came */
    uint32_t count;
    size_t room;
} nc_funcset;

/* `functions`: of the profile. False: no memory. What is in it already stays there once. */
bool nc_funcset_add(nc_funcset *set, uint32_t functions, nc_func f);
void nc_funcset_clear(nc_funcset *set);
void nc_funcset_reset(nc_funcset *set); /* frees */

static inline bool nc_funcset_has(const nc_funcset *set, nc_func f)
{
    return set->has && set->has[f.at];
}

#endif
