/* SPDX-License-Identifier: MIT */
#include "draw/clustered.h"

#include <math.h>

#include "base/alloc.h"

enum {
    PAD = NC_SCENE_PX(12),     /* between the side of a box and what is in it */
    STRIP = NC_SCENE_PX(16),   /* above and below, where edges find their places */
    PORT = NC_SCENE_PX(12),    /* between two of them */
};

typedef struct inner { /* a cluster by itself: its nodes, then the ends of edges that leave it */
    nc_layered graph;
    int32_t x, y; /* where it stands in the drawing */
} inner;

typedef struct compound {
    nc_clustered *c;
    nc_layered outer;       /* of clusters, and of nodes by themselves */
    inner *inners;          /* [cluster] */
    uint32_t *vertex;       /* [node] of outer */
    uint32_t *number;       /* [node] in its cluster */
    uint32_t *outer_edge;   /* [edge] + 1; 0: it is within a cluster, or a loop */
    uint32_t *edge_in[2];   /* [edge] in the cluster it leaves, and comes to, + 1 */
    size_t point_room;
} compound;

static bool is_inside(const compound *d, uint32_t e)
{
    const nc_layered_edge *edge = &d->c->graph->edges[e];

    return d->c->cluster[edge->from] && d->c->cluster[edge->from] == d->c->cluster[edge->to];
}

/* ---- the graph of clusters ------------------------------------------------ */

static void fill_outer(compound *d)
{
    const nc_layered *g = d->c->graph;
    nc_layered_node *nodes = d->outer.nodes;
    nc_layered_edge *edges = d->outer.edges;
    uint32_t *first = d->number; /* not needed yet: [cluster] its vertex + 1 */

    d->outer = *g;
    d->outer.nodes = nodes;
    d->outer.edges = edges;
    d->outer.points = NULL;
    d->outer.node_count = d->outer.edge_count = 0;
    for (uint32_t n = 0; n < g->node_count; n++) {
        uint32_t cluster = d->c->cluster[n];

        if (cluster && first[cluster]) {
            d->vertex[n] = first[cluster] - 1;
            continue;
        }
        d->vertex[n] = d->outer.node_count;
        nodes[d->outer.node_count++] = cluster ? (nc_layered_node){.width = 1, .height = 1} : g->nodes[n];
        if (cluster)
            first[cluster] = d->outer.node_count;
    }
    for (uint32_t e = 0; e < g->edge_count; e++) {
        if (g->edges[e].from == g->edges[e].to || is_inside(d, e))
            continue;
        edges[d->outer.edge_count] = g->edges[e];
        edges[d->outer.edge_count].from = d->vertex[g->edges[e].from];
        edges[d->outer.edge_count].to = d->vertex[g->edges[e].to];
        d->outer_edge[e] = ++d->outer.edge_count;
    }
}

/* ---- one cluster ---------------------------------------------------------- */

/* An edge that leaves or comes in, as one to an end of its own; an edge that
 * points up leaves through the upper side. */
static void add_crossing(compound *d, uint32_t cluster, uint32_t e)
{
    const nc_layered_edge *edge = &d->c->graph->edges[e];
    bool leaves = d->c->cluster[edge->from] == cluster, up = d->outer.edges[d->outer_edge[e] - 1].up;
    nc_layered *g = &d->inners[cluster].graph;
    uint32_t node = d->number[leaves ? edge->from : edge->to], end = g->node_count++;

    g->nodes[end] = (nc_layered_node){.width = PORT, .height = 1, .end = leaves != up ? 1 : -1};
    g->edges[g->edge_count++] = (nc_layered_edge){
        .from = leaves != up ? node : end,
        .to = leaves != up ? end : node,
        .weight = edge->weight,
        .stroke = edge->stroke,
    };
    d->edge_in[leaves ? 0 : 1][e] = g->edge_count;
}

