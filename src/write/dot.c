/* SPDX-License-Identifier: MIT */
/* The call graph for Graphviz: the same functions, calls and colours as in the
 * picture, laid out by whoever reads it. */
#include <string.h>

#include "draw/palette.h"
#include "draw/wording.h"
#include "write/writer.h"

typedef struct drawing {
    nc_sink *sink;
    nc_wording wording;
    nc_selection selection;
    nc_scene_style styles[NC_PALETTE_COUNT];
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
    while (d->text.size && d->text.bytes[d->text.size - 1] == '\n')
        d->text.bytes[--d->text.size] = '\0';
    nc_sink_add_format(d->sink, "%s=\"", attribute);
    add_text(d);
    nc_sink_add_string(d->sink, "\"");
    nc_text_clear(&d->text);
}

static void add_color(const drawing *d, const char *attribute, nc_scene_paint paint)
{
    nc_sink_add_format(d->sink, ", %s=\"#%06x\"", attribute, paint.light & 0xffffffu);
}

typedef void say(const nc_wording *wording, nc_text *out, nc_func function);

static void add_node(drawing *d, uint32_t n)
{
    static say *const sayings[] = {nc_wording_name, nc_wording_place, nc_wording_share, nc_wording_calls};
    const nc_selection_node *node = &d->selection.nodes[n];
    unsigned level = nc_palette_level(node->cost, d->selection.whole);

    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
        size_t before = d->text.size;

        sayings[i](&d->wording, &d->text, node->function);
        if (d->text.size > before)
            nc_text_add_char(&d->text, '\n');
    }
    nc_sink_add_format(d->sink, "  n%u [", node->function.at);
    add_attribute(d, "label");
    nc_wording_about(&d->wording, &d->text, node->function);
    nc_sink_add_string(d->sink, ", ");
    add_attribute(d, "tooltip");
    add_color(d, "fillcolor", d->styles[NC_PALETTE_HEAT + level].fill);
    add_color(d, "color", d->styles[node->hot ? NC_PALETTE_OUTLINE : NC_PALETTE_HEAT + level].stroke);
    nc_sink_add_string(d->sink, node->hot ? ", penwidth=2];\n" : "];\n");
}

static void add_edge(drawing *d, uint32_t e)
{
    const nc_selection_edge *edge = &d->selection.edges[e];
    int32_t tenths = nc_selection_stroke(&d->selection, edge) / 10;
    size_t before;

    nc_wording_edge_share(&d->wording, &d->text, edge);
    nc_text_add_char(&d->text, '\n');
    before = d->text.size;
    nc_wording_edge_calls(&d->wording, &d->text, edge);
    if (d->text.size > before)
        nc_text_add_char(&d->text, '\n');
    nc_sink_add_format(d->sink, "  n%u -> n%u [", d->selection.nodes[edge->from].function.at,
                       d->selection.nodes[edge->to].function.at);
    add_attribute(d, "label");
    nc_wording_edge_about(&d->wording, &d->text, edge);
    nc_sink_add_string(d->sink, ", ");
    add_attribute(d, "tooltip");
    nc_sink_add_format(d->sink, ", penwidth=%d.%d", tenths / 10, tenths % 10);
    add_color(d, "color", d->styles[edge->hot ? NC_PALETTE_HOT : NC_PALETTE_EDGE].stroke);
    nc_sink_add_string(d->sink, "];\n");
}

static void add_all(drawing *d)
{
    nc_sink_add_string(d->sink, "digraph {\n  graph [fontname=\"Helvetica\", fontsize=12, labelloc=t, ");
    nc_wording_title(&d->wording, &d->text);
    nc_text_add_char(&d->text, '\n');
    nc_wording_caption(&d->wording, &d->text, &d->selection, 0);
    add_attribute(d, "label");
    nc_sink_add_string(d->sink, "];\n  node [shape=box, style=filled, fontname=\"Helvetica\", fontsize=10.5, "
                                "margin=\"0.12,0.06\"];\n"
                                "  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n");
    for (uint32_t n = 0; n < d->selection.node_count; n++)
        add_node(d, n);
    for (uint32_t e = 0; e < d->selection.edge_count; e++)
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
    if (!nc_palette_fill(d.styles, options->graph ? options->graph->palette : NULL))
        return nc_fail(error, NCALLS_USAGE, "no palette is called '%s'", options->graph->palette);
    nc_text_init(&d.text);
    nc_wording_init(&d.wording, results);
    status = nc_selection_find(&d.selection, results, options->graph, error);
    if (!status)
        add_all(&d);
    if (!status && nc_text_failed(&d.text))
        status = nc_fail_memory(error);
    nc_selection_reset(&d.selection);
    nc_text_reset(&d.text);
    return status;
}

const nc_writer nc_write_dot = {
    .row = {"dot", ".dot", "call graph for Graphviz", 0, false, true},
    .write = write_dot,
};
