/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/callstack.h"
#include "model/check.h"

enum { THREADS = 3, FUNCTIONS = 6, DEPTH_MAX = 12, STEPS = 3000 };

/* One source of random events, read frame by frame or as whole stacks. */
typedef struct world {
    nc_builder *b;
    nc_callstack stacks[THREADS];
    uint32_t threads[THREADS];
    nc_frame frames[THREADS][DEPTH_MAX];
    size_t depth[THREADS];
    bool whole; /* nc_stacks_add instead of nc_callstack */
} world;

static nc_frame frame_of(nc_builder *b, int number, int line)
{
    char name[16];
    nc_str file = nc_builder_string(b, "a.py", 4);

    snprintf(name, sizeof name, "f%d", number);
    return (nc_frame){nc_builder_function(b, file, 0, nc_builder_string(b, name, strlen(name))), line};
}

static void begin(world *w, unsigned keep, bool whole)
{
    memset(w, 0, sizeof *w);
    w->whole = whole;
    w->b = nc_builder_new(keep);
    nc_builder_begin_source(w->b, "test", "test", 0);
    nc_builder_declare(w->b, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    for (int i = 0; i < THREADS; i++) {
        w->threads[i] = nc_stacks_thread(w->b, (nc_str){0}, 0, i + 1);
        nc_callstack_init(&w->stacks[i], w->b, w->threads[i]);
    }
}

static void step(world *w)
{
    int t = rand() % THREADS, what = rand() % 5;

    if (what < 2 && w->depth[t] < DEPTH_MAX) {
        nc_frame frame = frame_of(w->b, rand() % FUNCTIONS, rand() % 3);

        w->frames[t][w->depth[t]++] = frame;
        if (!w->whole)
            assert_true(nc_callstack_enter(&w->stacks[t], frame, false));
    } else if (what < 4 && w->depth[t]) {
        w->depth[t]--;
        if (!w->whole)
            nc_callstack_leave(&w->stacks[t]);
    } else {
        int weight = 1 + rand() % 9;

        if (w->whole)
            nc_stacks_add(w->b, w->threads[t], w->frames[t], w->depth[t], weight);
        else
            nc_callstack_pass(&w->stacks[t], weight);
    }
}

static ncalls_profile *end(world *w)
{
    ncalls_profile *p = NULL;
    ncalls_error error = {0};

    for (int i = 0; i < THREADS; i++)
        nc_callstack_reset(&w->stacks[i]);
    assert_int_equal(nc_builder_finish(w->b, &p, &error), NCALLS_OK);
    nc_builder_free(w->b);
    if (nc_check_profile(p, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return p;
}

static uint32_t find(const ncalls_profile *p, const char *name)
{
    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (strcmp(nc_profile_text(p, p->functions.name[i]), name) == 0)
            return i;
    return 0;
}

static nc_edge edge_in(const ncalls_profile *from, uint32_t i, const ncalls_profile *in)
{
    nc_func caller = {find(in, nc_profile_text(in, in->functions.name[from->edges.caller[i].at]))};
    nc_func callee = {find(in, nc_profile_text(in, in->functions.name[from->edges.callee[i].at]))};

    return nc_profile_find_edge(in, caller, callee);
}

/* Both have met the same functions in the same order, so ids agree. An edge
 * that never cost anything is known to events only. */
static void expect_equal(const ncalls_profile *events, const ncalls_profile *stacks)
{
    assert_int_equal(events->functions.count, stacks->functions.count);
    assert_int_equal(events->totals.self, stacks->totals.self);
    for (uint32_t i = 1; i <= events->functions.count; i++) {
        assert_int_equal(events->functions.self[i], stacks->functions.self[i]);
        assert_int_equal(events->functions.total[i], stacks->functions.total[i]);
    }
    for (uint32_t i = 1; i <= events->edges.count; i++) {
        nc_edge e = edge_in(events, i, stacks);

        assert_int_equal(events->edges.self[i], e.at ? stacks->edges.self[e.at] : 0);
        assert_int_equal(events->edges.total[i], e.at ? stacks->edges.total[e.at] : 0);
    }
    assert_int_equal(events->lines.count, stacks->lines.count);
    for (uint32_t i = 1; i <= events->lines.count; i++)
        assert_int_equal(events->lines.self[i], stacks->lines.self[i]);
}

static ncalls_profile *run(unsigned seed, unsigned keep, bool whole)
{
    world w;

    srand(seed);
    begin(&w, keep, whole);
    for (int i = 0; i < STEPS; i++)
        step(&w);
    return end(&w);
}

static void events_and_whole_stacks_are_the_same(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 20; seed++) {
        ncalls_profile *stacks = run(seed, 0, true), *events = run(seed, 0, false);
        ncalls_profile *tree = run(seed, NCALLS_KEEP_STACKS, false);

        expect_equal(events, stacks);
        expect_equal(tree, stacks);
        assert_int_equal(events->contexts.count, 0);
        assert_true(tree->contexts.count > 0 && tree->has & NCALLS_HAS_THREADS);
        ncalls_profile_free(stacks);
        ncalls_profile_free(events);
        ncalls_profile_free(tree);
    }
}

/* main calls f twice; f calls g, which calls f again, twice. */
static ncalls_profile *calls(unsigned has, unsigned keep)
{
    static const char path[] = "m(f(g(f()f()))f())";
    nc_builder *b = nc_builder_new(keep);
    nc_callstack stack;
    ncalls_profile *p = NULL;

    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | has, NCALLS_UNIT_SAMPLES);
    nc_callstack_init(&stack, b, 0);
    for (const char *c = path; *c; c++)
        if (*c == ')') {
            nc_callstack_pass(&stack, 1);
            nc_callstack_leave(&stack);
        } else if (*c != '(') {
            nc_str name = nc_builder_string(b, c, 1);

            nc_callstack_enter(&stack, (nc_frame){nc_builder_function(b, name, 0, name), 0}, true);
        }
    nc_callstack_reset(&stack);
    assert_int_equal(nc_builder_finish(b, &p, NULL), NCALLS_OK);
    nc_builder_free(b);
    assert_int_equal(nc_check_profile(p, NULL), NCALLS_OK);
    return p;
}

static void calls_are_counted_as_cprofile_counts_them(void **state)
{
    (void)state;
    for (unsigned keep = 0; keep <= NCALLS_KEEP_STACKS; keep += NCALLS_KEEP_STACKS) {
        ncalls_profile *p = calls(NCALLS_HAS_CALLS, keep);
        nc_func m = {find(p, "m")}, f = {find(p, "f")}, g = {find(p, "g")};
        nc_edge mf = nc_profile_find_edge(p, m, f), gf = nc_profile_find_edge(p, g, f);

        assert_int_equal(p->functions.calls[f.at], 4);
        assert_int_equal(p->functions.primitive[f.at], 2);
        assert_int_equal(p->functions.total[f.at], 5);
        assert_int_equal(p->functions.calls[m.at], 1);
        assert_int_equal(p->edges.calls[mf.at], 2);
        assert_int_equal(p->edges.primitive[mf.at], 2);
        assert_int_equal(p->edges.calls[gf.at], 2);
        assert_int_equal(p->edges.primitive[gf.at], 2);
        ncalls_profile_free(p);
    }
}

static void calls_nobody_declared_are_absent(void **state)
{
    ncalls_profile *p = calls(0, 0);

    (void)state;
    assert_int_equal(p->functions.calls[1], 0);
    assert_int_equal(p->totals.calls, NCALLS_ABSENT);
    assert_int_equal(p->edges.calls[1], NCALLS_ABSENT);
    ncalls_profile_free(p);
}

static void depth_costs_no_time_and_no_c_stack(void **state)
{
    enum { DEPTH = 200000 };
    nc_builder *b = nc_builder_new(0);
    nc_callstack stack;
    nc_str name = nc_builder_string(b, "f", 1);
    nc_frame frame = {nc_builder_function(b, name, 1, name), 1};
    ncalls_profile *p = NULL;

    (void)state;
    nc_builder_declare(b, NCALLS_HAS_EDGES, NCALLS_UNIT_SAMPLES);
    nc_callstack_init(&stack, b, 0);
    for (int i = 0; i < DEPTH; i++) {
        assert_true(nc_callstack_enter(&stack, frame, false));
        nc_callstack_pass(&stack, 1);
    }
    nc_callstack_reset(&stack);
    assert_int_equal(nc_builder_finish(b, &p, NULL), NCALLS_OK);
    assert_int_equal(p->functions.total[1], DEPTH);
    assert_int_equal(p->functions.self[1], DEPTH);
    assert_int_equal(p->edges.total[1], DEPTH - 1);
    nc_builder_free(b);
    ncalls_profile_free(p);
}

static void a_thread_is_one_for_the_same_identity(void **state)
{
    nc_builder *b = nc_builder_new(0);
    nc_str name = nc_builder_string(b, "t", 1);

    (void)state;
    for (int64_t i = 0; i < 20000; i++)
        assert_int_equal(nc_stacks_thread(b, name, i / 100, i % 100), i + 1);
    for (int64_t i = 0; i < 20000; i++)
        assert_int_equal(nc_stacks_thread(b, name, i / 100, i % 100), i + 1);
    assert_int_equal(nc_stacks_thread(b, (nc_str){0}, 0, 0), 20001);
    nc_builder_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_and_whole_stacks_are_the_same),
        cmocka_unit_test(calls_are_counted_as_cprofile_counts_them),
        cmocka_unit_test(calls_nobody_declared_are_absent),
        cmocka_unit_test(depth_costs_no_time_and_no_c_stack),
        cmocka_unit_test(a_thread_is_one_for_the_same_identity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
