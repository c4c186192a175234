/* SPDX-License-Identifier: MIT */
/* What must hold of every profile: tests and fuzzers call this after each
 * read, and so does a build with --enable-devel. */
#ifndef NC_CHECK_H
#define NC_CHECK_H

#include "base/error.h"
#include "model/profile.h"

/* NCALLS_DAMAGED with a sentence naming the first breach. */
ncalls_status nc_check_profile(const ncalls_profile *profile, ncalls_error *error);

#endif
