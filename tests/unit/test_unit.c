/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/unit.h"

static void check_text(const char *got, size_t size, const char *want)
{
    assert_string_equal(got, want);
    assert_int_equal(size, strlen(want));
}

static void durations_have_three_digits_and_a_unit(void **state)
{
    static const struct {
        int64_t value;
        const char *text;
    } rows[] = {
        {0,              "0 s"             },
        {1,              "1 ns"            },
        {999,            "999 ns"          },
        {1000,           "1.00 µs"        },
        {1004,           "1.00 µs"        },
        {1005,           "1.01 µs"        },
        {9994,           "9.99 µs"        },
        {9995,           "10.0 µs"        },
        {99949,          "99.9 µs"        },
        {99950,          "100 µs"         },
        {999499,         "999 µs"         },
        {999500,         "1.00 ms"         },
        {45600000,       "45.6 ms"         },
        {1008903000,     "1.01 s"          },
        {999499999999,   "999 s"           },
        {999500000000,   "1,000 s"         },
        {12345000000000, "12,345 s"        },
        {INT64_MAX,      "9,223,372,037 s" },
        {-1,             "-1 ns"           },
        {-1005,          "-1.01 µs"       },
        {-402000000,     "-402 ms"         },
        {INT64_MIN + 1,  "-9,223,372,037 s"},
    };
    char out[NC_UNIT_ROOM];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_text(out, nc_unit_format_duration(out, rows[i].value), rows[i].text);
}

static void bytes_are_counted_in_powers_of_1024(void **state)
{
    char out[NC_UNIT_ROOM];

    (void)state;
    check_text(out, nc_unit_format_bytes(out, 0), "0 B");
    check_text(out, nc_unit_format_bytes(out, 999), "999 B");
    check_text(out, nc_unit_format_bytes(out, 1000), "0.98 KiB");
    check_text(out, nc_unit_format_bytes(out, 1024), "1.00 KiB");
    check_text(out, nc_unit_format_bytes(out, 4300000), "4.10 MiB");
    check_text(out, nc_unit_format_bytes(out, -2048), "-2.00 KiB");
    check_text(out, nc_unit_format_bytes(out, INT64_MAX), "8,388,608 TiB");
}

static void a_cost_is_in_the_unit_of_its_profile(void **state)
{
    char out[NC_UNIT_ROOM];

    (void)state;
    check_text(out, nc_unit_format_cost(out, 1500000, NCALLS_UNIT_NANOSECONDS), "1.50 ms");
    check_text(out, nc_unit_format_cost(out, 2048, NCALLS_UNIT_BYTES), "2.00 KiB");
    check_text(out, nc_unit_format_cost(out, 1234567, NCALLS_UNIT_SAMPLES), "1,234,567");
    check_text(out, nc_unit_format_cost(out, 12, NCALLS_UNIT_COUNT), "12");
}

static void a_cost_per_call_may_be_less_than_a_nanosecond(void **state)
{
    char out[NC_UNIT_ROOM];

    (void)state;
    check_text(out, nc_unit_format_cost_per(out, 103000000, 150049, NCALLS_UNIT_NANOSECONDS), "686 ns");
    check_text(out, nc_unit_format_cost_per(out, 10, 4, NCALLS_UNIT_NANOSECONDS), "2.50 ns");
    check_text(out, nc_unit_format_cost_per(out, 1, 3, NCALLS_UNIT_NANOSECONDS), "0.33 ns");
    check_text(out, nc_unit_format_cost_per(out, 8, 2, NCALLS_UNIT_NANOSECONDS), "4 ns");
    check_text(out, nc_unit_format_cost_per(out, 0, 7, NCALLS_UNIT_NANOSECONDS), "0 s");
    check_text(out, nc_unit_format_cost_per(out, 7, 0, NCALLS_UNIT_NANOSECONDS), "-");
    check_text(out, nc_unit_format_cost_per(out, 7, -1, NCALLS_UNIT_NANOSECONDS), "-");
    check_text(out, nc_unit_format_cost_per(out, 7, 2, NCALLS_UNIT_SAMPLES), "3.50");
    check_text(out, nc_unit_format_cost_per(out, 3072, 2, NCALLS_UNIT_BYTES), "1.50 KiB");
    check_text(out, nc_unit_format_cost_per(out, INT64_MAX, 1, NCALLS_UNIT_NANOSECONDS), "9,223,372,037 s");
}

static void a_ratio_is_whole_only_when_it_is(void **state)
{
    char out[NC_UNIT_ROOM];

    (void)state;
    check_text(out, nc_unit_format_ratio(out, 847, 1), "847");
    check_text(out, nc_unit_format_ratio(out, 1694, 2), "847");
    check_text(out, nc_unit_format_ratio(out, 102013, 1), "102,013");
    check_text(out, nc_unit_format_ratio(out, 3396, 848), "4.00");
    check_text(out, nc_unit_format_ratio(out, 848, 2542), "0.33");
    check_text(out, nc_unit_format_ratio(out, 112, 3), "37.3");
    check_text(out, nc_unit_format_ratio(out, 99999, 100), "1,000");
    check_text(out, nc_unit_format_ratio(out, 1, 200), "0.01");
    check_text(out, nc_unit_format_ratio(out, 1, 201), "<0.01");
    check_text(out, nc_unit_format_ratio(out, 0, 5), "0");
    check_text(out, nc_unit_format_ratio(out, 5, 0), "-");
    check_text(out, nc_unit_format_ratio(out, INT64_MAX, 1), "9,223,372,036,854,775,807");
}

static void a_share_is_never_more_than_all(void **state)
{
    char out[NC_UNIT_ROOM];

    (void)state;
    check_text(out, nc_unit_format_share(out, 123, 1000), "12.3%");
    check_text(out, nc_unit_format_share(out, 1, 1), "100.0%");
    check_text(out, nc_unit_format_share(out, 3, 1), "100.0%");
    check_text(out, nc_unit_format_share(out, INT64_MAX, 1), "100.0%");
    check_text(out, nc_unit_format_share(out, 9996, 10000), "100.0%");
    check_text(out, nc_unit_format_share(out, 0, 5), "0.0%");
    check_text(out, nc_unit_format_share(out, 1, 10000), "<0.1%");
    check_text(out, nc_unit_format_share(out, 5, 10000), "0.1%");
    check_text(out, nc_unit_format_share(out, -1, 10000), ">-0.1%");
    check_text(out, nc_unit_format_share(out, -1, 10), "-10.0%");
    check_text(out, nc_unit_format_share(out, 0, 0), "-");
    check_text(out, nc_unit_format_share(out, 5, -5), "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_have_three_digits_and_a_unit),
        cmocka_unit_test(bytes_are_counted_in_powers_of_1024),
        cmocka_unit_test(a_cost_is_in_the_unit_of_its_profile),
        cmocka_unit_test(a_cost_per_call_may_be_less_than_a_nanosecond),
        cmocka_unit_test(a_ratio_is_whole_only_when_it_is),
        cmocka_unit_test(a_share_is_never_more_than_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
