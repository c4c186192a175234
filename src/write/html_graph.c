/* SPDX-License-Identifier: MIT */
#include "write/html_graph.h"

#include <string.h>

#include "draw/palette.h"
#include "write/scene_svg.h"

/* The other palette: the same classes in other colours, for a page that puts its
 * class on the picture, too. A difference has but one. */
static void add_palette(nc_html_graph *out, nc_scene *scene, const char *name)
{
    nc_scene_style styles[NC_PALETTE_COUNT];

    if (scene->style_count != NC_PALETTE_COUNT || !nc_palette_fill(styles, name))
        return;
    memcpy(scene->styles, styles, sizeof styles);
    nc_scene_svg_add_style(&out->style, scene, name);
}

ncalls_status nc_html_graph_make(nc_html_graph *out, const ncalls_results *results,
                                 const ncalls_write_options *options, nc_picture_names names, ncalls_error *error)
{
    ncalls_write_options graph = *options;
    nc_scene scene;
    ncalls_status status;

    nc_text_init(&out->markup);
    nc_text_init(&out->style);
    if (!(results->profile->has & NCALLS_HAS_EDGES))
        return NCALLS_OK;
    graph.figure = "graph";
    status = nc_picture_draw(&scene, results, &graph, &names, error);
    if (!status)
        status = nc_scene_svg_add(&out->markup, &scene, "callgraph", error);
    if (!status) {
        nc_text_add_char(&out->style, '\n');
        nc_scene_svg_add_style(&out->style, &scene, "callgraph");
        if (!results->base)
            add_palette(out, &scene, "red-green");
    }
    nc_scene_reset(&scene);
    if (!status && (nc_text_failed(&out->markup) || nc_text_failed(&out->style)))
        status = nc_fail_memory(error);
    return status;
}

void nc_html_graph_reset(nc_html_graph *graph)
{
    nc_text_reset(&graph->markup);
    nc_text_reset(&graph->style);
}
