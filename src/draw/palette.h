/* SPDX-License-Identifier: MIT */
/* How a call graph looks: its styles, and the colour of a share. */
#ifndef NC_PALETTE_H
#define NC_PALETTE_H

#include "draw/scene.h"

enum { NC_PALETTE_LEVELS = 16 }; /* of heat */

typedef enum nc_palette_style {
    NC_PALETTE_GROUND,
    NC_PALETTE_TITLE,
    NC_PALETTE_TEXT,      /* the caption */
    NC_PALETTE_MINE,      /* name of a function of mine */
    NC_PALETTE_NAME,      /* ... of any other */
    NC_PALETTE_SMALL,     /* figures */
    NC_PALETTE_FAINT,     /* where it is */
    NC_PALETTE_EDGE,
    NC_PALETTE_BACK,      /* an edge that closes a cycle */
    NC_PALETTE_HOT,       /* an edge of the heaviest path */
    NC_PALETTE_ARROW,
    NC_PALETTE_ARROW_BACK,
    NC_PALETTE_ARROW_HOT,
    NC_PALETTE_FIGURE,    /* figures of an edge */
    NC_PALETTE_OUTLINE,   /* around a function of the heaviest path */
    NC_PALETTE_TRACK,     /* a bar as long as the cumulative share ... */
    NC_PALETTE_BAR,       /* ... and on it the self share */
    NC_PALETTE_MARK,      /* the sign of a finding */
    NC_PALETTE_MARK_TEXT,
    NC_PALETTE_HEAT,      /* + level: the box of a function */
    NC_PALETTE_COUNT = NC_PALETTE_HEAT + NC_PALETTE_LEVELS,
} nc_palette_style;

/* `name` is one of nc_palette_name, or NULL for the first. False: there is none
 * of that name. */
bool nc_palette_fill(nc_scene_style styles[NC_PALETTE_COUNT], const char *name);

/* Which level of heat a share has. */
unsigned nc_palette_level(int64_t part, int64_t whole);

#endif
