/* SPDX-License-Identifier: MIT */
#include "read/pprof_unit.h"

#include <string.h>

static const struct {
    const char *name;
    ncalls_unit unit;
    int64_t scale;
} units[] = {
    {"nanoseconds", NCALLS_UNIT_NANOSECONDS, 1},
    {"ns", NCALLS_UNIT_NANOSECONDS, 1},
    {"microseconds", NCALLS_UNIT_NANOSECONDS, 1000},
    {"us", NCALLS_UNIT_NANOSECONDS, 1000},
    {"\xc2\xb5s", NCALLS_UNIT_NANOSECONDS, 1000}, /* a micro sign */
    {"\xce\xbcs", NCALLS_UNIT_NANOSECONDS, 1000}, /* a Greek letter: austin2pprof's */
    {"milliseconds", NCALLS_UNIT_NANOSECONDS, 1000000},
    {"ms", NCALLS_UNIT_NANOSECONDS, 1000000},
    {"seconds", NCALLS_UNIT_NANOSECONDS, 1000000000},
    {"s", NCALLS_UNIT_NANOSECONDS, 1000000000},
    {"bytes", NCALLS_UNIT_BYTES, 1},
    {"B", NCALLS_UNIT_BYTES, 1},
    {"kilobytes", NCALLS_UNIT_BYTES, 1024},
    {"megabytes", NCALLS_UNIT_BYTES, 1 << 20},
    {"count", NCALLS_UNIT_SAMPLES, 1},
    {"samples", NCALLS_UNIT_SAMPLES, 1},
};

void nc_pprof_unit(const char *word, size_t size, ncalls_unit *unit, int64_t *scale)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strlen(units[i].name) == size && memcmp(units[i].name, word, size) == 0) {
            *unit = units[i].unit;
            *scale = units[i].scale;
        }
}
