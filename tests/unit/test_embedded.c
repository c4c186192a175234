/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/embedded.h"

#include <string.h>

static void every_file_is_found_by_its_name(void **state)
{
    (void)state;
    for (const struct nc_embedded *f = nc_embedded_files; f->name; f++)
        assert_ptr_equal(nc_embedded_find(f->name), f);
}

static void a_zero_follows_the_bytes(void **state)
{
    (void)state;
    for (const struct nc_embedded *f = nc_embedded_files; f->name; f++) {
        assert_true(f->size > 0);
        assert_int_equal(f->data[f->size], 0);
        assert_int_not_equal(f->data[f->size - 1], 0);
    }
}

static void an_unknown_name_is_nothing(void **state)
{
    (void)state;
    assert_null(nc_embedded_find("templates/none.html"));
    assert_null(nc_embedded_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found_by_its_name),
        cmocka_unit_test(a_zero_follows_the_bytes),
        cmocka_unit_test(an_unknown_name_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
