/* SPDX-License-Identifier: MIT */
/*
 * Patterns for functions, as people write them in settings and conditions:
 *
 *     views.py(list_books)       of a path the end is enough
 *     books/views.py:14(list_*)  the line that reports print is left out
 *     list_books                 of any file
 *     {built-in method len}      as pstats prints a built-in, or <...>
 */
#ifndef NC_PLACE_H
#define NC_PLACE_H

#include "base/text.h"
#include "model/profile.h"

/* The pattern as nc_place_fits takes it. */
void nc_place_add(nc_text *out, const char *text, size_t size);

/* `scratch` is overwritten; without memory nothing fits, and it has failed. */
bool nc_place_fits(const char *pattern, const ncalls_profile *profile, nc_func f, nc_text *scratch);

#endif