static bool begin_inner(compound *d, uint32_t cluster)
{
    const nc_layered *g = d->c->graph;
    inner *in = &d->inners[cluster];
    uint32_t members = 0, edges = 0;

    for (uint32_t n = 0; n < g->node_count; n++)
        members += d->c->cluster[n] == cluster;
    for (uint32_t e = 0; e < g->edge_count; e++)
        edges += d->c->cluster[g->edges[e].from] == cluster || d->c->cluster[g->edges[e].to] == cluster;
    in->graph = *g;
    in->graph.points = NULL;
    in->graph.node_count = in->graph.edge_count = 0;
    in->graph.nodes = nc_alloc_zeroed((size_t)members + edges + 1, sizeof *in->graph.nodes);
    in->graph.edges = nc_alloc_zeroed((size_t)edges + 1, sizeof *in->graph.edges);
    return in->graph.nodes && in->graph.edges;
}

static ncalls_status place_inner(compound *d, uint32_t cluster, ncalls_error *error)
{
    const nc_layered *g = d->c->graph;
    inner *in = &d->inners[cluster];

    if (!begin_inner(d, cluster))
        return nc_fail_memory(error);
    for (uint32_t n = 0; n < g->node_count; n++)
        if (d->c->cluster[n] == cluster) {
            d->number[n] = in->graph.node_count;
            in->graph.nodes[in->graph.node_count++] = g->nodes[n];
        }
    for (uint32_t e = 0; e < g->edge_count; e++)
        if (is_inside(d, e) && d->c->cluster[g->edges[e].from] == cluster) {
            in->graph.edges[in->graph.edge_count] = g->edges[e];
            in->graph.edges[in->graph.edge_count].from = d->number[g->edges[e].from];
            in->graph.edges[in->graph.edge_count++].to = d->number[g->edges[e].to];
            d->edge_in[0][e] = in->graph.edge_count;
        } else if (d->outer_edge[e] && (d->c->cluster[g->edges[e].from] == cluster ||
                                        d->c->cluster[g->edges[e].to] == cluster)) {
            add_crossing(d, cluster, e);
        }
    in->graph.widest = g->widest / 2;
    return nc_layered_place(&in->graph, error);
}

static void size_cluster(compound *d, uint32_t cluster, nc_layered_node *node)
{
    const inner *in = &d->inners[cluster];
    int32_t title = d->c->title_width[cluster];

    node->width = (in->graph.width > title ? in->graph.width : title) + 2 * PAD;
    node->height = in->graph.height + d->c->title_height + 2 * STRIP;
}

/* The outer part begins where the inner one ends. */
static void pin(compound *d, uint32_t e, unsigned end)
{
    const nc_layered_edge *whole = &d->c->graph->edges[e];
    const inner *in = &d->inners[d->c->cluster[end ? whole->to : whole->from]];
    nc_layered_edge *outer = &d->outer.edges[d->outer_edge[e] - 1];
    const nc_layered_edge *part;

    if (!d->edge_in[end][e])
        return;
    part = &in->graph.edges[d->edge_in[end][e] - 1];
    outer->pinned[end] = true;
    outer->pin[end] =
        in->graph.nodes[in->graph.nodes[part->from].end ? part->from : part->to].x - in->graph.width / 2;
}

static void pin_all(compound *d)
{
    for (uint32_t e = 0; e < d->c->graph->edge_count; e++)
        for (unsigned end = 0; end < 2 && d->outer_edge[e]; end++)
            pin(d, e, end);
}

/* ---- all of it ------------------------------------------------------------ */

static void place_nodes(compound *d)
{
    nc_layered *g = d->c->graph;

    for (uint32_t n = 0; n < g->node_count; n++) {
        uint32_t cluster = d->c->cluster[n];
        const nc_layered_node *at = &d->outer.nodes[d->vertex[n]];
        const inner *in = &d->inners[cluster];

        g->nodes[n].x = cluster ? in->x + in->graph.nodes[d->number[n]].x : at->x;
        g->nodes[n].y = cluster ? in->y + in->graph.nodes[d->number[n]].y : at->y;
    }
}

static void place_boxes(compound *d)
{
    const nc_layered *g = d->c->graph;

    for (uint32_t n = 0; n < g->node_count; n++) {
        uint32_t cluster = d->c->cluster[n];
        const nc_layered_node *at = &d->outer.nodes[d->vertex[n]];

        if (!cluster)
            continue;
        d->c->boxes[cluster] = (nc_scene_box){at->x - at->width / 2, at->y, at->width, at->height};
        d->inners[cluster].x = at->x - d->inners[cluster].graph.width / 2;
        d->inners[cluster].y = at->y + d->c->title_height + STRIP;
    }
}

