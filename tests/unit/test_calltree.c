/* SPDX-License-Identifier: MIT */
#include "forest.h"
#include "stacks.h"

#include "analyze/calltree.h"
#include "base/text.h"
#include "ncalls/ncalls.h"

static nc_calltree grow(const ncalls_profile *p, ncalls_analyze_options filters, nc_calltree_options options)
{
    ncalls_error error = {0};
    ncalls_results *r;
    nc_calltree tree = {0};

    if (ncalls_analyze(&r, p, NULL, &filters, &error) || nc_calltree_make(&tree, r, &options, &error))
        fail_msg("%s", error.message);
    ncalls_results_free(r);
    return tree;
}

/* What holds for every tree. */
static void check_sound(const nc_calltree *t)
{
    for (uint32_t i = 0; i <= t->count; i++) {
        const nc_calltree_node *n = &t->nodes[i];
        int64_t below = n->rest + (i ? n->self : 0);

        assert_true(n->end > i && n->end <= t->count + 1);
        assert_true(i == 0 || (n->parent < i && n->end <= t->nodes[n->parent].end));
        assert_true(i == 0 || n->depth == t->nodes[n->parent].depth + 1);
        assert_true(n->total >= 0 && n->self >= 0 && n->rest >= 0);
        for (uint32_t c = i + 1, before = 0; c < n->end; before = c, c = t->nodes[c].end) {
            assert_int_equal(t->nodes[c].parent, i);
            assert_true(!before || t->nodes[before].total >= t->nodes[c].total);
            below += t->nodes[c].total;
        }
        assert_true(below <= n->total);
        assert_true(!n->estimated || !t->exact);
    }
}

/* One node a line: its depth in dots, name, total, self; ~ estimated, @
 * recursive, +N left out. */
static void check(ncalls_profile *p, ncalls_analyze_options filters, nc_calltree_options options, const char *wanted)
{
    nc_calltree t = grow(p, filters, options);
    nc_text text;

    nc_text_init(&text);
    check_sound(&t);
    for (uint32_t i = 0; i <= t.count; i++) {
        const nc_calltree_node *n = &t.nodes[i];

        if (i) {
            nc_text_add_repeat(&text, '.', n->depth - 1);
            nc_text_add_string(&text, nc_profile_text(p, p->functions.name[n->function.at]));
            if (n->line)
                nc_text_add_format(&text, ":%d", (int)n->line);
            nc_text_add_format(&text, " %s%d %d%s", n->estimated ? "~" : "", (int)n->total, (int)n->self,
                               n->recursive ? " @" : "");
            nc_text_add_string(&text, n->rest_count || n->cut ? "" : "\n");
        }
        if (n->rest_count || n->cut)
            nc_text_add_format(&text, " +%u=%d%s\n", n->rest_count, (int)n->rest, n->cut ? "!" : "");
    }
    assert_string_equal(text.bytes, wanted);
    nc_text_reset(&text);
    nc_calltree_reset(&t);
    ncalls_profile_free(p);
}

#define CHECK(profile, wanted) check(profile, (ncalls_analyze_options){0}, (nc_calltree_options){0}, wanted)
#define CHECK_FILTERED(profile, filter, wanted)                                                                        \
    check(profile, (ncalls_analyze_options){filter}, (nc_calltree_options){0}, wanted)
#define CHECK_WITH(profile, option, wanted)                                                                            \
    check(profile, (ncalls_analyze_options){0}, (nc_calltree_options){option}, wanted)

static const char twice[] = "main:1;f:2;g:3 4\nmain:1;f:5;g:3 2\nmain:9;f:5 1\nmain:1;h:1 1\nother:1;g:3 9\n";

static void equal_paths_are_one_whatever_their_lines(void **state)
{
    (void)state;
    CHECK(stacks(twice), "other 9 0\n.g 9 9\nmain 8 0\n.f 7 1\n..g 6 6\n.h 1 1\n");
}

static void lines_are_told_apart_when_asked_for(void **state)
{
    (void)state;
    CHECK_WITH(stacks(twice), .by_line = true,
               "other:1 9 0\n.g:3 9 9\nmain:1 7 0\n.f:2 4 0\n..g:3 4 4\n.f:5 2 0\n..g:3 2 2\n.h:1 1 1\nmain:9 1 0\n"
               ".f:5 1 1\n");
}

static void inverted_it_begins_with_what_cost(void **state)
{
    (void)state;
    CHECK_WITH(stacks(twice), .inverted = true,
               "g 15 0\n.other 9 9\n.f 6 0\n..main 6 6\nf 1 0\n.main 1 1\nh 1 0\n.main 1 1\n");
}

static void what_is_small_is_counted(void **state)
{
    (void)state;
    CHECK_WITH(stacks(twice), .min_share = 0.4, "other 9 0\n.g 9 9\nmain 8 0 +1=1\n.f 7 1 +1=6\n");
    CHECK_WITH(stacks(twice), .min_share = 0.6, " +2=17\n");
}

