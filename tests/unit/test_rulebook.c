/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "ncalls/findings.h"
#include "rules/limits.h"

static void limits_are_written_as_they_are_read(void **state)
{
    static const struct {
        enum nc_limit limit;
        int64_t value;
        const char *text;
    } cases[] = {
        {NC_LIMIT_calls, 0, "0"},
        {NC_LIMIT_calls, INT64_MAX, "9223372036854775807"},
        {NC_LIMIT_per_call, 2500, "2.5"},
        {NC_LIMIT_per_call, 10000, "10"},
        {NC_LIMIT_per_call, 1, "0.001"},
        {NC_LIMIT_share, 1000, "100%"},
        {NC_LIMIT_share, 5, "0.5%"},
        {NC_LIMIT_time, 0, "0 ns"},
        {NC_LIMIT_time, 50000000, "50 ms"},
        {NC_LIMIT_time, 1500000, "1500 us"},
        {NC_LIMIT_time, 60000000000, "60 s"},
        {NC_LIMIT_size, 65536, "64 KiB"},
        {NC_LIMIT_size, 1000, "1 kB"},
        {NC_LIMIT_size, 1000001, "1000001 B"},
    };
    char text[NC_LIMITS_ROOM];
    int64_t value;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nc_limits_format(text, cases[i].limit, cases[i].value);
        assert_string_equal(text, cases[i].text);
        assert_true(nc_limits_parse(text, cases[i].limit, &value));
        assert_true(value == cases[i].value);
    }
    assert_true(nc_limits_parse("1.5 ms", NC_LIMIT_time, &value) && value == 1500000);
    assert_true(nc_limits_parse("50us", NC_LIMIT_time, &value) && value == 50000);
    assert_false(nc_limits_parse("0.5 ns", NC_LIMIT_time, &value));
    assert_false(nc_limits_parse("1.", NC_LIMIT_per_call, &value));
    assert_false(nc_limits_parse(".5", NC_LIMIT_per_call, &value));
    assert_false(nc_limits_parse("1.2.3", NC_LIMIT_per_call, &value));
    assert_false(nc_limits_parse("9223372036854775807 s", NC_LIMIT_time, &value));
}

static void every_form_says_when_there_is_no_memory(void **state)
{
    static const char *const forms[] = {"text", "markdown", "json", "yaml"};
    ncalls_rules *rules;

    (void)state;
    assert_int_equal(ncalls_rules_open(&rules, NULL, 0, NULL), NCALLS_OK);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ncalls_status status = NCALLS_MEMORY;
        long n = 0;

        for (; status == NCALLS_MEMORY; n++) {
            nc_alloc_fail_after(n, true);
            status = ncalls_rules_write(rules, "NC101", forms[i], "/dev/null", 0, NULL);
            nc_alloc_fail_after(-1, false);
            assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        }
        assert_true(n > 1);
    }
    ncalls_rules_free(rules);
}

static void what_there_is_not_is_a_sentence(void **state)
{
    ncalls_error error = {0};
    ncalls_rules *rules;

    (void)state;
    assert_int_equal(ncalls_rules_open(&rules, NULL, 0, NULL), NCALLS_OK);
    assert_int_equal(ncalls_rules_write(rules, NULL, "sarif", "/dev/null", 0, &error), NCALLS_USAGE);
    assert_string_equal(error.message, "rules are not written as 'sarif'");
    assert_int_equal(ncalls_rules_write(rules, "NC1O1", "text", "/dev/null", 0, &error), NCALLS_USAGE);
    assert_string_equal(error.message, "NC1O1: no such rule; did you mean NC101?");
    ncalls_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_written_as_they_are_read),
        cmocka_unit_test(every_form_says_when_there_is_no_memory),
        cmocka_unit_test(what_there_is_not_is_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