static bool add_point(compound *d, int32_t x, int32_t y)
{
    nc_layered *g = d->c->graph;

    if (!nc_alloc_grow(&g->points, &d->point_room, g->point_count + 1, sizeof *g->points))
        return false;
    g->points[g->point_count++] = (nc_scene_point){x, y};
    return true;
}

/* From the end of what there is, if anything, to here, upright at both ends. */
static bool join(compound *d, uint32_t first, int32_t x, int32_t y)
{
    nc_scene_point from;
    int32_t middle;

    if (d->c->graph->point_count == first)
        return add_point(d, x, y);
    from = d->c->graph->points[d->c->graph->point_count - 1];
    if (from.x == x && from.y == y)
        return true;
    middle = from.y + (y - from.y) / 2;
    return add_point(d, from.x, middle) && add_point(d, x, middle) && add_point(d, x, y);
}

/* A part of an edge: as it was laid out, or backwards. */
static bool add_part(compound *d, uint32_t first, const nc_layered *part, const nc_layered_edge *edge, bool turned,
                     int32_t x, int32_t y)
{
    const nc_scene_point *points = part->points + edge->first;

    for (uint32_t i = 0; i < edge->count; i++) {
        const nc_scene_point *p = &points[turned ? edge->count - 1 - i : i];

        if (!(i ? add_point(d, x + p->x, y + p->y) : join(d, first, x + p->x, y + p->y)))
            return false;
    }
    return true;
}

/* An arrow at the end of an edge that was laid out without one. */
static void cut_arrow(nc_layered *g, nc_layered_edge *edge)
{
    nc_scene_point *end = &g->points[g->point_count - 1], *before = end - 1;
    double x = before->x - end->x, y = before->y - end->y, part = g->arrow / sqrt(x * x + y * y);

    edge->tip = *end;
    if (x == 0 && y == 0)
        return;
    end->x += (int32_t)(x * part);
    end->y += (int32_t)(y * part);
    *before = *end;
}

/* The part in the cluster that the edge leaves (0) or comes to (1). What points
 * up was laid out as if it came from above, and has its arrow at the other end. */
static bool add_inner_part(compound *d, uint32_t first, uint32_t e, unsigned end)
{
    nc_layered *g = d->c->graph;
    nc_layered_edge *whole = &g->edges[e];
    const inner *in = &d->inners[d->c->cluster[end ? whole->to : whole->from]];
    const nc_layered_edge *part;

    if (!d->edge_in[end][e])
        return true;
    part = &in->graph.edges[d->edge_in[end][e] - 1];
    if (!part->count)
        return true;
    if (!add_part(d, first, &in->graph, part, whole->up, in->x, in->y))
        return false;
    if (!whole->up && end)
        whole->tip = (nc_scene_point){in->x + part->tip.x, in->y + part->tip.y};
    else if (whole->up && end)
        cut_arrow(g, whole);
    else if (whole->up)
        g->points[first] = (nc_scene_point){in->x + part->tip.x, in->y + part->tip.y};
    return true;
}

static bool place_crossing(compound *d, uint32_t e)
{
    nc_layered_edge *edge = &d->c->graph->edges[e];
    const nc_layered_edge *outer = &d->outer.edges[d->outer_edge[e] - 1];
    uint32_t first = (uint32_t)d->c->graph->point_count;

    edge->up = outer->up;
    edge->tip = outer->tip;
    edge->label_x = outer->label_x;
    edge->label_y = outer->label_y;
    if (!outer->count) {
        d->c->graph->left_out++;
        return true;
    }
    if (!add_inner_part(d, first, e, 0) || !add_part(d, first, &d->outer, outer, false, 0, 0) ||
        !add_inner_part(d, first, e, 1))
        return false;
    edge->first = first;
    edge->count = (uint32_t)d->c->graph->point_count - first;
    return true;
}

