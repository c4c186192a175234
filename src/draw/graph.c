/* SPDX-License-Identifier: MIT */
/* The call graph: who called whom, what it cost, and how often. */

#include "base/alloc.h"
#include "draw/abbreviation.h"
#include "draw/chart.h"
#include "draw/clustered.h"
#include "draw/figure.h"
#include "draw/layered.h"
#include "draw/legend.h"
#include "draw/signs.h"
#include "draw/measure.h"

enum {
    PAD = NC_SCENE_PX(9),          /* beside the texts of a node */
    NARROWEST = NC_SCENE_PX(84),
    WIDEST = NC_SCENE_PX(280),     /* longer names are cut */
    CORNER = NC_SCENE_PX(4),
    BAR = NC_SCENE_PX(3),
    ARROW = NC_SCENE_PX(8),
    LOOP = NC_SCENE_PX(26),        /* how far a loop reaches out */
    BESIDE = NC_SCENE_PX(4),       /* between an edge and its figures */
    LINE = 1300,                   /* of small text */
    PAGE = NC_SCENE_PX(560),       /* the caption may have this width in any case */
    TITLE = NC_SCENE_PX(18),       /* height of a package's name in its box */
    LONELY = NC_SCENE_PX(1100),    /* width of rows of functions without edges */
};

typedef struct picture {
    nc_scene *scene;
    const nc_figure_input *input;
    nc_chart chart;
    nc_signs signs;
    nc_layered layout;
    nc_scene_box *boxes; /* [cluster] */
    nc_text text, more;
    int32_t left, top; /* where the layout stands in the scene */
} picture;

static bool is_mine(const picture *d, nc_func f)
{
    return nc_profile_class(d->chart.profile, f) == NCALLS_CLASS_MINE;
}

static unsigned name_style(const picture *d, nc_func f)
{
    return is_mine(d, f) ? NC_PALETTE_MINE : NC_PALETTE_NAME;
}

static int32_t width_in(const picture *d, unsigned style, const nc_text *text)
{
    return nc_measure_width(text->bytes, text->size, d->scene->styles[style].size, d->scene->styles[style].bold);
}

/* ---- sizes --------------------------------------------------------------- */

static unsigned line_style(const picture *d, nc_func f, nc_wording_lines line)
{
    return line == NC_WORDING_NAME ? name_style(d, f) : line == NC_WORDING_PLACE ? NC_PALETTE_FAINT : NC_PALETTE_SMALL;
}

static void size_node(picture *d, uint32_t n)
{
    nc_func f = d->chart.selection.nodes[n].function;
    nc_layered_node *node = &d->layout.nodes[n];
    int32_t width = NARROWEST - 2 * PAD;

    node->height = NC_SCENE_PX(6) + BAR + NC_SCENE_PX(5);
    for (nc_wording_lines line = 0; line < NC_WORDING_LINES; line++) {
        int32_t wide;

        nc_text_clear(&d->text);
        nc_wording_line(&d->chart.wording, &d->text, line, f);
        if (!d->text.size)
            continue;
        wide = width_in(d, line_style(d, f, line), &d->text);
        width = wide > width ? wide : width;
        node->height += line ? LINE : 1500;
    }
    node->width = (width < WIDEST ? width : WIDEST) + 2 * PAD;
}

/* The texts of an edge, one above the other. */
static void say_edge(picture *d, const nc_selection_edge *edge)
{
    nc_text_clear(&d->text);
    nc_text_clear(&d->more);
    nc_wording_edge_cost(&d->chart.wording, &d->text, edge);
    nc_wording_edge_calls(&d->chart.wording, &d->more, edge);
}

