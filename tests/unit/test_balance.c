/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/balance.h"

static nc_balance balance_of(const ncalls_profile *p)
{
    nc_balance balance;
    nc_cycles cycles;

    assert_int_equal(nc_cycles_find(&cycles, p, NC_CYCLES_ALL, NULL), NCALLS_OK);
    balance = nc_balance_of(p, &cycles);
    nc_cycles_reset(&cycles);
    return balance;
}

static void figures_that_add_up_have_no_difference(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 10 100\nf a 1 1 30 90\nf b 2 2 60 60\n"
                                       "e main a 1 1 30 90\ne a b 2 2 60 60\n");
    nc_balance balance = balance_of(p);

    (void)state;
    assert_int_equal(balance.unexplained, 0);
    assert_int_equal(balance.excess, 0);
    assert_int_equal(balance.overwritten.at, 0);
    assert_int_equal(balance.above.at, 0);
    ncalls_profile_free(p);
}

/* Two encode() with one label: the first took 500 through walk, the second,
 * which the file kept, 40. */
static void an_overwritten_function_is_found(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 10 600\nf encode 1 1 20 40\nf walk 9 9 470 470\n"
                                       "e main encode 1 1 20 40\ne encode walk 9 9 470 470\n");
    nc_balance balance = balance_of(p);

    (void)state;
    assert_int_equal(balance.unexplained, 550);
    assert_int_equal(balance.above.at, sample_find(p, "main").at);
    assert_int_equal(balance.excess, 450);
    assert_int_equal(balance.overwritten.at, sample_find(p, "encode").at);
    ncalls_profile_free(p);
}

static void rounding_is_allowed_for(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 10 103\nf a 1 1 30 30\nf b 1 1 60 60\n"
                                       "e main a 1 1 30 30\ne main b 1 1 60 60\n");

    (void)state;
    assert_int_equal(balance_of(p).unexplained, 0);
    ncalls_profile_free(p);
}

static void recursion_and_unknown_times_are_left_out(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 100\nf fib 177 1 99 99\ne main fib 1 1 1 99\n"
                                       "e fib fib 176 10 98 180\n"
                                       "f even 9 1 1 50\nf odd 9 1 1 70\ne even odd 9 1 1 70\ne odd even 9 1 1 70\n");
    ncalls_profile *counts = sample_profile("f main 1 1 0 100\nf a 1 1 5 5\ne main a 1 - - -\n");

    (void)state;
    assert_int_equal(balance_of(p).unexplained, 0);
    assert_int_equal(balance_of(p).excess, 0);
    assert_int_equal(balance_of(counts).unexplained, 0);
    ncalls_profile_free(p);
    ncalls_profile_free(counts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_that_add_up_have_no_difference),
        cmocka_unit_test(an_overwritten_function_is_found),
        cmocka_unit_test(rounding_is_allowed_for),
        cmocka_unit_test(recursion_and_unknown_times_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
