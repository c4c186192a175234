/* SPDX-License-Identifier: MIT */
/* What findings say of a call graph's functions: a sign at each function that
 * they blame, with numbers where a list above the picture says what they stand for. */
#ifndef NC_SIGNS_H
#define NC_SIGNS_H

#include "draw/chart.h"
#include "draw/figure.h"

typedef struct nc_signs {
    const nc_figure_input *input;
    nc_func *at;      /* [mark] the function of the picture that it is of; 0: it is not in the picture */
    uint16_t *number; /* [mark] in the list; 0: not in it */
    uint32_t drawn, listed; /* marks that are in the picture, and in the list */
} nc_signs;

/* Of a picture by itself the first few are numbered: on a page, findings have a place of their own. */
ncalls_status nc_signs_make(nc_signs *signs, const nc_figure_input *input, const nc_chart *chart, ncalls_error *error);
void nc_signs_reset(nc_signs *signs);

/* Draws the list, its first line at y, at most `width` wide; returns y of the line after. */
int32_t nc_signs_list(const nc_signs *signs, nc_scene *scene, int32_t x, int32_t y, int32_t width);

/* Draws the sign of function `f` at the upper right corner of its box, if there is one. */
void nc_signs_add(const nc_signs *signs, nc_scene *scene, nc_func f, nc_scene_box box);

/* A sign whose right end is at (x, y). */
void nc_signs_draw(nc_scene *scene, int32_t x, int32_t y, const char *text, size_t size);

#endif
