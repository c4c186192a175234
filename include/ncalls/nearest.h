/* SPDX-License-Identifier: MIT */
/* "Did you mean": the word of a list that is closest to a mistyped one. */
#ifndef NCALLS_NEAREST_H
#define NCALLS_NEAREST_H

#include <stddef.h>

#include "api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Begins as {.typed = "tottme"}; then every known word is offered. */
typedef struct ncalls_nearest {
    const char *typed;
    const char *best; /* NULL: nothing is near */
    size_t distance;
} ncalls_nearest;

/* Of two words that are equally near the first stays. */
NCALLS_API void ncalls_nearest_offer(ncalls_nearest *nearest, const char *word);

/* All words of a list that ends with NULL. */
NCALLS_API void ncalls_nearest_offer_all(ncalls_nearest *nearest, const char *(*words)(size_t index));

#ifdef __cplusplus
}
#endif
#endif
