/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/diff.h"
#include "analyze/ranksum.h"

/* Probabilities in millionths, as go-moremath's MannWhitneyUTest (which
 * benchstat is made of) gives them. */
static void check_p(const int64_t *a, size_t a_count, const int64_t *b, size_t b_count, double millionths)
{
    int64_t one[100], two[100];
    double p, turned;

    memcpy(one, a, a_count * sizeof *a);
    memcpy(two, b, b_count * sizeof *b);
    p = nc_ranksum_test(one, a_count, two, b_count);
    turned = nc_ranksum_test(two, b_count, one, a_count);
    assert_true(p * 1e6 > millionths - 0.6 && p * 1e6 < millionths + 0.6);
    assert_true(turned - p < 1e-12 && p - turned < 1e-12);
}

#define CHECK(millionths, b, ...)                                                                                      \
    do {                                                                                                               \
        static const int64_t as[] = {__VA_ARGS__};                                                                     \
        check_p(as, sizeof as / sizeof *as, b, sizeof b / sizeof *b, millionths);                                      \
    } while (0)

static void ranks_are_as_unlikely_as_benchstat_says(void **state)
{
    static const int64_t b1[] = {4, 5, 6}, b2[] = {5, 6, 7, 8}, b3[] = {3, 6, 7, 8, 9}, b4[] = {2, 3, 3, 4, 4};
    static const int64_t b5[] = {15, 11, 16, 17, 18, 13}, b6[] = {1, 1, 1, 2}, b7[] = {4, 7, 6};
    static const int64_t b8[] = {2, 2, 3, 10, 11, 12, 13}, b9[] = {7, 8, 8};

    (void)state;
    CHECK(100000, b1, 1, 2, 3);
    CHECK(28571.4, b2, 1, 2, 3, 4);
    CHECK(39682.5, b3, 1, 2, 3, 4, 5);
    CHECK(79365.1, b4, 1, 1, 2, 2, 3);
    CHECK(38961, b5, 10, 12, 9, 14, 11, 13);
    CHECK(1000000, b6, 1, 1, 1, 1);
    CHECK(714285.7, b7, 5, 3, 8, 1, 9, 2);
    CHECK(103030.3, b8, 1, 2, 2, 9);
    /* That takes the other set's tail here, 0.93; of ties and sets of two sizes the tails differ. */
    CHECK(1000000, b9, 7, 7, 7, 8, 8, 9, 20);
}

static void many_measurements_are_compared_without_counting_every_way(void **state)
{
    int64_t a[60], b[60];

    (void)state;
    for (int i = 0; i < 30; i++) {
        a[i] = i * 3;
        b[i] = i * 3 + 16;
    }
    check_p(a, 30, b, 30, 26332);
    for (int i = 0; i < 60; i++) {
        a[i] = i * 3 % 50;
        b[i] = (i * 7 + 9) % 55;
    }
    check_p(a, 60, b, 60, 164984.5);
}

static void what_cannot_be_told_is_said(void **state)
{
    int64_t a[] = {3, 3}, b[] = {3, 3, 3};

    (void)state;
    assert_true(nc_ranksum_test(a, 2, b, 3) == NC_RANKSUM_NONE);
    assert_true(nc_ranksum_test(a, 0, b, 3) == NC_RANKSUM_NONE);
    assert_false(nc_ranksum_can(3, 3));
    assert_true(nc_ranksum_can(4, 4));
    assert_true(nc_ranksum_can(3, 5));
    assert_false(nc_ranksum_can(1, 30));
}

/* ---- runs ------------------------------------------------------------------- */

enum { BASE_RUNS = 3, NOW_RUNS = 4 };

static const char *const base_texts[BASE_RUNS] = {
    "f m 1 1 1 90\nf f 5 5 30 30\nf poll 7 7 1 1\ne m f 5 5 30 30\ne m poll 7 7 1 1\n",
    "f m 1 1 2 99\nf f 5 5 10 10\nf poll 9 9 1 1\ne m f 5 5 10 10\ne m poll 9 9 1 1\n",
    "f m 1 1 3 91\nf f 5 5 20 20\nf poll 8 8 1 1\ne m f 5 5 20 20\ne m poll 8 8 1 1\n",
};
static const char *const now_texts[NOW_RUNS] = {
    "f m 1 1 1 90\nf f 6 6 31 31\nf poll 8 8 1 1\ne m f 6 6 31 31\ne m poll 8 8 1 1\n",
    "f m 1 1 1 90\nf f 6 6 33 33\nf poll 8 8 1 1\ne m f 6 6 33 33\ne m poll 8 8 1 1\n",
    "f m 1 1 1 90\nf f 6 6 36 36\nf poll 8 8 1 1\ne m f 6 6 36 36\ne m poll 8 8 1 1\n",
    "f m 1 1 1 90\nf f 6 6 39 39\nf poll 8 8 1 1\nf late 1 1 1 1\ne m f 6 6 39 39\ne m poll 8 8 1 1\n",
};

