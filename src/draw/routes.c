/* SPDX-License-Identifier: MIT */
#include "draw/routes.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

enum {
    INSET = NC_SCENE_PX(10),   /* of ports from the corners of a node */
    PORT_GAP = NC_SCENE_PX(10),
    CLEAR = NC_SCENE_PX(3),    /* between a slanted edge and what it passes */
    SLOPE = 4096,              /* slopes are in 1/SLOPE */
    STEEP = 14,                /* a gap is at least 1/STEEP as high as its widest edge is wide ... */
    HIGHEST = 2,               /* ... but not more than this many usual ones */
};

typedef struct port { /* where a chain touches its node */
    uint32_t node_vertex, edge;
    uint32_t place; /* of the neighbour that it leads to */
    int32_t want;   /* x of that neighbour */
} port;

typedef struct drawing {
    nc_layered *graph;
    const nc_layers *l;
    int32_t *top, *bottom; /* [rank] */
    port *ports;
    int32_t *leaves, *arrives; /* [edge] x at the top and the bottom of its chain */
    size_t room;
} drawing;

static const nc_layers_vertex *vertex_at(const drawing *d, uint32_t at)
{
    return &d->l->vertices[d->l->chains[at]];
}

/* ---- ranks --------------------------------------------------------------- */

static int32_t gap_below(const drawing *d, uint32_t rank)
{
    const nc_layers *l = d->l;
    int32_t widest = 0, gap = d->graph->rank_gap;

    for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++)
        for (uint32_t v = l->order[i], k = l->down.begin[v]; k < l->down.begin[v + 1]; k++) {
            int32_t wide = abs(l->vertices[l->down.ends[k]].x - l->vertices[v].x);

            widest = wide > widest ? wide : widest;
        }
    if (widest / STEEP > gap)
        gap = widest / STEEP < HIGHEST * gap ? widest / STEEP : HIGHEST * gap;
    return gap;
}

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
        y += height + gap_below(d, r);
    }
    d->graph->height = l->rank_count ? d->bottom[l->rank_count - 1] : 0;
}

/* ---- ports --------------------------------------------------------------- */

static int compare_ports(const void *left, const void *right)
{
    const port *a = left, *b = right;

    if (a->node_vertex != b->node_vertex)
        return a->node_vertex < b->node_vertex ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->edge < b->edge ? -1 : a->edge > b->edge;
}

/* As near as may be to where each leads, in order, apart, and on the node. */
static void spread_ports(const drawing *d, port *ports, uint32_t count, int32_t *x)
{
    const nc_layers_vertex *v = &d->l->vertices[ports[0].node_vertex];
    int32_t half = d->graph->nodes[v->node].width / 2 - INSET, low, high, gap = PORT_GAP;

    half = half > 0 ? half : 0;
    low = v->x - half;
    high = v->x + half;
    if (count > 1 && gap > (high - low) / (int32_t)(count - 1))
        gap = (high - low) / (int32_t)(count - 1);
    for (uint32_t i = 0; i < count; i++) {
        int32_t at = ports[i].want < low ? low : ports[i].want > high ? high : ports[i].want;

        if (i && at < x[ports[i - 1].edge] + gap)
            at = x[ports[i - 1].edge] + gap;
        x[ports[i].edge] = at;
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

        if (begin == end)
            continue;
        const nc_layers_vertex *next = vertex_at(d, top ? begin + 1 : end - 2);
        d->ports[count++] = (port){l->chains[top ? begin : end - 1], e, next->place, next->x};
    }
    if (count)
        qsort(d->ports, count, sizeof *d->ports, compare_ports);
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && d->ports[to].node_vertex == d->ports[from].node_vertex;)
            to++;
        spread_ports(d, d->ports + from, to - from, x);
    }
    for (uint32_t i = 0; i < count; i++) {
        const nc_layered_edge *edge = &d->graph->edges[d->ports[i].edge];
        bool end = top == edge->up;

        if (edge->pinned[end])
            x[d->ports[i].edge] = l->vertices[d->ports[i].node_vertex].x + edge->pin[end];
    }
}

/* ---- curves -------------------------------------------------------------- */

typedef struct station { /* where an edge crosses a rank */
    int32_t x, top, bottom;
    int64_t slope; /* of x by y, in 1/SLOPE */
} station;

static bool add_point(drawing *d, int32_t x, int32_t y)
{
    nc_layered *g = d->graph;

    if (!nc_alloc_grow(&g->points, &d->room, g->point_count + 1, sizeof *g->points))
        return false;
    g->points[g->point_count++] = (nc_scene_point){x, y};
    return true;
}

static bool add_cubic(drawing *d, nc_scene_point b, nc_scene_point c, nc_scene_point end)
{
    return add_point(d, b.x, b.y) && add_point(d, c.x, c.y) && add_point(d, end.x, end.y);
}

/* Straight on from where the curve is. */
static bool add_straight(drawing *d, int32_t x, int32_t y)
{
    nc_scene_point from = d->graph->points[d->graph->point_count - 1];

    if (from.x == x && from.y == y)
        return true;
    return add_cubic(d, (nc_scene_point){from.x + (x - from.x) / 3, from.y + (y - from.y) / 3},
                     (nc_scene_point){x - (x - from.x) / 3, y - (y - from.y) / 3}, (nc_scene_point){x, y});
}

/* Over the gap between two ranks. */
static bool add_gap(drawing *d, int64_t slope, int32_t x, int32_t y, int64_t end_slope)
{
    nc_scene_point from = d->graph->points[d->graph->point_count - 1];
    int32_t reach = (y - from.y) * 2 / 5;

    if (from.x == x && !slope && !end_slope)
        return add_straight(d, x, y);
    return add_cubic(d, (nc_scene_point){from.x + (int32_t)(slope * reach / SLOPE), from.y + reach},
                     (nc_scene_point){x - (int32_t)(end_slope * reach / SLOPE), y - reach}, (nc_scene_point){x, y});
}

