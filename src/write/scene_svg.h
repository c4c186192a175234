/* SPDX-License-Identifier: MIT */
/*
 * A scene as SVG, through libxml2: real text, tooltips, links, one class a
 * style, a second set of colours for dark surroundings.
 *
 * Every label is held to its measured width (textLength), whatever face the
 * reader has. Equal scenes give equal bytes.
 */
#ifndef NC_SCENE_SVG_H
#define NC_SCENE_SVG_H

#include "base/sink.h"
#include "draw/scene.h"

ncalls_status nc_scene_svg_write(nc_sink *sink, const nc_scene *scene, ncalls_error *error);

#endif
