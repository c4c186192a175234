/* SPDX-License-Identifier: MIT */
/* "Did you mean": functions whose names are nearly what was typed. */
#ifndef NC_SIMILAR_H
#define NC_SIMILAR_H

#include "model/profile.h"

enum { NC_SIMILAR_MOST = 3 };

/* The nearest first, each name once; among equals the greatest cumulative time.
 * Upper and lower case are the same. Returns how many there are. */
size_t nc_similar_find(const ncalls_profile *profile, const char *word, size_t size, nc_func out[NC_SIMILAR_MOST]);

#endif
