/* SPDX-License-Identifier: MIT */
#include "draw/routes.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "draw/taut.h"

enum {
    INSET = NC_SCENE_PX(10),   /* of ports from the corners of a node */
    PORT_GAP = NC_SCENE_PX(10),
    SLOPE = 4096,              /* slopes, of x by y, are in 1/SLOPE */
    FLATTEST = 3 * SLOPE,      /* that an edge leaves its node and arrives with */
    ENDS = 6,                  /* gates at both ends of an edge */
};

typedef struct port { /* where a chain touches its node */
    uint32_t node_vertex, edge;
    uint32_t place; /* of the neighbour that it leads to */
} port;

typedef struct drawing {
    nc_layered *graph;
    const nc_layers *l;
    int32_t *top, *bottom; /* [rank] */
    int32_t *x[2];         /* [vertex] where an edge is at the top and the bottom of a rank */
    port *ports;
    int32_t *leaves, *arrives; /* [edge] x at the top and the bottom of its chain */
    nc_taut_gate *gates;       /* of one edge */
    int64_t *slopes;           /* [gate] */
    size_t room;
} drawing;

static const nc_layers_vertex *vertex_at(const drawing *d, uint32_t at)
{
    return &d->l->vertices[d->l->chains[at]];
}

static uint32_t first_of(const drawing *d, uint32_t e)
{
    return d->l->chains[d->l->chain_begin[e]];
}

static uint32_t last_of(const drawing *d, uint32_t e)
{
    return d->l->chains[d->l->chain_begin[e + 1] - 1];
}

/* ---- ranks --------------------------------------------------------------- */

static void place_ranks(drawing *d)
{
    const nc_layers *l = d->l;
    int32_t y = 0;

    for (uint32_t r = 0; r < l->rank_count; r++) {
        int32_t height = 0;

        for (uint32_t i = l->begin[r]; i < l->begin[r + 1]; i++)
            if (l->vertices[l->order[i]].height > height)
                height = l->vertices[l->order[i]].height;
        d->top[r] = y;
        d->bottom[r] = y + height;
        y += height + d->graph->rank_gap;
    }
    d->graph->height = l->rank_count ? d->bottom[l->rank_count - 1] : 0;
}

/* ---- corridors ----------------------------------------------------------- */

/* How far to the right a vertex reaches, at the top (0) or the bottom of its rank. */
static int32_t right_of(const drawing *d, uint32_t v, unsigned side)
{
    const nc_layers_vertex *vertex = &d->l->vertices[v];
    int32_t x = d->x[side][v];

    if (vertex->label && d->x[!side][v] > x)
        x = d->x[!side][v];
    return x + vertex->right;
}

/* How far to the left; `both`: anywhere on its rank, where a label stands beside it. */
static int32_t left_of(const drawing *d, uint32_t v, unsigned side, bool both)
{
    int32_t x = d->x[side][v];

    if (both && d->x[!side][v] < x)
        x = d->x[!side][v];
    return x - d->l->vertices[v].left;
}

/* Between the neighbours of a vertex: none passes another, and labels move with their edges. */
static nc_taut_gate gate_at(const drawing *d, uint32_t v, unsigned side)
{
    const nc_layers *l = d->l;
    const nc_layers_vertex *vertex = &l->vertices[v];
    const uint32_t *at = &l->order[l->begin[vertex->rank] + vertex->place];
    bool node = vertex->node != NC_LAYERS_NONE;
    int32_t left = node ? 0 : vertex->left, right = node ? 0 : vertex->right;
    nc_taut_gate gate = {
        .y = side ? d->bottom[vertex->rank] : d->top[vertex->rank],
        .low = left,
        .high = d->graph->width - right,
    };

    if (vertex->place)
        gate.low += right_of(d, at[-1], side) + d->graph->edge_gap;
    if (vertex->place + 1 < nc_layers_size(l, vertex->rank))
        gate.high = left_of(d, at[1], side, vertex->label) - d->graph->edge_gap - right;
    if (gate.low > gate.high)
        gate.low = gate.high = d->x[side][v];
    return gate;
}

/* The end that leads out of the drawing, or on in another one. */
static bool is_upright(const drawing *d, uint32_t e, bool top)
{
    const nc_layered_edge *edge = &d->graph->edges[e];
    const nc_layers_vertex *v = &d->l->vertices[top ? first_of(d, e) : last_of(d, e)];

    return edge->pinned[top == edge->up] || d->graph->nodes[v->node].end;
}

static int32_t half_of(const drawing *d, const nc_layers_vertex *v)
{
    int32_t half = d->graph->nodes[v->node].width / 2 - INSET;

    return half > 0 ? half : 0;
}

