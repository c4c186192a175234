/* SPDX-License-Identifier: MIT */
#include "stacks.h"

#include "analyze/path.h"

static nc_path find(const ncalls_profile *p, const char *from, unsigned permille)
{
    ncalls_error error = {0};
    nc_path path;

    if (nc_path_find(&path, p, from ? sample_find(p, from) : (nc_func){0}, permille, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return path;
}

static void check_step(const ncalls_profile *p, const nc_path *path, uint32_t at, const char *label, int64_t calls,
                       int64_t total, bool exact)
{
    assert_true(at < path->count);
    assert_int_equal(path->steps[at].function.at, sample_find(p, label).at);
    assert_int_equal(path->steps[at].calls, calls);
    assert_int_equal(path->steps[at].total, total);
    assert_int_equal(path->steps[at].exact, exact);
    if (at)
        assert_int_equal(path->steps[at].edge.at,
                         nc_profile_find_edge(p, path->steps[at - 1].function, path->steps[at].function).at);
}

/*  main ─▶ a ─▶ c ─▶ d        c: 60 from a, 20 from b */
static const char diamond[] = "f main 1 1 5 100\nf a 2 2 5 65\nf b 1 1 10 30\nf c 4 4 20 80\nf d 8 8 60 60\n"
                              "e main a 2 2 5 65\ne main b 1 1 10 30\ne a c 3 3 15 60\ne b c 1 1 5 20\n"
                              "e c d 8 8 60 60\n";

static void down_the_heaviest_callee_to_the_leaf(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 4);
    assert_int_equal(path.whole, 100);
    check_step(p, &path, 0, "main", 1, 100, true);
    check_step(p, &path, 1, "a", 2, 65, true);
    check_step(p, &path, 2, "c", 3, 60, true);
    /* Of c's 80, 60 came along this path: so did 60/80 of d's 60, and 6 of 8. */
    check_step(p, &path, 3, "d", 6, 45, false);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void small_shares_end_the_path(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    nc_path path = find(p, NULL, 500);

    (void)state;
    assert_int_equal(path.count, 3);
    nc_path_reset(&path);
    path = find(p, NULL, 660);
    assert_int_equal(path.count, 1);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void any_function_can_be_the_beginning(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    nc_path path = find(p, "c", 0);

    (void)state;
    assert_int_equal(path.count, 2);
    check_step(p, &path, 0, "c", 4, 80, true);
    check_step(p, &path, 1, "d", 8, 60, true);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

/* cProfile's root: exec() has a caller, since imports use it, too. */
static void the_root_may_be_called_by_others_as_well(void **state)
{
    ncalls_profile *p = sample_profile("f ~:0(<exec>) 3 1 1 100\nf main 1 1 9 99\nf load 2 2 0 90\nf mod 2 2 90 90\n"
                                       "e ~:0(<exec>) main 1 1 9 99\ne main load 2 2 0 90\n"
                                       "e load ~:0(<exec>) 2 0 0 90\ne ~:0(<exec>) mod 2 2 90 90\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    check_step(p, &path, 0, "~:0(<exec>)", 3, 100, true);
    /* load costs most through exec, which is on the path already: from there
     * mod (90) is the next best, and it costs more than what load has left. */
    assert_int_equal(path.count, 2);
    check_step(p, &path, 1, "mod", 2, 90, true);
    assert_true(path.steps[0].recursive);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void recursion_is_passed_once(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 100\nf fib 177 1 59 99\nf add 176 176 40 40\n"
                                       "e main fib 1 1 1 99\ne fib fib 176 10 58 90\ne fib add 176 176 40 40\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 3);
    check_step(p, &path, 1, "fib", 1, 99, true);
    assert_true(path.steps[1].recursive);
    /* All calls of fib came from main or from fib: still exact. */
    check_step(p, &path, 2, "add", 176, 40, true);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

/* Django: each middleware's __call__ calls the next through inner(). */
static void the_path_goes_on_where_it_came_back(void **state)
{
    ncalls_profile *p = sample_profile("f inner 4 1 1 100\nf call_a 1 1 2 99\nf call_b 2 1 3 95\nf view 1 1 90 91\n"
                                       "f small 1 1 3 3\n"
                                       "e inner call_a 1 1 2 99\ne inner call_b 2 1 3 95\ne inner view 1 1 90 91\n"
                                       "e call_a inner 1 0 1 97\ne call_b inner 2 0 1 92\ne call_a small 1 1 3 3\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 2);
    check_step(p, &path, 0, "inner", 4, 100, true);
    check_step(p, &path, 1, "view", 1, 91, true);
    assert_true(path.steps[0].recursive);
    assert_false(path.steps[1].recursive);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void it_does_not_go_back_where_nothing_is_left(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 100\nf a 9 1 40 99\nf b 9 1 40 80\nf log 1 1 5 5\n"
                                       "e main a 1 1 1 99\ne a b 9 1 40 80\ne b a 8 0 39 70\ne b log 1 1 5 5\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 4);
    check_step(p, &path, 2, "b", 9, 80, false);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void calls_from_nowhere_make_the_rest_an_estimate(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 10 100\nf a 4 4 0 180\nf b 8 8 180 180\n"
                                       "e main a 2 2 0 90\ne a b 8 8 180 180\n");
    nc_path path = find(p, "main", 0);

    (void)state;
    check_step(p, &path, 1, "a", 2, 90, true);
    check_step(p, &path, 2, "b", 4, 90, false);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void where_everything_is_called_the_greatest_is_the_root(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 1 50\nf b 1 1 1 70\ne a b 1 1 1 70\ne b a 1 1 1 50\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 2);
    check_step(p, &path, 0, "b", 1, 70, true);
    check_step(p, &path, 1, "a", 1, 50, true);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void without_times_of_edges_calls_divide(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\nf a 1 1 0 70\nf b 4 4 80 80\n"
                                       "e main a 1 - - -\ne a b 3 - - -\ne main b 1 - - -\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 3);
    check_step(p, &path, 1, "a", 1, 70, true);
    check_step(p, &path, 2, "b", 3, 60, false);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void a_profile_without_cost_has_no_path(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 0 0\nf b 1 1 0 0\ne a b 1 1 0 0\n"), *empty = sample_profile("");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 0);
    nc_path_reset(&path);
    path = find(empty, NULL, 0);
    assert_int_equal(path.count, 0);
    nc_path_reset(&path);
    ncalls_profile_free(p);
    ncalls_profile_free(empty);
}

/* The law on any graph: totals never rise, nothing comes twice. */
static void totals_fall_and_nothing_comes_twice(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int round = 0; round < 300; round++) {
        nc_builder *b = nc_builder_new(0);
        ncalls_profile *p;
        nc_path path;

        nc_builder_begin_source(b, "random", "pstats", 0);
        nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
        for (int i = 0; i < 20; i++) {
            char label[32];

            snprintf(label, sizeof label, "f%d", i);
            nc_builder_add_calls(b, sample_function(b, label), sample_random(&seed) % 50, 0, sample_random(&seed) % 100,
                                 sample_random(&seed) % 1000);
        }
        for (int i = 0; i < 60; i++)
            nc_builder_add_edge(b, (nc_edge_row){{1 + sample_random(&seed) % 20},
                                                 {1 + sample_random(&seed) % 20},
                                                 sample_random(&seed) % 9,
                                                 0,
                                                 0,
                                                 sample_random(&seed) % 500});
        p = sample_finish(b);
        path = find(p, NULL, 0);
        for (uint32_t i = 1; i < path.count; i++) {
            assert_true(path.steps[i].total <= path.steps[i - 1].total && path.steps[i].total > 0);
            assert_true(path.steps[i - 1].exact || !path.steps[i].exact);
            for (uint32_t j = 0; j < i; j++)
                assert_int_not_equal(path.steps[j].function.at, path.steps[i].function.at);
        }
        nc_path_reset(&path);
        ncalls_profile_free(p);
    }
}

/* c cost 60 by way of a, and d all of its 60 there: edges would say 45. */
static void whole_stacks_leave_nothing_to_reckon(void **state)
{
    ncalls_profile *p = stacks("main;a 5\nmain;a;c;d 60\nmain;b 10\nmain;b;c 20\nmain 5\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 4);
    check_step(p, &path, 0, "main", NCALLS_ABSENT, 100, true);
    check_step(p, &path, 1, "a", NCALLS_ABSENT, 65, true);
    check_step(p, &path, 2, "c", NCALLS_ABSENT, 60, true);
    check_step(p, &path, 3, "d", NCALLS_ABSENT, 60, true);
    nc_path_reset(&path);
    path = find(p, "c", 0);
    assert_int_equal(path.count, 2);
    check_step(p, &path, 0, "c", NCALLS_ABSENT, 80, true);
    check_step(p, &path, 1, "d", NCALLS_ABSENT, 60, true);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void stacks_of_a_recursion_are_one_step(void **state)
{
    ncalls_profile *p = stacks("main;f:1;g 1\nmain;f:1;f:2;g 2\nmain;f:1;f:2;f:1;g;h 3\nmain;f:1;f:2 4\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 4);
    check_step(p, &path, 1, "f", NCALLS_ABSENT, 10, true);
    check_step(p, &path, 2, "g", NCALLS_ABSENT, 6, true);
    check_step(p, &path, 3, "h", NCALLS_ABSENT, 3, true);
    assert_true(path.steps[1].recursive);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

/* Of wrap most goes back into handle, which goes on into work. */
static void stacks_that_come_back_go_on_from_there(void **state)
{
    ncalls_profile *p = stacks("handle;wrap;handle;work;deep 8\nhandle;wrap;handle 1\nhandle;work 1\nhandle;wrap 1\n");
    nc_path path = find(p, NULL, 0);

    (void)state;
    assert_int_equal(path.count, 3);
    check_step(p, &path, 0, "handle", NCALLS_ABSENT, 11, true);
    check_step(p, &path, 1, "work", NCALLS_ABSENT, 9, true);
    check_step(p, &path, 2, "deep", NCALLS_ABSENT, 8, true);
    nc_path_reset(&path);
    ncalls_profile_free(p);
}

static void without_memory_stacks_say_so(void **state)
{
    ncalls_profile *p = stacks("a;b;a;c 3\na;b;b 1\nd;e 2\n");
    nc_path path;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_path_find(&path, p, (nc_func){0}, 0, NULL), nc_path_reset(&path));
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    nc_path path;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_path_find(&path, p, (nc_func){0}, 0, NULL), nc_path_reset(&path));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(down_the_heaviest_callee_to_the_leaf),
        cmocka_unit_test(small_shares_end_the_path),
        cmocka_unit_test(any_function_can_be_the_beginning),
        cmocka_unit_test(the_root_may_be_called_by_others_as_well),
        cmocka_unit_test(recursion_is_passed_once),
        cmocka_unit_test(the_path_goes_on_where_it_came_back),
        cmocka_unit_test(it_does_not_go_back_where_nothing_is_left),
        cmocka_unit_test(calls_from_nowhere_make_the_rest_an_estimate),
        cmocka_unit_test(where_everything_is_called_the_greatest_is_the_root),
        cmocka_unit_test(without_times_of_edges_calls_divide),
        cmocka_unit_test(a_profile_without_cost_has_no_path),
        cmocka_unit_test(totals_fall_and_nothing_comes_twice),
        cmocka_unit_test(whole_stacks_leave_nothing_to_reckon),
        cmocka_unit_test(stacks_of_a_recursion_are_one_step),
        cmocka_unit_test(stacks_that_come_back_go_on_from_there),
        cmocka_unit_test(without_memory_stacks_say_so),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
