/* SPDX-License-Identifier: MIT */
/*
 * A scene as PNG or PDF, through cairo, in the colours for light surroundings.
 *
 * Faces are those of this machine: the one whose widths are nearest to what
 * draw/measure.h measured with, squeezed where it is wider.
 */
#ifndef NC_SCENE_CAIRO_H
#define NC_SCENE_CAIRO_H

#include "base/sink.h"
#include "draw/scene.h"

/* `scale` pixels for each of the scene's. NCALLS_LIMIT when there would be more
 * of them than NC_LIMIT_PIXELS. */
ncalls_status nc_scene_cairo_write_png(nc_sink *sink, const nc_scene *scene, unsigned scale, ncalls_error *error);

/* One page as large as the scene, with links and outlines of letters that are
 * text. */
ncalls_status nc_scene_cairo_write_pdf(nc_sink *sink, const nc_scene *scene, ncalls_error *error);

#endif
