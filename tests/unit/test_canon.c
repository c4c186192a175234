/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "model/builder.h"
#include "write/canon.h"

#include <stdio.h>
#include <string.h>

static uint64_t seed = 11;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static nc_func add(nc_builder *b)
{
    char file[40], name[40];

    snprintf(file, sizeof file, "/srv/app/module_%u.py", draw(40));
    snprintf(name, sizeof name, "function_%u", draw(40));
    return nc_builder_function(b, nc_builder_string(b, file, strlen(file)), (int32_t)draw(200000) - 1000,
                               nc_builder_string(b, name, strlen(name)));
}

static ncalls_profile *make_random(unsigned edges)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;
    nc_func known[2000];

    assert_non_null(b);
    nc_builder_begin_source(b, "random", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    for (unsigned i = 0; i < 2000; i++)
        known[i] = add(b);
    for (unsigned i = 0; i < edges; i++)
        nc_builder_add_edge(b, (nc_edge_row){known[draw(2000)], known[draw(2000)], 1, 1, 0, 0});
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    return profile;
}

static void functions_are_in_the_order_of_the_model(void **state)
{
    ncalls_profile *profile = make_random(1);
    nc_canon canon;

    (void)state;
    assert_int_equal(nc_canon_init(&canon, profile, NULL), NCALLS_OK);
    for (uint32_t i = 1; i <= profile->functions.count; i++) {
        assert_int_equal(canon.place[canon.functions[i].at], i);
        if (i > 1)
            assert_true(nc_profile_compare(profile, canon.functions[i - 1], canon.functions[i]) < 0);
    }
    nc_canon_reset(&canon);
    ncalls_profile_free(profile);
}

static void edges_go_by_caller_and_callee(void **state)
{
    ncalls_profile *profile = make_random(20000);
    const nc_edges *e = &profile->edges;
    nc_canon canon;
    uint64_t last = 0;

    (void)state;
    assert_int_equal(nc_canon_init(&canon, profile, NULL), NCALLS_OK);
    for (uint32_t i = 0; i < e->count; i++) {
        uint32_t edge = canon.edges[i].at;
        uint64_t now = (uint64_t)canon.place[e->caller[edge].at] << 32 | canon.place[e->callee[edge].at];

        assert_true(now > last);
        last = now;
    }
    nc_canon_reset(&canon);
    ncalls_profile_free(profile);
}

static void some_functions_and_the_edges_between_them_keep_the_order_of_all(void **state)
{
    ncalls_profile *profile = make_random(20000);
    const nc_edges *e = &profile->edges;
    uint32_t ids[2000], count = 0, place = 0, edge = 0;
    nc_canon all, some;

    (void)state;
    for (uint32_t i = 1; i <= profile->functions.count; i++)
        if (draw(3) == 0)
            ids[count++] = i;
    assert_int_equal(nc_canon_init(&all, profile, NULL), NCALLS_OK);
    assert_int_equal(nc_canon_init_functions(&some, profile, ids, count, NULL), NCALLS_OK);
    assert_int_equal(nc_canon_add_edges(&some, profile, NULL), NCALLS_OK);
    for (uint32_t i = 1; i <= all.count; i++)
        if (some.place[all.functions[i].at])
            assert_int_equal(some.functions[++place].at, all.functions[i].at);
    assert_int_equal(place, count);
    for (uint32_t i = 0; i < all.edge_count; i++)
        if (some.place[e->caller[all.edges[i].at].at] && some.place[e->callee[all.edges[i].at].at])
            assert_int_equal(some.edges[edge++].at, all.edges[i].at);
    assert_true(edge > 500);
    assert_int_equal(edge, some.edge_count);
    nc_canon_reset(&all);
    nc_canon_reset(&some);
    ncalls_profile_free(profile);
}

static void no_memory_is_said(void **state)
{
    ncalls_profile *profile = make_random(100);
    ncalls_status status = NCALLS_MEMORY;
    nc_canon canon;

    (void)state;
    for (long n = 0; status; n++) {
        nc_alloc_fail_after(n, true);
        status = nc_canon_init(&canon, profile, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_MEMORY || (status == NCALLS_OK && n > 8));
    }
    nc_canon_reset(&canon);
    ncalls_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_are_in_the_order_of_the_model),
        cmocka_unit_test(edges_go_by_caller_and_callee),
        cmocka_unit_test(some_functions_and_the_edges_between_them_keep_the_order_of_all),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
