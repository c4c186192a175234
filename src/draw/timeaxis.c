/* SPDX-License-Identifier: MIT */
#include "draw/timeaxis.h"

#include <stdio.h>

enum { SECOND = 1000000000, LONG = 120 /* seconds: from here on there are minutes */ };

static bool has_minutes(const nc_timeaxis *axis)
{
    return axis->unit == NCALLS_UNIT_NANOSECONDS && axis->length >= (int64_t)LONG * SECOND;
}

/* 1, 2, 5, 10, 20 ... */
static int64_t next_round(int64_t step)
{
    int64_t power = 1;

    while (step / power >= 10)
        power *= 10;
    return step / power == 1 ? 2 * power : step / power == 2 ? 5 * power : 10 * power;
}

static int64_t next_step(const nc_timeaxis *axis, int64_t step)
{
    static const int seconds[] = {1,   2,   5,   10,   15,   30,   60,    120,   300,
                                  600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};

    if (!has_minutes(axis) || step < SECOND)
        return next_round(step);
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
        if (step < (int64_t)seconds[i] * SECOND)
            return (int64_t)seconds[i] * SECOND;
    return 2 * step;
}

nc_timeaxis nc_timeaxis_make(int64_t length, ncalls_unit unit, unsigned most)
{
    nc_timeaxis axis = {length, 1, unit};

    while (length / axis.step > most && axis.step < INT64_MAX / 20)
        axis.step = next_step(&axis, axis.step);
    return axis;
}

/* Only as many decimals as tell the ticks apart. */
static size_t format_decimal(char out[NC_UNIT_ROOM], const nc_timeaxis *axis, int64_t at)
{
    static const struct {
        int64_t of;
        const char *name;
    } units[] = {{SECOND, " s"}, {1000000, " ms"}, {1000, " \u00b5s"}, {1, " ns"}};
    unsigned i = 0;
    int64_t part;
    int size, digits = 0;

    while (units[i].of > 1 && axis->length < units[i].of)
        i++;
    part = units[i].of;
    for (int64_t rest = axis->step % part; rest; rest = rest * 10 % part)
        digits++;
    size = snprintf(out, NC_UNIT_ROOM, "%lld", (long long)(at / part));
    at %= part;
    for (int k = 0; k < digits; k++, at %= part) {
        at *= 10;
        size += snprintf(out + size, (size_t)(NC_UNIT_ROOM - size), "%s%lld", k ? "" : ".", (long long)(at / part));
    }
    return (size_t)(size + snprintf(out + size, (size_t)(NC_UNIT_ROOM - size), "%s", units[i].name));
}

size_t nc_timeaxis_format(char out[NC_UNIT_ROOM], const nc_timeaxis *axis, int64_t at)
{
    long long seconds = at / SECOND;
    int size;

    if (axis->unit != NCALLS_UNIT_NANOSECONDS)
        return nc_unit_format_count(out, at);
    if (!has_minutes(axis))
        return at ? format_decimal(out, axis, at) : (size_t)snprintf(out, NC_UNIT_ROOM, "0");
    size = axis->length >= (int64_t)3600 * SECOND
               ? snprintf(out, NC_UNIT_ROOM, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60)
               : snprintf(out, NC_UNIT_ROOM, "%lld:%02lld", seconds / 60, seconds % 60);
    return (size_t)size;
}
