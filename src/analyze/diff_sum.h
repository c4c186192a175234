/* SPDX-License-Identifier: MIT */
/* The figures of a diff: rows and edges summed over one run or many of each side. */
#ifndef NC_DIFF_SUM_H
#define NC_DIFF_SUM_H

#include "analyze/diff.h"

/* Fills rows, edges, samples and strays; the rest is there. */
ncalls_status nc_diff_sum_make(nc_diff *diff, const nc_diff_runs *base, const nc_diff_runs *now, ncalls_error *error);

/* Sorts the numbers. NCALLS_ABSENT if one of them is; `count` is not 0. */
int64_t nc_diff_sum_median(int64_t *numbers, uint32_t count);

#endif
