/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "base/pattern.h"

static bool matches(const char *expression, const char *bytes, size_t size)
{
    nc_pattern *pattern;
    bool found;

    assert_int_equal(nc_pattern_compile(&pattern, expression, NULL), NCALLS_OK);
    found = nc_pattern_matches(pattern, bytes, size);
    nc_pattern_free(pattern);
    return found;
}

static void it_is_found_anywhere(void **state)
{
    (void)state;
    assert_true(matches("list_.*\\)$", "views.py:14(list_books)", 23));
    assert_true(matches("", "x", 1));
    assert_true(matches("^$", "", 0));
    assert_false(matches("^list", "views.py:14(list_books)", 23));
    assert_true(matches("gr\xc3\xb6\xc3\x9f.", "größe", strlen("größe")));
    assert_true(matches("\\w+", "本", 3));
}

static void names_that_are_no_utf8_are_searched_all_the_same(void **state)
{
    (void)state;
    assert_true(matches("tail", "\xff\xfe tail", 7));
    assert_true(matches("b", "a\0b", 3));
    assert_false(matches("head.tail", "head\xfftail", 9));
}

static void a_broken_expression_is_a_sentence(void **state)
{
    nc_pattern *pattern = (nc_pattern *)&pattern;
    ncalls_error error = {0};

    (void)state;
    assert_int_equal(nc_pattern_compile(&pattern, "a(b", &error), NCALLS_USAGE);
    assert_null(pattern);
    assert_string_equal(error.message, "'a(b' is no regular expression: missing closing parenthesis at character 4");
    assert_int_equal(nc_pattern_compile(&pattern, "\xff", &error), NCALLS_USAGE);
}

static void what_takes_too_many_steps_is_told(void **state)
{
    static const char name[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    ncalls_error error = {0};
    nc_pattern *pattern;
    bool found;

    (void)state;
    assert_int_equal(nc_pattern_compile(&pattern, "(a|aa|aaa|aaaa)*[xz]$", NULL), NCALLS_OK);
    assert_int_equal(nc_pattern_find(pattern, name, sizeof name - 1, &found, &error), NCALLS_LIMIT);
    assert_string_equal(error.message, "the expression cannot be searched for in a name of 64 bytes: match limit "
                                       "exceeded: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    assert_false(nc_pattern_matches(pattern, name, sizeof name - 1));
    nc_pattern_free(pattern);
}

static void without_memory_it_says_so(void **state)
{
    nc_pattern *pattern;
    ncalls_status status = NCALLS_MEMORY;
    long n = 0;

    (void)state;
    for (; status == NCALLS_MEMORY; n++) {
        ncalls_error error = {0};

        nc_alloc_fail_after(n, true);
        status = nc_pattern_compile(&pattern, "views.py:[0-9]+", &error);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !pattern));
    }
    assert_true(n > 3);
    nc_pattern_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_anywhere),
        cmocka_unit_test(names_that_are_no_utf8_are_searched_all_the_same),
        cmocka_unit_test(a_broken_expression_is_a_sentence),
        cmocka_unit_test(what_takes_too_many_steps_is_told),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
