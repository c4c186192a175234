/* SPDX-License-Identifier: MIT */
/* The steps of a layered drawing one by one, and all of them together, on
 * random graphs. */
#include "graphs.h"

#include "draw/acyclic.h"
#include "draw/coordinates.h"
#include "draw/crossings.h"
#include "draw/layers.h"
#include "draw/ranks.h"
#include "draw/rows.h"
#include "draw/shortening.h"
#include "draw/taut.h"

#include <stdlib.h>

enum { SEEDS = 60 };

static uint32_t top_of(const nc_layered_edge *e)
{
    return e->up ? e->to : e->from;
}

static uint32_t bottom_of(const nc_layered_edge *e)
{
    return e->up ? e->from : e->to;
}

/* Whether edges in their drawn direction lead from `from` to `to`. */
static bool leads(const nc_layered *g, uint32_t from, uint32_t to, uint32_t without)
{
    bool reached[GRAPHS_NODES] = {false}, more = true;

    reached[from] = true;
    while (more) {
        more = false;
        for (uint32_t e = 0; e < g->edge_count; e++)
            if (e != without && reached[top_of(&g->edges[e])] && !reached[bottom_of(&g->edges[e])])
                more = reached[bottom_of(&g->edges[e])] = true;
    }
    return reached[to];
}

static void no_cycle_is_left_and_each_turned_edge_closed_one(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one g;

        graphs_make(&g, seed, 12, 25, false);
        assert_true(nc_acyclic_mark(&g.graph));
        for (uint32_t e = 0; e < g.graph.edge_count; e++) {
            if (g.edges[e].from == g.edges[e].to)
                continue;
            assert_false(leads(&g.graph, bottom_of(&g.edges[e]), top_of(&g.edges[e]), e));
            if (g.edges[e].up) /* as it was, it would close a cycle */
                assert_true(leads(&g.graph, g.edges[e].to, g.edges[e].from, e));
        }
    }
}

static void edges_span_ranks_and_the_first_is_not_empty(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one g;
        uint32_t rank[GRAPHS_NODES], least = 1 + (uint32_t)seed % 2, first = UINT32_MAX;

        graphs_make(&g, seed, 20, 40, false);
        assert_true(nc_acyclic_mark(&g.graph) && nc_ranks_assign(&g.graph, least, rank));
        for (uint32_t e = 0; e < g.graph.edge_count; e++)
            if (g.edges[e].from != g.edges[e].to)
                assert_true(rank[bottom_of(&g.edges[e])] >= rank[top_of(&g.edges[e])] + least);
        for (uint32_t n = 0; n < g.graph.node_count; n++)
            first = rank[n] < first ? rank[n] : first;
        assert_int_equal(first, 0);
    }
}

static void a_shortcut_does_not_stretch_what_is_heavier(void **state)
{
    /*  0 ─▶ 1 ─▶ 2 ─▶ 3, 0 ─▶ 4 ─▶ 3: the heavy edge from 0 to 4 is short */
    graphs_one g;
    uint32_t rank[GRAPHS_NODES];
    static const uint32_t ends[][3] = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {0, 4, 5}, {4, 3, 1}};

    (void)state;
    graphs_make(&g, 1, 5, 0, false);
    for (uint32_t e = 0; e < 5; e++)
        g.edges[g.graph.edge_count++] = (nc_layered_edge){.from = ends[e][0], .to = ends[e][1], .weight = ends[e][2]};
    assert_true(nc_acyclic_mark(&g.graph) && nc_ranks_assign(&g.graph, 1, rank));
    assert_int_equal(rank[0], 0);
    assert_int_equal(rank[4], 1);
    assert_int_equal(rank[3], 3);
}

static void build(graphs_one *g, nc_layers *l, uint64_t seed, bool labels)
{
    uint32_t rank[GRAPHS_NODES];

    graphs_make(g, seed, 25, 50, labels);
    assert_true(nc_acyclic_mark(&g->graph) && nc_ranks_assign(&g->graph, labels ? 2 : 1, rank));
    assert_true(nc_layers_build(l, &g->graph, rank));
}