static nc_taut_gate point_at(int32_t x, int32_t y)
{
    return (nc_taut_gate){.y = y, .low = x, .high = x, .x = x};
}

/* From the middle of the upper node out of its lower side, or from its port. */
static uint32_t begin_gates(const drawing *d, uint32_t e, bool ports)
{
    const nc_layers_vertex *v = &d->l->vertices[first_of(d, e)];
    int32_t under = d->top[v->rank] + v->height, half = half_of(d, v);
    bool up = d->graph->edges[e].up;
    uint32_t count = 0;

    if (ports || is_upright(d, e, true)) {
        d->gates[count++] = point_at(d->leaves[e], under);
    } else {
        d->gates[count++] = point_at(v->x, under - v->height / 2 - 1);
        d->gates[count++] = (nc_taut_gate){.y = under, .low = v->x - half, .high = v->x + half};
    }
    if (d->bottom[v->rank] > under + (up ? d->graph->arrow : 0)) {
        d->gates[count++] = gate_at(d, first_of(d, e), 1);
        if (ports && up) /* an arrow stands upright there */
            d->gates[count - 1] = point_at(d->leaves[e], d->bottom[v->rank]);
    }
    return count;
}

static uint32_t end_gates(const drawing *d, uint32_t e, bool ports, uint32_t count)
{
    const nc_layers_vertex *v = &d->l->vertices[last_of(d, e)];
    int32_t half = half_of(d, v), y = d->top[v->rank];

    if (ports || is_upright(d, e, false)) {
        d->gates[count++] = point_at(d->arrives[e], y);
    } else {
        d->gates[count++] = (nc_taut_gate){.y = y, .low = v->x - half, .high = v->x + half};
        d->gates[count++] = point_at(v->x, y + v->height / 2 + 1);
    }
    return count;
}

/* The shortest way of an edge between what stands beside it, which is then
 * where it stands. */
static uint32_t pull(const drawing *d, uint32_t e, bool ports)
{
    uint32_t begin = d->l->chain_begin[e] + 1, end = d->l->chain_begin[e + 1] - 1, count = begin_gates(d, e, ports);
    uint32_t inner = count;

    for (uint32_t i = begin; i < end; i++) {
        uint32_t v = d->l->chains[i];

        d->gates[count++] = gate_at(d, v, 0);
        if (d->bottom[d->l->vertices[v].rank] > d->top[d->l->vertices[v].rank])
            d->gates[count++] = gate_at(d, v, 1);
    }
    count = end_gates(d, e, ports, count);
    nc_taut_pull(d->gates, count);
    for (uint32_t i = begin; i < end; i++) {
        uint32_t v = d->l->chains[i];

        d->x[0][v] = d->gates[inner].x;
        inner += d->bottom[d->l->vertices[v].rank] > d->top[d->l->vertices[v].rank];
        d->x[1][v] = d->gates[inner++].x;
    }
    return count;
}

/* ---- ports --------------------------------------------------------------- */

/* x at both ends as the straightest way has it. */
static void want_ports(const drawing *d, uint32_t e)
{
    const nc_layered_edge *edge = &d->graph->edges[e];
    const nc_layers_vertex *top = &d->l->vertices[first_of(d, e)], *bottom = &d->l->vertices[last_of(d, e)];
    bool upright[2] = {is_upright(d, e, true), is_upright(d, e, false)};
    uint32_t count;

    d->leaves[e] = top->x + (edge->pinned[edge->up] ? edge->pin[edge->up] : 0);
    d->arrives[e] = bottom->x + (edge->pinned[!edge->up] ? edge->pin[!edge->up] : 0);
    count = pull(d, e, false);
    if (!upright[0])
        d->leaves[e] = d->gates[1].x;
    if (!upright[1])
        d->arrives[e] = d->gates[count - 2].x;
}

static int compare_ports(const void *left, const void *right)
{
    const port *a = left, *b = right;

    if (a->node_vertex != b->node_vertex)
        return a->node_vertex < b->node_vertex ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->edge < b->edge ? -1 : a->edge > b->edge;
}

/* As near as may be to where each wants, in order, apart, and on the node. */
static void spread_ports(const drawing *d, const port *ports, uint32_t count, int32_t *x)
{
    const nc_layers_vertex *v = &d->l->vertices[ports[0].node_vertex];
    int32_t half = half_of(d, v), low = v->x - half, high = v->x + half, gap = PORT_GAP;

    if (count > 1 && gap > (high - low) / (int32_t)(count - 1))
        gap = (high - low) / (int32_t)(count - 1);
    for (uint32_t i = 1; i < count; i++) { /* what is too near to the one before shares the way */
        int32_t *here = &x[ports[i].edge], before = x[ports[i - 1].edge];

        if (*here < before + gap)
            *here = before + gap;
    }
    for (uint32_t i = count; i-- > 0; high -= gap)
        if (x[ports[i].edge] > high)
            x[ports[i].edge] = high;
        else
            high = x[ports[i].edge];
}

