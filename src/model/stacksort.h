/* SPDX-License-Identifier: MIT */
/* A list of stacks as the call tree's contexts: stacks are dealt out by their first
 * frames, those with the same first frame by their second ones, and so on. */
#ifndef NC_STACKSORT_H
#define NC_STACKSORT_H

#include "model/profile.h"
#include "model/stacklist.h"
#include "model/stacks.h"

/* `frames` is what the list's numbers mean (from 1), `ranks` the order of
 * functions. Nothing is told apart below contexts whose total is less than `least`
 * (0: all is); what they have below them is their own. The list is used up. False:
 * no memory, or NC_LIMIT_ROWS. */
bool nc_stacksort_contexts(nc_contexts *out, nc_stacklist *list, const nc_frame *frames, size_t frame_count,
                           const uint32_t *ranks, int64_t least, bool *saturated);

#endif
