/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "model/build.h"
#include "model/check.h"
#include "model/preorder.h"

/* Builds the profile of stacks written as "main;f;g 3", one a line. */
static ncalls_profile *profile_of(const char *text, unsigned keep)
{
    nc_builder *b = nc_builder_new(keep);
    ncalls_profile *p = NULL;
    ncalls_error error = {0};

    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_SAMPLES);
    for (const char *line = text; *line;) {
        nc_frame frames[64];
        size_t count = 0;

        do {
            size_t size = strcspn(line, "; ");
            nc_str file = nc_builder_string(b, "a.py", 4), name = nc_builder_string(b, line, size);

            frames[count++] = (nc_frame){nc_builder_function(b, file, 0, name), (int32_t)size};
            line += size;
        } while (*line++ == ';');
        nc_stacks_add(b, 0, frames, count, *line - '0');
        line += 2;
    }
    assert_int_equal(nc_builder_finish(b, &p, &error), NCALLS_OK);
    nc_builder_free(b);
    assert_int_equal(nc_check_profile(p, &error), NCALLS_OK);
    return p;
}

static uint32_t find(const ncalls_profile *p, const char *name)
{
    ncalls_function f;

    for (uint32_t i = 1; ncalls_profile_function(p, i, &f); i++)
        if (strcmp(f.name, name) == 0)
            return i;
    fail_msg("no function %s", name);
    return 0;
}

static const char recursive[] = "main;f;g;f;g 3\nmain;f 2\nmain;g;g;g 1\nother 4\n";

static void check_figures(const ncalls_profile *p)
{
    nc_func main_ = {find(p, "main")}, f = {find(p, "f")}, g = {find(p, "g")};
    const nc_functions *t = &p->functions;
    nc_edge edge;

    assert_int_equal(p->totals.self, 10);
    assert_int_equal(t->total[main_.at], 6);
    assert_int_equal(t->total[f.at], 5);
    assert_int_equal(t->self[f.at], 2);
    assert_int_equal(t->total[g.at], 4);
    assert_int_equal(t->self[g.at], 4);
    edge = nc_profile_find_edge(p, f, g);
    assert_int_equal(p->edges.total[edge.at], 3);
    assert_int_equal(p->edges.self[edge.at], 3);
    edge = nc_profile_find_edge(p, g, g);
    assert_int_equal(p->edges.total[edge.at], 1);
    assert_int_equal(p->edges.calls[edge.at], NCALLS_ABSENT);
}

static void recursion_counts_once_without_a_tree(void **state)
{
    ncalls_profile *p = profile_of(recursive, 0);

    (void)state;
    check_figures(p);
    assert_int_equal(p->contexts.count, 0);
    ncalls_profile_free(p);
}

static void recursion_counts_once_with_a_tree(void **state)
{
    ncalls_profile *p = profile_of(recursive, NCALLS_KEEP_STACKS);

    (void)state;
    check_figures(p);
    assert_int_equal(p->contexts.count, 9);
    assert_true(p->has & NCALLS_HAS_CONTEXTS);
    ncalls_profile_free(p);
}

static void order_of_stacks_does_not_show(void **state)
{
    ncalls_profile *p = profile_of("b;x 1\na;y 2\na;x 3\n", NCALLS_KEEP_STACKS);
    ncalls_profile *q = profile_of("a;x 3\nb;x 1\na;y 2\n", NCALLS_KEEP_STACKS);

    (void)state;
    assert_int_equal(p->contexts.count, q->contexts.count);
    for (uint32_t i = 1; i <= p->contexts.count; i++) {
        assert_string_equal(nc_profile_text(p, p->functions.name[p->contexts.function[i].at]),
                            nc_profile_text(q, q->functions.name[q->contexts.function[i].at]));
        assert_int_equal(p->contexts.total[i], q->contexts.total[i]);
        assert_int_equal(p->contexts.end[i], q->contexts.end[i]);
    }
    ncalls_profile_free(p);
    ncalls_profile_free(q);
}

