/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "draw/abbreviation.h"

static void check(const char *name, const char *wanted)
{
    nc_abbreviation part = nc_abbreviation_of(name, strlen(name));

    assert_int_equal(part.size, strlen(wanted));
    assert_memory_equal(name + part.at, wanted, part.size);
}

static void the_last_part_of_a_name_says_most(void **state)
{
    (void)state;
    check("Server.run.<locals>.execute", "execute");
    check("load.<locals>.<listcomp>", "<listcomp>");
    check("built-in method builtins.len", "len");
    check("built-in method marshal.loads", "loads");
    check("method 'read' of '_io.BufferedReader' objects", "read");
}

static void what_has_no_parts_is_left_alone(void **state)
{
    (void)state;
    check("", "");
    check("serialize", "serialize");
    check("name.", "name.");
    check("...", "...");
    check("method '", "method '");
    check("method ''", "method ''");
    check("method 'endless", "method 'endless");
    check("built-in method ", "built-in method ");
    check("PyObject_Call (libpython3.11.so)", "PyObject_Call (libpython3.11.so)");
}

static void parts_follow_each_other(void **state)
{
    static const char name[] = "a.bc.<locals>.d";
    size_t at = 0;

    (void)state;
    at = nc_abbreviation_next(name, strlen(name), at);
    assert_int_equal(at, 2);
    at = nc_abbreviation_next(name, strlen(name), at);
    assert_int_equal(at, 5);
    at = nc_abbreviation_next(name, strlen(name), at);
    assert_int_equal(at, 14);
    assert_int_equal(nc_abbreviation_next(name, strlen(name), at), 0);
    assert_int_equal(nc_abbreviation_next(name, strlen(name), strlen(name)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_part_of_a_name_says_most),
        cmocka_unit_test(what_has_no_parts_is_left_alone),
        cmocka_unit_test(parts_follow_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
