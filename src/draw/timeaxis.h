/* SPDX-License-Identifier: MIT */
/* A scale of time that people read: ticks at round moments, and what is written at
 * them. templates/flame.js does the same when it zooms. */
#ifndef NC_TIMEAXIS_H
#define NC_TIMEAXIS_H

#include "base/unit.h"

typedef struct nc_timeaxis {
    int64_t length; /* from 0 to this */
    int64_t step;   /* between ticks */
    ncalls_unit unit;
} nc_timeaxis;

/* With at most so many ticks, the one at 0 not counted. */
nc_timeaxis nc_timeaxis_make(int64_t length, ncalls_unit unit, unsigned most);

/* "0.5 ms", "1:30" (a minute and a half), "1,500"; returns its length. */
size_t nc_timeaxis_format(char out[NC_UNIT_ROOM], const nc_timeaxis *axis, int64_t at);

#endif
