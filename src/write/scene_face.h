/* SPDX-License-Identifier: MIT */
/* In which of this machine's faces cairo sets a label: one for what is plain,
 * and what must be joined, stacked or ordered from right to left by Pango, where
 * that is installed. */
#ifndef NC_SCENE_FACE_H
#define NC_SCENE_FACE_H

#include <stdbool.h>

#include "base/pango.h"

typedef struct nc_scene_face {
    const nc_cairo *cairo;
    cairo_t *context;
    const char *family;    /* for Latin letters: nearest to the measured widths */
    const nc_pango *pango; /* NULL: not needed yet, or there is none */
    bool sought;           /* Pango was */
} nc_scene_face;

typedef struct nc_scene_face_line {
    const char *text;
    double width;
    void *layout; /* Pango's; NULL: the face is selected */
} nc_scene_face_line;

void nc_scene_face_init(nc_scene_face *face, const nc_cairo *cairo, cairo_t *context);

/* Selects what can show all of `text`, or most of it, and measures it; it must
 * then be shown. */
nc_scene_face_line nc_scene_face_select(nc_scene_face *face, const char *text, double size, bool bold);
/* From 0, 0 on. */
void nc_scene_face_show(const nc_scene_face *face, const nc_scene_face_line *line);

#endif