static void size_edge(picture *d, uint32_t e)
{
    const nc_selection_edge *edge = &d->chart.selection.edges[e];
    nc_layered_edge *place = &d->layout.edges[e];
    int32_t width, other;

    say_edge(d, edge);
    width = width_in(d, NC_PALETTE_FIGURE, &d->text);
    other = width_in(d, NC_PALETTE_FIGURE, &d->more);
    place->from = edge->from;
    place->to = edge->to;
    place->label_width = (width > other ? width : other) + BESIDE;
    place->stroke = nc_selection_stroke(&d->chart.selection, edge);
    place->label_height = d->more.size ? 2400 : 1300;
    place->weight = edge->hot ? 2 : 1;
    if (edge->from == edge->to)
        d->layout.nodes[edge->from].beside = LOOP + place->label_width + BESIDE;
}

static ncalls_status place_clusters(picture *d, ncalls_error *error)
{
    nc_clustered c = {&d->layout, d->chart.cluster, d->chart.cluster_count, NULL, TITLE, NULL};
    int32_t *widths = nc_alloc_zeroed((size_t)c.count + 1, sizeof *widths);
    ncalls_status status;

    d->boxes = nc_alloc_zeroed((size_t)c.count + 1, sizeof *d->boxes);
    c.title_width = widths;
    c.boxes = d->boxes;
    for (uint32_t cluster = 1; widths && cluster <= c.count; cluster++) {
        nc_text_clear(&d->text);
        nc_chart_add_cluster(&d->chart, &d->text, cluster);
        widths[cluster] = width_in(d, NC_PALETTE_PACKAGE, &d->text);
        widths[cluster] = widths[cluster] < WIDEST ? widths[cluster] : WIDEST;
    }
    status = widths && d->boxes ? nc_clustered_place(&c, error) : nc_fail_memory(error);
    nc_alloc_free(widths);
    return status;
}

static ncalls_status lay_out(picture *d, ncalls_error *error)
{
    nc_layered *g = &d->layout;

    *g = (nc_layered){
        .node_count = d->chart.selection.node_count,
        .edge_count = d->chart.selection.edge_count,
        .node_gap = NC_SCENE_PX(18),
        .edge_gap = NC_SCENE_PX(9),
        .rank_gap = NC_SCENE_PX(18),
        .arrow = ARROW,
        .widest = LONELY,
    };
    g->nodes = nc_alloc_zeroed((size_t)g->node_count + 1, sizeof *g->nodes);
    g->edges = nc_alloc_zeroed((size_t)g->edge_count + 1, sizeof *g->edges);
    if (!g->nodes || !g->edges)
        return nc_fail_memory(error);
    for (uint32_t n = 0; n < g->node_count; n++)
        size_node(d, n);
    for (uint32_t e = 0; e < g->edge_count; e++)
        size_edge(d, e);
    return d->chart.cluster_count ? place_clusters(d, error) : nc_layered_place(g, error);
}

/* ---- edges --------------------------------------------------------------- */

/* From where its edge ends to its tip. */
static void add_arrow(picture *d, unsigned style, nc_scene_point base, nc_scene_point tip, int32_t stroke)
{
    int32_t half = 350 + stroke / 3, x = (tip.x - base.x) * half / ARROW, y = (tip.y - base.y) * half / ARROW;
    nc_scene_point head[3] = {tip, {base.x - y, base.y + x}, {base.x + y, base.y - x}};

    nc_scene_add_path(d->scene, NC_SCENE_SHAPE, style, 0, head, 3);
}

/* Two lines of figures to the right of (x, y). */
static void add_figures(picture *d, int32_t x, int32_t y, int32_t room)
{
    bool two = d->more.size;

    nc_scene_add_label(d->scene, NC_PALETTE_FIGURE, x, y + (two ? -150 : 350), NC_SCENE_START, room, d->text.bytes,
                       d->text.size);
    nc_scene_add_label(d->scene, NC_PALETTE_FIGURE, x, y + 1000, NC_SCENE_START, room, d->more.bytes, d->more.size);
}

/* For scripts; by itself a picture numbers its functions as they cost, whatever
 * the order of what was read. */
static void add_function(picture *d, const char *name, uint32_t node)
{
    const uint32_t *numbers = d->input->numbers;

    nc_scene_add_number(d->scene, name, numbers ? numbers[d->chart.selection.nodes[node].function.at] : node + 1);
}