static void chains_lead_from_rank_to_rank(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one g;
        nc_layers l;

        build(&g, &l, seed, seed % 2);
        for (uint32_t e = 0; e < g.graph.edge_count; e++) {
            uint32_t begin = l.chain_begin[e], end = l.chain_begin[e + 1], labels = 0;

            if (g.edges[e].from == g.edges[e].to) {
                assert_int_equal(begin, end);
                continue;
            }
            assert_int_equal(l.vertices[l.chains[begin]].node, top_of(&g.edges[e]));
            assert_int_equal(l.vertices[l.chains[end - 1]].node, bottom_of(&g.edges[e]));
            for (uint32_t i = begin + 1; i < end; i++) {
                assert_int_equal(l.vertices[l.chains[i]].rank, l.vertices[l.chains[i - 1]].rank + 1);
                labels += l.vertices[l.chains[i]].label;
            }
            assert_int_equal(labels, g.edges[e].label_width > 0);
        }
        nc_layers_reset(&l);
    }
}

/* Pairs of links that cross, one by one. */
static uint64_t count_plainly(const nc_layers *l)
{
    uint64_t crossings = 0;

    for (uint32_t u = 0; u < l->vertex_count; u++)
        for (uint32_t v = 0; v < l->vertex_count; v++) {
            if (l->vertices[u].rank != l->vertices[v].rank || l->vertices[u].place >= l->vertices[v].place)
                continue;
            for (uint32_t i = l->down.begin[u]; i < l->down.begin[u + 1]; i++)
                for (uint32_t k = l->down.begin[v]; k < l->down.begin[v + 1]; k++)
                    crossings += l->vertices[l->down.ends[i]].place > l->vertices[l->down.ends[k]].place;
        }
    return crossings;
}

static void crossings_are_counted_and_become_fewer(void **state)
{
    uint64_t before_all = 0, after_all = 0;

    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one g;
        nc_layers l;
        nc_rows rows;
        uint64_t before, after;

        build(&g, &l, seed, seed % 2);
        assert_true(nc_rows_make(&rows, &l) && nc_rows_apply(&rows, &l));
        before = nc_rows_count(&rows);
        assert_int_equal(before, count_plainly(&l));
        nc_rows_reset(&rows);
        assert_true(nc_crossings_reduce(&l));
        after = count_plainly(&l);
        assert_true(after <= before);
        before_all += before;
        after_all += after;
        nc_layers_reset(&l);
    }
    assert_true(after_all < before_all / 3);
}

static void a_tree_has_no_crossing(void **state)
{
    graphs_one g;
    nc_layers l;
    uint32_t rank[GRAPHS_NODES];

    (void)state;
    graphs_make(&g, 1, 40, 0, false);
    for (uint32_t n = 1; n < 40; n++) /* children in an order that crosses */
        g.edges[g.graph.edge_count++] = (nc_layered_edge){.from = (n * 7 % 40) % n, .to = n, .weight = 1};
    assert_true(nc_acyclic_mark(&g.graph) && nc_ranks_assign(&g.graph, 1, rank));
    assert_true(nc_layers_build(&l, &g.graph, rank) && nc_crossings_reduce(&l));
    assert_int_equal(count_plainly(&l), 0);
    nc_layers_reset(&l);
}

static int64_t width_of_links(const nc_layers *l)
{
    int64_t sum = 0;

    for (uint32_t e = 0; e < l->graph->edge_count; e++)
        for (uint32_t i = l->chain_begin[e] + 1; i < l->chain_begin[e + 1]; i++) {
            int64_t wide = (int64_t)l->vertices[l->chains[i]].x - l->vertices[l->chains[i - 1]].x;

            sum += wide < 0 ? -wide : wide;
        }
    return sum;
}

static void check_apart(const nc_layers *l)
{
    for (uint32_t r = 0; r < l->rank_count; r++)
        for (uint32_t i = l->begin[r]; i + 1 < l->begin[r + 1]; i++) {
            const nc_layers_vertex *a = &l->vertices[l->order[i]], *b = &l->vertices[l->order[i + 1]];

            assert_true(b->x - a->x >= nc_layers_apart(l, l->order[i], l->order[i + 1]) - 1);
        }
    for (uint32_t v = 0; v < l->vertex_count; v++)
        assert_true(l->vertices[v].x >= l->vertices[v].left);
}

