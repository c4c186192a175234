/* SPDX-License-Identifier: MIT */
/* The inside of nc_path, shared by path.c (from edges) and path_stacks.c (from
 * whole stacks); nobody else includes this. */
#ifndef NC_PATH_STACKS_H
#define NC_PATH_STACKS_H

#include "analyze/path.h"

/* As nc_path_find; `out` is empty. False: no memory. */
bool nc_path_stacks_find(nc_path *out, const ncalls_profile *profile, nc_func from, unsigned permille);

#endif
