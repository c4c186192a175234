/* SPDX-License-Identifier: MIT */
#include "write/page_block.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* How many lines belong to what begins in line `first` of this file. */
static uint32_t count(const char *text, uint32_t first)
{
    nc_text file;
    uint32_t lines;

    nc_text_init(&file);
    nc_text_add_string(&file, text);
    lines = nc_page_block_count(&file, first, 100);
    nc_text_reset(&file);
    return lines;
}

static void a_function_ends_where_the_indentation_does(void **state)
{
    (void)state;
    assert_int_equal(count("def f():\n    a\n\n    b\n\n\ndef g():\n    c\n", 1), 4);
    assert_int_equal(count("def f():\n    a\n\n    b\n\n\ndef g():\n    c\n", 7), 2);
    assert_int_equal(count("class A:\n    def f(self):\n        a\n    x = 1\n", 2), 2);
    assert_int_equal(count("def f(): return 1\nx = f()\n", 1), 1);
    assert_int_equal(count("def f():\r\n\ta\r\n\r\nx\r\n", 1), 2);
    assert_int_equal(count("def f():\n    a", 1), 2);
}

static void a_signature_and_decorators_may_take_several_lines(void **state)
{
    (void)state;
    assert_int_equal(count("@wraps(g,\n       h)\n@cache\ndef f(\n    a,\n):\n    b\nc\n", 1), 7);
    assert_int_equal(count("async def f(\n    a):\n    b\nc\n", 1), 3);
}

static void texts_and_comments_may_stand_out(void **state)
{
    (void)state;
    assert_int_equal(count("def f():\n    \"\"\"x\nnot indented\n'''\n    \"\"\"\n    a\nb\n", 1), 6);
    assert_int_equal(count("def f():\n    a\n# about b\n    b\n# about c\nc\n", 1), 4);
    assert_int_equal(count("def f():\n    a  # don't \"\"\"\nb\n", 1), 2);
}

static void what_is_no_def_has_one_line(void **state)
{
    (void)state;
    assert_int_equal(count("x = [\n    lambda: 1,\n]\n", 2), 1);
    assert_int_equal(count("def f():\n    a\n", 2), 1);
}

static void a_line_that_is_not_there_has_none(void **state)
{
    (void)state;
    assert_int_equal(count("", 1), 0);
    assert_int_equal(count("def f():\n    a\n", 3), 0);
    assert_int_equal(count("def f():\n    a\n", UINT32_MAX), 0);
}

static void only_so_many_are_asked_for(void **state)
{
    nc_text file;

    (void)state;
    nc_text_init(&file);
    nc_text_add_string(&file, "def f():\n");
    for (unsigned i = 0; i < 50; i++)
        nc_text_add_string(&file, "    a\n");
    assert_int_equal(nc_page_block_count(&file, 1, 10), 10);
    assert_int_equal(nc_page_block_count(&file, 1, 100), 51);
    nc_text_reset(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_function_ends_where_the_indentation_does),
        cmocka_unit_test(a_signature_and_decorators_may_take_several_lines),
        cmocka_unit_test(texts_and_comments_may_stand_out),
        cmocka_unit_test(what_is_no_def_has_one_line),
        cmocka_unit_test(a_line_that_is_not_there_has_none),
        cmocka_unit_test(only_so_many_are_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
