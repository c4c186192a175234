/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/timeview.h"
#include "base/alloc.h"
#include "model/callstack.h"
#include "model/check.h"
#include "model/timekeeper.h"

enum { FUNCTIONS = 6, THREADS = 3, STEPS = 4000 };

static nc_func function(nc_builder *b, int number)
{
    char text[] = {(char)('a' + number), '\0'};
    nc_str name = nc_builder_string(b, text, 1);

    return nc_builder_function(b, name, 0, name);
}

static nc_builder *begin(unsigned keep, nc_stacks_order order)
{
    nc_builder *b = nc_builder_new(keep);

    if (!b)
        return NULL;
    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    nc_stacks_declare_order(b, order, NCALLS_UNIT_NANOSECONDS);
    return b;
}

static ncalls_profile *end(nc_builder *b)
{
    ncalls_profile *p = NULL;
    ncalls_error error = {0};

    if (b)
        nc_builder_finish(b, &p, NULL);
    nc_builder_free(b);
    if (p && nc_check_profile(p, &error))
        fail_msg("%s", error.message);
    return p;
}

/* Random calls on some threads; now and then nothing runs. */
static ncalls_profile *run(unsigned seed, unsigned keep)
{
    nc_builder *b = begin(keep, NC_STACKS_CALLS);
    nc_callstack stacks[THREADS];

    srand(seed);
    for (int i = 0; b && i < THREADS; i++) {
        nc_callstack_init(&stacks[i], b, nc_stacks_thread(b, nc_builder_string(b, "t", 1), 1, 9 - i));
        nc_callstack_keep_order(&stacks[i], i);
    }
    for (int i = 0; b && i < STEPS; i++) {
        nc_callstack *s = &stacks[rand() % THREADS];

        nc_callstack_pass(s, rand() % 3 * (rand() % 50));
        if (s->depth && rand() % 2)
            nc_callstack_leave(s);
        else if (s->depth < 30)
            nc_callstack_enter(s, (nc_frame){function(b, rand() % FUNCTIONS), 0}, true);
    }
    for (int i = 0; b && i < THREADS; i++)
        nc_callstack_reset(&stacks[i]);
    return end(b);
}

/* Of each function, what its spans' children do not cover. */
static void sum_self(const nc_timeline *t, int64_t *self)
{
    uint32_t path[NC_TIMELINE_DEEPEST + 2];

    for (uint32_t i = 0; i < t->count; i++) {
        const nc_span *s = &t->spans[i];

        self[s->function] += s->end - s->start;
        if (s->depth > 1)
            self[path[s->depth - 1]] -= s->end - s->start;
        path[s->depth] = s->function;
    }
}

static void own_time_is_that_of_the_functions(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 30; seed++) {
        ncalls_profile *p = run(seed, NCALLS_KEEP_ORDER | (seed % 2 ? NCALLS_KEEP_STACKS : 0));
        int64_t self[FUNCTIONS + 1] = {0};

        assert_true(p->has & NCALLS_HAS_ORDER);
        assert_int_equal(p->timeline.track_count, THREADS);
        assert_int_equal(p->timeline.count, p->timeline.calls);
        assert_int_equal(p->threads[p->timeline.tracks[0].thread].thread, 9 - THREADS + 1);
        sum_self(&p->timeline, self);
        for (uint32_t i = 1; i <= p->functions.count; i++)
            assert_int_equal(self[i], p->functions.self[i]);
        ncalls_profile_free(p);
    }
}

static void nobody_asked(void **state)
{
    ncalls_profile *p = run(1, NCALLS_KEEP_STACKS);

    (void)state;
    assert_false(p->has & NCALLS_HAS_ORDER);
    assert_int_equal(p->timeline.count, 0);
    ncalls_profile_free(p);
}

