/* SPDX-License-Identifier: MIT */
/* An output must not take the place of an input. */
#ifndef NC_OVERLAP_H
#define NC_OVERLAP_H

#include <stdbool.h>

#include "cli/options.h"

/* False when `path` is one of the inputs, stands for a profile in a folder that
 * is read, or cannot be made because its folder is missing; it was said.
 * `suffix` (may be NULL) is what files of its format are called. */
bool nc_overlap_check(const char *path, const char *suffix, nc_words inputs);

#endif
