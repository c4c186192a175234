/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "draw/timeaxis.h"

#define SECOND 1000000000ll

static void expect(int64_t length, ncalls_unit unit, unsigned most, int64_t step, const char *third)
{
    nc_timeaxis axis = nc_timeaxis_make(length, unit, most);
    char text[NC_UNIT_ROOM];
    size_t size = nc_timeaxis_format(text, &axis, 3 * axis.step);

    assert_int_equal(axis.step, step);
    assert_int_equal(size, strlen(text));
    assert_string_equal(text, third);
}

static void ticks_are_at_round_moments(void **state)
{
    const ncalls_unit ns = NCALLS_UNIT_NANOSECONDS;

    (void)state;
    expect(10513166, ns, 12, 1000000, "3 ms");
    expect(1050000, ns, 12, 100000, "0.3 ms");
    expect(2090000000, ns, 12, SECOND / 5, "0.6 s");
    expect(90 * SECOND, ns, 12, 10 * SECOND, "30 s");
    expect(999, ns, 3, 500, "1500 ns");
    expect(1, ns, 12, 1, "3 ns");
    expect(17, NCALLS_UNIT_SAMPLES, 12, 2, "6");
    expect(25000, NCALLS_UNIT_SAMPLES, 12, 2000, "6,000");
}

static void minutes_have_sixty_seconds(void **state)
{
    const ncalls_unit ns = NCALLS_UNIT_NANOSECONDS;

    (void)state;
    expect(120 * SECOND, ns, 12, 10 * SECOND, "0:30");
    expect(200 * SECOND, ns, 12, 30 * SECOND, "1:30");
    expect(3599 * SECOND, ns, 12, 300 * SECOND, "15:00");
    expect(3600 * SECOND, ns, 12, 300 * SECOND, "0:15:00");
    expect(30 * 3600 * SECOND, ns, 12, 10800 * SECOND, "9:00:00");
    expect(40 * 86400 * SECOND, ns, 12, 4 * 86400 * SECOND, "288:00:00");
}

static void any_length_has_an_axis(void **state)
{
    char text[NC_UNIT_ROOM];

    (void)state;
    for (int64_t length = 1; length < INT64_MAX / 7; length *= 7)
        for (unsigned most = 1; most < 200; most += 13) {
            nc_timeaxis axis = nc_timeaxis_make(length, NCALLS_UNIT_NANOSECONDS, most);

            assert_true(axis.step > 0 && length / axis.step <= most);
            assert_true(nc_timeaxis_format(text, &axis, length) < NC_UNIT_ROOM);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_at_round_moments),
        cmocka_unit_test(minutes_have_sixty_seconds),
        cmocka_unit_test(any_length_has_an_axis),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
