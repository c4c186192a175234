/* SPDX-License-Identifier: MIT */
/* The units that producers of profile.proto write: "nanoseconds", "us", "bytes". */
#ifndef NC_PPROF_UNIT_H
#define NC_PPROF_UNIT_H

#include <stddef.h>
#include <stdint.h>

#include "ncalls/ncalls.h"

/* What the word means, and how many of ours one of it is; a word that is not known changes nothing. */
void nc_pprof_unit(const char *word, size_t size, ncalls_unit *unit, int64_t *scale);

#endif