static void a_bound_on_depth_cuts_what_lies_below(void **state)
{
    (void)state;
    CHECK_WITH(stacks(twice), .max_depth = 2, "other 9 0\n.g 9 9\nmain 8 0\n.f 7 1 +0=6!\n.h 1 1\n");
}

static void a_bound_on_nodes_keeps_the_heaviest(void **state)
{
    (void)state;
    CHECK_WITH(stacks(twice), .max_nodes = 1, " +1=8\nother 9 0 +1=9\n");
    CHECK_WITH(stacks(twice), .max_nodes = 3, "other 9 0\n.g 9 9\nmain 8 0 +2=8\n");
}

static void recursion_is_as_deep_as_it_was(void **state)
{
    (void)state;
    CHECK(stacks("f;f;f 2\nf;f;g 1\n"), "f 3 0\n.f 3 0\n..f 2 2\n..g 1 1\n");
}

static void stacks_are_filtered_one_by_one(void **state)
{
    const char *text = "main;f;g 4\nmain;h;g 2\nmain 1\n";

    (void)state;
    CHECK_FILTERED(stacks(text), .focus = "\\(f\\)", "main 4 0\n.f 4 0\n..g 4 4\n");
    CHECK_FILTERED(stacks(text), .ignore = "\\(f\\)", "main 3 1\n.h 2 0\n..g 2 2\n");
    CHECK_FILTERED(stacks(text), .hide = "\\((f|h)\\)", "main 7 1\n.g 6 6\n");
    CHECK_FILTERED(stacks(text), .hide = "\\(g\\)", "main 7 1\n.f 4 4\n.h 2 2\n");
    CHECK_FILTERED(stacks(text), .show_from = "\\((f|h)\\)", "f 4 0\n.g 4 4\nh 2 0\n.g 2 2\n");
    CHECK_FILTERED(stacks(text), .hide = "\\(main\\)", "f 4 0\n.g 4 4\nh 2 0\n.g 2 2\n");
    CHECK_FILTERED(stacks(text), .focus = "nothing", "");
    check(stacks(text), (ncalls_analyze_options){.hide = "\\(f\\)", .show_from = "\\((main|g)\\)"},
          (nc_calltree_options){.inverted = true}, "g 6 0\n.main 4 4\n.h 2 0\n..main 2 2\nmain 1 1\n");
}

/*  main ─▶ a ─▶ c ─▶ d        c: 60 from a, 20 from b */
static const char diamond[] = "f main 1 1 5 100\nf a 2 2 5 65\nf b 1 1 10 30\nf c 4 4 20 80\nf d 8 8 60 60\n"
                              "e main a 2 2 5 65\ne main b 1 1 10 30\ne a c 3 3 15 60\ne b c 1 1 5 20\n"
                              "e c d 8 8 60 60\n";

static void edges_are_divided_where_callers_meet(void **state)
{
    (void)state;
    CHECK(sample_profile(diamond), "main 100 5\n.a 65 5\n..c 60 15\n...d ~45 45\n.b 30 10\n..c 20 5\n...d ~15 15\n");
}

static void callers_are_divided_above_where_they_meet(void **state)
{
    (void)state;
    CHECK_WITH(sample_profile(diamond), .inverted = true,
               "d 60 0\n.c 60 0\n..a ~45 0\n...main ~45 45\n..b ~15 0\n...main ~15 15\n"
               "c 20 0\n.a 15 0\n..main 15 15\n.b 5 0\n..main 5 5\n"
               "b 10 0\n.main 10 10\na 5 0\n.main 5 5\nmain 5 5\n");
}

static void recursion_folds_into_its_first_level(void **state)
{
    (void)state;
    CHECK(sample_profile("f main 1 1 1 10\nf fib 20 1 7 9\nf say 5 5 2 2\n"
                         "e main fib 1 1 0 9\ne fib fib 19 1 7 8\ne fib say 5 5 2 2\n"),
          "main 10 1\n.fib 9 7 @\n..say 2 2\n");
}

static void cycles_end(void **state)
{
    (void)state;
    /* a and b call each other: 3 and 4 themselves, on all levels, of which a has two. */
    CHECK(sample_profile("f main 1 1 1 8\nf a 4 1 3 7\nf b 3 1 4 6\n"
                         "e main a 1 1 1 7\ne a b 3 1 4 6\ne b a 3 1 2 5\n"),
          "main 8 1\n.a 7 1 @\n..b ~6 4 @\n...a ~2 0\n");
}

/* A script imports a package, which imports a module: exec() within exec(). All that
 * the profile says of it is what each of them cost. */
