/* SPDX-License-Identifier: MIT */
/* The call graph for Graphviz: the same functions, calls and colours as in the
 * picture, laid out by whoever reads it. */
#include <string.h>

#include "draw/chart.h"
#include "write/writer.h"

typedef struct drawing {
    nc_sink *sink;
    nc_chart chart;
    nc_text text;
} drawing;

/* Inside quotes: backslashes and entities would mean something to Graphviz. */
static void add_text(const drawing *d)
{
    for (const char *at = d->text.bytes; *at; at++)
        switch (*at) {
        case '"': nc_sink_add_string(d->sink, "\\\""); break;
        case '\\': nc_sink_add_string(d->sink, "\\\\"); break;
        case '\n': nc_sink_add_string(d->sink, "\\n"); break;
        case '&': nc_sink_add_string(d->sink, "&amp;"); break;
        default: nc_sink_add_char(d->sink, *at); break;
        }
}

/* attribute="text", and empties the text. */
static void add_attribute(drawing *d, const char *attribute)
{
    nc_text_trim(&d->text, '\n');
    nc_sink_add_format(d->sink, "%s=\"", attribute);
    add_text(d);
    nc_sink_add_string(d->sink, "\"");
    nc_text_clear(&d->text);
}

static void add_color(const drawing *d, const char *attribute, nc_scene_paint paint)
{
    nc_sink_add_format(d->sink, ", %s=\"#%06x\"", attribute, paint.light & 0xffffffu);
}

static void add_node(drawing *d, uint32_t n)
{
    const nc_selection_node *node = &d->chart.selection.nodes[n];
    const nc_scene_style *fill = &d->chart.styles[nc_chart_fill(&d->chart, n)];
    unsigned outline = nc_chart_outline(&d->chart, n);

    for (nc_wording_lines line = 0; line < NC_WORDING_LINES; line++) {
        size_t before = d->text.size;

        nc_wording_line(&d->chart.wording, &d->text, line, node->function);
        if (d->text.size > before)
            nc_text_add_char(&d->text, '\n');
    }
    nc_sink_add_format(d->sink, "  n%u [", n + 1);
    add_attribute(d, "label");
    nc_wording_about(&d->chart.wording, &d->text, node->function);
    nc_sink_add_string(d->sink, ", ");
    add_attribute(d, "tooltip");
    add_color(d, "fillcolor", fill->fill);
    add_color(d, "color", outline == NC_PALETTE_GROUND ? fill->stroke : d->chart.styles[outline].stroke);
    if (outline == NC_PALETTE_REMOVED)
        nc_sink_add_string(d->sink, ", style=\"filled,dashed\"");
    nc_sink_add_string(d->sink, outline == NC_PALETTE_GROUND ? "];\n" : ", penwidth=2];\n");
}

static void add_edge(drawing *d, uint32_t e)
{
    const nc_selection_edge *edge = &d->chart.selection.edges[e];
    int32_t tenths = nc_selection_stroke(&d->chart.selection, edge) / 10;
    unsigned style = nc_chart_stroke(&d->chart, edge, false);
    size_t before;

    nc_wording_edge_cost(&d->chart.wording, &d->text, edge);
    if (d->text.size)
        nc_text_add_char(&d->text, '\n');
    before = d->text.size;
    nc_wording_edge_calls(&d->chart.wording, &d->text, edge);
    if (d->text.size > before)
        nc_text_add_char(&d->text, '\n');
    nc_sink_add_format(d->sink, "  n%u -> n%u [", edge->from + 1, edge->to + 1);
    add_attribute(d, "label");
    nc_wording_edge_about(&d->chart.wording, &d->text, edge);
    nc_sink_add_string(d->sink, ", ");
    add_attribute(d, "tooltip");
    nc_sink_add_format(d->sink, ", penwidth=%d.%d", tenths / 10, tenths % 10);
    add_color(d, "color", d->chart.styles[style].stroke);
    nc_sink_add_string(d->sink, style == NC_PALETTE_GONE ? ", style=dashed];\n" : "];\n");
}

static void add_cluster(drawing *d, uint32_t cluster)
{
    nc_sink_add_format(d->sink, "  subgraph cluster_%u {\n    graph [style=\"rounded,filled\"", cluster);
    add_color(d, "fillcolor", d->chart.styles[NC_PALETTE_CLUSTER].fill);
    add_color(d, "color", d->chart.styles[NC_PALETTE_CLUSTER].stroke);
    nc_chart_add_cluster(&d->chart, &d->text, cluster);
    nc_sink_add_string(d->sink, ", ");
    add_attribute(d, "label");
    nc_sink_add_string(d->sink, "];\n   ");
    for (uint32_t n = 0; n < d->chart.selection.node_count; n++)
        if (d->chart.cluster[n] == cluster)
            nc_sink_add_format(d->sink, " n%u;", n + 1);
    nc_sink_add_string(d->sink, "\n  }\n");
}

static void add_all(drawing *d)
{
    nc_sink_add_string(d->sink, "digraph {\n  graph [fontname=\"Helvetica\", fontsize=12, labelloc=t, ");
    nc_wording_title(&d->chart.wording, &d->text);
    nc_text_add_char(&d->text, '\n');
    nc_wording_caption(&d->chart.wording, &d->text, &d->chart.selection, 0);
    add_attribute(d, "label");
    nc_sink_add_string(d->sink, "];\n  node [shape=box, style=filled, fontname=\"Helvetica\", fontsize=10.5, "
                                "margin=\"0.12,0.06\"];\n"
                                "  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n");
    for (uint32_t n = 0; n < d->chart.selection.node_count; n++)
        add_node(d, n);
    for (uint32_t cluster = 1; cluster <= d->chart.cluster_count; cluster++)
        add_cluster(d, cluster);
    for (uint32_t e = 0; e < d->chart.selection.edge_count; e++)
        add_edge(d, e);
    nc_sink_add_string(d->sink, "}\n");
}

static ncalls_status write_dot(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    drawing d = {.sink = sink};
    ncalls_status status;

    if (options->figure && strcmp(options->figure, "graph") != 0)
        return nc_fail(error, NCALLS_USAGE, "dot is a format for call graphs");
    nc_text_init(&d.text);
    status = nc_chart_make(&d.chart, results, options->graph, error);
    if (!status)
        add_all(&d);
    if (!status && nc_text_failed(&d.text))
        status = nc_fail_memory(error);
    nc_chart_reset(&d.chart);
    nc_text_reset(&d.text);
    return status;
}

const nc_writer nc_write_dot = {
    .row = {.name = "dot", .suffix = ".dot", .title = "call graph for Graphviz", .picture = true},
    .write = write_dot,
};
