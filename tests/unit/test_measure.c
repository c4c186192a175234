/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "draw/measure.h"

static int32_t width(const char *text)
{
    return nc_measure_width(text, strlen(text), 1000, false);
}

static void widths_are_those_of_helvetica(void **state)
{
    (void)state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("i"), 222);
    assert_int_equal(width("mW"), 833 + 944);
    assert_int_equal(nc_measure_width("i", 1, 1000, true), 278);
    assert_int_equal(nc_measure_width("mm", 2, 1200, false), 2 * 833 * 1200 / 1000 + 1); /* rounded up */
}

static void wide_letters_are_wide_and_marks_are_nothing(void **state)
{
    (void)state;
    assert_int_equal(width("\xe5\x87\xbd\xe6\x95\xb0"), 2000); /* two Han characters */
    assert_true(width("\xf0\x9f\x90\x8d") >= 1200);            /* an emoji */
    assert_int_equal(width("a\xcc\x81"), width("a"));          /* a with a combining accent */
}

static void what_fits_is_whole(void **state)
{
    nc_measure_fit fit = nc_measure_cut("execute", 7, 1000, false, width("execute"));

    (void)state;
    assert_int_equal(fit.size, 7);
    assert_false(fit.cut);
    assert_int_equal(fit.width, width("execute"));
}

static void a_cut_leaves_room_for_its_ellipsis(void **state)
{
    (void)state;
    for (int32_t room = 0; room < 4000; room += 37) {
        nc_measure_fit fit = nc_measure_cut("serialize_books", 15, 1000, false, room);

        assert_true(fit.width <= room);
        assert_true(fit.cut);
        if (fit.size)
            assert_int_equal(fit.width, nc_measure_width("serialize_books", fit.size, 1000, false) + 1000);
    }
    assert_int_equal(nc_measure_cut("ab", 2, 1000, false, 900).size, 0);
}

static void marks_stay_with_their_letter(void **state)
{
    static const char text[] = "a\xcc\x81\xcc\x82zzzz"; /* a with two accents */

    (void)state;
    for (int32_t room = 0; room < 4000; room += 11) {
        nc_measure_fit fit = nc_measure_cut(text, sizeof text - 1, 1000, false, room);

        assert_true(fit.size == 0 || fit.size >= 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_helvetica),
        cmocka_unit_test(wide_letters_are_wide_and_marks_are_nothing),
        cmocka_unit_test(what_fits_is_whole),
        cmocka_unit_test(a_cut_leaves_room_for_its_ellipsis),
        cmocka_unit_test(marks_stay_with_their_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
