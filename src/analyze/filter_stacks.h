/* SPDX-License-Identifier: MIT */
/* Filters on whole stacks: exact, stack by stack as pprof does it. */
#ifndef NC_FILTER_STACKS_H
#define NC_FILTER_STACKS_H

#include "base/error.h"
#include "model/profile.h"
#include "ncalls/results.h"

/* Whether all of a profile's figures come from stacks that it kept. Calls are
 * not among what stacks tell. */
bool nc_filter_stacks_can(const ncalls_profile *profile);

/* The profile that the filters leave of the stacks; it keeps none itself.
 * `notes`, ended by NULL, are sentences for it. */
ncalls_status nc_filter_stacks_apply(ncalls_profile **out, const ncalls_profile *profile,
                                     const ncalls_analyze_options *filters, const char *const *notes,
                                     ncalls_error *error);

#endif
