/* SPDX-License-Identifier: MIT */
/* Which of this machine's faces cairo sets a label in. */
#ifndef NC_SCENE_FACE_H
#define NC_SCENE_FACE_H

#include <stdbool.h>

#include "base/cairo.h"

typedef struct nc_scene_face {
    const nc_cairo *cairo;
    cairo_t *context;
    const char *family; /* for Latin letters: nearest to the measured widths */
} nc_scene_face;

void nc_scene_face_init(nc_scene_face *face, const nc_cairo *cairo, cairo_t *context);

/* Selects what can show all of `text`, or most of it. */
void nc_scene_face_select(const nc_scene_face *face, const char *text, double size, bool bold);

#endif
