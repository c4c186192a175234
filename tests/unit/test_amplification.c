/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/amplification.h"

/* The N+1 of a list view: one query for the list, one for each of its rows. */
static const char shop[] = "f view 2 2 1 9\nf related 100 100 1 9\nf other 40 40 1 9\nf execute 142 142 1 9\n"
                           "f late 0 0 0 0\nf fib 177 1 9 9\n"
                           "e view related 100 100 1 9\ne view execute 2 2 1 1\ne related execute 100 100 1 8\n"
                           "e other execute 40 40 1 1\ne late execute 7 7 0 0\n"
                           "e view fib 1 1 1 1\ne fib fib 176 1 1 1\n";

static void calls_per_call_of_the_caller(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    nc_amplification a = nc_amplification_of(p, sample_edge(p, "view", "related"));

    (void)state;
    assert_int_equal(a.calls, 100);
    assert_int_equal(a.per, 2);
    ncalls_profile_free(p);
}

static void recursion_and_callers_without_calls_have_none(void **state)
{
    ncalls_profile *p = sample_profile(shop);

    (void)state;
    assert_int_equal(nc_amplification_of(p, sample_edge(p, "fib", "fib")).per, 0);
    assert_int_equal(nc_amplification_of(p, sample_edge(p, "late", "execute")).per, 0);
    ncalls_profile_free(p);
}

static void fractions_are_compared_without_rounding(void **state)
{
    nc_amplification third = {1, 3}, nearly = {333333333333, 1000000000000}, none = {0, 0}, zero = {0, 5};
    nc_amplification huge = {INT64_MAX, 1}, next = {INT64_MAX - 1, 1}, half = {INT64_MAX, 2};

    (void)state;
    assert_true(nc_amplification_compare(third, nearly) > 0);
    assert_int_equal(nc_amplification_compare((nc_amplification){2, 6}, third), 0);
    assert_true(nc_amplification_compare(huge, next) > 0);
    assert_true(nc_amplification_compare(half, huge) < 0);
    assert_true(nc_amplification_compare(none, zero) < 0);
    assert_int_equal(nc_amplification_compare(none, none), 0);
}

static void the_largest_into_a_function(void **state)
{
    ncalls_profile *p = sample_profile(shop);

    (void)state;
    assert_int_equal(nc_amplification_into(p, sample_find(p, "related")).at, sample_edge(p, "view", "related").at);
    /* view, related and other all call execute once a call: related most often. */
    assert_int_equal(nc_amplification_into(p, sample_find(p, "execute")).at, sample_edge(p, "related", "execute").at);
    assert_int_equal(nc_amplification_into(p, sample_find(p, "view")).at, 0);
    ncalls_profile_free(p);
}

static void edges_are_ranked_by_amplification_then_calls(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    nc_amplification_ranking r;

    (void)state;
    assert_int_equal(nc_amplification_rank(&r, p, 100, 0, NULL), NCALLS_OK);
    assert_int_equal(r.count, 5);
    assert_int_equal(r.qualified, 5);
    assert_int_equal(r.edges[0].at, sample_edge(p, "view", "related").at);
    assert_int_equal(r.edges[1].at, sample_edge(p, "related", "execute").at);
    assert_int_equal(r.edges[2].at, sample_edge(p, "other", "execute").at);
    assert_int_equal(r.edges[3].at, sample_edge(p, "view", "execute").at);
    assert_int_equal(r.edges[4].at, sample_edge(p, "view", "fib").at);
    nc_amplification_reset(&r);
    assert_int_equal(nc_amplification_rank(&r, p, 2, 0, NULL), NCALLS_OK);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.qualified, 5);
    assert_int_equal(r.edges[1].at, sample_edge(p, "related", "execute").at);
    nc_amplification_reset(&r);
    assert_int_equal(nc_amplification_rank(&r, p, 0, 40, NULL), NCALLS_OK);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.qualified, 3);
    nc_amplification_reset(&r);
    ncalls_profile_free(p);
}

/* The law: a limit shows the beginning of the whole ranking. */
static void any_limit_gives_a_prefix_of_the_whole(void **state)
{
    nc_builder *b = nc_builder_new(0);
    nc_amplification_ranking whole, some;
    uint64_t seed = 3;
    ncalls_profile *p;

    (void)state;
    nc_builder_begin_source(b, "random", "pstats", 0);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    for (int i = 0; i < 60; i++) {
        char label[32];

        snprintf(label, sizeof label, "f%d", i);
        nc_builder_add_calls(b, sample_function(b, label), sample_random(&seed) % 5, 0, 0, 0);
    }
    for (int i = 0; i < 400; i++)
        nc_builder_add_edge(
            b,
            (nc_edge_row){
                {1 + sample_random(&seed) % 60}, {1 + sample_random(&seed) % 60}, sample_random(&seed) % 6, 0, 0, 0});
    p = sample_finish(b);
    assert_int_equal(nc_amplification_rank(&whole, p, UINT32_MAX, 0, NULL), NCALLS_OK);
    assert_int_equal(whole.count, whole.qualified);
    for (uint32_t limit = 0; limit <= whole.count; limit++) {
        assert_int_equal(nc_amplification_rank(&some, p, limit, 0, NULL), NCALLS_OK);
        assert_int_equal(some.count, limit);
        assert_memory_equal(some.edges, whole.edges, limit * sizeof *some.edges);
        nc_amplification_reset(&some);
    }
    nc_amplification_reset(&whole);
    ncalls_profile_free(p);
}

static void without_counts_there_is_none(void **state)
{
    ncalls_profile *p = sample_profile_with(NCALLS_HAS_EDGES | NCALLS_HAS_TIME, "f a 0 0 1 2\nf b 0 0 1 1\n"
                                                                                "e a b - - - 1\n");

    (void)state;
    assert_int_equal(nc_amplification_of(p, sample_edge(p, "a", "b")).per, 0);
    assert_int_equal(nc_amplification_into(p, sample_find(p, "b")).at, 0);
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    nc_amplification_ranking r;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_amplification_rank(&r, p, 3, 0, NULL), nc_amplification_reset(&r));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_per_call_of_the_caller),
        cmocka_unit_test(recursion_and_callers_without_calls_have_none),
        cmocka_unit_test(fractions_are_compared_without_rounding),
        cmocka_unit_test(the_largest_into_a_function),
        cmocka_unit_test(edges_are_ranked_by_amplification_then_calls),
        cmocka_unit_test(any_limit_gives_a_prefix_of_the_whole),
        cmocka_unit_test(without_counts_there_is_none),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
