/* SPDX-License-Identifier: MIT */
/* The only way to fail: one sentence into the caller's ncalls_error. */
#ifndef NC_ERROR_H
#define NC_ERROR_H

#include "ncalls/status.h"

#define NC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Fills `error` (may be NULL) and returns `status`. The finished message is
 * escaped and cut to NCALLS_MESSAGE_SIZE, so names from files may be passed
 * as they are. */
ncalls_status nc_fail(ncalls_error *error, ncalls_status status, const char *format, ...) NC_PRINTF(3, 4);

/* "out of memory", the one failure that has no more to say. */
ncalls_status nc_fail_memory(ncalls_error *error);

/* Puts "path: " before the message that `error` already holds. A long path
 * loses its beginning, never the reason its room. Returns error's status. */
ncalls_status nc_fail_in(ncalls_error *error, const char *path);

#endif
