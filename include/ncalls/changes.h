/* SPDX-License-Identifier: MIT */
/*
 * What a change of the sources touched: a unified diff, as git diff prints it.
 * Findings can be kept to it (ncalls_find_options.changes).
 */
#ifndef NCALLS_CHANGES_H
#define NCALLS_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "api.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_changes ncalls_changes;

/* Reads a unified diff from `path` ("-" = standard input): the new side's files
 * and lines. Nothing at all is no change; what is no diff, is cut off or has
 * several old sides (a merge's) is refused. On failure *out is NULL. */
NCALLS_API ncalls_status ncalls_changes_open(ncalls_changes **out, const char *path, ncalls_error *error);

/* The same for bytes in memory. */
NCALLS_API ncalls_status ncalls_changes_parse(ncalls_changes **out, const void *bytes, size_t size,
                                              ncalls_error *error);

NCALLS_API void ncalls_changes_free(ncalls_changes *changes); /* NULL is fine */

/* Whether the diff has a file of this path: as it says it, with or without the
 * "b/" that git puts before. */
NCALLS_API bool ncalls_changes_has(const ncalls_changes *changes, const char *path, size_t size);

#ifdef __cplusplus
}
#endif
#endif