static void place_ports(const drawing *d, bool top, int32_t *x)
{
    const nc_layers *l = d->l;
    uint32_t count = 0;

    for (uint32_t e = 0; e < d->graph->edge_count; e++) {
        uint32_t begin = l->chain_begin[e], end = l->chain_begin[e + 1];

        if (begin != end && !is_upright(d, e, top))
            d->ports[count++] =
                (port){l->chains[top ? begin : end - 1], e, vertex_at(d, top ? begin + 1 : end - 2)->place};
    }
    if (count)
        qsort(d->ports, count, sizeof *d->ports, compare_ports);
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && d->ports[to].node_vertex == d->ports[from].node_vertex;)
            to++;
        spread_ports(d, d->ports + from, to - from, x);
    }
}

/* ---- curves -------------------------------------------------------------- */

static bool add_point(drawing *d, int32_t x, int32_t y)
{
    nc_layered *g = d->graph;

    if (!nc_alloc_grow(&g->points, &d->room, g->point_count + 1, sizeof *g->points))
        return false;
    g->points[g->point_count++] = (nc_scene_point){x, y};
    return true;
}

/* On from where the curve is, with these slopes. */
static bool add_cubic(drawing *d, int64_t slope, int32_t x, int32_t y, int64_t end_slope)
{
    nc_scene_point from = d->graph->points[d->graph->point_count - 1];
    int32_t reach = (y - from.y) / 3;

    return add_point(d, from.x + (int32_t)(slope * reach / SLOPE), from.y + reach) &&
           add_point(d, x - (int32_t)(end_slope * reach / SLOPE), y - reach) && add_point(d, x, y);
}

static int64_t secant(const nc_taut_gate *a, const nc_taut_gate *b)
{
    return (int64_t)(b->x - a->x) * SLOPE / (b->y - a->y);
}

static int64_t clamp(int64_t slope)
{
    return slope > FLATTEST ? FLATTEST : slope < -FLATTEST ? -FLATTEST : slope;
}

/* Their harmonic mean; 0 where x turns. */
static int64_t between(int64_t a, int64_t b)
{
    return (a > 0) == (b > 0) && a && b ? 2 * a * b / (a + b) : 0;
}

/* That of its straight piece, but between those of both at a bend, so that x
 * never turns between two gates (Fritsch and Carlson 1980). */
static void find_slopes(const drawing *d, uint32_t count)
{
    int64_t before = 0;

    for (uint32_t from = 0, to; from + 1 < count; from = to) {
        int64_t slope;

        for (to = from + 1; !d->gates[to].bend;)
            to++;
        slope = secant(&d->gates[from], &d->gates[to]);
        for (uint32_t i = from + 1; i <= to; i++)
            d->slopes[i] = slope;
        if (!from)
            d->slopes[0] = clamp(slope);
        else
            d->slopes[from] = between(before, slope);
        before = slope;
    }
    d->slopes[count - 1] = clamp(before);
}

/* Moves the end of a way back from the tip of its arrow, along it. */
static void cut_arrow(const drawing *d, nc_taut_gate *gate, int64_t slope, bool down)
{
    double steep = (double)slope / SLOPE, part = d->graph->arrow / sqrt(1 + steep * steep);
    int32_t y = (int32_t)part, x = (int32_t)(part * steep);

    gate->x += down ? -x : x;
    gate->y += down ? -y : y;
}

static bool is_straight(const drawing *d, uint32_t gate)
{
    const nc_taut_gate *a = &d->gates[gate];

    return d->slopes[gate] == d->slopes[gate + 1] && (!a->bend || !gate);
}

static bool add_curve(drawing *d, uint32_t count)
{
    if (!add_point(d, d->gates[0].x, d->gates[0].y))
        return false;
    for (uint32_t from = 0, to; from + 1 < count; from = to) {
        to = from + 1;
        if (is_straight(d, from))
            while (to + 1 < count && !d->gates[to].bend && is_straight(d, to))
                to++;
        if (!add_cubic(d, d->slopes[from], d->gates[to].x, d->gates[to].y, d->slopes[to]))
            return false;
    }
    return true;
}

static void turn_round(nc_scene_point *points, uint32_t count)
{
    for (uint32_t i = 0; i < count / 2; i++) {
        nc_scene_point point = points[i];

        points[i] = points[count - 1 - i];
        points[count - 1 - i] = point;
    }
}

