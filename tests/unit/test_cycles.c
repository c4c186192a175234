/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/cycles.h"

static nc_cycles find(const ncalls_profile *p, nc_cycles_through through)
{
    nc_cycles cycles;
    ncalls_error error = {0};

    if (nc_cycles_find(&cycles, p, through, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return cycles;
}

static void more_calls_than_primitive_calls_are_no_recursion(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 9\n"
                                       "f ~:0(<len>) 10 5 1 8\n"
                                       "f __len__ 5 5 5 7\n"
                                       "e main ~:0(<len>) 10 5 1 8\n"
                                       "e ~:0(<len>) __len__ 5 5 5 7\n");
    nc_cycles c = find(p, NC_CYCLES_ALL);

    (void)state;
    assert_int_equal(c.cycle_count, 0);
    assert_false(nc_cycles_is_recursive(&c, p, sample_find(p, "~:0(<len>)")));
    nc_cycles_reset(&c);
    ncalls_profile_free(p);
}

static void a_call_of_itself_is_recursion_but_no_cycle(void **state)
{
    ncalls_profile *p = sample_profile("f fib 177 1 9 9\n"
                                       "f main 1 1 1 10\n"
                                       "e main fib 1 1 0 9\n"
                                       "e fib fib 176 10 9 9\n");
    nc_cycles c = find(p, NC_CYCLES_ALL);
    nc_func fib = sample_find(p, "fib"), top = sample_find(p, "main");

    (void)state;
    assert_int_equal(c.cycle_count, 0);
    assert_int_equal(c.component_count, 2);
    assert_int_equal(nc_cycles_size(&c, fib), 1);
    assert_true(nc_cycles_is_recursive(&c, p, fib));
    assert_false(nc_cycles_is_recursive(&c, p, top));
    assert_int_equal(nc_cycles_self_calls(p, fib), 176);
    assert_int_equal(nc_cycles_self_calls(p, top), 0);
    nc_cycles_reset(&c);
    ncalls_profile_free(p);
}

/* main → a → b → c → a, c → d, d ⇄ e, x alone. */
static const char two_cycles[] = "f main 1 1 1 1\nf a 2 1 1 1\nf b 2 1 1 1\nf c 2 1 1 1\nf d 2 1 1 1\nf e 2 1 1 1\n"
                                 "f x 1 1 1 1\n"
                                 "e main a 1 1 1 1\ne a b 2 1 1 1\ne b c 2 1 1 1\ne c a 1 0 1 1\ne c d 1 1 1 1\n"
                                 "e d e 2 1 1 1\ne e d 1 0 1 1\n";

static void members_of_a_cycle_are_found(void **state)
{
    ncalls_profile *p = sample_profile(two_cycles);
    nc_cycles c = find(p, NC_CYCLES_ALL);
    nc_func a = sample_find(p, "a"), d = sample_find(p, "d");

    (void)state;
    assert_int_equal(c.cycle_count, 2);
    assert_int_equal(c.component_count, 4);
    assert_int_equal(nc_cycles_size(&c, a), 3);
    assert_int_equal(nc_cycles_size(&c, d), 2);
    assert_int_equal(c.component[a.at], c.component[sample_find(p, "b").at]);
    assert_int_equal(c.component[a.at], c.component[sample_find(p, "c").at]);
    assert_int_not_equal(c.component[a.at], c.component[d.at]);
    assert_false(nc_cycles_is_recursive(&c, p, sample_find(p, "x")));
    for (uint32_t i = c.begin[c.component[a.at]] + 1; i < c.begin[c.component[a.at] + 1]; i++)
        assert_true(c.members[i - 1].at < c.members[i].at);
    nc_cycles_reset(&c);
    ncalls_profile_free(p);
}

static void built_ins_can_be_left_out(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 1 1\nf ~:0(<len>) 9 9 1 1\n"
                                       "e a ~:0(<len>) 8 8 1 1\ne ~:0(<len>) a 1 1 1 1\n");
    nc_cycles all = find(p, NC_CYCLES_ALL), python = find(p, NC_CYCLES_PYTHON);

    (void)state;
    assert_int_equal(all.cycle_count, 1);
    assert_int_equal(python.cycle_count, 0);
    assert_int_equal(python.component_count, 2);
    nc_cycles_reset(&all);
    nc_cycles_reset(&python);
    ncalls_profile_free(p);
}

