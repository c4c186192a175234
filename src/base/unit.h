/* SPDX-License-Identifier: MIT */
/*
 * Numbers for people: three significant digits and a unit, reckoned in
 * integers, so that every machine prints the same. Halves are rounded away from
 * zero, and what rounds up to 1,000 moves to the next unit (999.6 µs is 1.00 ms).
 *
 * All write to `out`, NUL-terminated, and return the length.
 */
#ifndef NC_UNIT_H
#define NC_UNIT_H

#include <stddef.h>
#include <stdint.h>

#include "ncalls/profile.h"

#define NC_UNIT_ROOM 48

/* 0 s, 83 ns, 1.23 µs, 45.6 ms, 789 s, 12,345 s */
size_t nc_unit_format_duration(char out[NC_UNIT_ROOM], int64_t nanoseconds);

/* 0 B, 512 B, 4.10 KiB, 1.21 GiB: powers of 1024, as tracemalloc counts */
size_t nc_unit_format_bytes(char out[NC_UNIT_ROOM], int64_t bytes);

/* 1,234,567 */
size_t nc_unit_format_count(char out[NC_UNIT_ROOM], int64_t count);

/* A cost in the profile's unit: one of the three above. */
size_t nc_unit_format_cost(char out[NC_UNIT_ROOM], int64_t cost, ncalls_unit unit);

/* The same divided by `per`, with fractions; "-" when per is not positive. */
size_t nc_unit_format_cost_per(char out[NC_UNIT_ROOM], int64_t cost, int64_t per, ncalls_unit unit);

/* number / per: 847, 1.53, 12.4, 1,234; whole numbers without a point. "<0.01"
 * for what is not zero but would look so; "-" when per is not positive. */
size_t nc_unit_format_ratio(char out[NC_UNIT_ROOM], int64_t number, int64_t per);

/* 12.3%, "<0.1%" for what is not zero but would look so, never more than
 * 100.0%: what is greater is a damaged or mixed profile's, and said elsewhere.
 * "-" when whole is not positive. */
size_t nc_unit_format_share(char out[NC_UNIT_ROOM], int64_t part, int64_t whole);

#endif
