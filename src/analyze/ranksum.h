/* SPDX-License-Identifier: MIT */
/*
 * The rank-sum test of Mann and Whitney: do two sets of measurements come from
 * the same distribution? Nothing is supposed of its shape, and few measurements
 * are enough: the probability is exact up to 50 a side without ties, up to 25
 * with them, and beyond that the usual approximation. So does benchstat.
 */
#ifndef NC_RANKSUM_H
#define NC_RANKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How likely sets as far apart as these, or farther, are if nothing differs (two-sided). Sorts both. NC_RANKSUM_NONE:
 * there is nothing to compare (a set is empty, or all values are the same); NC_RANKSUM_MEMORY: no memory. */
double nc_ranksum_test(int64_t *a, size_t a_count, int64_t *b, size_t b_count);

#define NC_RANKSUM_NONE 2.0
#define NC_RANKSUM_MEMORY 3.0

/* What is unlikelier than this is a change, as everybody has agreed. */
#define NC_RANKSUM_ALPHA 0.05

/* False where so few measurements can prove nothing, however far apart they are: 3 against 3. */
bool nc_ranksum_can(size_t a_count, size_t b_count);

#endif
