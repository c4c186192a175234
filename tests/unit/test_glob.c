/* SPDX-License-Identifier: MIT */
#include "base/glob.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static bool matches(const char *glob, const char *text)
{
    return nc_glob_matches(glob, strlen(glob), text, strlen(text));
}

static bool ends(const char *glob, const char *path)
{
    return nc_glob_ends_path(glob, strlen(glob), path, strlen(path));
}

static void a_star_is_any_bytes(void **state)
{
    (void)state;
    assert_true(matches("*", ""));
    assert_true(matches("a*c", "ac"));
    assert_true(matches("a*c", "abbbc"));
    assert_true(matches("*ab*ab", "xabyabzab"));
    assert_false(matches("a*c", "abcd"));
    assert_false(matches("", "a"));
    assert_true(matches("f?o", "foo"));
    assert_false(matches("f?o", "fo"));
}

static void a_path_ends_in_whole_components(void **state)
{
    (void)state;
    assert_true(ends("utils.py", "/app/db/utils.py"));
    assert_true(ends("db/utils.py", "/app/db/utils.py"));
    assert_true(ends("db/utils.py", "C:\\app\\db\\utils.py"));
    assert_true(ends("utils.py", "utils.py"));
    assert_false(ends("ils.py", "/app/db/utils.py"));
    assert_false(ends("x/utils.py", "utils.py"));
}

static void a_star_stays_within_a_component(void **state)
{
    (void)state;
    assert_true(ends("backends/*/client.py", "/lib/backends/sqlite/client.py"));
    assert_false(ends("backends/*/client.py", "/lib/backends/a/b/client.py"));
    assert_true(ends("backends/**/client.py", "/lib/backends/a/b/client.py"));
    assert_true(ends("/srv/**", "/srv/shop/views.py"));
    assert_false(ends("/srv/**", "/opt/srv/views.py"));
    assert_true(ends("**/a*/b.py", "/x/ab/c/ad/b.py"));
    assert_false(ends("**/a*/b.py", "/x/ab/c/b.py"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_star_is_any_bytes),
        cmocka_unit_test(a_path_ends_in_whole_components),
        cmocka_unit_test(a_star_stays_within_a_component),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
