/* SPDX-License-Identifier: MIT */
/* Which edges have to point up, so that all others can point down. */
#ifndef NC_ACYCLIC_H
#define NC_ACYCLIC_H

#include "draw/layered.h"

/* Sets `up` of each edge: those that a depth-first search finds to lead back
 * into the path it came by. It begins at nodes that no edge leads to, and follows
 * edges in their order. False: no memory. */
bool nc_acyclic_mark(nc_layered *graph);

#endif