/* Free room of a virtual vertex on both sides, the lesser of the two. */
static int32_t clear_of(const drawing *d, uint32_t v)
{
    const nc_layers *l = d->l;
    const nc_layers_vertex *vertex = &l->vertices[v];
    const nc_layers_vertex *right = nc_layers_at(l, vertex->rank, vertex->place + 1), *left = NULL;
    int32_t room = INT32_MAX;

    if (vertex->label)
        return 0;
    if (vertex->place)
        left = nc_layers_at(l, vertex->rank, vertex->place - 1);
    if (left)
        room = vertex->x - left->x - left->right;
    if (right && right->x - right->left - vertex->x < room)
        room = right->x - right->left - vertex->x;
    return room > 2 * CLEAR ? room - CLEAR : room / 2;
}

static int64_t secant(const station *a, const station *b)
{
    int64_t high = b->top - a->bottom;

    return high > 0 ? (int64_t)(b->x - a->x) * SLOPE / high : 0;
}

/* The slope at a station between two others: none where the edge turns round,
 * else between theirs, and no more than the room across the rank allows. */
static int64_t slope_at(const drawing *d, uint32_t v, const station *before, const station *here, const station *after)
{
    int64_t a = secant(before, here), b = secant(here, after), high = here->bottom - here->top, slope, most;

    if ((a > 0) != (b > 0) || !a || !b)
        return 0;
    slope = 2 * a * b / (a + b);
    if (!high)
        return slope;
    most = (int64_t)clear_of(d, v) * 2 * SLOPE / high;
    return slope > most ? most : slope < -most ? -most : slope;
}

/* y where a chain leaves the bottom of its upper node, or the arrow there. */
static int32_t begins_at(const drawing *d, uint32_t e)
{
    const nc_layers_vertex *top = vertex_at(d, d->l->chain_begin[e]);

    return d->top[top->rank] + top->height + (d->graph->edges[e].up ? d->graph->arrow : 0);
}

static station station_at(const drawing *d, uint32_t e, uint32_t at)
{
    const nc_layers *l = d->l;
    const nc_layers_vertex *v = vertex_at(d, at);
    station s = {v->x, d->top[v->rank], d->bottom[v->rank], 0};

    if (at == l->chain_begin[e]) {
        int32_t begins = begins_at(d, e);

        s.x = d->leaves[e];
        s.bottom = begins > s.bottom ? begins : s.bottom;
    } else if (at == l->chain_begin[e + 1] - 1) {
        s.x = d->arrives[e];
        s.top -= d->graph->edges[e].up ? 0 : d->graph->arrow;
    }
    return s;
}

static bool add_stations(drawing *d, uint32_t e)
{
    uint32_t begin = d->l->chain_begin[e], end = d->l->chain_begin[e + 1];
    station before = station_at(d, e, begin), here;

    for (uint32_t at = begin + 1; at < end; at++, before = here) {
        int32_t half;

        here = station_at(d, e, at);
        if (at + 1 == end)
            return add_gap(d, before.slope, here.x, here.top, 0);
        station after = station_at(d, e, at + 1);
        here.slope = slope_at(d, d->l->chains[at], &before, &here, &after);
        half = (int32_t)(here.slope * (here.bottom - here.top) / 2 / SLOPE);
        if (!add_gap(d, before.slope, here.x - half, here.top, here.slope) ||
            !add_straight(d, here.x + half, here.bottom))
            return false;
        here.x += half; /* where the next gap begins */
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
    station begin;

    edge->first = (uint32_t)d->graph->point_count;
    edge->count = 0;
    if (d->l->chain_begin[e] == d->l->chain_begin[e + 1])
        return true;
    begin = station_at(d, e, d->l->chain_begin[e]);
    if (!add_point(d, begin.x, begins_at(d, e)) || !add_straight(d, begin.x, begin.bottom) || !add_stations(d, e))
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
        } else if (vertex->label) {
            d->graph->edges[vertex->edge].label_x = vertex->x;
            d->graph->edges[vertex->edge].label_y = (y + d->bottom[vertex->rank]) / 2;
        }
    }
}

bool nc_routes_draw(nc_layered *graph, const nc_layers *layers)
{
    size_t edges = (size_t)graph->edge_count + 1, ranks = (size_t)layers->rank_count + 1;
    drawing d = {
        .graph = graph,
        .l = layers,
        .top = nc_alloc_zeroed(ranks, sizeof *d.top),
        .bottom = nc_alloc_zeroed(ranks, sizeof *d.bottom),
        .ports = nc_alloc_zeroed(edges, sizeof *d.ports),
        .leaves = nc_alloc_zeroed(edges, sizeof *d.leaves),
        .arrives = nc_alloc_zeroed(edges, sizeof *d.arrives),
    };
    bool fine = d.top && d.bottom && d.ports && d.leaves && d.arrives;

    if (fine) {
        place_ranks(&d);
        place_vertices(&d);
        place_ports(&d, true, d.leaves);
        place_ports(&d, false, d.arrives);
        for (uint32_t e = 0; fine && e < graph->edge_count; e++)
            fine = draw_edge(&d, e);
    }
    nc_alloc_free(d.top);
    nc_alloc_free(d.bottom);
    nc_alloc_free(d.ports);
    nc_alloc_free(d.leaves);
    nc_alloc_free(d.arrives);
    return fine;
}
