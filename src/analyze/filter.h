/* SPDX-License-Identifier: MIT */
/* A smaller profile out of a larger one: focus, ignore, hide, show_from,
 * only_mine of ncalls_analyze_options. */
#ifndef NC_FILTER_H
#define NC_FILTER_H

#include "base/error.h"
#include "model/profile.h"
#include "ncalls/results.h"

/* *out is NULL when the options ask for nothing. A filter that nothing passes
 * gives a profile without functions. */
ncalls_status nc_filter_apply(ncalls_profile **out, const ncalls_profile *profile,
                              const ncalls_analyze_options *options, ncalls_error *error);

#endif
