/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "draw/selection.h"

/*  main ─▶ a ─▶ c ─▶ d        a costs most, so the way to c leads through it
 *       ─▶ b ─▶ c             d burns all of it; e is below any threshold */
static const char diamond[] = "f main 1 1 5 1000\nf a 2 2 15 650\nf b 1 1 30 330\nf c 4 4 20 940\nf d 8 8 920 920\n"
                              "f e 1 1 1 1\n"
                              "e main a 2 2 15 650\ne main b 1 1 30 330\ne a c 3 3 15 640\ne b c 1 1 5 300\n"
                              "e c d 8 8 920 920\ne d e 1 1 1 1\n";

typedef struct chosen {
    ncalls_profile *profile;
    ncalls_results results;
    nc_selection selection;
} chosen;

static chosen choose(const char *text, ncalls_graph_options options)
{
    chosen c = {.profile = sample_profile(text)};
    ncalls_error error = {0};

    c.results.profile = c.results.whole = c.profile;
    if (nc_selection_find(&c.selection, &c.results, NULL, &options, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return c;
}

static void drop(chosen *c)
{
    nc_selection_reset(&c->selection);
    ncalls_profile_free(c->profile);
}

/* "main a c d": the nodes in their order. */
static void check_nodes(const chosen *c, const char *names)
{
    char got[200] = "";

    for (uint32_t n = 0; n < c->selection.node_count; n++) {
        strcat(got, n ? " " : "");
        strcat(got, nc_profile_text(c->profile, c->profile->functions.name[c->selection.nodes[n].function.at]));
    }
    assert_string_equal(got, names);
}

static void shown_is_what_is_not_small(void **state)
{
    chosen c = choose(diamond, (ncalls_graph_options){0});

    (void)state;
    check_nodes(&c, "main c d a b");
    assert_int_equal(c.selection.edge_count, 5);
    assert_int_equal(c.selection.functions, 6);
    assert_int_equal(c.selection.small, 1);
    assert_int_equal(c.selection.whole, 991);
    assert_int_equal(c.selection.self, 990);
    assert_true(c.selection.nodes[0].root);
    assert_false(c.selection.nodes[1].root);
    drop(&c);
}

static void the_way_to_what_burns_comes_along(void **state)
{
    chosen c = choose(diamond, (ncalls_graph_options){.max_nodes = 4});

    (void)state;
    check_nodes(&c, "main c d a"); /* by a, not by b */
    assert_int_equal(c.selection.unrelated, 1);
    drop(&c);
    c = choose(diamond, (ncalls_graph_options){.max_nodes = 3}); /* d has no room with its way */
    check_nodes(&c, "main c a");
    drop(&c);
}

static void shares_decide_and_none_keeps_all(void **state)
{
    chosen c = choose(diamond, (ncalls_graph_options){.min_node = 0.5});

    (void)state;
    check_nodes(&c, "main c d a");
    drop(&c);
    c = choose(diamond, (ncalls_graph_options){.min_node = -1, .min_edge = -1, .max_nodes = -1});
    check_nodes(&c, "main c d a b e");
    assert_int_equal(c.selection.edge_count, 6);
    drop(&c);
    c = choose(diamond, (ncalls_graph_options){.min_edge = 0.5});
    assert_int_equal(c.selection.edge_count, 4); /* main to b stays: it is the way to b */
    drop(&c);
}

static void depth_counts_calls_from_the_root(void **state)
{
    chosen c = choose(diamond, (ncalls_graph_options){.depth = 1});

    (void)state;
    check_nodes(&c, "main a b");
    drop(&c);
    c = choose(diamond, (ncalls_graph_options){.depth = 2});
    check_nodes(&c, "main c a b");
    drop(&c);
}

static void a_cycle_that_nobody_calls_has_a_root_of_its_own(void **state)
{
    chosen c = choose("f a 2 2 50 100\nf b 2 2 50 90\ne a b 2 2 50 90\ne b a 2 2 50 80\n", (ncalls_graph_options){0});

    (void)state;
    check_nodes(&c, "a b");
    assert_int_equal(c.selection.nodes[0].root + c.selection.nodes[1].root, 1);
    assert_int_equal(c.selection.edge_count, 2);
    drop(&c);
}

static void without_any_cost_all_are_shown(void **state)
{
    chosen c = choose("f a 1 1 0 0\nf b 1 1 0 0\ne a b 1 1 0 0\n", (ncalls_graph_options){0});

    (void)state;
    check_nodes(&c, "a b");
    assert_int_equal(c.selection.edge_count, 1);
    assert_int_equal(nc_selection_stroke(&c.selection, &c.selection.edges[0]), 100);
    drop(&c);
}

static void the_heaviest_path_is_hot(void **state)
{
    chosen c = choose(diamond, (ncalls_graph_options){0});
    uint32_t nodes = 0, edges = 0;

    (void)state;
    for (uint32_t n = 0; n < c.selection.node_count; n++)
        nodes += c.selection.nodes[n].hot;
    for (uint32_t e = 0; e < c.selection.edge_count; e++)
        edges += c.selection.edges[e].hot;
    assert_int_equal(nodes, 4);
    assert_int_equal(edges, 3);
    assert_false(c.selection.nodes[4].hot); /* b */
    drop(&c);
}

static void every_allocation_may_fail(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    ncalls_results results = {.profile = p, .whole = p};
    ncalls_status status = NCALLS_MEMORY;
    long n;

    (void)state;
    for (n = 0; status != NCALLS_OK && n < 500; n++) {
        nc_selection s;
        ncalls_error error;

        nc_alloc_fail_after(n, false);
        status = nc_selection_find(&s, &results, NULL, NULL, &error);
        nc_alloc_fail_after(-1, false);
        nc_selection_reset(&s);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
    }
    assert_int_equal(status, NCALLS_OK);
    assert_true(n > 5);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shown_is_what_is_not_small),
        cmocka_unit_test(the_way_to_what_burns_comes_along),
        cmocka_unit_test(shares_decide_and_none_keeps_all),
        cmocka_unit_test(depth_counts_calls_from_the_root),
        cmocka_unit_test(a_cycle_that_nobody_calls_has_a_root_of_its_own),
        cmocka_unit_test(without_any_cost_all_are_shown),
        cmocka_unit_test(the_heaviest_path_is_hot),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
