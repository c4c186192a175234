/* SPDX-License-Identifier: MIT */
/* "Did you mean": the word of a list that is closest to a mistyped one. */
#ifndef NC_NEAREST_H
#define NC_NEAREST_H

#include <stddef.h>

typedef struct nc_nearest {
    const char *typed;
    const char *best;  /* NULL: nothing is near */
    size_t distance;
} nc_nearest;

void nc_nearest_init(nc_nearest *nearest, const char *typed);

/* Offers a word; of two that are equally near the first stays. */
void nc_nearest_offer(nc_nearest *nearest, const char *word);

/* All words of a list that ends with NULL. */
void nc_nearest_offer_all(nc_nearest *nearest, const char *(*words)(size_t index));

#endif