enum { MOST = 48 };

/* Warshall's: what reaches what. */
static void close_over(const ncalls_profile *p, bool reaches[MOST][MOST])
{
    uint32_t count = p->functions.count;

    for (uint32_t i = 1; i <= p->edges.count; i++)
        reaches[p->edges.caller[i].at][p->edges.callee[i].at] = true;
    for (uint32_t k = 1; k <= count; k++)
        for (uint32_t i = 1; i <= count; i++)
            for (uint32_t j = 1; j <= count && reaches[i][k]; j++)
                reaches[i][j] |= reaches[k][j];
}

static void components_are_what_reaches_each_other(const ncalls_profile *p, const nc_cycles *c)
{
    bool reaches[MOST][MOST] = {{false}};

    close_over(p, reaches);
    for (uint32_t i = 1; i <= p->functions.count; i++)
        for (uint32_t j = 1; j < i; j++)
            assert_int_equal(c->component[i] == c->component[j], reaches[i][j] && reaches[j][i]);
}

static void callees_are_numbered_before_their_callers(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 200; round++) {
        nc_builder *b = nc_builder_new(0);
        uint32_t count = 2 + sample_random(&seed) % 40, edges = sample_random(&seed) % (3 * count);
        ncalls_profile *p;
        nc_cycles c;

        nc_builder_begin_source(b, "random", "pstats", 0);
        nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
        for (uint32_t i = 0; i < edges; i++) {
            char from[16], to[16];

            snprintf(from, sizeof from, "f%u", sample_random(&seed) % count);
            snprintf(to, sizeof to, "f%u", sample_random(&seed) % count);
            nc_builder_add_edge(b, (nc_edge_row){sample_function(b, from), sample_function(b, to), 1, 1, 1, 1});
        }
        p = sample_finish(b);
        c = find(p, NC_CYCLES_ALL);
        for (uint32_t i = 1; i <= p->edges.count; i++)
            assert_true(c.component[p->edges.callee[i].at] <= c.component[p->edges.caller[i].at]);
        assert_int_equal(c.begin[c.component_count + 1], p->functions.count);
        components_are_what_reaches_each_other(p, &c);
        nc_cycles_reset(&c);
        ncalls_profile_free(p);
    }
}

/* A million deep would overflow the C stack of anything recursive. */
static void long_chains_and_rings_do_not_recurse(void **state)
{
    enum { LENGTH = 300000 };

    (void)state;
    for (int ring = 0; ring < 2; ring++) {
        nc_builder *b = nc_builder_new(0);
        nc_str file = nc_builder_string(b, "/srv/deep.py", 12), name = nc_builder_string(b, "f", 1);
        ncalls_profile *p;
        nc_cycles c;

        nc_builder_begin_source(b, "deep", "pstats", 0);
        nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
        for (int i = 0; i < LENGTH - !ring; i++)
            nc_builder_add_edge(b, (nc_edge_row){nc_builder_function(b, file, i, name),
                                                 nc_builder_function(b, file, (i + 1) % LENGTH, name), 1, 1, 1, 1});
        p = sample_finish(b);
        c = find(p, NC_CYCLES_ALL);
        assert_int_equal(c.cycle_count, ring);
        assert_int_equal(c.component_count, ring ? 1 : LENGTH);
        nc_cycles_reset(&c);
        ncalls_profile_free(p);
    }
}

static void an_empty_profile_has_none(void **state)
{
    ncalls_profile *p = sample_profile("");
    nc_cycles c = find(p, NC_CYCLES_ALL);

    (void)state;
    assert_int_equal(c.component_count, 0);
    nc_cycles_reset(&c);
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(two_cycles);
    nc_cycles c;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_cycles_find(&c, p, NC_CYCLES_ALL, NULL), nc_cycles_reset(&c));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_calls_than_primitive_calls_are_no_recursion),
        cmocka_unit_test(a_call_of_itself_is_recursion_but_no_cycle),
        cmocka_unit_test(members_of_a_cycle_are_found),
        cmocka_unit_test(built_ins_can_be_left_out),
        cmocka_unit_test(callees_are_numbered_before_their_callers),
        cmocka_unit_test(long_chains_and_rings_do_not_recurse),
        cmocka_unit_test(an_empty_profile_has_none),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
