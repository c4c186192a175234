/* SPDX-License-Identifier: MIT */
#include "graphs.h"

#include "draw/simplex.h"

enum { NODES = 4, REACH = 9, ARCS = 7 };

static int64_t cost_of(const int32_t *position, const nc_simplex_arc *arcs, int32_t count)
{
    int64_t cost = 0;

    for (int32_t a = 0; a < count; a++) {
        int32_t length = position[arcs[a].head] - position[arcs[a].tail];

        if (length < arcs[a].least)
            return -1;
        cost += (int64_t)arcs[a].weight * length;
    }
    return cost;
}

/* The least cost of all positions that are near, by trying them. */
static int64_t least_of_all(const nc_simplex_arc *arcs, int32_t count)
{
    int64_t least = INT64_MAX;

    for (int32_t n = 0; n < REACH * REACH * REACH; n++) { /* arcs lead to higher nodes: 0 stands first */
        int32_t position[NODES] = {0, n % REACH, n / REACH % REACH, n / REACH / REACH};
        int64_t cost = cost_of(position, arcs, count);

        if (cost >= 0 && cost < least)
            least = cost;
    }
    return least;
}

static int32_t make_arcs(nc_simplex_arc arcs[ARCS], uint64_t seed)
{
    uint64_t state = seed * 77 + 5;

    for (int32_t a = 0; a < ARCS; a++) {
        int32_t tail = (int32_t)graphs_draw(&state, NODES - 1);
        int32_t head = tail + 1 + (int32_t)graphs_draw(&state, (uint32_t)(NODES - 1 - tail));

        arcs[a] = (nc_simplex_arc){tail, head, (int32_t)graphs_draw(&state, 4), (int32_t)graphs_draw(&state, 3)};
    }
    return ARCS;
}

static void no_other_positions_cost_less(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 300; seed++) {
        nc_simplex_arc arcs[ARCS];
        int32_t position[NODES] = {0, 5, 10, 15}, count = make_arcs(arcs, seed);

        assert_true(nc_simplex_solve(position, NODES, arcs, count, seed % 2, 100000));
        assert_true(cost_of(position, arcs, count) >= 0);
        assert_true(cost_of(position, arcs, count) <= least_of_all(arcs, count));
    }
}

static void without_time_positions_are_sound_all_the_same(void **state)
{
    (void)state;
    for (int64_t work = 0; work < 200; work += 7) {
        nc_simplex_arc arcs[ARCS];
        int32_t position[NODES] = {0, 5, 10, 15}, count = make_arcs(arcs, (uint64_t)work + 1);

        assert_true(nc_simplex_solve(position, NODES, arcs, count, true, work));
        assert_true(cost_of(position, arcs, count) >= 0);
    }
}

static void what_costs_the_same_anywhere_goes_half_way(void **state)
{
    /*  0 ──▶ 1 ──▶ 2, and 0 and 2 are 100 apart: 1 may stand anywhere between */
    nc_simplex_arc arcs[] = {{0, 1, 1, 10}, {1, 2, 1, 10}, {0, 2, 0, 100}, {0, 2, 5, 0}};
    int32_t position[3] = {0, 10, 300};

    (void)state;
    assert_true(nc_simplex_solve(position, 3, arcs, 4, true, 100000));
    assert_int_equal(position[2] - position[0], 100);
    assert_in_range(position[1] - position[0], 45, 55);
}

static void every_allocation_may_fail(void **state)
{
    nc_simplex_arc arcs[ARCS];
    int32_t position[NODES] = {0, 5, 10, 15}, count = make_arcs(arcs, 3);
    bool fine = false;
    long n;

    (void)state;
    for (n = 0; !fine && n < 100; n++) {
        nc_alloc_fail_after(n, false);
        fine = nc_simplex_solve(position, NODES, arcs, count, true, 1000);
        nc_alloc_fail_after(-1, false);
    }
    assert_true(fine && n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_other_positions_cost_less),
        cmocka_unit_test(without_time_positions_are_sound_all_the_same),
        cmocka_unit_test(what_costs_the_same_anywhere_goes_half_way),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
