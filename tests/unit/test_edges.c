/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "model/edges.h"

enum { FUNCTIONS = 300, MOST = 2000 };

static uint64_t seed = 11;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* What a pair's rows add up to, reckoned the plain way. */
typedef struct pair {
    int64_t calls, total;
    bool is_there, is_unknown;
} pair;

static pair pairs[FUNCTIONS + 1][FUNCTIONS + 1];

static void add(nc_edges *e, size_t *room, uint32_t caller, uint32_t callee)
{
    uint32_t id = e->count + 1;
    pair *p = &pairs[callee][caller];

    assert_true(nc_edges_grow(e, room, id));
    e->caller[id] = (nc_func){caller};
    e->callee[id] = (nc_func){callee};
    e->calls[id] = draw(1000);
    e->primitive[id] = e->self[id] = e->calls[id];
    e->total[id] = draw(20) ? (int64_t)draw(1000) : NCALLS_ABSENT;
    p->is_there = true;
    p->calls += e->calls[id];
    p->is_unknown |= e->total[id] == NCALLS_ABSENT;
    p->total += p->is_unknown ? 0 : e->total[id];
    e->count = id;
}

static void check(const nc_edges *e)
{
    uint32_t id = 0;

    for (uint32_t callee = 1; callee <= FUNCTIONS; callee++) {
        assert_int_equal(e->in_begin[callee], id + 1);
        for (uint32_t caller = 1; caller <= FUNCTIONS; caller++) {
            const pair *p = &pairs[callee][caller];

            if (!p->is_there)
                continue;
            id++;
            assert_int_equal(e->callee[id].at, callee);
            assert_int_equal(e->caller[id].at, caller);
            assert_int_equal(e->calls[id], p->calls);
            assert_int_equal(e->primitive[id], p->calls);
            assert_int_equal(e->self[id], p->calls);
            assert_int_equal(e->total[id], p->is_unknown ? NCALLS_ABSENT : p->total);
        }
    }
    assert_int_equal(e->count, id);
    assert_int_equal(e->in_begin[FUNCTIONS + 1], id + 1);
    assert_int_equal(e->out_begin[FUNCTIONS + 1], id);
    for (uint32_t caller = 1; caller <= FUNCTIONS; caller++)
        for (uint32_t i = e->out_begin[caller]; i < e->out_begin[caller + 1]; i++) {
            assert_int_equal(e->caller[e->out[i].at].at, caller);
            assert_true(i == e->out_begin[caller] || e->out[i - 1].at < e->out[i].at);
        }
}

/* `together`: callee by callee, as one file lists them. `popular` functions
 * have many callers, which are sorted in another way than few. */
static void fill(nc_edges *e, size_t *room, uint32_t count, bool together, uint32_t popular)
{
    uint32_t callee = 1;

    memset(pairs, 0, sizeof pairs);
    for (uint32_t i = 0; i < count; i++) {
        if (!together)
            callee = 1 + draw(popular);
        else if (!draw(popular) && callee < FUNCTIONS)
            callee++;
        add(e, room, 1 + draw(FUNCTIONS), callee);
    }
}

static void rows_are_sorted_and_summed_in_whatever_order_they_came(void **state)
{
    (void)state;
    for (int round = 0; round < 120; round++) {
        nc_edges e = {0};
        size_t room = 0;
        bool saturated = false;

        assert_true(nc_edges_grow(&e, &room, 0));
        fill(&e, &room, draw(MOST), round % 2, round % 3 ? 3 : 200);
        assert_true(nc_edges_arrange(&e, room, FUNCTIONS, &saturated));
        assert_true(nc_edges_index(&e, FUNCTIONS));
        check(&e);
        assert_false(saturated);
        nc_edges_reset(&e);
    }
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (int round = 0; round < 4; round++) {
        bool fine = false;

        for (long n = 0; !fine; n++) {
            nc_edges e = {0};
            size_t room = 0;
            bool saturated = false;

            assert_true(n < 100);
            assert_true(nc_edges_grow(&e, &room, 0));
            fill(&e, &room, 500, round % 2, round < 2 ? 3 : 200);
            nc_alloc_fail_after(n, true);
            fine = nc_edges_arrange(&e, room, FUNCTIONS, &saturated) && nc_edges_index(&e, FUNCTIONS);
            nc_alloc_fail_after(-1, false);
            if (fine)
                check(&e);
            nc_edges_reset(&e);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_and_summed_in_whatever_order_they_came),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
