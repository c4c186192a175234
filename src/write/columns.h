/* SPDX-License-Identifier: MIT */
/* Which columns of a table find room on a line, and how wide they are. */
#ifndef NC_COLUMNS_H
#define NC_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct nc_columns_want {
    size_t natural; /* cells of the widest row; 0: nothing to show */
    size_t least;   /* cells with which it is still of use, at most natural */
    unsigned rank;  /* the highest goes first where there is no room; 0 = it stays */
    bool rigid;     /* never narrower than its least: digits that are cut lie */
    bool late;      /* only when all others have their natural width */
} nc_columns_want;

/* Fills widths[count]; 0: left out. `gap` cells stand between two columns. When
 * not even those of rank 0 fit, the widest that are not rigid are made narrower,
 * down to 8 cells; on a line that is too narrow even for that the row runs over its end. */
void nc_columns_fit(const nc_columns_want *wants, size_t count, size_t room, size_t gap, size_t *widths);

#endif