static void neighbours_keep_apart_and_links_become_shorter(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one g;
        nc_layers l;
        int64_t before, after;

        build(&g, &l, seed, seed % 2);
        for (uint32_t e = 0; e < g.graph.edge_count; e++)
            g.edges[e].weight = 1;
        assert_true(nc_crossings_reduce(&l) && nc_coordinates_assign(&l));
        check_apart(&l);
        before = width_of_links(&l);
        assert_true(nc_shortening_apply(&l));
        check_apart(&l);
        after = width_of_links(&l);
        assert_true(after <= before + before / 100);
        nc_layers_reset(&l);
    }
}

/* A bend is where something is in the way, and around that. */
static void check_bend(const nc_taut_gate *before, const nc_taut_gate *here, const nc_taut_gate *after)
{
    int64_t turn = (int64_t)(here->x - before->x) * (after->y - here->y) -
                   (int64_t)(after->x - here->x) * (here->y - before->y);

    assert_true((here->x == here->low && turn >= 0) || (here->x == here->high && turn <= 0));
}

static void a_taut_way_stays_within_its_gates_and_bends_only_around_what_is_in_its_way(void **state)
{
    enum { GATES = 12 };
    unsigned bends = 0;

    (void)state;
    for (uint64_t seed = 1; seed < 500; seed++) {
        uint64_t random = seed * 0x9e3779b97f4a7c15u;
        nc_taut_gate gates[GATES];

        for (uint32_t i = 0; i < GATES; i++) {
            gates[i].y = (i ? gates[i - 1].y : 0) + 1 + (int32_t)graphs_draw(&random, 2000);
            gates[i].low = gates[i].high = (int32_t)graphs_draw(&random, 10000);
            gates[i].high += i && i + 1 < GATES ? (int32_t)graphs_draw(&random, 9000) : 0;
        }
        nc_taut_pull(gates, GATES);
        for (uint32_t i = 0, from = 0, corner = 0; i < GATES; i++) {
            assert_in_range(gates[i].x, gates[i].low > 1 ? gates[i].low - 1 : 0, gates[i].high + 1);
            if (i && gates[i].bend) {
                if (corner)
                    check_bend(&gates[from], &gates[corner], &gates[i]);
                from = corner;
                corner = i;
                bends++;
            }
        }
    }
    assert_true(bends > 1000);
}

/* ---- all of it ----------------------------------------------------------- */

