/* SPDX-License-Identifier: MIT */
/*
 * Bytewise order of many strings, as numbers: with ranks, a million functions
 * are put in order by counting instead of by comparing names.
 */
#ifndef NC_RANK_H
#define NC_RANK_H

#include "base/strtab.h"

/*
 * Sets ranks[id] for each string of `wanted` (which may repeat): 1 for the
 * first in bytewise order, a prefix before what it begins. `ranks` has
 * strings->count elements, all 0 before; those not wanted stay 0. The highest
 * rank goes to *highest. False: no memory.
 *
 * The work is linear in the bytes of the strings, whatever they share.
 */
bool nc_rank_strings(const nc_strtab *strings, const nc_str *wanted, size_t count, uint32_t *ranks,
                     uint32_t *highest);

#endif