/* A stack of a million frames is no deeper for the C stack than one of two. */
static void a_million_deep_stack_is_fine(void **state)
{
    enum { DEPTH = 1000000 };
    nc_builder *b = nc_builder_new(NCALLS_KEEP_STACKS);
    nc_str file, name;
    nc_func function;
    uint32_t at;
    ncalls_profile *p;
    ncalls_error error;

    (void)state;
    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES, NCALLS_UNIT_SAMPLES);
    file = nc_builder_string(b, "a.py", 4);
    name = nc_builder_string(b, "f", 1);
    function = nc_builder_function(b, file, 1, name);
    at = nc_stacks_root(b, 0);
    for (int i = 0; i < DEPTH; i++)
        at = nc_stacks_child(b, at, (nc_frame){function, 0});
    nc_stacks_weigh(b, at, 7);
    assert_int_equal(nc_builder_finish(b, &p, &error), NCALLS_OK);
    nc_builder_free(b);
    assert_int_equal(nc_check_profile(p, &error), NCALLS_OK);
    assert_int_equal(p->contexts.count, DEPTH);
    assert_int_equal(p->functions.total[1], 7);
    assert_int_equal(p->edges.total[1], 7);
    ncalls_profile_free(p);
}

enum { NAMES = 7, DEEPEST = 300 };

/* The same stacks every time: most share a beginning with the one before, some
 * are longer than what is looked up at once. False: the builder failed. */
static bool add_stacks(nc_builder *b)
{
    nc_func functions[NAMES];
    nc_frame frames[DEEPEST];
    uint32_t random = 1;

    for (int i = 0; i < NAMES; i++) {
        nc_str file = nc_builder_string(b, "a.py", 4), name = nc_builder_string(b, &"abcdefg"[i], 1);

        functions[i] = nc_builder_function(b, file, 1, name);
    }
    for (int stack = 0; stack < 60; stack++) {
        size_t begin = stack ? (random >> 8) % DEEPEST : 0, count = begin + 1 + (random >> 20) % (DEEPEST - begin);

        for (size_t i = begin; i < DEEPEST; i++) {
            random = random * 1664525 + 1013904223;
            frames[i] = (nc_frame){functions[(random >> 16) % NAMES], (int32_t)(random >> 30)};
        }
        nc_stacks_add(b, 0, frames, count, stack % 5);
    }
    return !nc_builder_failed(b);
}

static ncalls_status build(unsigned keep, ncalls_profile **out, ncalls_error *error)
{
    nc_builder *b = nc_builder_new(keep);
    ncalls_status status;

    if (!b)
        return nc_fail_memory(error);
    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    add_stacks(b);
    status = nc_builder_finish(b, out, error);
    nc_builder_free(b);
    return status;
}

static void a_tree_and_sums_say_the_same_of_deep_stacks(void **state)
{
    ncalls_profile *sums, *tree;
    ncalls_error error;

    (void)state;
    assert_int_equal(build(0, &sums, &error), NCALLS_OK);
    assert_int_equal(build(NCALLS_KEEP_STACKS, &tree, &error), NCALLS_OK);
    assert_int_equal(nc_check_profile(sums, &error), NCALLS_OK);
    assert_int_equal(nc_check_profile(tree, &error), NCALLS_OK);
    assert_true(tree->contexts.count > DEEPEST);
    assert_int_equal(sums->edges.count, tree->edges.count);
    for (uint32_t i = 1; i <= NAMES; i++) {
        assert_int_equal(sums->functions.self[i], tree->functions.self[i]);
        assert_int_equal(sums->functions.total[i], tree->functions.total[i]);
    }
    for (uint32_t i = 1; i <= sums->edges.count; i++) {
        assert_int_equal(sums->edges.self[i], tree->edges.self[i]);
        assert_int_equal(sums->edges.total[i], tree->edges.total[i]);
    }
    assert_int_equal(sums->lines.count, tree->lines.count);
    for (uint32_t i = 1; i <= sums->lines.count; i++)
        assert_int_equal(sums->lines.self[i], tree->lines.self[i]);
    ncalls_profile_free(sums);
    ncalls_profile_free(tree);
}

static nc_builder *begin(nc_func functions[NAMES])
{
    nc_builder *b = nc_builder_new(NCALLS_KEEP_STACKS);

    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    for (int i = 0; i < NAMES; i++)
        functions[i] = nc_builder_function(b, nc_builder_string(b, "a.py", 4), 1,
                                           nc_builder_string(b, &"gfedcba"[i], 1));
    return b;
}

static ncalls_profile *end(nc_builder *b)
{
    ncalls_profile *p = NULL;
    ncalls_error error;

    assert_int_equal(nc_builder_finish(b, &p, &error), NCALLS_OK);
    nc_builder_free(b);
    assert_int_equal(nc_check_profile(p, &error), NCALLS_OK);
    return p;
}