static void files_have_no_clock_in_common(void **state)
{
    nc_builder *b = begin(NCALLS_KEEP_ORDER, NC_STACKS_WEIGHTS);
    nc_frame frame = {function(b, 0), 0};
    ncalls_profile *p;

    (void)state;
    nc_stacks_add(b, 0, &frame, 1, 10);
    nc_builder_begin_source(b, "another", "test", 0);
    assert_false(nc_stacks_declare_order(b, NC_STACKS_WEIGHTS, NCALLS_UNIT_NANOSECONDS));
    nc_stacks_add(b, 0, &frame, 1, 10);
    p = end(b);
    assert_false(p->has & NCALLS_HAS_ORDER);
    assert_int_equal(p->functions.self[1], 20);
    ncalls_profile_free(p);
}

/* ---- the keeper itself ----------------------------------------------------- */

static void expect(const nc_timeline *t, const char *wanted)
{
    char text[2000] = "";
    size_t size = 0;

    for (uint32_t k = 0; k < t->track_count; k++) {
        size += (size_t)snprintf(text + size, sizeof text - size, "%s", k ? "| " : "");
        for (uint32_t i = t->tracks[k].first; i < t->tracks[k].first + t->tracks[k].count; i++) {
            const nc_span *s = &t->spans[i];

            size += (size_t)snprintf(text + size, sizeof text - size, "%u%c%d-%d ", s->depth,
                                     s->calls ? '#' : (char)('a' + s->function - 1), (int)s->start, (int)s->end);
            if (s->calls)
                size += (size_t)snprintf(text + size, sizeof text - size, "(%d) ", (int)s->calls);
        }
    }
    assert_string_equal(text, wanted);
}

/* "a" enters, ")" leaves, a digit passes. */
static void play(nc_timekeeper_track *t, const char *what)
{
    for (; *what; what++)
        if (*what == ')')
            nc_timekeeper_leave(t);
        else if (*what >= '0' && *what <= '9')
            nc_timekeeper_pass(t, *what - '0');
        else
            nc_timekeeper_enter(t, (nc_func){(uint32_t)(*what - 'a' + 1)});
}

static void spans_stand_in_order(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 0);
    nc_timeline out;

    (void)state;
    play(t, "1a1b)c2)3)2a)a1");
    assert_true(nc_timekeeper_finish(k, &out));
    expect(&out, "1a1-7 2b2-2 2c2-4 1a9-9 1a9-10 ");
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void time_may_run_backwards(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, -10);
    nc_timeline out;

    (void)state;
    /* The mirror of the above. */
    nc_timekeeper_reverse(t);
    play(t, "a1)a)2a3c2)b)1)1");
    assert_true(nc_timekeeper_finish(k, &out));
    expect(&out, "1a1-7 2b2-2 2c2-4 1a9-9 1a9-10 ");
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void samples_that_are_alike_are_one_span(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 0), *u = nc_timekeeper_begin(k, 0, 0);
    const nc_frame one[] = {{{1}, 7}, {{2}, 8}}, other[] = {{{1}, 9}, {{2}, 5}, {{3}, 1}}, last[] = {{{1}, 9}};
    nc_timeline out;

    (void)state;
    nc_timekeeper_sample(t, one, 2, 5);
    nc_timekeeper_sample(t, other, 3, 5);
    nc_timekeeper_sample(t, last, 1, 5);
    nc_timekeeper_sample(t, one, 2, 5);
    nc_timekeeper_join(u);
    play(u, "ab2)b3c)))ab1");
    assert_true(nc_timekeeper_finish(k, &out));
    expect(&out, "1a0-20 2b0-10 3c5-10 2b15-20 | 1a0-6 2b0-6 3c5-5 ");
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void samples_at_moments_leave_gaps(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 100);
    const nc_frame frames[] = {{{1}, 0}, {{2}, 0}};
    nc_timeline out;

    (void)state;
    nc_timekeeper_see(t, frames, 1, 100, 5);
    nc_timekeeper_see(t, frames, 2, 106, 5);
    nc_timekeeper_see(t, frames, 1, 200, 5);
    nc_timekeeper_see(t, frames, 1, 190, 5); /* earlier than the one before */
    assert_true(nc_timekeeper_finish(k, &out));
    nc_timeline_start(&out);
    expect(&out, "1a0-26 2b6-26 1a100-105 ");
    assert_int_equal(out.length, 105);
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

