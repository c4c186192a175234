/* SPDX-License-Identifier: MIT */
/*
 * Parts of a function that the profiler shows as functions: comprehensions (up to
 * Python 3.11), generator expressions, lambdas. They stand in the text of the
 * function, and it calls them, or has a built-in call them: sum(f(i) for i in x).
 */
#ifndef NC_PARTS_H
#define NC_PARTS_H

#include "rules/meaning.h"

/* Whether `part` is one of f's. */
bool nc_parts_is_of(const ncalls_profile *profile, nc_func part, nc_func f);

/* The function of mine that f is a part of, f itself if that is mine; 0: none of mine. */
nc_func nc_parts_owner(const nc_meaning *meaning, nc_func f);

#endif
