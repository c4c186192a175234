/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t seed = 20;

static uint64_t draw(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return seed ^ seed >> 32;
}

static void check_fixed(double value, int decimals)
{
    char out[400], expected[400];
    size_t size = nc_number_format_fixed(out, sizeof out, value, decimals);

    snprintf(expected, sizeof expected, "%.*f", decimals, value);
    assert_string_equal(out, expected);
    assert_int_equal(size, strlen(expected));
}

static void fixed_is_what_printf_prints(void **state)
{
    static const double values[] = {
        0.0,  -0.0,   0.0005,  0.0015,  0.0625,  0.1875,  0.5,     1.5,      2.5,
        1e12, -1e12,  1e300,   5e-324,  1e-200,  0x1p-47, 0x1p-48, 999999.5, 999999999999.9996,
        1e11, 0.9995, 99.9995, -0.0004, -0.0006, 0x1p-40, 4.35,    1e22,     HUGE_VAL};

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int decimals = 0; decimals <= 9; decimals++)
            check_fixed(values[i], decimals);
    for (int i = 0; i < 100000; i++) {
        int decimals = i % 8;
        double step = ldexp(1.0, -(int)(draw() % 12)), value = (double)(int64_t)(draw() % 4000000) - 2000000;

        check_fixed(value * step, decimals); /* many ties */
        check_fixed(value / 1000, decimals); /* next to ties */
        check_fixed((double)(int64_t)draw() / ldexp(1.0, (int)(draw() % 120)), decimals);
    }
}

static void nan_has_no_sign(void **state)
{
    char out[400];

    (void)state;
    nc_number_format_fixed(out, sizeof out, -(double)NAN, 3);
    assert_string_equal(out, "nan");
}

static void integers_are_plain_digits(void **state)
{
    static const int64_t values[] = {0, 7, -7, 10, 999, -1000, INT64_MAX, INT64_MIN};

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char out[24], expected[24];
        size_t size = nc_number_format_int(out, values[i]);

        snprintf(expected, sizeof expected, "%lld", (long long)values[i]);
        assert_string_equal(out, expected);
        assert_int_equal(size, strlen(out));
    }
}

static void the_shortest_is_what_repr_prints(void **state)
{
    static const struct {
        double value;
        const char *expected;
    } cases[] = {
        {0,                      "0.0"                    },
        {-0.0,                   "-0.0"                   },
        {0.1,                    "0.1"                    },
        {1,                      "1.0"                    },
        {0.25,                   "0.25"                   },
        {1e-4,                   "0.0001"                 },
        {1e-5,                   "1e-05"                  },
        {1.5e-7,                 "1.5e-07"                },
        {1e16,                   "1e+16"                  },
        {1e15,                   "1000000000000000.0"     },
        {123456.789,             "123456.789"             },
        {9999999999999998,       "9999999999999998.0"     },
        {5e-324,                 "5e-324"                 },
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {0.3333333333333333,     "0.3333333333333333"     },
        {-2.5,                   "-2.5"                   },
        {100,                    "100.0"                  },
        {1e100,                  "1e+100"                 },
        {NAN,                    "nan"                    },
        {-HUGE_VAL,              "-inf"                   },
        {0.00012,                "0.00012"                },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[40];

        assert_int_equal(nc_number_format_shortest(out, cases[i].value), strlen(cases[i].expected));
        assert_string_equal(out, cases[i].expected);
    }
}

static void the_shortest_reads_back(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = draw();
        double value;
        char out[40];

        memcpy(&value, &bits, sizeof value);
        if (isnan(value) || isinf(value))
            continue;
        nc_number_format_shortest(out, value);
        assert_true(strtod(out, NULL) == value);
    }
}

/* The test runs in the C locale, so strtod is the rule. */
static void floats_are_read_as_strtod_does(void **state)
{
    static const char *const none[] = {"", ".", "-", "-.", "1.2.3", "1,5", " 1", "1 ", "+", "0x10", "1e", "--1", "1f"};
    static const char *const odd[] = {"0", "-0", "-0.0", ".5", "5.", "+1.5", "999999999999999", "9999999999999999",
                                      "0.000000000000001", "123456789012345678", "1e5", "4.35"};
    double value;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(nc_number_parse_float(none[i], strlen(none[i]), &value));
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        double expected = strtod(odd[i], NULL);

        assert_true(nc_number_parse_float(odd[i], strlen(odd[i]), &value));
        assert_memory_equal(&value, &expected, sizeof value);
    }
    for (int i = 0; i < 20000; i++) {
        char text[40];
        int size = snprintf(text, sizeof text, "%s%llu.%0*llu", draw() % 2 ? "-" : "",
                            (unsigned long long)draw() % 100000, (int)(draw() % 12),
                            (unsigned long long)draw() % 99999);
        double expected = strtod(text, NULL);

        assert_true(nc_number_parse_float(text, (size_t)size, &value));
        assert_memory_equal(&value, &expected, sizeof value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_is_what_printf_prints), cmocka_unit_test(nan_has_no_sign),
        cmocka_unit_test(integers_are_plain_digits),   cmocka_unit_test(the_shortest_is_what_repr_prints),
        cmocka_unit_test(the_shortest_reads_back),     cmocka_unit_test(floats_are_read_as_strtod_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
