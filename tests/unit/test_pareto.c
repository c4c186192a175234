/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/pareto.h"

static void the_fewest_that_hold_the_percentage(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 50 50\nf b 1 1 30 30\nf c 1 1 15 15\nf d 1 1 4 4\nf e 1 1 1 1\n"
                                       "f f 1 1 0 0\nf g 1 1 -20 0\n");
    nc_pareto r = nc_pareto_find(p, 95);

    (void)state;
    assert_int_equal(r.functions, 3);
    assert_int_equal(r.held, 95);
    assert_int_equal(r.whole, 100);
    assert_int_equal(nc_pareto_find(p, 96).functions, 4);
    assert_int_equal(nc_pareto_find(p, 100).functions, 5);
    assert_int_equal(nc_pareto_find(p, 1000).functions, 5);
    assert_int_equal(nc_pareto_find(p, 50).functions, 1);
    assert_int_equal(nc_pareto_find(p, 0).functions, 0);
    ncalls_profile_free(p);
}

static void equal_costs_are_counted_singly(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 10 1\nf b 1 1 10 1\nf c 1 1 10 1\nf d 1 1 10 1\n");

    (void)state;
    assert_int_equal(nc_pareto_find(p, 75).functions, 3);
    assert_int_equal(nc_pareto_find(p, 75).held, 30);
    assert_int_equal(nc_pareto_find(p, 76).functions, 4);
    ncalls_profile_free(p);
}

static void no_cost_and_the_greatest_cost(void **state)
{
    ncalls_profile *none = sample_profile("f a 1 1 0 0\n"), *empty = sample_profile("");
    ncalls_profile *huge = sample_profile("f a 1 1 9223372036854775807 1\nf b 1 1 9223372036854775807 1\n");

    (void)state;
    assert_int_equal(nc_pareto_find(none, 95).functions, 0);
    assert_int_equal(nc_pareto_find(empty, 95).functions, 0);
    assert_int_equal(nc_pareto_find(huge, 95).functions, 2);
    assert_int_equal(nc_pareto_find(huge, 50).functions, 1);
    ncalls_profile_free(none);
    ncalls_profile_free(empty);
    ncalls_profile_free(huge);
}

static int falling(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (y > x) - (y < x);
}

static void agrees_with_sorting(void **state)
{
    uint64_t seed = 11;

    (void)state;
    for (int round = 0; round < 300; round++) {
        nc_builder *b = nc_builder_new(0);
        int64_t self[50], sum = 0, held = 0;
        uint32_t functions = 0;
        ncalls_profile *p;

        nc_builder_begin_source(b, "random", "pstats", 0);
        nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
        for (int i = 0; i < 50; i++) {
            char label[32];

            snprintf(label, sizeof label, "f%d", i);
            self[i] = (int64_t)sample_random(&seed) >> sample_random(&seed) % 32 << sample_random(&seed) % 20;
            sum += self[i];
            nc_builder_add_calls(b, sample_function(b, label), 1, 1, self[i], self[i]);
        }
        p = sample_finish(b);
        qsort(self, 50, sizeof *self, falling);
        while (held * 10 < sum * 9)
            held += self[functions++];
        assert_int_equal(nc_pareto_find(p, 90).functions, functions);
        assert_int_equal(nc_pareto_find(p, 90).held, held);
        ncalls_profile_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fewest_that_hold_the_percentage),
        cmocka_unit_test(equal_costs_are_counted_singly),
        cmocka_unit_test(no_cost_and_the_greatest_cost),
        cmocka_unit_test(agrees_with_sorting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
