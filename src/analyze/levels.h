/* SPDX-License-Identifier: MIT */
/*
 * The levels of a recursion, one within the other, as far as edges tell them.
 *
 * exec() runs a script, whose imports run exec() again: the profile has one
 * exec(), all its callees in a heap, and together they cost more than it, because
 * the inner ones cost within the outer ones. What is within something costs no
 * more than that. So the callee that cost most is an outer one, and so are those
 * after it, as long as there is cost left; the others belong to a level below.
 * What an edge cost is given out once, from the outside in; only of calls that
 * were under way again within themselves no more is known than that they were.
 */
#ifndef NC_LEVELS_H
#define NC_LEVELS_H

#include "model/profile.h"

typedef struct nc_levels {
    const ncalls_profile *profile;
    int64_t *inflow; /* [function] what all its calls cost, of all levels; at least its total */
    int64_t *left;   /* [edge] what was not given out yet */
    nc_edge *order;  /* of one function's edges, see nc_levels_sort */
} nc_levels;

/* Reset it in any case. False: no memory. */
bool nc_levels_make(nc_levels *levels, const ncalls_profile *profile);
void nc_levels_reset(nc_levels *levels);

/* The edges to f's callees other than itself that have something left or may be
 * nested, those that have most left first, into `order`; returns how many. */
uint32_t nc_levels_sort(nc_levels *levels, nc_func f);

/* Some of these calls happened within others of them. */
bool nc_levels_is_nested(const nc_levels *levels, nc_edge edge);

/* At most `most` of what is left of the edge. */
int64_t nc_levels_take(nc_levels *levels, nc_edge edge, int64_t most);

#endif