static bool place_inside(compound *d, uint32_t e)
{
    nc_layered *g = d->c->graph;
    const inner *in = &d->inners[d->c->cluster[g->edges[e].from]];
    const nc_layered_edge *placed = &in->graph.edges[d->edge_in[0][e] - 1];
    uint32_t first = (uint32_t)g->point_count;

    if (!add_part(d, first, &in->graph, placed, false, in->x, in->y))
        return false;
    g->edges[e].up = placed->up;
    g->edges[e].label_x = in->x + placed->label_x;
    g->edges[e].label_y = in->y + placed->label_y;
    g->edges[e].tip = (nc_scene_point){in->x + placed->tip.x, in->y + placed->tip.y};
    g->edges[e].first = first;
    g->edges[e].count = placed->count;
    return true;
}

static bool place_edges(compound *d)
{
    bool fine = true;

    for (uint32_t e = 0; e < d->c->graph->edge_count && fine; e++) {
        nc_layered_edge *edge = &d->c->graph->edges[e];

        edge->count = 0;
        if (d->outer_edge[e])
            fine = place_crossing(d, e);
        else if (edge->from != edge->to)
            fine = place_inside(d, e);
    }
    return fine;
}

static ncalls_status place_all(compound *d, ncalls_error *error)
{
    nc_layered *g = d->c->graph;
    ncalls_status status;

    fill_outer(d);
    status = nc_layered_place(&d->outer, error); /* for which edges point up */
    nc_layered_reset(&d->outer);
    for (uint32_t cluster = 1; cluster <= d->c->count && !status; cluster++)
        status = place_inner(d, cluster, error);
    for (uint32_t n = 0; n < g->node_count && !status; n++)
        if (d->c->cluster[n])
            size_cluster(d, d->c->cluster[n], &d->outer.nodes[d->vertex[n]]);
    pin_all(d);
    d->outer.rank_gap *= 2;
    if (!status)
        status = nc_layered_place(&d->outer, error);
    if (status)
        return status;
    g->width = d->outer.width;
    g->height = d->outer.height;
    g->points = NULL;
    g->point_count = g->left_out = 0;
    place_boxes(d);
    place_nodes(d);
    return place_edges(d) ? NCALLS_OK : nc_fail_memory(error);
}

ncalls_status nc_clustered_place(nc_clustered *clustered, ncalls_error *error)
{
    size_t nodes = (size_t)clustered->graph->node_count + clustered->count + 1;
    size_t edges = (size_t)clustered->graph->edge_count + 1;
    compound d = {
        .c = clustered,
        .outer.nodes = nc_alloc_zeroed(nodes, sizeof *d.outer.nodes),
        .outer.edges = nc_alloc_zeroed(edges, sizeof *d.outer.edges),
        .inners = nc_alloc_zeroed((size_t)clustered->count + 1, sizeof *d.inners),
        .vertex = nc_alloc_zeroed(nodes, sizeof *d.vertex),
        .number = nc_alloc_zeroed(nodes, sizeof *d.number),
        .outer_edge = nc_alloc_zeroed(edges, sizeof *d.outer_edge),
        .edge_in = {nc_alloc_zeroed(edges, sizeof **d.edge_in), nc_alloc_zeroed(edges, sizeof **d.edge_in)},
    };
    ncalls_status status = NCALLS_OK;

    if (!d.outer.nodes || !d.outer.edges || !d.inners || !d.vertex || !d.number || !d.outer_edge || !d.edge_in[0] ||
        !d.edge_in[1])
        status = nc_fail_memory(error);
    if (!status)
        status = place_all(&d, error);
    for (uint32_t cluster = 1; d.inners && cluster <= clustered->count; cluster++) {
        nc_layered_reset(&d.inners[cluster].graph);
        nc_alloc_free(d.inners[cluster].graph.nodes);
        nc_alloc_free(d.inners[cluster].graph.edges);
    }
    nc_layered_reset(&d.outer);
    nc_alloc_free(d.outer.nodes);
    nc_alloc_free(d.outer.edges);
    nc_alloc_free(d.inners);
    nc_alloc_free(d.vertex);
    nc_alloc_free(d.number);
    nc_alloc_free(d.outer_edge);
    nc_alloc_free(d.edge_in[0]);
    nc_alloc_free(d.edge_in[1]);
    return status;
}
