/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "write/pstats_restrict.h"

#include <string.h>

static bool finds(const char *pattern, const char *file, const char *name)
{
    nc_pstats_restrict r;
    nc_stdname stdname;
    bool found;

    assert_int_equal(nc_pstats_restrict_init(&r, pattern, NULL), NCALLS_OK);
    assert_int_equal(r.kind, NC_PSTATS_PATTERN);
    nc_stdname_init(&stdname, file, strlen(file), *file != '~', name, strlen(name));
    found = nc_pstats_restrict_find(&r, &stdname);
    nc_pstats_restrict_reset(&r);
    return found;
}

static void python_s_own_spellings_are_understood(void **state)
{
    (void)state;
    assert_true(finds("\\)\\Z", "a.py", "f"));
    assert_false(finds("f\\Z", "~", "f\n")); /* pcre2's own \Z would stop before that newline */
    assert_true(finds("\\u0066\\)", "a.py", "f"));
    assert_true(finds("\\U0001f40d", "a.py", "\xf0\x9f\x90\x8d"));
    assert_true(finds("^a{,2}\\.", "aa.py", "f"));
    assert_false(finds("^a{,2}\\.", "aaa.py", "f"));
    assert_true(finds("[]{,2}]", "a]", "f")); /* plain inside a class */
    assert_true(finds("[\\]{,2}]", "a}", "f"));
    assert_true(finds("a.c", "a\rc", "f"));
    assert_false(finds("a.c", "a\nc", "f"));
    assert_true(finds("\\bcaf\\w$", "x", "") == false);
    assert_true(finds("(?i)\\(CAF\xc3\x89\\)", "x", "caf\xc3\xa9"));
}

static void what_is_no_utf8_is_one_character_like_no_other(void **state)
{
    (void)state;
    assert_true(finds("^caf.:1", "caf\xff", "f"));
    assert_true(finds("^caf.:1", "caf\xed\xb3\xa9", "f"));
    assert_false(finds("^(.)\\1:", "\xed\xa0\x80\xed\xb0\x80", "f"));
    assert_true(finds("^(.)\\1:", "\xed\xa0\x80\xed\xa0\x80", "f"));
    assert_false(finds("\\w", "\xff", "\xed\xa0\x80") == false); /* the line number */
    assert_false(finds("\\w\\)", "a", "\xff"));
}

static void a_long_name_does_not_exhaust_a_pattern(void **state)
{
    static char name[1 << 16];

    (void)state;
    memset(name, 'a', sizeof name - 1);
    assert_true(finds("^x:1\\((a|b)*\\)$", "x", name));
}

static void check_kind(const char *text, nc_pstats_kind kind, size_t of_hundred)
{
    nc_pstats_restrict r;

    assert_int_equal(nc_pstats_restrict_init(&r, text, NULL), NCALLS_OK);
    if (r.kind != kind)
        fail_msg("'%s' is kind %d", text, r.kind);
    if (kind <= NC_PSTATS_FRACTION)
        assert_int_equal(nc_pstats_restrict_count(&r, 100), of_hundred);
    nc_pstats_restrict_reset(&r);
}

static void numbers_and_patterns_are_told_apart(void **state)
{
    nc_pstats_restrict r;
    ncalls_error error;

    (void)state;
    check_kind("20", NC_PSTATS_COUNT, 20);
    check_kind("+20", NC_PSTATS_COUNT, 20);
    check_kind("0", NC_PSTATS_COUNT, 0);
    check_kind("100", NC_PSTATS_COUNT, 100);
    check_kind("-1", NC_PSTATS_COUNT, 100);
    check_kind("99999999999999999999", NC_PSTATS_COUNT, 100);
    check_kind("-99999999999999999999", NC_PSTATS_COUNT, 100);
    check_kind(".5", NC_PSTATS_FRACTION, 50);
    check_kind("0.005", NC_PSTATS_FRACTION, 1);
    check_kind("0.0049", NC_PSTATS_FRACTION, 0);
    check_kind("1.0", NC_PSTATS_FRACTION, 100);
    check_kind("inf", NC_PSTATS_PATTERN, 0);
    check_kind("nan", NC_PSTATS_PATTERN, 0);
    check_kind("", NC_PSTATS_PATTERN, 0);
    check_kind("2x", NC_PSTATS_PATTERN, 0);
    check_kind("(", NC_PSTATS_BROKEN, 0);
    check_kind("\xff", NC_PSTATS_BROKEN, 0);
    assert_int_equal(nc_pstats_restrict_init(&r, "1.5", &error), NCALLS_USAGE);
    nc_pstats_restrict_reset(&r);
    assert_int_equal(nc_pstats_restrict_init(&r, "-0.5", &error), NCALLS_USAGE);
    assert_string_equal(error.message, "'-0.5' is no restriction: a fraction lies between 0 and 1");
    nc_pstats_restrict_reset(&r);
}

static void check_shown(const char *text, const char *expected)
{
    nc_pstats_restrict r;
    nc_text shown;

    nc_text_init(&shown);
    assert_int_equal(nc_pstats_restrict_init(&r, text, NULL), NCALLS_OK);
    nc_pstats_restrict_show(&r, &shown);
    assert_string_equal(shown.bytes, expected);
    nc_text_reset(&shown);
    nc_pstats_restrict_reset(&r);
}

static void restrictions_are_shown_as_repr_shows_them(void **state)
{
    (void)state;
    check_shown("007", "7");
    check_shown("-3", "-3");
    check_shown(".10", "0.1");
    check_shown("-0.0", "-0.0");
    check_shown("plain", "'plain'");
    check_shown("it's", "\"it's\"");
    check_shown("it's \"so\"", "'it\\'s \"so\"'");
    check_shown("\\d\t\n\r\x01\x7f", "'\\\\d\\t\\n\\r\\x01\\x7f'");
    check_shown("caf\xc3\xa9 \xe6\x95\xb0", "'caf\xc3\xa9 \xe6\x95\xb0'");
    check_shown("\xc2\xa0\xc2\xad\xe2\x80\xae\xf3\xa0\x80\x81", "'\\xa0\\xad\\u202e\\U000e0001'");
    check_shown("\xff", "'\\udcff'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(python_s_own_spellings_are_understood),
        cmocka_unit_test(what_is_no_utf8_is_one_character_like_no_other),
        cmocka_unit_test(a_long_name_does_not_exhaust_a_pattern),
        cmocka_unit_test(numbers_and_patterns_are_told_apart),
        cmocka_unit_test(restrictions_are_shown_as_repr_shows_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
