/* SPDX-License-Identifier: MIT */
#include "base/number.h"

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

/* glibc's and BSD's strtod_l is the only correctly rounding parser that does
 * not read the process's locale. */
bool nc_number_parse_float(const char *text, size_t size, double *out)
{
    static locale_t c_locale;
    char copy[400];

    if (!size || size >= sizeof copy || !looks_like_float(text, size))
        return false;
    if (!c_locale && !(c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0)))
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    *out = strtod_l(copy, NULL, c_locale);
    return true;
}

int64_t nc_number_add(int64_t a, int64_t b, bool *saturated)
{
    int64_t sum;

    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    *saturated = true;
    return a < 0 ? INT64_MIN + 1 : INT64_MAX;
}

int64_t nc_number_nanoseconds_odd(double seconds, bool *inexact)
{
    *inexact = true;
    if (isnan(seconds))
        return 0;
    return seconds < 0 ? INT64_MIN + 1 : INT64_MAX;
}

size_t nc_number_format_fixed(char *out, size_t room, double value, int decimals)
{
    int size;

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

size_t nc_number_format_grouped(char out[32], int64_t value)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%lld", (long long)value);
    size_t used = 0;

    for (int i = 0; i < size; i++) {
        int left = size - i;

        if (i && left % 3 == 0 && digits[i - 1] != '-')
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return used;
}
