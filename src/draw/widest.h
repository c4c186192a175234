/* SPDX-License-Identifier: MIT */
/*
 * The widest way to functions from a root: the path of calls whose cheapest
 * call costs most, and of these the shortest (Dijkstra's search, with the least
 * along a path in place of its length).
 */
#ifndef NC_WIDEST_H
#define NC_WIDEST_H

#include "model/profile.h"

typedef struct nc_widest {
    uint32_t *before; /* [function] its caller on the way; 0: it is a root */
    uint32_t *hops;   /* [function] calls from the root, + 1 */
} nc_widest;

/*
 * Ways to each of `wanted` (the most important first), and to what they pass; of
 * other functions nothing is said. Where no root leads to one, that one is made a
 * root. Calls that cost less than `least` are all as cheap as that: among them the
 * ways count that pass fewest functions below `least`, then the shortest. With
 * `shortest` the length counts first, then the width. False: no memory; reset it in
 * any case.
 */
bool nc_widest_find(nc_widest *out, const ncalls_profile *profile, const uint32_t *wanted, uint32_t count,
                    int64_t least, bool shortest);
void nc_widest_reset(nc_widest *ways);

#endif
