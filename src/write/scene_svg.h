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

/*
 * The same as a piece of an HTML page: an <svg class="scope"> without style or
 * script, to be put in as it is, and the rules it needs, each for ".scope ..."
 * alone, for the page's own <style>; colours follow its color-scheme. Nothing in it needs more of a
 * Content-Security-Policy. The scene's sheet and script are left to the page.
 *
 * Of a call graph, <g class="function"> has id="n12" and data-function="12",
 * <g class="call"> has data-from and data-to: ids of functions in the profile
 * that was drawn. A function links to "#f7" where the page has a place for it
 * (nc_picture_draw).
 */
ncalls_status nc_scene_svg_add(nc_text *out, const nc_scene *scene, const char *scope, ncalls_error *error);
void nc_scene_svg_add_style(nc_text *out, const nc_scene *scene, const char *scope);

#endif
