/* SPDX-License-Identifier: MIT */
/* A figure as PDF: one page as large as it is. */
#include "write/picture.h"
#include "write/scene_cairo.h"
#include "write/writer.h"

static ncalls_status write_pdf(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    nc_scene scene;
    ncalls_status status = nc_picture_draw(&scene, results, options, NULL, error);

    if (!status)
        status = nc_scene_cairo_write_pdf(sink, &scene, error);
    nc_scene_reset(&scene);
    return status;
}

const nc_writer nc_write_pdf = {
    .row = {.name = "pdf",
            .suffix = ".pdf",
            .title = "picture for print: one page, with text and links",
            .binary = true,
            .picture = true},
    .write = write_pdf,
};
