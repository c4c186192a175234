/* SPDX-License-Identifier: MIT */
/* The call graph. */
#include "draw/figure.h"

enum { GROUND, INK };

static const nc_scene_style styles[] = {
    [GROUND] = {"ground", .fill = NC_SCENE_RGB(0xffffff, 0x16181c)},
    [INK] = {"ink", .fill = NC_SCENE_RGB(0x1f2328, 0xe6e8eb), .size = NC_SCENE_PX(12)},
};

static ncalls_status draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error)
{
    (void)input;
    (void)error;
    nc_scene_init(scene, styles, sizeof styles / sizeof *styles);
    scene->width = NC_SCENE_PX(200);
    scene->height = NC_SCENE_PX(40);
    nc_scene_begin(scene, "not drawn yet", 13);
    nc_scene_add_label(scene, INK, 1000, 2400, NC_SCENE_START, NC_SCENE_PX(180), "call graph", 10);
    nc_scene_end(scene);
    return NCALLS_OK;
}

const nc_figure nc_draw_graph = {"graph", draw};
