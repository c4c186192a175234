/* SPDX-License-Identifier: MIT */
/*
 * The functions that a pattern means.
 *
 * What is searched is "file:line(name)"; of a built-in first "{name}" as pstats
 * prints it, then "~:0(<name>)" as it is in the file.
 */
#ifndef NC_MARKS_H
#define NC_MARKS_H

#include "base/error.h"
#include "base/pattern.h"
#include "model/profile.h"

/* marks[function] = true for those it is found in; the others stay as they
 * are. NCALLS_LIMIT when a name takes too many steps. */
ncalls_status nc_marks_add(bool *marks, const ncalls_profile *profile, const nc_pattern *pattern, ncalls_error *error);

#endif
