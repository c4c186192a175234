/* SPDX-License-Identifier: MIT */
/* How a call graph looks: its styles, and the colour of a share. */
#ifndef NC_PALETTE_H
#define NC_PALETTE_H

#include "draw/scene.h"

enum {
    NC_PALETTE_LEVELS = 16,      /* of heat */
    NC_PALETTE_CHANGE_MOST = 7,  /* of a difference: that many steps below and above the middle one */
    NC_PALETTE_SHIFT = 5,        /* from the style of an edge to that of its arrow */
};

typedef enum nc_palette_style {
    NC_PALETTE_GROUND,
    NC_PALETTE_TITLE,
    NC_PALETTE_TEXT,      /* the caption */
    NC_PALETTE_MINE,      /* name of a function of mine */
    NC_PALETTE_NAME,      /* ... of any other */
    NC_PALETTE_SMALL,     /* figures */
    NC_PALETTE_FAINT,     /* where it is */
    NC_PALETTE_CLUSTER,   /* the box around a package */
    NC_PALETTE_PACKAGE,   /* its name */
    NC_PALETTE_EDGE,
    NC_PALETTE_BACK,      /* an edge that closes a cycle */
    NC_PALETTE_HOT,       /* an edge of the heaviest path; of a difference: that costs more */
    NC_PALETTE_LESS,      /* of a difference: an edge that costs less */
    NC_PALETTE_GONE,      /* ... and one that is no more */
    NC_PALETTE_ARROW,
    NC_PALETTE_ARROW_BACK,
    NC_PALETTE_ARROW_HOT,
    NC_PALETTE_ARROW_LESS,
    NC_PALETTE_ARROW_GONE,
    NC_PALETTE_FIGURE,    /* figures of an edge */
    NC_PALETTE_OUTLINE,   /* around a function of the heaviest path; of a difference: where it begins */
    NC_PALETTE_ADDED,     /* around a function that the base has not ... */
    NC_PALETTE_REMOVED,   /* ... and one that only the base has */
    NC_PALETTE_TRACK,     /* a bar as long as the cumulative share ... */
    NC_PALETTE_BAR,       /* ... and on it the self share */
    NC_PALETTE_BEFORE,    /* of a difference: a bar as long as what the base has, over that of now */
    NC_PALETTE_MARK,      /* the sign of a finding */
    NC_PALETTE_MARK_TEXT,
    NC_PALETTE_HEAT,      /* + level: the box of a function */
    NC_PALETTE_COUNT = NC_PALETTE_HEAT + NC_PALETTE_LEVELS,
} nc_palette_style;

/* `name` is that of a ramp in palette.c, or NULL for the first. False: there is none
 * of that name. */
bool nc_palette_fill(nc_scene_style styles[NC_PALETTE_COUNT], const char *name);

/* The same for a difference: from blue, less, over neither to orange, more; in
 * place of heat. */
void nc_palette_fill_change(nc_scene_style styles[NC_PALETTE_COUNT]);

/* Which level of heat a share has. */
unsigned nc_palette_level(int64_t part, int64_t whole);

/* -NC_PALETTE_CHANGE_MOST to NC_PALETTE_CHANGE_MOST; less than half a per cent is 0. */
int nc_palette_change(int64_t change, int64_t whole);

#endif