static bool touch(const nc_layered_node *a, const nc_layered_node *b)
{
    return a->x - a->width / 2 < b->x + b->width / 2 && b->x - b->width / 2 < a->x + a->width / 2 &&
           a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool is_at(const nc_layered_node *n, nc_scene_point p)
{
    return p.x >= n->x - n->width / 2 && p.x <= n->x + n->width / 2 && (p.y == n->y || p.y == n->y + n->height);
}

static bool is_arrow(nc_scene_point base, nc_scene_point tip, int32_t length)
{
    int64_t x = tip.x - base.x, y = tip.y - base.y;

    return llabs(x * x + y * y - (int64_t)length * length) < 4 * length;
}

/* No point of a curve is in a node that is not one of its own. */
static void check_passes(const nc_layered *g, const nc_layered_edge *edge)
{
    enum { STEPS = 16 };
    const nc_scene_point *p = g->points + edge->first;

    for (uint32_t at = 0; at + 3 < edge->count; at += 3)
        for (unsigned i = 0; i <= STEPS; i++) {
            double t = (double)i / STEPS, u = 1 - t;
            double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
            double x = a * p[at].x + b * p[at + 1].x + c * p[at + 2].x + d * p[at + 3].x;
            double y = a * p[at].y + b * p[at + 1].y + c * p[at + 2].y + d * p[at + 3].y;

            for (uint32_t n = 0; n < g->node_count; n++) {
                const nc_layered_node *node = &g->nodes[n];

                if (n != edge->from && n != edge->to)
                    assert_false(x > node->x - node->width / 2 && x < node->x + node->width / 2 && y > node->y &&
                                 y < node->y + node->height);
            }
        }
}

static void check_drawing(const nc_layered *g)
{
    for (uint32_t a = 0; a < g->node_count; a++)
        for (uint32_t b = 0; b < a; b++)
            assert_false(touch(&g->nodes[a], &g->nodes[b]));
    for (uint32_t e = 0; e < g->edge_count; e++) {
        const nc_layered_edge *edge = &g->edges[e];

        assert_int_equal(edge->count == 0, edge->from == edge->to);
        if (!edge->count)
            continue;
        assert_int_equal(edge->count % 3, 1);
        assert_true(is_at(&g->nodes[edge->from], g->points[edge->first]));
        assert_true(is_at(&g->nodes[edge->to], edge->tip));
        check_passes(g, edge);
        assert_true(is_arrow(g->points[edge->first + edge->count - 1], edge->tip, g->arrow));
        for (uint32_t i = 0; i < edge->count; i++) {
            assert_in_range(g->points[edge->first + i].x, 0, g->width);
            assert_in_range(g->points[edge->first + i].y, 0, g->height);
        }
    }
}

static void drawings_of_random_graphs_are_sound_and_always_the_same(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < SEEDS; seed++) {
        graphs_one a, b;
        ncalls_error error;
        uint32_t nodes = 1 + (uint32_t)seed % GRAPHS_NODES;

        graphs_make(&a, seed, nodes, (uint32_t)(seed % 3) * nodes, seed % 2);
        graphs_make(&b, seed, nodes, (uint32_t)(seed % 3) * nodes, seed % 2);
        assert_int_equal(nc_layered_place(&a.graph, &error), NCALLS_OK);
        assert_int_equal(nc_layered_place(&b.graph, &error), NCALLS_OK);
        check_drawing(&a.graph);
        assert_int_equal(a.graph.point_count, b.graph.point_count);
        if (a.graph.point_count)
            assert_memory_equal(a.graph.points, b.graph.points, a.graph.point_count * sizeof *a.graph.points);
        assert_memory_equal(a.nodes, b.nodes, sizeof a.nodes);
        nc_layered_reset(&a.graph);
        nc_layered_reset(&b.graph);
    }
}

static void nothing_has_no_size(void **state)
{
    graphs_one g;
    ncalls_error error;

    (void)state;
    graphs_make(&g, 1, 1, 0, false);
    g.graph.node_count = 0;
    assert_int_equal(nc_layered_place(&g.graph, &error), NCALLS_OK);
    assert_int_equal(g.graph.width, 0);
    assert_int_equal(g.graph.height, 0);
    nc_layered_reset(&g.graph);
}

static void every_allocation_may_fail(void **state)
{
    ncalls_status status = NCALLS_MEMORY;
    long n;

    (void)state;
    for (n = 0; status != NCALLS_OK && n < 2000; n++) {
        graphs_one g;
        ncalls_error error;

        graphs_make(&g, 5, 9, 14, true);
        nc_alloc_fail_after(n, false);
        status = nc_layered_place(&g.graph, &error);
        nc_alloc_fail_after(-1, false);
        nc_layered_reset(&g.graph);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
    }
    assert_int_equal(status, NCALLS_OK);
    assert_true(n > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_cycle_is_left_and_each_turned_edge_closed_one),
        cmocka_unit_test(edges_span_ranks_and_the_first_is_not_empty),
        cmocka_unit_test(a_shortcut_does_not_stretch_what_is_heavier),
        cmocka_unit_test(chains_lead_from_rank_to_rank),
        cmocka_unit_test(crossings_are_counted_and_become_fewer),
        cmocka_unit_test(a_tree_has_no_crossing),
        cmocka_unit_test(neighbours_keep_apart_and_links_become_shorter),
        cmocka_unit_test(a_taut_way_stays_within_its_gates_and_bends_only_around_what_is_in_its_way),
        cmocka_unit_test(drawings_of_random_graphs_are_sound_and_always_the_same),
        cmocka_unit_test(nothing_has_no_size),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