static void begin_edge(picture *d, const nc_selection_edge *edge)
{
    uint32_t class_ = nc_scene_add_text(d->scene, "call", 4);

    nc_text_clear(&d->text);
    nc_wording_edge_about(&d->chart.wording, &d->text, edge);
    nc_scene_begin(d->scene, d->text.bytes, d->text.size)->class_ = class_;
    add_function(d, "from", edge->from);
    add_function(d, "to", edge->to);
}

/* A loop on the right of its node. */
static void add_loop(picture *d, const nc_selection_edge *edge, const nc_layered_edge *place, unsigned style)
{
    const nc_layered_node *node = &d->layout.nodes[edge->from];
    int32_t x = d->left + node->x + node->width / 2, y = d->top + node->y + node->height / 2;
    int32_t stroke = place->stroke, high = node->height / 4;
    nc_scene_point curve[4] = {{x, y - high}, {x + LOOP, y - 2 * high}, {x + LOOP, y + high}, {x + ARROW, y + high}};

    nc_scene_add_path(d->scene, NC_SCENE_CURVE, style, stroke, curve, 4);
    add_arrow(d, style + NC_PALETTE_SHIFT, curve[3], (nc_scene_point){x, y + high}, stroke);
    say_edge(d, edge);
    add_figures(d, x + LOOP, y - 200, place->label_width);
}

static void move_points(const picture *d)
{
    for (size_t i = 0; i < d->layout.point_count; i++) {
        d->layout.points[i].x += d->left;
        d->layout.points[i].y += d->top;
    }
}

static void add_edge(picture *d, uint32_t e)
{
    const nc_selection_edge *edge = &d->chart.selection.edges[e];
    const nc_layered_edge *place = &d->layout.edges[e];
    const nc_scene_point *points = d->layout.points + place->first;
    unsigned style = nc_chart_stroke(&d->chart, edge, place->up || edge->from == edge->to);
    int32_t stroke = place->stroke, x = d->left + place->label_x, y = d->top + place->label_y;
    nc_scene_point tip = {d->left + place->tip.x, d->top + place->tip.y};

    if (edge->from != edge->to && !place->count)
        return;
    begin_edge(d, edge);
    if (edge->from == edge->to) {
        add_loop(d, edge, place, style);
    } else {
        nc_scene_add_path(d->scene, NC_SCENE_CURVE, style, stroke, points, place->count);
        add_arrow(d, style + NC_PALETTE_SHIFT, points[place->count - 1], tip, stroke);
        say_edge(d, edge);
        add_figures(d, x + stroke / 2 + BESIDE, y, place->label_width);
    }
    nc_scene_end(d->scene);
}

/* ---- nodes --------------------------------------------------------------- */

/* A bar as long as `part` of `whole` is of the box. */
static void add_part(picture *d, unsigned style, nc_scene_box bar, int64_t part, int64_t whole)
{
    bar.width = (int32_t)((__int128)bar.width * (part < whole ? part : whole) / whole);
    if (bar.width)
        nc_scene_add_box(d->scene, style, bar, 0);
}

/* Its own share of what it cost; of a difference, what it cost before and now. */
static void add_bar(picture *d, nc_func f, nc_scene_box box)
{
    const nc_functions *functions = &d->chart.profile->functions;
    const nc_diff_figures *at = d->chart.overlay ? d->chart.overlay->diff->rows[f.at].at : NULL;
    int64_t total = functions->total[f.at], self = functions->self[f.at];
    nc_scene_box bar = {box.x + PAD, box.y + box.height - BAR - NC_SCENE_PX(3), box.width - 2 * PAD, BAR};

    if (d->chart.selection.whole <= 0 || total <= 0 || self < 0)
        return;
    if (!at) {
        nc_scene_add_box(d->scene, NC_PALETTE_TRACK, bar, 0);
        add_part(d, NC_PALETTE_BAR, bar, self, total);
    } else if (at[NC_DIFF_BASE].total >= 0 && at[NC_DIFF_NOW].total >= 0) {
        bar.height = BAR * 2 / 3;
        bar.y -= BAR / 3;
        add_part(d, NC_PALETTE_BEFORE, bar, at[NC_DIFF_BASE].total, total);
        bar.y += BAR;
        add_part(d, NC_PALETTE_BAR, bar, at[NC_DIFF_NOW].total, total);
    }
}

