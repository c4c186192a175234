/* SPDX-License-Identifier: MIT */
/* A regular expression that a user typed (pcre2), searched for in names, which
 * may hold any bytes. */
#ifndef NC_PATTERN_H
#define NC_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct nc_pattern nc_pattern;

/* NCALLS_USAGE says what is wrong with the expression, and where. */
ncalls_status nc_pattern_compile(nc_pattern **out, const char *expression, ncalls_error *error);
void nc_pattern_free(nc_pattern *pattern); /* NULL is fine */

/* *found: it is anywhere in `bytes`. NCALLS_LIMIT when that takes too many
 * steps to say (base/limit.h). Not for two threads at once. */
ncalls_status nc_pattern_find(const nc_pattern *pattern, const char *bytes, size_t size, bool *found,
                              ncalls_error *error);

/* The same for who cannot fail: what takes too many steps is not found. */
bool nc_pattern_matches(const nc_pattern *pattern, const char *bytes, size_t size);

#endif