/* ---- bounds ---------------------------------------------------------------- */

static uint64_t calls_in(const nc_timeline *t)
{
    uint64_t calls = t->deep;

    for (uint32_t i = 0; i < t->count; i++)
        calls += t->spans[i].calls ? t->spans[i].calls : 1;
    return calls;
}

static void short_calls_are_merged_and_counted(void **state)
{
    enum { MANY = 1500000 };
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 0);
    nc_timeline out;
    uint32_t kept = 0;

    (void)state;
    play(t, "a");
    for (int i = 0; i < MANY; i++)
        play(t, i % 1000 ? "bc1)1)" : "1b9)");
    play(t, ")");
    assert_true(nc_timekeeper_finish(k, &out));
    assert_true(out.count <= NC_TIMELINE_SPANS && out.least > 0);
    assert_int_equal(calls_in(&out), out.calls);
    assert_int_equal(out.calls, 1 + 2 * MANY - MANY / 1000);
    for (uint32_t i = 0; i < out.count; i++) {
        kept += out.spans[i].function == 2 && out.spans[i].end - out.spans[i].start == 9;
        assert_true(out.spans[i].calls || out.spans[i].end - out.spans[i].start >= out.least);
    }
    assert_int_equal(kept, out.least <= 9 ? MANY / 1000 : 0);
    assert_int_equal(out.spans[0].end, 2 * MANY + 8 * (MANY / 1000));
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void depth_is_bounded(void **state)
{
    enum { DEEP = 1000000 };
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 0);
    nc_timeline out;

    (void)state;
    for (int i = 0; i < DEEP; i++)
        play(t, "a");
    play(t, "5");
    for (int i = 0; i < DEEP; i++)
        play(t, ")");
    assert_true(nc_timekeeper_finish(k, &out));
    assert_int_equal(out.count, NC_TIMELINE_DEEPEST);
    assert_int_equal(out.deep, DEEP - NC_TIMELINE_DEEPEST);
    assert_int_equal(calls_in(&out), out.calls);
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void tracks_are_bounded(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timeline out;

    (void)state;
    for (int i = 0; i < NC_TIMELINE_TRACKS + 7; i++) {
        nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, 0);

        assert_true((t != NULL) == (i < NC_TIMELINE_TRACKS));
        for (int n = 0; t && n < 5; n++)
            play(t, "a1)");
    }
    assert_true(nc_timekeeper_finish(k, &out));
    assert_int_equal(out.left_out, 7);
    assert_int_equal(out.track_count, NC_TIMELINE_TRACKS);
    assert_int_equal(calls_in(&out), out.calls);
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void clocks_do_not_overflow(void **state)
{
    nc_timekeeper *k = nc_timekeeper_new();
    nc_timekeeper_track *t = nc_timekeeper_begin(k, 0, INT64_MIN);
    nc_timeline out;

    (void)state;
    play(t, "a");
    nc_timekeeper_pass(t, -5);
    nc_timekeeper_pass(t, INT64_MAX);
    nc_timekeeper_pass(t, INT64_MAX);
    play(t, "b1))");
    assert_true(nc_timekeeper_finish(k, &out));
    nc_timeline_start(&out);
    assert_true(out.length > INT64_MAX - 10);
    nc_timeline_reset(&out);
    nc_timekeeper_free(k);
}

static void each_failed_allocation_is_told(void **state)
{
    int failures = 0;

    (void)state;
    for (long n = 0;; n++) {
        ncalls_profile *p;

        nc_alloc_fail_after(n, false);
        p = run(3, NCALLS_KEEP_ORDER);
        nc_alloc_fail_after(-1, false);
        if (p && p->timeline.count) {
            ncalls_profile_free(p);
            break;
        }
        failures++;
        ncalls_profile_free(p);
    }
    assert_true(failures > 20);
}

