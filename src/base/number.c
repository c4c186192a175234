/* SPDX-License-Identifier: MIT */
#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool nc_number_parse_int(const char *text, size_t size, int64_t *out)
{
    bool negative = size && text[0] == '-';
    int64_t value = 0;
    size_t i = size && (text[0] == '-' || text[0] == '+');

    if (i == size)
        return false;
    for (; i < size; i++) {
        int digit = text[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, negative ? -digit : digit, &value))
            return false;
    }
    *out = value;
    return true;
}

static bool looks_like_float(const char *text, size_t size)
{
    size_t i = size && (text[0] == '-' || text[0] == '+'), digits = 0;

    if (size - i == 3 && (strncasecmp(text + i, "inf", 3) == 0 || strncasecmp(text + i, "nan", 3) == 0))
        return true;
    while (i < size && text[i] >= '0' && text[i] <= '9')
        i++, digits++;
    if (i < size && text[i] == '.')
        for (i++; i < size && text[i] >= '0' && text[i] <= '9'; i++)
            digits++;
    if (!digits)
        return false;
    if (i < size && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        i += i < size && (text[i] == '-' || text[i] == '+');
        if (i == size)
            return false;
        while (i < size && text[i] >= '0' && text[i] <= '9')
            i++;
    }
    return i == size;
}

/* Nearly all floats: up to 15 digits, some of them behind a point. Both parts of
 * the fraction are exact then, so that the division rounds once, and correctly
 * (where doubles are reckoned as doubles). False: it is another one. */
static bool parse_usual(const char *text, size_t size, double *out)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    size_t i = size && text[0] == '-', digits = 0, decimals = 0;
    bool has_point = false;
    int64_t number = 0;

    if (FLT_EVAL_METHOD != 0 || size - i > 16)
        return false;
    for (; i < size; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            number = number * 10 + (text[i] - '0');
            digits++;
            decimals += has_point;
        } else if (text[i] == '.' && !has_point) {
            has_point = true;
        } else {
            return false;
        }
    }
    if (!digits || digits > 15)
        return false;
    *out = (double)number / powers[decimals];
    *out = text[0] == '-' ? -*out : *out;
    return true;
}

/* glibc's and BSD's strtod_l is the only correctly rounding parser that does
 * not read the process's locale. */
bool nc_number_parse_float(const char *text, size_t size, double *out)
{
    static locale_t c_locale;
    char copy[400];

    if (parse_usual(text, size, out))
        return true;
    if (!size || size >= sizeof copy || !looks_like_float(text, size))
        return false;
    if (!c_locale && !(c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0)))
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    *out = strtod_l(copy, NULL, c_locale);
    return true;
}

int64_t nc_number_nanoseconds_odd(double seconds, bool *inexact)
{
    *inexact = true;
    if (isnan(seconds))
        return 0;
    return seconds < 0 ? INT64_MIN + 1 : INT64_MAX;
}

/* printf is exact and slow. Most figures are small enough to be exact in 128
 * bits: value * 10^decimals as a whole number and the rest of a shift, rounded
 * half to even as printf does it. False when they are not. */
static bool format_small(char *out, size_t *size, double value, int decimals)
{
    static const uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    char digits[48];
    size_t at = sizeof digits, used = 0;
    int exponent, shift;
    __uint128_t scaled, half;
    uint64_t rest;

    if (decimals < 0 || decimals > 6 || !(fabs(value) < 1e12))
        return false;
    scaled = (uint64_t)ldexp(frexp(fabs(value), &exponent), 53);
    scaled *= powers[decimals];
    shift = 53 - exponent; /* at least 13: 1e12 has 40 bits */
    if (shift > 100) {
        rest = 0;
    } else {
        half = (__uint128_t)1 << (shift - 1);
        rest = (uint64_t)(scaled >> shift);
        scaled &= 2 * half - 1;
        rest += scaled > half || (scaled == half && (rest & 1));
    }
    for (int i = 0; rest || i <= decimals; i++) {
        if (i == decimals && decimals)
            digits[--at] = '.';
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (signbit(value))
        out[used++] = '-';
    memcpy(out + used, digits + at, sizeof digits - at);
    *size = used + sizeof digits - at;
    out[*size] = '\0';
    return true;
}

size_t nc_number_format_fixed(char *out, size_t room, double value, int decimals)
{
    size_t fast;
    int size;

    if (room >= 64 && format_small(out, &fast, value, decimals))
        return fast;
    if (isnan(value))
        size = snprintf(out, room, "nan");
    else
        size = snprintf(out, room, "%.*f", decimals, value);
    /* A host program may have set a locale with another decimal point. */
    for (char *p = out; *p; p++)
        if (*p == ',')
            *p = '.';
    return size < 0 ? 0 : (size_t)size;
}

size_t nc_number_format_int(char out[24], int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        digits[--at] = '-';
    memcpy(out, digits + at, sizeof digits - at);
    out[sizeof digits - at] = '\0';
    return sizeof digits - at;
}

/* The fewest digits (no sign, no point) that read back as `value`, which is
 * finite and not negative; returns the power of ten of the first. */
static int find_shortest(char digits[24], double value)
{
    char text[40];
    int64_t exponent = 0;
    size_t used = 0;
    char *e;

    for (int precision = 0; precision < 17; precision++) {
        int size = snprintf(text, sizeof text, "%.*e", precision, value);
        double back = 0;

        /* A host program may have set a locale with another decimal point. */
        if (precision)
            text[1] = '.';
        if (nc_number_parse_float(text, (size_t)size, &back) && back == value)
            break;
    }
    e = strchr(text, 'e');
    for (const char *p = text; p < e; p++)
        if (*p != '.')
            digits[used++] = *p;
    digits[used] = '\0';
    nc_number_parse_int(e + 1, strlen(e + 1), &exponent);
    return (int)exponent;
}

size_t nc_number_format_shortest(char out[40], double value)
{
    const char *sign = signbit(value) && !isnan(value) ? "-" : "";
    char digits[24];
    int exponent, count, size;

    if (isnan(value) || isinf(value))
        return (size_t)snprintf(out, 40, "%s%s", sign, isnan(value) ? "nan" : "inf");
    exponent = find_shortest(digits, fabs(value));
    count = (int)strlen(digits);
    if (exponent < -4 || exponent >= 16)
        size = snprintf(out, 40, "%s%c%s%se%c%02d", sign, digits[0], count > 1 ? "." : "", digits + 1,
                        exponent < 0 ? '-' : '+', abs(exponent));
    else if (exponent < 0)
        size = snprintf(out, 40, "%s0.%.*s%s", sign, -exponent - 1, "000", digits);
    else if (exponent >= count - 1)
        size = snprintf(out, 40, "%s%s%.*s.0", sign, digits, exponent - count + 1, "000000000000000");
    else
        size = snprintf(out, 40, "%s%.*s.%s", sign, exponent + 1, digits, digits + exponent + 1);
    return (size_t)size;
}

size_t nc_number_format_grouped(char out[32], int64_t value)
{
    char digits[24];
    size_t size = nc_number_format_int(digits, value), used = 0;

    for (size_t i = 0; i < size; i++) {
        size_t left = size - i;

        if (i && left % 3 == 0 && digits[i - 1] != '-')
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return used;
}