/* So many frames that they are kept as a tree, at some time. */
static void stacks_that_share_nearly_all_take_little_memory(void **state)
{
    enum { DEPTH = 4096, STACKS = 4200 };
    nc_func functions[NAMES];
    nc_builder *b = begin(functions);
    nc_frame *frames = calloc(DEPTH, sizeof *frames);
    ncalls_profile *p;

    (void)state;
    for (int i = 0; i < DEPTH; i++)
        frames[i] = (nc_frame){functions[i % 3], 0};
    for (int i = 0; i < STACKS; i++) {
        frames[DEPTH - 1].line = i;
        nc_stacks_add(b, 0, frames, DEPTH, 1);
        assert_true(b->stacks->list.frame_room < (size_t)64 << 20);
    }
    assert_true(b->stacks->tree.count > DEPTH);
    assert_true(b->stacks->list.count < STACKS);
    p = end(b);
    assert_int_equal(p->contexts.count, DEPTH - 1 + STACKS);
    assert_int_equal(p->totals.self, STACKS);
    assert_int_equal(p->contexts.total[DEPTH - 1], STACKS);
    for (uint32_t i = DEPTH; i <= p->contexts.count; i++)
        assert_int_equal(p->contexts.line[i], i - DEPTH);
    ncalls_profile_free(p);
    free(frames);
}

/* As a directory of files of several tools is read. */
static void stacks_and_events_come_together(void **state)
{
    ncalls_profile *profiles[2];

    (void)state;
    for (int with_events = 0; with_events < 2; with_events++) {
        nc_func f[NAMES];
        nc_builder *b = begin(f);
        uint32_t thread = nc_stacks_thread(b, nc_builder_string(b, "T", 1), 1, 2);
        nc_frame stack[] = {{f[0], 3}, {f[1], 0}, {f[2], 5}}, other[] = {{f[0], 3}, {f[6], 0}};

        nc_stacks_add(b, thread, stack, 3, 10);
        nc_stacks_add(b, 0, stack, 2, 1);
        if (with_events) {
            uint32_t node = nc_stacks_child(b, nc_stacks_root(b, thread), other[0]);

            nc_stacks_weigh(b, nc_stacks_child(b, node, other[1]), 4);
        } else {
            nc_stacks_add(b, thread, other, 2, 4);
        }
        nc_stacks_add(b, thread, stack, 3, 100);
        profiles[with_events] = end(b);
    }
    assert_int_equal(profiles[0]->contexts.count, 6);
    assert_int_equal(profiles[1]->contexts.count, 6);
    for (uint32_t i = 0; i <= 6; i++) {
        const nc_contexts *c = &profiles[0]->contexts, *d = &profiles[1]->contexts;

        assert_int_equal(c->function[i].at, d->function[i].at);
        assert_int_equal(c->line[i], d->line[i]);
        assert_int_equal(c->thread[i], d->thread[i]);
        assert_int_equal(c->self[i], d->self[i]);
        assert_int_equal(c->total[i], d->total[i]);
        assert_int_equal(c->end[i], d->end[i]);
    }
    ncalls_profile_free(profiles[0]);
    ncalls_profile_free(profiles[1]);
}

static void every_allocation_may_fail(void **state)
{
    unsigned keep[] = {0, NCALLS_KEEP_STACKS};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        ncalls_status status = NCALLS_MEMORY;

        for (long n = 0; status; n++) {
            ncalls_profile *p = NULL;
            ncalls_error error;

            assert_true(n < 10000);
            nc_alloc_fail_after(n, true);
            status = build(keep[i], &p, &error);
            nc_alloc_fail_after(-1, false);
            assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
            assert_true((p != NULL) == !status);
            ncalls_profile_free(p);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recursion_counts_once_without_a_tree),
        cmocka_unit_test(recursion_counts_once_with_a_tree),
        cmocka_unit_test(order_of_stacks_does_not_show),
        cmocka_unit_test(a_million_deep_stack_is_fine),
        cmocka_unit_test(a_tree_and_sums_say_the_same_of_deep_stacks),
        cmocka_unit_test(stacks_that_share_nearly_all_take_little_memory),
        cmocka_unit_test(stacks_and_events_come_together),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
