/* SPDX-License-Identifier: MIT */
#include "forest.h"

#include "analyze/hide.h"
#include "analyze/owners.h"

static ncalls_profile *hide(const ncalls_profile *p, const bool *marks)
{
    ncalls_error error = {0};
    ncalls_profile *out;

    if (nc_hide(&out, p, marks, NULL, &error) != NCALLS_OK || nc_check_profile(out, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return out;
}

/* Hides the functions of a list that ends with NULL. */
static ncalls_profile *hide_these(const ncalls_profile *p, const char *const *labels)
{
    bool *marks = calloc((size_t)p->functions.count + 1, sizeof *marks);
    ncalls_profile *out;

    for (; *labels; labels++)
        marks[sample_find(p, *labels).at] = true;
    out = hide(p, marks);
    free(marks);
    return out;
}

#define HIDE(profile, ...) hide_these(profile, (const char *const[]){__VA_ARGS__, NULL})

static void check_function(const ncalls_profile *p, const char *label, int64_t calls, int64_t self, int64_t total)
{
    nc_func f = sample_find(p, label);

    assert_int_equal(p->functions.calls[f.at], calls);
    assert_int_equal(p->functions.self[f.at], self);
    assert_int_equal(p->functions.total[f.at], total);
}

static void check_edge(const ncalls_profile *p, const char *caller, const char *callee, int64_t calls, int64_t total)
{
    nc_edge edge = sample_edge(p, caller, callee);

    assert_int_not_equal(edge.at, 0);
    assert_int_equal(p->edges.calls[edge.at], calls);
    assert_int_equal(p->edges.total[edge.at], total);
}

/*  main ─▶ view ─▶ query ─▶ execute      60 of query's cost by view, 20 by job:
 *     └──▶ job ──▶ query                 15 and 5 its own, 45 and 15 execute's */
static const char shop[] = "f main 1 1 9 100\nf view 1 1 2 62\nf job 1 1 9 29\nf query 4 4 20 80\n"
                           "f execute 8 8 60 60\n"
                           "e main view 1 1 2 62\ne main job 1 1 9 29\n"
                           "e view query 3 3 15 60\ne job query 1 1 5 20\ne query execute 8 8 60 60\n";

static void cost_goes_to_the_callers(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = HIDE(p, "execute");

    (void)state;
    assert_int_equal(q->functions.count, 4);
    check_function(q, "query", 4, 80, 80);
    check_function(q, "view", 1, 2, 62);
    assert_int_equal(q->totals.self, 100);
    assert_int_equal(q->note_count, 0);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void through_hidden_ones_to_theirs(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = HIDE(p, "query", "execute");

    (void)state;
    check_function(q, "view", 1, 62, 62);
    check_function(q, "job", 1, 29, 29);
    check_function(q, "main", 1, 9, 100);
    assert_int_equal(q->edges.count, 2);
    /* It was divided, but nothing shown lies below: the edges vouch for it. */
    assert_int_equal(q->note_count, 0);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void edges_lead_through_hidden_functions(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = HIDE(p, "query");

    (void)state;
    check_function(q, "view", 1, 17, 62);
    check_function(q, "job", 1, 14, 29);
    check_function(q, "execute", 8, 60, 60);
    check_edge(q, "view", "execute", 6, 45);
    check_edge(q, "job", "execute", 2, 15);
    assert_true(forest_is_estimated(q));
    assert_int_equal(q->totals.self, 100);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void one_caller_is_exact(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = HIDE(p, "view", "job");

    (void)state;
    check_function(q, "main", 1, 20, 100);
    check_edge(q, "main", "query", 4, 80);
    assert_int_equal(q->note_count, 0);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void hidden_roots_are_left_out_and_that_is_said(void **state)
{
    ncalls_profile *p = sample_profile(shop), *q = HIDE(p, "main");

    (void)state;
    assert_int_equal(q->functions.count, 4);
    assert_int_equal(q->totals.self, 91);
    assert_int_equal(q->note_count, 1);
    assert_string_equal(nc_profile_text(q, q->notes[0]),
                        "9 ns of hidden functions is left out: no function that is shown called them");
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void recursion_among_hidden_functions_is_one(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 100\nf even 9 1 40 99\nf odd 8 1 39 95\nf log 8 8 20 20\n"
                                       "e main even 1 1 4 99\ne even odd 8 1 39 95\ne odd even 8 0 36 80\n"
                                       "e odd log 8 8 20 20\n");
    ncalls_profile *q = HIDE(p, "even", "odd");

    (void)state;
    check_function(q, "main", 1, 80, 100);
    check_edge(q, "main", "log", 8, 20);
    assert_int_equal(q->totals.self, 100);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void a_function_can_call_itself_through_hidden_ones(void **state)
{
    ncalls_profile *p = sample_profile("f walk 10 1 30 60\nf ~:0(<map>) 9 1 30 50\n"
                                       "e walk ~:0(<map>) 9 1 30 50\ne ~:0(<map>) walk 9 0 27 40\n");
    ncalls_profile *q = HIDE(p, "~:0(<map>)");

    (void)state;
    check_function(q, "walk", 10, 60, 60);
    check_edge(q, "walk", "walk", 9, 40);
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

static void a_hub_keeps_its_heaviest_callers(void **state)
{
    nc_builder *b = nc_builder_new(0);
    nc_func hub = sample_function(b, "hub"), leaf = sample_function(b, "leaf");
    ncalls_profile *p, *q;
    char name[16];

    (void)state;
    nc_builder_begin_source(b, "hub", "pstats", 0);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    for (int i = 1; i <= 1000; i++) {
        nc_func caller;

        snprintf(name, sizeof name, "c%d", i);
        caller = sample_function(b, name);
        nc_builder_add_calls(b, caller, 1, 1, 0, 1000 + i);
        nc_builder_add_calls(b, hub, 1000, 1000, 0, 1000 + i);
        nc_builder_add_calls(b, leaf, 1000, 1000, 1000 + i, 1000 + i);
        nc_builder_add_edge(b, (nc_edge_row){caller, hub, 1000, 1000, 0, 1000 + i});
    }
    nc_builder_add_edge(b, (nc_edge_row){hub, leaf, 1000000, 1000000, 1500500, 1500500});
    p = sample_finish(b);
    q = HIDE(p, "hub");
    assert_int_equal(q->edges.count, NC_OWNERS_MOST);
    assert_int_not_equal(sample_edge(q, "c1000", "leaf").at, 0);
    assert_int_equal(q->totals.self, p->totals.self);
    assert_string_equal(nc_profile_text(q, q->notes[q->note_count - 1]),
                        "calls through hidden functions are shown from their 8 heaviest callers");
    ncalls_profile_free(q);
    ncalls_profile_free(p);
}

/* pprof: a hidden frame's cost is its nearest shown caller's. */
static int64_t true_selves(const forest *f, const bool *hidden, int64_t *self)
{
    uint32_t owner[FOREST_NODES] = {0};
    int64_t lost = 0;

    memset(self, 0, FOREST_FUNCTIONS * sizeof *self);
    for (uint32_t i = 1; i < f->count; i++) {
        const struct forest_node *n = &f->node[i];

        owner[i] = hidden[n->function] ? owner[n->parent] : n->function;
        if (owner[i])
            self[owner[i]] += n->self;
        else
            lost += n->self;
    }
    return lost;
}

/* Hidden is, with a function, all that it leads to. */
static void hide_whatever_they_call(const forest *f, bool *hidden)
{
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 1; i < f->count; i++) {
            uint32_t above = f->node[f->node[i].parent].function;

            if (f->node[i].parent && hidden[above] && !hidden[f->node[i].function])
                again = hidden[f->node[i].function] = true;
        }
    }
}

static void check_against_stacks(forest_shape shape, bool without_callbacks)
{
    uint64_t seed = 31 + shape;

    for (int round = 0; round < 200; round++) {
        int64_t self[FOREST_FUNCTIONS], lost;
        bool hidden[FOREST_FUNCTIONS], *marks;
        ncalls_profile *q;
        forest f;

        forest_grow(&f, shape, &seed);
        forest_choose(&f, hidden, 3, &seed);
        if (without_callbacks)
            hide_whatever_they_call(&f, hidden);
        lost = true_selves(&f, hidden, self);
        marks = forest_marks(&f, hidden);
        q = hide(f.profile, marks);
        assert_true(forest_distance(q->totals.self, f.profile->totals.self - lost) <= f.functions ||
                    (shape != FOREST_TREE && !without_callbacks));
        for (uint32_t k = 1; k <= f.functions; k++) {
            if (hidden[k])
                assert_int_equal(forest_self(q, k), 0);
            if (shape == FOREST_TREE)
                assert_int_equal(forest_self(q, k), self[k]);
            else if (without_callbacks)
                assert_true(forest_distance(forest_self(q, k), self[k]) <= f.functions);
        }
        if (shape == FOREST_TREE)
            assert_false(forest_is_estimated(q));
        free(marks);
        ncalls_profile_free(q);
        ncalls_profile_free(f.profile);
    }
}

static void with_single_callers_it_is_what_pprof_says(void **state)
{
    (void)state;
    check_against_stacks(FOREST_TREE, false);
    check_against_stacks(FOREST_TREE, true);
}

/* The theorem of analyze/inflow.h. */
static void where_nothing_hidden_calls_back_it_is_what_pprof_says(void **state)
{
    (void)state;
    check_against_stacks(FOREST_DAG, true);
}

/* What a note says was left out, in nanoseconds; all is small enough to be
 * printed exactly only up to three digits, so it is reckoned from the roots. */
static void self_is_conserved_on_any_graph(void **state)
{
    uint64_t seed = 8;

    (void)state;
    for (int round = 0; round < 300; round++) {
        bool hidden[FOREST_FUNCTIONS], *marks;
        ncalls_profile *q;
        forest f;

        forest_grow(&f, round % 2 ? FOREST_DAG : FOREST_RECURSIVE, &seed);
        forest_choose(&f, hidden, 2, &seed);
        for (uint32_t i = 1; i < f.count; i++)
            if (!f.node[i].parent)
                hidden[f.node[i].function] = false; /* roots are shown: nothing is left out */
        marks = forest_marks(&f, hidden);
        q = hide(f.profile, marks);
        assert_int_equal(q->totals.self, f.profile->totals.self);
        for (uint32_t k = 1; k <= f.functions; k++)
            assert_true(hidden[k] || forest_self(q, k) >= forest_self(f.profile, k));
        free(marks);
        ncalls_profile_free(q);
        ncalls_profile_free(f.profile);
    }
}

static void hiding_nothing_changes_nothing_and_all_leaves_nothing(void **state)
{
    ncalls_profile *p = sample_profile(shop), *none, *all;
    bool marks[6] = {false};

    (void)state;
    none = hide(p, marks);
    memset(marks, true, sizeof marks);
    all = hide(p, marks);
    assert_int_equal(none->functions.count, p->functions.count);
    assert_int_equal(none->edges.count, p->edges.count);
    assert_int_equal(none->note_count, 0);
    assert_int_equal(all->functions.count, 0);
    ncalls_profile_free(none);
    ncalls_profile_free(all);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost_goes_to_the_callers),
        cmocka_unit_test(through_hidden_ones_to_theirs),
        cmocka_unit_test(edges_lead_through_hidden_functions),
        cmocka_unit_test(one_caller_is_exact),
        cmocka_unit_test(hidden_roots_are_left_out_and_that_is_said),
        cmocka_unit_test(recursion_among_hidden_functions_is_one),
        cmocka_unit_test(a_function_can_call_itself_through_hidden_ones),
        cmocka_unit_test(a_hub_keeps_its_heaviest_callers),
        cmocka_unit_test(with_single_callers_it_is_what_pprof_says),
        cmocka_unit_test(where_nothing_hidden_calls_back_it_is_what_pprof_says),
        cmocka_unit_test(self_is_conserved_on_any_graph),
        cmocka_unit_test(hiding_nothing_changes_nothing_and_all_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
