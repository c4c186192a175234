/* SPDX-License-Identifier: MIT */
/* Patterns with * and ?, as shells have them, for names and the ends of paths. */
#ifndef NC_GLOB_H
#define NC_GLOB_H

#include <stdbool.h>
#include <stddef.h>

/* All of `text`: * is any bytes, ? is one byte. Linear in practice: no
 * backtracking but to the last *. */
bool nc_glob_matches(const char *glob, size_t glob_size, const char *text, size_t size);

/* The last components of a path, whole ones: "utils.py" and "db/ut*.py" match
 * "/app/db/utils.py", "ils.py" does not. * and ? do not match a separator, / is
 * one and so is \; a leading "/" means the whole path, "dir/" + "**" all below. */
bool nc_glob_ends_path(const char *glob, size_t glob_size, const char *path, size_t size);

#endif
