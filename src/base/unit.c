/* SPDX-License-Identifier: MIT */
#include "base/unit.h"

#include <stdbool.h>
#include <string.h>

#include "base/number.h"

/* Quotients of two int64 times a unit do not fit into 64 bits. */
typedef unsigned __int128 wide;

typedef struct step {
    int64_t size;
    const char *name;
} step;

static const step times[] = {
    {1,          " ns" },
    {1000,       " µs"},
    {1000000,    " ms" },
    {1000000000, " s"  },
    {0,          NULL  }
};
static const step sizes[] = {
    {1,                " B"  },
    {1024,             " KiB"},
    {1 << 20,          " MiB"},
    {1 << 30,          " GiB"},
    {(int64_t)1 << 40, " TiB"},
    {0,                NULL  },
};
static const step plain[] = {
    {1, ""  },
    {0, NULL}
};

static wide magnitude(int64_t value)
{
    return value < 0 ? (wide)0 - (wide)(__int128)value : (wide)value;
}

static wide divide(wide number, wide by)
{
    return (number + by / 2) / by;
}

/* Digits with a comma between each three; beyond int64 they cannot be. */
static size_t put_whole(char *out, wide value)
{
    return nc_number_format_grouped(out, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

/* hundredths → "1.23"; tenths → "12.3" */
static size_t put_fraction(char *out, wide value, unsigned decimals)
{
    unsigned all = (unsigned)value;
    char digits[24];
    size_t size = nc_number_format_int(digits, all / (decimals == 2 ? 100 : 10));

    memcpy(out, digits, size);
    out[size++] = '.';
    if (decimals == 2)
        out[size++] = (char)('0' + all / 10 % 10);
    out[size++] = (char)('0' + all % 10);
    out[size] = '\0';
    return size;
}

/* number / by to three digits, or false: it has more than three before the
 * point. Whole numbers of the smallest unit are printed as such. */
static bool put_three(char *out, size_t *size, wide number, wide by, bool whole)
{
    if (whole && divide(number, by) < 1000)
        *size = put_whole(out, divide(number, by));
    else if (divide(number * 100, by) < 1000)
        *size = put_fraction(out, divide(number * 100, by), 2);
    else if (divide(number * 10, by) < 1000)
        *size = put_fraction(out, divide(number * 10, by), 1);
    else if (divide(number, by) < 1000)
        *size = put_whole(out, divide(number, by));
    else
        return false;
    return true;
}

/* value / per in the smallest of `steps` that needs three digits, or the last. */
static size_t put_scaled(char *out, int64_t value, int64_t per, const step *steps)
{
    wide number = magnitude(value), by = (wide)per;
    size_t used = 0, size = 0;

    if (value < 0)
        out[used++] = '-';
    while (!put_three(out + used, &size, number, by * (wide)steps->size, steps->size == 1 && number % by == 0)) {
        if (!steps[1].name) {
            size = put_whole(out + used, divide(number, by * (wide)steps->size));
            break;
        }
        steps++;
    }
    used += size;
    memcpy(out + used, steps->name, strlen(steps->name) + 1);
    return used + strlen(steps->name);
}

static size_t put_text(char *out, const char *text)
{
    memcpy(out, text, strlen(text) + 1);
    return strlen(text);
}

size_t nc_unit_format_duration(char out[NC_UNIT_ROOM], int64_t nanoseconds)
{
    return nanoseconds ? put_scaled(out, nanoseconds, 1, times) : put_text(out, "0 s");
}

size_t nc_unit_format_bytes(char out[NC_UNIT_ROOM], int64_t bytes)
{
    return put_scaled(out, bytes, 1, sizes);
}

size_t nc_unit_format_count(char out[NC_UNIT_ROOM], int64_t count)
{
    return nc_number_format_grouped(out, count);
}

size_t nc_unit_format_cost(char out[NC_UNIT_ROOM], int64_t cost, ncalls_unit unit)
{
    switch (unit) {
    case NCALLS_UNIT_NANOSECONDS:
        return nc_unit_format_duration(out, cost);
    case NCALLS_UNIT_BYTES:
        return nc_unit_format_bytes(out, cost);
    case NCALLS_UNIT_SAMPLES:
    case NCALLS_UNIT_COUNT:
        break;
    }
    return nc_unit_format_count(out, cost);
}

size_t nc_unit_format_cost_per(char out[NC_UNIT_ROOM], int64_t cost, int64_t per, ncalls_unit unit)
{
    if (per <= 0)
        return put_text(out, "-");
    if (!cost)
        return nc_unit_format_cost(out, 0, unit);
    switch (unit) {
    case NCALLS_UNIT_NANOSECONDS:
        return put_scaled(out, cost, per, times);
    case NCALLS_UNIT_BYTES:
        return put_scaled(out, cost, per, sizes);
    case NCALLS_UNIT_SAMPLES:
    case NCALLS_UNIT_COUNT:
        break;
    }
    return nc_unit_format_ratio(out, cost, per);
}

size_t nc_unit_format_ratio(char out[NC_UNIT_ROOM], int64_t number, int64_t per)
{
    wide by = (wide)per;

    if (per <= 0)
        return put_text(out, "-");
    if (number && divide(magnitude(number) * 100, by) == 0)
        return put_text(out, number < 0 ? ">-0.01" : "<0.01");
    /* 99.995 would be 100 and 999.6 is 1,000: no false fractions. */
    return put_scaled(out, number, per, plain);
}

size_t nc_unit_format_share(char out[NC_UNIT_ROOM], int64_t part, int64_t whole)
{
    size_t used = 0;
    wide tenths;

    if (whole <= 0)
        return put_text(out, "-");
    tenths = divide(magnitude(part) * 1000, (wide)whole);
    if (part && !tenths)
        return put_text(out, part < 0 ? ">-0.1%" : "<0.1%");
    if (tenths > 1000)
        tenths = 1000;
    if (part < 0)
        out[used++] = '-';
    used += put_fraction(out + used, tenths, 1);
    return used + put_text(out + used, "%");
}