/* A name that is too wide for `room` loses its first parts. */
static void shorten_name(picture *d, unsigned style, int32_t room)
{
    size_t at = 0;

    nc_text_clear(&d->more);
    nc_text_add(&d->more, d->text.bytes, d->text.size);
    while (width_in(d, style, &d->text) > room && (at = nc_abbreviation_next(d->more.bytes, d->more.size, at)) != 0) {
        nc_text_clear(&d->text);
        nc_text_add_string(&d->text, "…");
        nc_text_add(&d->text, d->more.bytes + at, d->more.size - at);
    }
}

static void add_lines(picture *d, nc_func f, nc_scene_box box)
{
    int32_t y = box.y + NC_SCENE_PX(3);

    for (nc_wording_lines line = 0; line < NC_WORDING_LINES; line++) {
        nc_text_clear(&d->text);
        nc_wording_line(&d->chart.wording, &d->text, line, f);
        if (!d->text.size)
            continue;
        if (line == NC_WORDING_NAME)
            shorten_name(d, name_style(d, f), box.width - 2 * PAD);
        y += line ? LINE : 1500;
        nc_scene_add_label(d->scene, line_style(d, f, line), box.x + box.width / 2, y, NC_SCENE_MIDDLE,
                           box.width - 2 * PAD, d->text.bytes, d->text.size);
    }
}

/* "#f7" on a page; by itself a picture links a function to its own id, so that
 * its address with that shows it. */
static uint32_t link_of(picture *d, uint32_t n)
{
    nc_func f = nc_chart_function(&d->chart, d->chart.selection.nodes[n].function);

    nc_text_clear(&d->text);
    if (!d->input->places)
        nc_text_add_format(&d->text, "#n%u", n + 1);
    else if (d->input->places[f.at])
        nc_text_add_format(&d->text, "#f%u", d->input->places[f.at]);
    return nc_scene_add_text(d->scene, d->text.bytes, d->text.size);
}

static void begin_node(picture *d, uint32_t n)
{
    uint32_t link = link_of(d, n), class_ = nc_scene_add_text(d->scene, "function", 8), id;
    nc_scene_group *group;

    nc_text_clear(&d->text);
    nc_text_add_format(&d->text, "n%u", n + 1);
    id = nc_scene_add_text(d->scene, d->text.bytes, d->text.size);
    nc_text_clear(&d->text);
    nc_wording_about(&d->chart.wording, &d->text, d->chart.selection.nodes[n].function);
    group = nc_scene_begin(d->scene, d->text.bytes, d->text.size);
    group->id = id;
    group->class_ = class_;
    group->link = link;
    add_function(d, "function", n);
}

static void add_node(picture *d, uint32_t n)
{
    const nc_selection_node *node = &d->chart.selection.nodes[n];
    const nc_layered_node *place = &d->layout.nodes[n];
    nc_scene_box box = {d->left + place->x - place->width / 2, d->top + place->y, place->width, place->height};
    nc_func f = node->function;

    begin_node(d, n);
    nc_scene_add_box(d->scene, nc_chart_fill(&d->chart, n), box, CORNER);
    if (nc_chart_outline(&d->chart, n) != NC_PALETTE_GROUND)
        nc_scene_add_box(d->scene, nc_chart_outline(&d->chart, n), box, CORNER);
    add_lines(d, f, box);
    add_bar(d, f, box);
    nc_signs_add(&d->signs, d->scene, f, box);
    nc_scene_end(d->scene);
}