static bool draw_edge(drawing *d, uint32_t e)
{
    nc_layered_edge *edge = &d->graph->edges[e];
    uint32_t count;

    edge->first = (uint32_t)d->graph->point_count;
    edge->count = 0;
    if (d->l->chain_begin[e] == d->l->chain_begin[e + 1])
        return true;
    count = pull(d, e, true);
    find_slopes(d, count);
    if (is_upright(d, e, true))
        d->slopes[0] = 0;
    if (is_upright(d, e, false))
        d->slopes[count - 1] = 0;
    edge->tip = edge->up ? (nc_scene_point){d->gates[0].x, d->gates[0].y}
                         : (nc_scene_point){d->gates[count - 1].x, d->gates[count - 1].y};
    cut_arrow(d, &d->gates[edge->up ? 0 : count - 1], d->slopes[edge->up ? 0 : count - 1], !edge->up);
    if (!add_curve(d, count))
        return false;
    edge->count = (uint32_t)d->graph->point_count - edge->first;
    if (edge->up)
        turn_round(d->graph->points + edge->first, edge->count);
    return true;
}

static void place_vertices(drawing *d)
{
    const nc_layers *l = d->l;

    d->graph->width = 0;
    for (uint32_t v = 0; v < l->vertex_count; v++) {
        const nc_layers_vertex *vertex = &l->vertices[v];
        int32_t y = d->top[vertex->rank];

        if (vertex->x + vertex->right > d->graph->width)
            d->graph->width = vertex->x + vertex->right;
        if (vertex->node != NC_LAYERS_NONE) {
            d->graph->nodes[vertex->node].x = vertex->x;
            d->graph->nodes[vertex->node].y = y;
        }
        d->x[0][v] = d->x[1][v] = vertex->x;
    }
}

static void place_labels(drawing *d)
{
    for (uint32_t v = 0; v < d->l->vertex_count; v++) {
        const nc_layers_vertex *vertex = &d->l->vertices[v];

        if (!vertex->label)
            continue;
        d->graph->edges[vertex->edge].label_x = right_of(d, v, 0) - vertex->right;
        d->graph->edges[vertex->edge].label_y = (d->top[vertex->rank] + d->bottom[vertex->rank]) / 2;
    }
}

static bool start(drawing *d)
{
    size_t edges = (size_t)d->graph->edge_count + 1, ranks = (size_t)d->l->rank_count + 1;
    size_t vertices = (size_t)d->l->vertex_count + 1;

    d->top = nc_alloc_zeroed(ranks, sizeof *d->top);
    d->bottom = nc_alloc_zeroed(ranks, sizeof *d->bottom);
    d->x[0] = nc_alloc_zeroed(vertices, sizeof *d->x[0]);
    d->x[1] = nc_alloc_zeroed(vertices, sizeof *d->x[1]);
    d->ports = nc_alloc_zeroed(edges, sizeof *d->ports);
    d->leaves = nc_alloc_zeroed(edges, sizeof *d->leaves);
    d->arrives = nc_alloc_zeroed(edges, sizeof *d->arrives);
    d->gates = nc_alloc_zeroed(2 * ranks + ENDS, sizeof *d->gates);
    d->slopes = nc_alloc_zeroed(2 * ranks + ENDS, sizeof *d->slopes);
    return d->top && d->bottom && d->x[0] && d->x[1] && d->ports && d->leaves && d->arrives && d->gates && d->slopes;
}

static bool draw_all(drawing *d)
{
    const nc_layers *l = d->l;

    place_ranks(d);
    place_vertices(d);
    for (uint32_t e = 0; e < d->graph->edge_count; e++)
        if (l->chain_begin[e] != l->chain_begin[e + 1])
            want_ports(d, e);
    place_ports(d, true, d->leaves);
    place_ports(d, false, d->arrives);
    for (uint32_t e = 0; e < d->graph->edge_count; e++)
        if (!draw_edge(d, e))
            return false;
    place_labels(d);
    return true;
}

bool nc_routes_draw(nc_layered *graph, const nc_layers *layers)
{
    drawing d = {.graph = graph, .l = layers};
    bool fine = start(&d) && draw_all(&d);

    nc_alloc_free(d.top);
    nc_alloc_free(d.bottom);
    nc_alloc_free(d.x[0]);
    nc_alloc_free(d.x[1]);
    nc_alloc_free(d.ports);
    nc_alloc_free(d.leaves);
    nc_alloc_free(d.arrives);
    nc_alloc_free(d.gates);
    nc_alloc_free(d.slopes);
    return fine;
}
