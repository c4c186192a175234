/* SPDX-License-Identifier: MIT */
/*
 * Divides a whole number into parts that add up to it, by largest remainder
 * (Hamilton's method): each part is the exact quotient, rounded down or up.
 */
#ifndef NC_APPORTION_H
#define NC_APPORTION_H

#include <stdbool.h>
#include <stdint.h>

/* Which of two parts gets a unit that both have equal right to: < 0 = a. */
typedef int nc_apportion_tie(const void *payload, uint32_t a, uint32_t b);

/* shares[i] becomes amount * weights[i] / (sum of weights), and they add up to
 * amount, exactly. A weight below 0 counts as 0; when none is above 0, all
 * shares are 0. `tie` may be NULL: the earlier one. False: no memory. */
bool nc_apportion(int64_t *shares, int64_t amount, const int64_t *weights, uint32_t count, nc_apportion_tie *tie,
                  const void *payload);

/* amount * numerator / denominator, rounded half up, for numbers not below 0;
 * at most INT64_MAX, and amount itself when the denominator is 0. */
int64_t nc_apportion_scale(int64_t amount, int64_t numerator, int64_t denominator);

#endif
