/* SPDX-License-Identifier: MIT */
/* The first few of many items, in order, without sorting the rest. */
#ifndef NC_SELECT_H
#define NC_SELECT_H

#include <stddef.h>
#include <stdint.h>

/* < 0: a comes first. A total order: 0 only for an item and itself, so that
 * what comes out does not depend on what went in first. */
typedef int nc_select_compare(uint32_t a, uint32_t b, const void *payload);

/* Moves the first `limit` of `count` items to the front and sorts them; what
 * lies behind them is in no order, and some of it may be lost. One comparison
 * an item where the limit is small. */
void nc_select_first(uint32_t *items, size_t count, size_t limit, nc_select_compare *compare, const void *payload);

#endif