typedef struct sides {
    const ncalls_profile *base[BASE_RUNS], *now[NOW_RUNS];
    nc_diff_runs of_base, of_now;
} sides;

static void open_sides(sides *s)
{
    for (unsigned i = 0; i < BASE_RUNS; i++)
        s->base[i] = sample_profile(base_texts[i]);
    for (unsigned i = 0; i < NOW_RUNS; i++)
        s->now[i] = sample_profile(now_texts[i]);
    s->of_base = (nc_diff_runs){s->base, BASE_RUNS, 2};
    s->of_now = (nc_diff_runs){s->now, NOW_RUNS, 1};
}

static void close_sides(sides *s)
{
    for (unsigned i = 0; i < BASE_RUNS; i++)
        ncalls_profile_free((ncalls_profile *)s->base[i]);
    for (unsigned i = 0; i < NOW_RUNS; i++)
        ncalls_profile_free((ncalls_profile *)s->now[i]);
}

static const nc_diff_row *row_of(const nc_diff *d, const char *name)
{
    const ncalls_profile *p = d->profile[NC_DIFF_NOW];

    for (uint32_t i = 1; i <= d->pairing.count; i++)
        if (d->pairing.rows[i].now.at &&
            strcmp(nc_profile_text(p, p->functions.name[d->pairing.rows[i].now.at]), name) == 0)
            return &d->rows[i];
    fail_msg("no row %s", name);
    return NULL;
}

static void figures_of_runs_are_their_medians(void **state)
{
    const nc_diff_row *row;
    nc_diff d;
    sides s;

    (void)state;
    open_sides(&s);
    assert_int_equal(nc_diff_make_runs(&d, &s.of_base, &s.of_now, NULL), NCALLS_OK);
    row = row_of(&d, "f");
    assert_int_equal(row->at[NC_DIFF_BASE].self, 20);
    assert_int_equal(row->at[NC_DIFF_NOW].self, 34);
    assert_int_equal(row->at[NC_DIFF_BASE].calls, 5);
    assert_int_equal(row->at[NC_DIFF_NOW].calls, 6);
    assert_false(row->varies);
    assert_int_equal(d.calls[NC_DIFF_BASE], 1 + 5 + 8);
    nc_diff_reset(&d);
    close_sides(&s);
}

static void counts_that_do_not_repeat_are_marked(void **state)
{
    nc_diff d;
    sides s;
    unsigned varying = 0;

    (void)state;
    open_sides(&s);
    assert_int_equal(nc_diff_make_runs(&d, &s.of_base, &s.of_now, NULL), NCALLS_OK);
    assert_true(row_of(&d, "poll")->varies);
    assert_false(row_of(&d, "m")->varies);
    assert_true(d.rows[0].varies);
    assert_int_equal(d.edge_count, 2);
    for (uint32_t i = 0; i < d.edge_count; i++)
        varying += d.edges[i].varies;
    assert_int_equal(varying, 1);
    assert_int_equal(d.strays, 1);
    nc_diff_reset(&d);
    close_sides(&s);
}

static void any_allocation_may_fail(void **state)
{
    ncalls_status status = NCALLS_MEMORY;
    nc_diff d;
    sides s;

    (void)state;
    open_sides(&s);
    for (long n = 0; status && n < 5000; n++) {
        nc_alloc_fail_after(n, false);
        status = nc_diff_make_runs(&d, &s.of_base, &s.of_now, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
    }
    assert_int_equal(status, NCALLS_OK);
    nc_diff_reset(&d);
    close_sides(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_as_unlikely_as_benchstat_says),
        cmocka_unit_test(many_measurements_are_compared_without_counting_every_way),
        cmocka_unit_test(what_cannot_be_told_is_said),
        cmocka_unit_test(figures_of_runs_are_their_medians),
        cmocka_unit_test(counts_that_do_not_repeat_are_marked),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