static void levels_of_a_recursion_are_told_apart(void **state)
{
    (void)state;
    CHECK(sample_profile("f exec 3 1 3 100\nf script 1 1 57 99\nf package 1 1 10 40\nf module 1 1 29 29\n"
                         "f load 2 1 1 41\ne exec script 1 1 57 99\ne exec package 1 1 10 40\n"
                         "e exec module 1 1 29 29\ne script load 1 1 1 41\ne package load 1 1 0 30\n"
                         "e load exec 2 1 2 40\n"),
          "exec 100 1 @\n.script 99 57\n..load 41 0 @\n...exec ~40 0 @\n....package 40 10\n"
          ".....load 30 0\n......exec ~30 0\n.......module 29 29\n");
}

static void where_everything_is_called_the_heaviest_begins(void **state)
{
    (void)state;
    CHECK(sample_profile("f a 1 1 1 3\nf b 1 1 3 4\ne a b 1 1 3 3\ne b a 1 1 1 1\n"), "b ~4 3 @\n.a 1 0\n..b ~1 0\n");
}

static void without_callers_each_stands_alone(void **state)
{
    (void)state;
    CHECK(sample_profile_with(NCALLS_HAS_TIME, "f a 0 0 5 5\nf b 0 0 3 3\n"), "a 5 5\nb 3 3\n");
    CHECK(sample_profile(""), "");
    CHECK(sample_profile("f a 1 1 0 0\n"), " +1=0\n");
}

/* Nothing is left out, so each function's nodes hold all that it cost. */
static void check_sums(const forest *f, forest_shape shape)
{
    nc_calltree t = grow(f->profile, (ncalls_analyze_options){0}, (nc_calltree_options){0});
    const nc_functions *functions = &f->profile->functions;
    int64_t *total = calloc((size_t)functions->count + 1, sizeof *total);
    int64_t *self = calloc((size_t)functions->count + 1, sizeof *self);

    check_sound(&t);
    for (uint32_t i = 1; i <= t.count; i++) {
        total[t.nodes[i].function.at] += t.nodes[i].total;
        self[t.nodes[i].function.at] += t.nodes[i].self;
        assert_true(shape != FOREST_TREE || !t.nodes[i].estimated);
    }
    for (uint32_t i = 1; i <= functions->count; i++)
        assert_true(self[i] <= functions->self[i]);
    for (uint32_t i = 1; i <= functions->count && shape != FOREST_RECURSIVE; i++) {
        int64_t slack = shape == FOREST_TREE ? 0 : 1 + functions->total[i] / 100 + 100 * FOREST_NODES;

        assert_true(forest_distance(total[i], functions->total[i]) <= slack);
        assert_true(forest_distance(self[i], functions->self[i]) <= slack);
    }
    assert_true(shape == FOREST_RECURSIVE || forest_distance(t.nodes[0].total, f->profile->totals.self) <= 0);
    nc_calltree_reset(&t);
    free(total);
    free(self);
}

static void parts_of_a_function_add_up_to_it(void **state)
{
    uint64_t seed = 42;

    (void)state;
    for (unsigned i = 0; i < 90; i++) {
        forest f;

        forest_grow(&f, i % 3, &seed);
        check_sums(&f, i % 3);
        ncalls_profile_free(f.profile);
    }
}

/* Each inverted root is a function with its self. */
static void inverted_roots_are_self_times(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (unsigned i = 0; i < 60; i++) {
        nc_calltree t;
        forest f;

        forest_grow(&f, i % 3, &seed);
        t = grow(f.profile, (ncalls_analyze_options){0}, (nc_calltree_options){.inverted = true, .max_nodes = 3000});
        check_sound(&t);
        assert_int_equal(t.nodes[0].total, f.profile->totals.self);
        for (uint32_t n = 1; n <= t.count; n = t.nodes[n].end)
            assert_int_equal(t.nodes[n].total, f.profile->functions.self[t.nodes[n].function.at]);
        nc_calltree_reset(&t);
        ncalls_profile_free(f.profile);
    }
}

static ncalls_status make_and_free(nc_calltree *t, const ncalls_results *r, bool inverted)
{
    ncalls_status status = nc_calltree_make(t, r, &(nc_calltree_options){.inverted = inverted}, NULL);

    if (status)
        nc_calltree_reset(t);
    return status;
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p[] = {stacks(twice), sample_profile(diamond)};
    ncalls_analyze_options filters = {.focus = "g", .show_from = "main", .hide = "h"};
    nc_calltree t;

    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        ncalls_results *r = NULL;

        SAMPLE_WITHOUT_MEMORY(ncalls_analyze(&r, p[i / 2], NULL, i == 0 ? &filters : NULL, NULL), (void)0);
        SAMPLE_WITHOUT_MEMORY(make_and_free(&t, r, i % 2), nc_calltree_reset(&t));
        ncalls_results_free(r);
    }
    ncalls_profile_free(p[0]);
    ncalls_profile_free(p[1]);
}

