/* SPDX-License-Identifier: MIT */
/* A figure as PNG: pixels, for places that take nothing else. */
#include "write/picture.h"
#include "write/scene_cairo.h"
#include "write/writer.h"

static ncalls_status write_png(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    nc_scene scene;
    ncalls_status status = nc_picture_draw(&scene, results, options, NULL, error);

    if (!status)
        status = nc_scene_cairo_write_png(sink, &scene, options->scale ? options->scale : 1, error);
    nc_scene_reset(&scene);
    return status;
}

const nc_writer nc_write_png = {
    .row =
        {.name = "png", .suffix = ".png", .title = "picture in pixels, see --scale", .binary = true, .picture = true},
    .write = write_png,
};