static void add_cluster(picture *d, uint32_t cluster)
{
    nc_scene_box box = d->boxes[cluster];
    uint32_t class_ = nc_scene_add_text(d->scene, "members", 7);

    box.x += d->left;
    box.y += d->top;
    nc_text_clear(&d->text);
    nc_chart_add_cluster(&d->chart, &d->text, cluster);
    nc_scene_begin(d->scene, d->text.bytes, d->text.size)->class_ = class_;
    nc_scene_add_box(d->scene, NC_PALETTE_CLUSTER, box, 2 * CORNER);
    nc_scene_add_label(d->scene, NC_PALETTE_PACKAGE, box.x + PAD, box.y + TITLE - 300, NC_SCENE_START,
                       box.width - 2 * PAD, d->text.bytes, d->text.size);
    nc_scene_end(d->scene);
}

/* ---- the whole ----------------------------------------------------------- */

static nc_legend legend_of(const picture *d)
{
    nc_legend legend = {.chart = &d->chart, .summary = d->input->summary, .undrawn = d->layout.left_out};
    const nc_selection *selection = &d->chart.selection;

    for (uint32_t e = 0; e < selection->edge_count; e++) {
        const nc_selection_edge *edge = &selection->edges[e];

        legend.styles[nc_chart_stroke(&d->chart, edge, edge->from == edge->to || d->layout.edges[e].up)] = true;
    }
    for (uint32_t n = 0; n < selection->node_count; n++)
        legend.styles[nc_chart_outline(&d->chart, n)] = true;
    legend.styles[NC_PALETTE_MARK] = d->signs.drawn > d->signs.listed;
    return legend;
}

static void draw_all(picture *d)
{
    nc_scene *scene = d->scene;
    nc_legend legend = legend_of(d);
    int32_t width = d->layout.width > PAGE ? d->layout.width : PAGE;

    scene->sheet = "templates/graph.css";
    scene->width = width + 2 * NC_LEGEND_MARGIN;
    d->top = nc_legend_draw(scene, &legend, width < LONELY ? width : LONELY);
    d->top = nc_signs_list(&d->signs, scene, NC_LEGEND_MARGIN, d->top, width < LONELY ? width : LONELY);
    d->left = NC_LEGEND_MARGIN + (width - d->layout.width) / 2;
    scene->height = d->top + d->layout.height + NC_LEGEND_MARGIN;
    move_points(d);
    for (uint32_t cluster = 1; cluster <= d->chart.cluster_count; cluster++)
        add_cluster(d, cluster);
    for (unsigned hot = 0; hot < 2; hot++)
        for (uint32_t e = d->chart.selection.edge_count; e-- > 0;) /* the costly over the cheap */
            if (d->chart.selection.edges[e].hot == hot)
                add_edge(d, e);
    for (uint32_t n = 0; n < d->chart.selection.node_count; n++)
        add_node(d, n);
}

static ncalls_status draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error)
{
    picture d = {.scene = scene, .input = input};
    ncalls_status status;

    nc_text_init(&d.text);
    nc_text_init(&d.more);
    status = nc_chart_make(&d.chart, input->results, input->options->graph, error);
    if (!status)
        status = nc_signs_make(&d.signs, input, &d.chart, error);
    if (!status)
        nc_scene_init(scene, d.chart.styles, NC_PALETTE_COUNT);
    if (!status && nc_scene_failed(scene))
        status = nc_fail_memory(error);
    if (!status)
        status = lay_out(&d, error);
    if (!status)
        draw_all(&d);
    if (!status && (nc_text_failed(&d.text) || nc_text_failed(&d.more)))
        status = nc_fail_memory(error);
    nc_alloc_free(d.layout.nodes);
    nc_alloc_free(d.layout.edges);
    nc_alloc_free(d.boxes);
    nc_layered_reset(&d.layout);
    nc_signs_reset(&d.signs);
    nc_chart_reset(&d.chart);
    nc_text_reset(&d.text);
    nc_text_reset(&d.more);
    return status;
}

const nc_figure nc_draw_graph = {"graph", draw};
