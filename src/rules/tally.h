/* SPDX-License-Identifier: MIT */
/* How often a kind of work was done in all: round trips to the database, of
 * nested markers (an ORM's execute above the driver's) the outermost. */
#ifndef NC_TALLY_H
#define NC_TALLY_H

#include "analyze/flow.h"
#include "rules/meaning.h"

/* Whether the profile has a function of the category. */
bool nc_tally_any(const nc_meaning *meaning, const char *category);

/* Calls of the category's functions, each round trip once. The flow is used
 * and cleared. NCALLS_ABSENT where the profile knows no calls. */
ncalls_status nc_tally_count(int64_t *out, const nc_meaning *meaning, const char *category, nc_flow *flow,
                             ncalls_error *error);

/* The sources of the flow's last run, less what lies below another of them.
 * *divided: that had to be divided among callers, so that it is an estimate. */
ncalls_status nc_tally_whole(int64_t *out, bool *divided, nc_flow *flow, ncalls_error *error);

#endif
