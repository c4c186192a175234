/* SPDX-License-Identifier: MIT */
/* Numbers to and from text, the same under every locale. */
#ifndef NC_NUMBER_H
#define NC_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole of `text` as a decimal integer with an optional sign. False when
 * it is none or does not fit. */
bool nc_number_parse_int(const char *text, size_t size, int64_t *out);

/* The whole of `text` as a decimal float (no hex, no white space; inf and nan
 * as Python writes them), correctly rounded. */
bool nc_number_parse_float(const char *text, size_t size, double *out);

/* Sums that stop at the ends of int64 instead of wrapping. `*saturated` is set
 * when that happens, never cleared. */
static inline int64_t nc_number_add(int64_t a, int64_t b, bool *saturated)
{
    int64_t sum;

    if (__builtin_expect(!__builtin_add_overflow(a, b, &sum), 1))
        return sum;
    *saturated = true;
    return a < 0 ? INT64_MIN + 1 : INT64_MAX;
}

/* Seconds to nanoseconds, rounded to the nearest; NaN becomes 0, what does not
 * fit stops at the ends, both with *inexact set (never cleared). */
int64_t nc_number_nanoseconds_odd(double seconds, bool *inexact);
static inline int64_t nc_number_nanoseconds(double seconds, bool *inexact)
{
    double nanoseconds = seconds * 1e9;

    if (__builtin_expect(nanoseconds > -9.2e18 && nanoseconds < 9.2e18, 1))
        return (int64_t)(nanoseconds + (nanoseconds < 0 ? -0.5 : 0.5));
    return nc_number_nanoseconds_odd(seconds, inexact);
}

/* What C's "%.*f" prints in the C locale; `out` needs 330 + decimals bytes.
 * Returns the length. inf and nan as Python prints them. */
size_t nc_number_format_fixed(char *out, size_t room, double value, int decimals);

/* The integer in plain digits. */
size_t nc_number_format_int(char out[24], int64_t value);

/* What Python's repr() prints: the fewest digits that read back as the same
 * value. Returns the length. */
size_t nc_number_format_shortest(char out[40], double value);

/* The integer with a comma between each three digits: 1,234,567. */
size_t nc_number_format_grouped(char out[32], int64_t value);

#endif
