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
    nc_edge *edges;     /* from 0 */
} nc_canon;

ncalls_status nc_canon_init(nc_canon *order, const ncalls_profile *profile, ncalls_error *error);
void nc_canon_reset(nc_canon *order);

#endif
