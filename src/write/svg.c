/* SPDX-License-Identifier: MIT */
/* A figure as SVG: opens in every browser, and as a picture where scripts are off. */
#include "write/picture.h"
#include "write/scene_svg.h"
#include "write/writer.h"

static ncalls_status write_svg(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    nc_scene scene;
    ncalls_status status = nc_picture_draw(&scene, results, options, NULL, error);

    if (!status)
        status = nc_scene_svg_write(sink, &scene, error);
    nc_scene_reset(&scene);
    return status;
}

const nc_writer nc_write_svg = {
    .row = {.name = "svg",
            .suffix = ".svg",
            .title = "picture for browsers, with text, tooltips and links",
            .binary = true,
            .picture = true},
    .write = write_svg,
};
