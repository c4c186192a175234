/* SPDX-License-Identifier: MIT */
/*
 * On whose behalf hidden functions ran: for each of them the shown functions
 * that its calls came from, through other hidden ones or directly, with the
 * share of each (analyze/inflow.h).
 */
#ifndef NC_OWNERS_H
#define NC_OWNERS_H

#include "analyze/cycles.h"
#include "analyze/inflow.h"

/* Owners kept of a function. Above a hub there are thousands; the heaviest few
 * are what one looks at, and edges stay fewer than this times what they were. */
enum { NC_OWNERS_MOST = 8 };

#define NC_OWNERS_ONE ((uint64_t)1 << 32)

typedef struct nc_owners_share {
    nc_func owner;
    uint64_t share; /* of NC_OWNERS_ONE */
} nc_owners_share;

/* What the shares leave of one belongs to nobody shown, or to owners that were
 * left out. */
typedef struct nc_owners_list {
    nc_owners_share shares[NC_OWNERS_MOST]; /* by falling share */
    uint32_t count;
    bool is_cut; /* some owner was left out for being one too many, here or above */
} nc_owners_list;

typedef struct nc_owners {
    nc_owners_list *lists; /* [function] */
} nc_owners;

/* `cycles` of the profile without what is not hidden. */
ncalls_status nc_owners_find(nc_owners *out, const ncalls_profile *profile, const bool *hidden, const nc_cycles *cycles,
                             ncalls_error *error);
void nc_owners_reset(nc_owners *owners);

/* By what the calls from outside into these functions of one component are
 * divided: the first measure that knows any weight. */
nc_inflow_by nc_owners_measure(const ncalls_profile *profile, const nc_cycles *cycles, uint32_t component);

#endif
