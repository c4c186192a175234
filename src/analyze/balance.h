/* SPDX-License-Identifier: MIT */
/*
 * Whether the figures add up: what a function cost with its callees is what it
 * cost alone and what each of its callees cost below it.
 *
 * cProfile files functions under (file, line, name), and of several with the
 * same label it keeps the one it meets last: generated __init__s, lambdas on
 * one line, a module that was imported twice. Their callers then cost more than
 * their callees explain, and their callees more than is left of themselves.
 */
#ifndef NC_BALANCE_H
#define NC_BALANCE_H

#include "analyze/cycles.h"

typedef struct nc_balance {
    int64_t unexplained; /* total of functions that neither their self nor their callees have */
    int64_t excess;      /* what callees cost beyond the total of their callers */
    nc_func overwritten; /* with the greatest excess: others of its label were lost; 0 = none */
    nc_func above;       /* with the most unexplained: a callee of it was lost; 0 = none */
} nc_balance;

/* Recursive functions are left out, their figures overlap: `cycles` over all
 * edges, or NULL to leave out only what calls itself, which finds more than
 * there is, never less. Rounding is allowed for. */
nc_balance nc_balance_of(const ncalls_profile *profile, const nc_cycles *cycles);

#endif
