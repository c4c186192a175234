/* SPDX-License-Identifier: MIT */
/* What stands above a call graph: its title, what is in it, what the colours
 * mean. */
#ifndef NC_LEGEND_H
#define NC_LEGEND_H

#include "draw/chart.h"

enum { NC_LEGEND_MARGIN = NC_SCENE_PX(16) };

typedef struct nc_legend {
    const nc_chart *chart;
    const char *summary; /* of a difference; NULL: none */
    uint32_t undrawn;    /* edges that the layout left out */
    bool styles[NC_PALETTE_COUNT]; /* there is such a thing in the picture */
} nc_legend;

/* Draws it from the top left corner of the scene, at most `width` wide; returns
 * y of what may follow. Also sets the title and the description. */
int32_t nc_legend_draw(nc_scene *scene, const nc_legend *legend, int32_t width);

/* Text in lines of at most `width`, the first at y; returns y of the line after. */
int32_t nc_legend_paragraph(nc_scene *scene, unsigned style, int32_t x, int32_t y, int32_t width, const char *text,
                            size_t size);

#endif