/* Stacks of two threads with lines, most of them small. NULL: no memory. */
static ncalls_profile *many_stacks(double narrow)
{
    nc_builder *b = nc_builder_new(NCALLS_KEEP_STACKS);
    ncalls_profile *p = NULL;
    uint32_t random = 7, threads[2];

    if (!b)
        return NULL;
    nc_builder_set_narrow(b, narrow);
    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    for (int i = 0; i < 2; i++)
        threads[i] = nc_stacks_thread(b, nc_builder_string(b, "T", 1), 1, i + 1);
    for (int stack = 0; stack < 400; stack++) {
        nc_frame frames[12];
        size_t count;

        random = random * 1664525 + 1013904223;
        count = 1 + (random >> 16) % 12;
        for (size_t i = 0; i < count; i++) {
            random = random * 1664525 + 1013904223;
            frames[i] = (nc_frame){sample_function(b, (char[]){(char)('a' + (random >> 20) % (2 + i)), '\0'}),
                                   (int32_t)(random >> 29)};
        }
        nc_stacks_add(b, threads[random >> 31], frames, count, stack % 9);
    }
    nc_builder_finish(b, &p, NULL);
    nc_builder_free(b);
    return p;
}

static void what_is_narrow_need_not_be_kept(void **state)
{
    nc_calltree_options options = {.min_share = 0.02};
    ncalls_profile *all = many_stacks(0), *wide = many_stacks(0.02);
    nc_calltree t = grow(all, (ncalls_analyze_options){0}, options);
    nc_calltree u = grow(wide, (ncalls_analyze_options){0}, options);

    (void)state;
    assert_int_equal(nc_check_profile(wide, NULL), NCALLS_OK);
    assert_true(wide->contexts.count < all->contexts.count / 4);
    assert_int_equal(wide->totals.self, all->totals.self);
    assert_true(t.count > 20);
    assert_int_equal(t.count, u.count);
    for (uint32_t i = 0; i <= t.count; i++) {
        assert_int_equal(t.nodes[i].function.at, u.nodes[i].function.at);
        assert_int_equal(t.nodes[i].parent, u.nodes[i].parent);
        assert_int_equal(t.nodes[i].total, u.nodes[i].total);
        assert_int_equal(t.nodes[i].self, u.nodes[i].self);
        assert_int_equal(t.nodes[i].rest, u.nodes[i].rest);
        assert_int_equal(t.nodes[i].rest_count, u.nodes[i].rest_count);
    }
    assert_false(wide->has & (NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS));
    for (uint32_t i = 1; i <= all->functions.count; i++) {
        assert_int_equal(wide->functions.self[i], all->functions.self[i]);
        assert_int_equal(wide->functions.total[i], NCALLS_ABSENT);
    }
    for (uint32_t i = 1; i <= all->edges.count; i++) {
        nc_edge edge = nc_profile_find_edge(wide, all->edges.caller[i], all->edges.callee[i]);

        assert_int_equal(edge.at ? wide->edges.self[edge.at] : 0, all->edges.self[i]);
    }
    nc_calltree_reset(&t);
    nc_calltree_reset(&u);
    ncalls_profile_free(all);
    ncalls_profile_free(wide);
}

static void stacks_need_memory(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        ncalls_profile *p;

        nc_alloc_fail_after(n, false);
        p = many_stacks(0.02);
        nc_alloc_fail_after(-1, false);
        if (p) {
            ncalls_profile_free(p);
            break;
        }
        assert_true(n < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_paths_are_one_whatever_their_lines),
        cmocka_unit_test(lines_are_told_apart_when_asked_for),
        cmocka_unit_test(inverted_it_begins_with_what_cost),
        cmocka_unit_test(what_is_small_is_counted),
        cmocka_unit_test(a_bound_on_depth_cuts_what_lies_below),
        cmocka_unit_test(a_bound_on_nodes_keeps_the_heaviest),
        cmocka_unit_test(recursion_is_as_deep_as_it_was),
        cmocka_unit_test(stacks_are_filtered_one_by_one),
        cmocka_unit_test(edges_are_divided_where_callers_meet),
        cmocka_unit_test(callers_are_divided_above_where_they_meet),
        cmocka_unit_test(recursion_folds_into_its_first_level),
        cmocka_unit_test(cycles_end),
        cmocka_unit_test(levels_of_a_recursion_are_told_apart),
        cmocka_unit_test(where_everything_is_called_the_heaviest_begins),
        cmocka_unit_test(without_callers_each_stands_alone),
        cmocka_unit_test(parts_of_a_function_add_up_to_it),
        cmocka_unit_test(inverted_roots_are_self_times),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(what_is_narrow_need_not_be_kept),
        cmocka_unit_test(stacks_need_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