/* ---- what filters leave ------------------------------------------------------ */

static ncalls_profile *hand_made(void)
{
    nc_builder *b = begin(NCALLS_KEEP_ORDER, NC_STACKS_CALLS);
    nc_callstack stack;

    for (int i = 0; i < 4; i++)
        function(b, i); /* a is 1, and so on */
    nc_callstack_init(&stack, b, 0);
    nc_callstack_keep_order(&stack, 0);
    for (const char *what = "a1b2c3)1)d1)2)4b1)"; *what; what++)
        if (*what == ')')
            nc_callstack_leave(&stack);
        else if (*what <= '9')
            nc_callstack_pass(&stack, *what - '0');
        else
            nc_callstack_enter(&stack, (nc_frame){function(b, *what - 'a'), 0}, true);
    nc_callstack_reset(&stack);
    return end(b);
}

static void expect_filtered(ncalls_analyze_options filters, nc_timeview_options options, const char *wanted)
{
    ncalls_profile *p = hand_made();
    ncalls_results results = {.profile = p, .whole = p, .filters = filters};
    nc_timeline out;

    assert_int_equal(nc_timeview_make(&out, &results, &options, NULL), NCALLS_OK);
    assert_int_equal(out.length, 15);
    expect(&out, wanted);
    nc_timeline_reset(&out);
    ncalls_profile_free(p);
}

static void filters_look_at_the_stack_of_each_moment(void **state)
{
    const nc_timeview_options all = {.spans = 100, .tracks = 10};

    (void)state;
    expect_filtered((ncalls_analyze_options){0}, all, "1a0-10 2b1-7 3c3-6 2d7-8 1b14-15 ");
    expect_filtered((ncalls_analyze_options){.focus = "c"}, all, "1a3-6 2b3-6 3c3-6 ");
    expect_filtered((ncalls_analyze_options){.focus = "b"}, all, "1a1-7 2b1-7 3c3-6 1b14-15 ");
    expect_filtered((ncalls_analyze_options){.ignore = "c"}, all, "1a0-3 2b1-3 1a6-10 2b6-7 2d7-8 1b14-15 ");
    expect_filtered((ncalls_analyze_options){.hide = "b"}, all, "1a0-10 2c3-6 2d7-8 ");
    expect_filtered((ncalls_analyze_options){.show_from = "b"}, all, "1b1-7 2c3-6 1b14-15 ");
    expect_filtered((ncalls_analyze_options){.focus = "nothing"}, all, "");
}

static void what_is_too_short_is_merged(void **state)
{
    (void)state;
    expect_filtered((ncalls_analyze_options){0}, (nc_timeview_options){.least = 3, .spans = 100, .tracks = 10},
                    "1a0-10 2b1-7 3c3-6 2#7-8 (1) 1#14-15 (1) ");
    expect_filtered((ncalls_analyze_options){0}, (nc_timeview_options){.spans = 3, .tracks = 10},
                    "1a0-10 2#1-8 (3) 1#14-15 (1) ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_time_is_that_of_the_functions),
        cmocka_unit_test(nobody_asked),
        cmocka_unit_test(files_have_no_clock_in_common),
        cmocka_unit_test(spans_stand_in_order),
        cmocka_unit_test(time_may_run_backwards),
        cmocka_unit_test(samples_that_are_alike_are_one_span),
        cmocka_unit_test(samples_at_moments_leave_gaps),
        cmocka_unit_test(short_calls_are_merged_and_counted),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(tracks_are_bounded),
        cmocka_unit_test(clocks_do_not_overflow),
        cmocka_unit_test(each_failed_allocation_is_told),
        cmocka_unit_test(filters_look_at_the_stack_of_each_moment),
        cmocka_unit_test(what_is_too_short_is_merged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
