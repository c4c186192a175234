/* SPDX-License-Identifier: MIT */
/*
 * A profile's rows in an order that does not depend on ids or on the order of
 * the input: functions as nc_profile_compare has them, edges by caller and then
 * callee in that same order. Data formats print this, so that a changed line is
 * a changed fact.
 */
#ifndef NC_CANON_H
#define NC_CANON_H

#include "base/error.h"
#include "model/profile.h"

typedef struct nc_canon {
    nc_func *functions; /* [place], from 1 */
    uint32_t *place;    /* [function id], from 1; 0 for none */
    nc_edge *edges;     /* from 0; NULL until they are asked for */
    uint32_t count;     /* functions */
    uint32_t edge_count;
} nc_canon;

/* All of a profile. */
ncalls_status nc_canon_init(nc_canon *order, const ncalls_profile *profile, ncalls_error *error);

/* Only these functions; then, once `functions`, `place` and `count` are as they shall
 * be, the edges between them. Nothing of this takes time for what is left out. */
ncalls_status nc_canon_init_functions(nc_canon *order, const ncalls_profile *profile, const uint32_t *ids,
                                      uint32_t count, ncalls_error *error);
ncalls_status nc_canon_add_edges(nc_canon *order, const ncalls_profile *profile, ncalls_error *error);
void nc_canon_reset(nc_canon *order);

#endif
