/* SPDX-License-Identifier: MIT */
#include "forest.h"

#include "analyze/prune.h"

static ncalls_profile *prune(const ncalls_profile *p, const bool *marks, nc_prune_keep keep)
{
    ncalls_error error = {0};
    ncalls_profile *out;

    if (nc_prune(&out, p, marks, keep, NULL, &error) != NCALLS_OK || nc_check_profile(out, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return out;
}

static ncalls_profile *prune_at(const ncalls_profile *p, const char *label, nc_prune_keep keep)
{
    bool *marks = calloc((size_t)p->functions.count + 1, sizeof *marks);
    ncalls_profile *out;

    marks[sample_find(p, label).at] = true;
    out = prune(p, marks, keep);
    free(marks);
    return out;
}

static void check_function(const ncalls_profile *p, const char *label, int64_t calls, int64_t self, int64_t total)
{
    nc_func f = sample_find(p, label);

    assert_int_equal(p->functions.calls[f.at], calls);
    assert_int_equal(p->functions.self[f.at], self);
    assert_int_equal(p->functions.total[f.at], total);
}

static void check_edge(const ncalls_profile *p, const char *caller, const char *callee, int64_t calls, int64_t self,
                       int64_t total)
{
    nc_edge edge = sample_edge(p, caller, callee);

    assert_int_not_equal(edge.at, 0);
    assert_int_equal(p->edges.calls[edge.at], calls);
    assert_int_equal(p->edges.self[edge.at], self);
    assert_int_equal(p->edges.total[edge.at], total);
}

/*  main ─▶ view ─▶ query ─▶ execute
 *     ├──▶ job ──▶ query              query: 3 calls by view, 1 by job, and
 *     └──▶ idle                       three quarters of what is below it */
static const char shop[] = "f main 1 1 4 100\nf view 1 1 2 62\nf job 1 1 9 29\nf idle 1 1 5 5\n"
                           "f query 4 4 20 80\nf execute 8 8 60 60\n"
                           "e main view 1 1 2 62\ne main job 1 1 9 29\ne main idle 1 1 5 5\n"
                           "e view query 3 3 15 60\ne job query 1 1 5 20\ne query execute 8 8 60 60\n";

static void focus_keeps_what_leads_to_a_match_and_what_it_leads_to(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = prune_at(p, "view", NC_PRUNE_FOCUS);

    (void)state;
    assert_int_equal(q->functions.count, 4);
    assert_int_equal(q->edges.count, 3);
    check_function(q, "main", 1, 0, 62);
    check_function(q, "view", 1, 2, 62);
    /* By edges: 15 of query's self, 3 of its calls; exact. */
    check_function(q, "query", 3, 15, 60);
    check_edge(q, "view", "query", 3, 15, 60);
    /* Three quarters of what lies below query came from view. */
    check_function(q, "execute", 6, 45, 45);
    assert_int_equal(q->totals.self, 62);
    assert_true(forest_is_estimated(q));
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void focus_on_a_leaf_keeps_calls_and_drops_other_cost(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = prune_at(p, "execute", NC_PRUNE_FOCUS);

    (void)state;
    assert_int_equal(q->functions.count, 5);
    check_function(q, "execute", 8, 60, 60);
    check_function(q, "query", 4, 0, 60);
    check_function(q, "view", 1, 0, 45);
    check_function(q, "job", 1, 0, 15);
    check_function(q, "main", 1, 0, 60);
    check_edge(q, "view", "query", 3, 0, 45);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void ignore_is_the_rest(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = prune_at(p, "view", NC_PRUNE_IGNORE);

    (void)state;
    assert_int_equal(q->functions.count, 5);
    check_function(q, "main", 1, 4, 38);
    check_function(q, "job", 1, 9, 29);
    check_function(q, "idle", 1, 5, 5);
    check_function(q, "query", 1, 5, 20);
    check_function(q, "execute", 2, 15, 15);
    assert_int_equal(q->totals.self, 38);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void what_only_matches_call_is_ignored_too(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = prune_at(p, "query", NC_PRUNE_IGNORE);

    (void)state;
    assert_int_equal(q->functions.count, 4);
    check_function(q, "view", 1, 2, 2);
    check_function(q, "main", 1, 4, 20);
    assert_false(forest_is_estimated(q));
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void show_from_begins_at_the_match(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = prune_at(p, "view", NC_PRUNE_SHOW_FROM);

    (void)state;
    assert_int_equal(q->functions.count, 3);
    check_function(q, "view", 1, 2, 62);
    check_function(q, "query", 3, 15, 60);
    check_function(q, "execute", 6, 45, 45);
    assert_int_equal(q->totals.self, 62);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void recursion_goes_with_what_leads_into_it(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 100\nf a 1 1 2 50\nf b 1 1 1 49\nf fib 100 2 96 96\n"
                                       "e main a 1 1 2 50\ne main b 1 1 1 49\ne a fib 1 1 1 48\ne b fib 1 1 1 48\n"
                                       "e fib fib 98 10 94 90\n");
    ncalls_profile *q = prune_at(p, "a", NC_PRUNE_SHOW_FROM);

    (void)state;
    check_function(q, "fib", 50, 48, 48);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void without_times_of_edges_calls_divide(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 0 100\nf a 1 1 0 70\nf b 1 1 0 30\nf c 4 4 100 100\n"
                                       "e main a 1 - - -\ne main b 1 - - -\ne a c 3 - - -\ne b c 1 - - -\n");
    ncalls_profile *q = prune_at(p, "a", NC_PRUNE_FOCUS);

    (void)state;
    check_function(q, "c", 3, 75, 75);
    assert_true(forest_is_estimated(q));
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void sources_notes_and_kinds_come_along(void **state)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *p, *q;
    nc_func f;

    (void)state;
    nc_builder_begin_source(b, "a.prof", "pstats", 77);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    nc_builder_set_tool(b, "cProfile");
    nc_builder_set_python(b, "3.11");
    nc_builder_note(b, "an oddity of 100%%");
    f = sample_function(b, "f");
    nc_builder_add_calls(b, f, 1, 1, 5, 5);
    nc_builder_set_kind(b, f, NCALLS_KIND_NATIVE);
    p = sample_finish(b);
    q = prune_at(p, "f", NC_PRUNE_FOCUS);
    assert_int_equal(q->source_count, 1);
    assert_string_equal(nc_profile_text(q, q->sources[0].path), "a.prof");
    assert_string_equal(nc_profile_text(q, q->sources[0].tool), "cProfile");
    assert_string_equal(nc_profile_text(q, q->sources[0].python), "3.11");
    assert_int_equal(q->sources[0].modified, 77);
    assert_int_equal(q->note_count, 1);
    assert_string_equal(nc_profile_text(q, q->notes[0]), "an oddity of 100%");
    assert_int_equal(q->functions.kind[1], NCALLS_KIND_NATIVE);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

/* What pprof says of the same stacks. */
static void true_selves(const forest *f, const bool *chosen, nc_prune_keep keep, int64_t *self)
{
    bool below[FOREST_NODES] = {false};

    memset(self, 0, FOREST_FUNCTIONS * sizeof *self);
    for (uint32_t i = 1; i < f->count; i++) {
        const struct forest_node *n = &f->node[i];

        below[i] = below[n->parent] || chosen[n->function];
        if (below[i] == (keep != NC_PRUNE_IGNORE))
            self[n->function] += n->self;
    }
}

static void check_against_stacks(forest_shape shape, nc_prune_keep keep)
{
    uint64_t seed = 99 + shape;

    for (int round = 0; round < 150; round++) {
        int64_t self[FOREST_FUNCTIONS];
        bool chosen[FOREST_FUNCTIONS], *marks;
        ncalls_profile *q;
        int64_t sum = 0;
        forest f;

        forest_grow(&f, shape, &seed);
        forest_choose(&f, chosen, 12, &seed);
        if (shape == FOREST_DAG) { /* one alone: else what lies below two is divided by more than it has */
            memset(chosen, 0, sizeof chosen);
            chosen[f.node[1 + sample_random(&seed) % (f.count - 1)].function] = true;
        }
        true_selves(&f, chosen, keep, self);
        marks = forest_marks(&f, chosen);
        q = prune(f.profile, marks, keep);
        for (uint32_t k = 1; k <= f.functions; k++) {
            sum += self[k];
            if (shape == FOREST_TREE)
                assert_int_equal(forest_self(q, k), self[k]);
            if (self[k]) { /* whatever is in a stack that is kept is kept */
                char name[16];

                forest_name(name, k);
                sample_find(q, name);
            }
        }
        if (shape == FOREST_TREE)
            assert_false(forest_is_estimated(q));
        else if (keep != NC_PRUNE_IGNORE && shape == FOREST_DAG)
            assert_true(forest_distance(q->totals.self, sum) <= f.functions);
        free(marks);
        ncalls_profile_free(q);
        ncalls_profile_free(f.profile);
    }
}

static void with_single_callers_it_is_what_pprof_says(void **state)
{
    (void)state;
    check_against_stacks(FOREST_TREE, NC_PRUNE_FOCUS);
    check_against_stacks(FOREST_TREE, NC_PRUNE_IGNORE);
    check_against_stacks(FOREST_TREE, NC_PRUNE_SHOW_FROM);
}

static void without_recursion_the_sum_is_what_pprof_says(void **state)
{
    (void)state;
    check_against_stacks(FOREST_DAG, NC_PRUNE_FOCUS);
    check_against_stacks(FOREST_DAG, NC_PRUNE_SHOW_FROM);
}

/* The law on any graph: focus and ignore are the whole, to the nanosecond, and
 * each is less than it. */
static void focus_and_ignore_add_up(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int round = 0; round < 300; round++) {
        bool chosen[FOREST_FUNCTIONS], *marks;
        ncalls_profile *with, *without;
        forest f;

        forest_grow(&f, round % 2 ? FOREST_DAG : FOREST_RECURSIVE, &seed);
        forest_choose(&f, chosen, 2 + sample_random(&seed) % 20, &seed);
        marks = forest_marks(&f, chosen);
        with = prune(f.profile, marks, NC_PRUNE_FOCUS);
        without = prune(f.profile, marks, NC_PRUNE_IGNORE);
        assert_int_equal(with->totals.self + without->totals.self, f.profile->totals.self);
        for (uint32_t k = 1; k <= f.functions; k++) {
            assert_int_equal(forest_self(with, k) + forest_self(without, k), forest_self(f.profile, k));
            assert_true(forest_self(with, k) >= 0 && forest_self(without, k) >= 0);
        }
        for (uint32_t i = 1; i <= with->functions.count; i++)
            assert_true(with->functions.total[i] >= with->functions.self[i]);
        ncalls_profile_free(with);
        ncalls_profile_free(without);
        free(marks);
        ncalls_profile_free(f.profile);
    }
}

static void all_matching_is_the_whole_and_none_is_nothing(void **state)
{
    uint64_t seed = 6;
    forest f;

    (void)state;
    for (int round = 0; round < 50; round++) {
        ncalls_profile *all, *none;
        bool *marks;

        forest_grow(&f, FOREST_RECURSIVE, &seed);
        marks = calloc((size_t)f.profile->functions.count + 1, sizeof *marks);
        none = prune(f.profile, marks, NC_PRUNE_FOCUS);
        memset(marks, true, (size_t)f.profile->functions.count + 1);
        all = prune(f.profile, marks, NC_PRUNE_FOCUS);
        assert_int_equal(none->functions.count, 0);
        assert_int_equal(all->functions.count, f.profile->functions.count);
        assert_int_equal(all->edges.count, f.profile->edges.count);
        assert_int_equal(all->totals.self, f.profile->totals.self);
        assert_int_equal(all->totals.calls, f.profile->totals.calls);
        assert_false(forest_is_estimated(all));
        ncalls_profile_free(all);
        ncalls_profile_free(none);
        free(marks);
        ncalls_profile_free(f.profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(focus_keeps_what_leads_to_a_match_and_what_it_leads_to),
        cmocka_unit_test(focus_on_a_leaf_keeps_calls_and_drops_other_cost),
        cmocka_unit_test(ignore_is_the_rest),
        cmocka_unit_test(what_only_matches_call_is_ignored_too),
        cmocka_unit_test(show_from_begins_at_the_match),
        cmocka_unit_test(recursion_goes_with_what_leads_into_it),
        cmocka_unit_test(without_times_of_edges_calls_divide),
        cmocka_unit_test(sources_notes_and_kinds_come_along),
        cmocka_unit_test(with_single_callers_it_is_what_pprof_says),
        cmocka_unit_test(without_recursion_the_sum_is_what_pprof_says),
        cmocka_unit_test(focus_and_ignore_add_up),
        cmocka_unit_test(all_matching_is_the_whole_and_none_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
