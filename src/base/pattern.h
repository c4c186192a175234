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

/* True if it is found anywhere in `bytes`. Not for two threads at once. An
 * expression that runs into pcre2's limit of steps is not found. */
bool nc_pattern_matches(const nc_pattern *pattern, const char *bytes, size_t size);

#endif
