/* SPDX-License-Identifier: MIT */
/* qsort with a payload for the comparison: qsort_r, which GNU and BSD call in
 * different ways and which some C libraries lack. */
#ifndef NC_SORT_H
#define NC_SORT_H

#include <stdbool.h>
#include <stddef.h>

/* < 0: a comes first. A total order: equal items come out in any order. */
typedef int nc_sort_compare(const void *a, const void *b, void *payload);

void nc_sort(void *items, size_t count, size_t size, nc_sort_compare *compare, void *payload);

/* The same in place and in n log n always, for where there is no qsort_r. */
void nc_sort_heap(void *items, size_t count, size_t size, nc_sort_compare *compare, void *payload);

#endif
