/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "write/columns.h"

enum { COUNT = 5, GAP = 2 };

/* calls, self, a bar, a function, its caller */
static const nc_columns_want wants[COUNT] = {
    {6,  6,  1, true,  false},
    {7,  7,  0, true,  false},
    {8,  8,  5, true,  true },
    {50, 30, 0, false, false},
    {40, 20, 8, false, true },
};

static void check_widths(size_t room, const size_t want[COUNT])
{
    size_t widths[COUNT];

    nc_columns_fit(wants, COUNT, room, GAP, widths);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(widths[i], want[i]);
}

static void all_have_what_they_want_where_there_is_room(void **state)
{
    (void)state;
    check_widths(1000, (size_t[]){6, 7, 8, 50, 40});
    check_widths(6 + 7 + 8 + 50 + 40 + 4 * GAP, (size_t[]){6, 7, 8, 50, 40});
}

static void late_ones_come_back_when_the_others_are_content(void **state)
{
    (void)state;
    /* One cell short of the caller's least: the function takes its room. */
    check_widths(6 + 7 + 50 + 8 + 3 * GAP + 10, (size_t[]){6, 7, 8, 50, 0});
    check_widths(6 + 7 + 49 + 2 * GAP, (size_t[]){6, 7, 0, 49, 0});
    check_widths(6 + 7 + 50 + 2 * GAP + GAP + 8, (size_t[]){6, 7, 8, 50, 0});
}

static void the_highest_rank_goes_first_and_zero_never(void **state)
{
    (void)state;
    check_widths(6 + 7 + 30 + 2 * GAP, (size_t[]){6, 7, 0, 30, 0});
    check_widths(6 + 7 + 30 + 2 * GAP - 1, (size_t[]){0, 7, 0, 37, 0});
    check_widths(7 + 30 + GAP, (size_t[]){0, 7, 0, 30, 0});
}

static void the_widest_shrinks_where_nothing_may_go(void **state)
{
    (void)state;
    check_widths(7 + 20 + GAP, (size_t[]){0, 7, 0, 20, 0});
    check_widths(1, (size_t[]){0, 7, 0, 8, 0});
    check_widths(0, (size_t[]){0, 7, 0, 8, 0});
}

static void rows_never_run_over_a_line_that_can_hold_them(void **state)
{
    (void)state;
    for (size_t room = 7 + 8 + GAP; room < 200; room++) {
        size_t widths[COUNT], sum = 0;

        nc_columns_fit(wants, COUNT, room, GAP, widths);
        for (size_t i = 0; i < COUNT; i++)
            sum += widths[i] ? widths[i] + (sum ? GAP : 0) : 0;
        assert_true(sum <= room);
        assert_true(widths[1] == 7 && widths[3] >= 8);
    }
}

static void two_that_share_the_rest_get_the_same(void **state)
{
    static const nc_columns_want pair[] = {
        {60, 20, 0, false, false},
        {60, 20, 0, false, false}
    };
    size_t widths[2];

    (void)state;
    nc_columns_fit(pair, 2, 82, GAP, widths);
    assert_int_equal(widths[0], 40);
    assert_int_equal(widths[1], 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_have_what_they_want_where_there_is_room),
        cmocka_unit_test(late_ones_come_back_when_the_others_are_content),
        cmocka_unit_test(the_highest_rank_goes_first_and_zero_never),
        cmocka_unit_test(the_widest_shrinks_where_nothing_may_go),
        cmocka_unit_test(rows_never_run_over_a_line_that_can_hold_them),
        cmocka_unit_test(two_that_share_the_rest_get_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
