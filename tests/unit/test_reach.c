/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/reach.h"

static nc_reach find(const ncalls_profile *p, bool *match, const char *label)
{
    nc_reach reach;

    memset(match, false, 64);
    match[sample_find(p, label).at] = true;
    assert_int_equal(nc_reach_find(&reach, p, match, true, NULL), NCALLS_OK);
    return reach;
}

/* Within a few millionths of numerator / denominator. */
static void check_share(nc_reach_share share, unsigned numerator, unsigned denominator)
{
    nc_reach_share exact = NC_REACH_ONE * numerator / denominator;

    assert_true((share > exact ? share - exact : exact - share) < NC_REACH_ONE / 100000);
}

static void shares_of_a_diamond(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\nf a 1 1 0 75\nf b 1 1 0 25\nf c 2 2 0 100\nf d 2 2 100 100\n"
                                       "e main a 1 1 0 75\ne main b 1 1 0 25\ne a c 1 1 0 75\ne b c 1 1 0 25\n"
                                       "e c d 2 2 100 100\n");
    bool match[64];
    nc_reach r = find(p, match, "a");

    (void)state;
    assert_false(r.below[sample_find(p, "main").at]);
    assert_true(r.above[sample_find(p, "main").at]);
    assert_true(r.below[sample_find(p, "d").at]);
    assert_false(r.below[sample_find(p, "b").at] || r.above[sample_find(p, "b").at]);
    assert_true(r.below_share[sample_find(p, "a").at] == NC_REACH_ONE);
    assert_true(r.above_share[sample_find(p, "a").at] == NC_REACH_ONE);
    check_share(r.below_share[sample_find(p, "c").at], 3, 4);
    check_share(r.below_share[sample_find(p, "d").at], 3, 4);
    check_share(r.above_share[sample_find(p, "main").at], 3, 4);
    assert_true(r.below_share[sample_find(p, "main").at] == 0);
    nc_reach_reset(&r);
    ncalls_profile_free(p);
}

/* m ─60▶ x ⇄ y ◀40─ n, 40 from x to y and 20 back. x = (60 + 20 y) / 80 and
 * y = 40 x / 80: x = 6/7, y = 3/7. */
static void shares_in_a_cycle_agree_with_each_other(void **state)
{
    ncalls_profile *p = sample_profile("f m 1 1 0 60\nf n 1 1 0 40\nf x 3 2 0 80\nf y 3 2 0 80\nf leaf 1 1 100 100\n"
                                       "e m x 1 1 0 60\ne n y 1 1 0 40\ne x y 2 1 0 40\ne y x 2 1 0 20\n"
                                       "e x leaf 1 1 50 50\ne y leaf 1 1 50 50\n");
    bool match[64];
    nc_reach r = find(p, match, "m");

    (void)state;
    check_share(r.below_share[sample_find(p, "x").at], 6, 7);
    check_share(r.below_share[sample_find(p, "y").at], 3, 7);
    nc_reach_reset(&r);
    ncalls_profile_free(p);
}

/* A match cuts a cycle: what comes back to its caller lies below it. */
static void a_match_within_a_cycle_cuts_it(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\nf a 4 1 50 100\nf b 3 1 50 75\n"
                                       "e main a 1 1 10 100\ne a b 3 1 50 75\ne b a 3 0 40 60\n");
    bool match[64];
    nc_reach r = find(p, match, "b");

    (void)state;
    /* a: 90 below it came from main, 20 from b. */
    check_share(r.below_share[sample_find(p, "a").at], 20, 110);
    assert_true(r.below[sample_find(p, "a").at] && r.above[sample_find(p, "a").at]);
    nc_reach_reset(&r);
    ncalls_profile_free(p);
}

static void parts_are_rounded_half_up_and_absent_stays_absent(void **state)
{
    (void)state;
    assert_int_equal(nc_reach_part(7, NC_REACH_ONE / 2), 4);
    assert_int_equal(nc_reach_part(-7, NC_REACH_ONE / 2), -4);
    assert_int_equal(nc_reach_part(INT64_MAX, NC_REACH_ONE), INT64_MAX);
    assert_int_equal(nc_reach_part(INT64_MAX, NC_REACH_ONE / 2), (int64_t)1 << 62);
    assert_int_equal(nc_reach_part(5, 0), 0);
    assert_true(nc_reach_part(NCALLS_ABSENT, 1) == NCALLS_ABSENT);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 1 2\nf b 1 1 1 1\ne a b 1 1 1 1\n");
    bool match[3] = {false, true, false};
    nc_reach r;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_reach_find(&r, p, match, true, NULL), nc_reach_reset(&r));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_of_a_diamond),
        cmocka_unit_test(shares_in_a_cycle_agree_with_each_other),
        cmocka_unit_test(a_match_within_a_cycle_cuts_it),
        cmocka_unit_test(parts_are_rounded_half_up_and_absent_stays_absent),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
