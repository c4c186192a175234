/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/flow.h"

/* Runs the calls of `source` up, to where `stop` (may be NULL) ends it. */
static nc_flow run(const ncalls_profile *p, const char *source, const char *stop, bool *stops)
{
    static nc_flow_source sources[1];
    nc_func f = sample_find(p, source);
    nc_flow flow;

    sources[0] = (nc_flow_source){f, p->functions.calls[f.at]};
    assert_int_equal(nc_flow_init(&flow, p, NULL), NCALLS_OK);
    if (stop)
        stops[sample_find(p, stop).at] = true;
    assert_int_equal(nc_flow_run(&flow, sources, 1, NC_FLOW_CALLS, (nc_flow_stops){stops, NULL}, NULL), NCALLS_OK);
    return flow;
}

/* In hundredths. */
static int64_t flow_of(const nc_flow *flow, const ncalls_profile *p, const char *function)
{
    return nc_flow_of(flow, sample_find(p, function)) * 100 / NC_FLOW_ONE;
}

/* bad makes 50 queries, good 1, and busy calls get() for something else. */
static const char shop[] = "f main 1 1 0 1000\n"
                           "f bad 1 1 0 500\ne main bad 1 1 0 500\n"
                           "f good 1 1 0 20\ne main good 1 1 0 20\n"
                           "f busy 1 1 0 100\ne main busy 1 1 0 100\n"
                           "f get 151 151 100 620\n"
                           "e bad get 50 50 0 500\ne good get 1 1 0 20\ne busy get 100 100 100 100\n"
                           "f execute 51 51 520 520\ne get execute 51 51 520 520\n";

static void who_spent_nothing_below_has_no_part(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    bool stops[16] = {false};
    nc_flow flow = run(p, "execute", NULL, stops);

    (void)state;
    assert_int_equal(flow_of(&flow, p, "get"), 5100);
    assert_in_range(flow_of(&flow, p, "bad"), 4990, 5000);
    assert_in_range(flow_of(&flow, p, "good"), 99, 100);
    assert_int_equal(flow_of(&flow, p, "busy"), 0);
    assert_in_range(flow_of(&flow, p, "main"), 5095, 5100);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void nobody_gets_more_than_it_made_calls(void **state)
{
    /* By time alone a would get 90 of the 100 queries; it made 20 calls. */
    ncalls_profile *p = sample_profile("f a 1 1 0 900\nf b 1 1 0 100\n"
                                       "f get 200 200 0 1000\ne a get 20 20 0 900\ne b get 180 180 0 100\n"
                                       "f execute 100 100 1000 1000\ne get execute 100 100 1000 1000\n");
    bool stops[8] = {false};
    nc_flow flow = run(p, "execute", NULL, stops);

    (void)state;
    assert_int_equal(flow_of(&flow, p, "a"), 2000);
    assert_in_range(flow_of(&flow, p, "b"), 7999, 8000);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void a_stop_keeps_what_reaches_it(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    bool stops[16] = {false};
    nc_flow flow = run(p, "execute", "bad", stops);

    (void)state;
    assert_in_range(flow_of(&flow, p, "bad"), 4990, 5000);
    assert_in_range(flow_of(&flow, p, "main"), 99, 100);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void one_call_each_is_exact(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 0 300\nf b 1 1 0 100\n"
                                       "f get 40 40 0 400\ne a get 30 30 0 100\ne b get 10 10 0 300\n"
                                       "f execute 40 40 400 400\ne get execute 40 40 400 400\n");
    bool stops[8] = {false}, exact = false;
    nc_flow flow = run(p, "execute", NULL, stops);
    nc_edge edge = nc_profile_find_edge(p, sample_find(p, "a"), sample_find(p, "get"));
    int64_t over = 0;

    (void)state;
    assert_int_equal(nc_flow_over(&flow, edge, &over, &exact, NULL), NCALLS_OK);
    assert_int_equal(over, 30 * NC_FLOW_ONE);
    assert_true(exact);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void a_cycle_hands_on_what_it_got_once(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\n"
                                       "f walk 10 1 0 100\ne main walk 1 1 0 100\ne visit walk 9 9 0 90\n"
                                       "f visit 10 1 0 100\ne walk visit 10 1 0 100\n"
                                       "f execute 10 10 100 100\ne visit execute 10 10 100 100\n");
    bool stops[8] = {false};
    nc_flow flow = run(p, "execute", NULL, stops);

    (void)state;
    assert_int_equal(flow_of(&flow, p, "main"), 1000);
    assert_int_equal(flow_of(&flow, p, "walk"), 1000);
    assert_int_equal(nc_flow_begun(&flow, sample_find(p, "walk")), 1);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void of_nested_sources_the_outermost_counts(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\n"
                                       "f orm 5 5 0 60\ne main orm 5 5 0 60\n"
                                       "f driver 12 12 100 100\ne orm driver 10 10 60 60\ne main driver 2 2 40 40\n");
    nc_flow_source sources[] = {
        {sample_find(p, "orm"),    5 },
        {sample_find(p, "driver"), 12},
    };
    nc_flow flow;

    (void)state;
    assert_int_equal(nc_flow_init(&flow, p, NULL), NCALLS_OK);
    assert_int_equal(nc_flow_run(&flow, sources, 2, NC_FLOW_CALLS, (nc_flow_stops){NULL, NULL}, NULL), NCALLS_OK);
    assert_int_equal(flow_of(&flow, p, "main"), 700);
    nc_flow_reset(&flow);
    ncalls_profile_free(p);
}

static void every_allocation_may_fail(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    nc_flow_source source = {sample_find(p, "execute"), 51};
    ncalls_status status = NCALLS_MEMORY;

    (void)state;
    for (long n = 0; status; n++) {
        nc_flow flow;

        assert_true(n < 100);
        nc_alloc_fail_after(n, false);
        status = nc_flow_init(&flow, p, NULL);
        if (!status)
            status = nc_flow_run(&flow, &source, 1, NC_FLOW_CALLS, (nc_flow_stops){NULL, NULL}, NULL);
        nc_alloc_fail_after(-1, false);
        nc_flow_reset(&flow);
    }
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_spent_nothing_below_has_no_part),
        cmocka_unit_test(nobody_gets_more_than_it_made_calls),
        cmocka_unit_test(a_stop_keeps_what_reaches_it),
        cmocka_unit_test(one_call_each_is_exact),
        cmocka_unit_test(a_cycle_hands_on_what_it_got_once),
        cmocka_unit_test(of_nested_sources_the_outermost_counts),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
