/* SPDX-License-Identifier: MIT */
/*
 * The colours of a flame graph. A colour is a family (mine, the standard
 * library, a package; or a step of heat) in one of three shades by name, so that
 * neighbours differ and the same function looks the same in every picture. The
 * hues stay apart for those who do not tell red from green, and every frame's
 * own name says what colour alone would.
 */
#ifndef NC_FLAME_PAINT_H
#define NC_FLAME_PAINT_H

#include "analyze/treediff.h"
#include "base/error.h"
#include "draw/figure.h"

typedef enum nc_flame_paint_by {
    NC_FLAME_PAINT_PACKAGE, /* whose code it is */
    NC_FLAME_PAINT_SELF,    /* how much of the whole it cost itself */
    NC_FLAME_PAINT_PLAIN,   /* warm colours by name, as flame graphs are known for */
    NC_FLAME_PAINT_CATEGORY, /* what kind of work it is */
    NC_FLAME_PAINT_DIFF,     /* whether the path costs more or less than before */
} nc_flame_paint_by;

enum {
    NC_FLAME_PAINT_GROUND,
    NC_FLAME_PAINT_TITLE,
    NC_FLAME_PAINT_INK,   /* text beside the frames */
    NC_FLAME_PAINT_NAME,  /* text in them */
    NC_FLAME_PAINT_ALL,   /* the frame under (above) all others */
    NC_FLAME_PAINT_REST,  /* what is too small to be drawn */
    NC_FLAME_PAINT_FIRST, /* of the families */
    NC_FLAME_PAINT_FAMILIES = 11,
    NC_FLAME_PAINT_SHADES = 3,
    NC_FLAME_PAINT_STYLES = NC_FLAME_PAINT_FIRST + 2 * NC_FLAME_PAINT_FAMILIES * NC_FLAME_PAINT_SHADES,
};

enum { NC_FLAME_PAINT_KINDS = 300 }; /* there are fewer; any more share a colour */
enum { NC_FLAME_PAINT_LETTERS = NC_SCENE_PX(12) }; /* height of names */

/* A family that some frame may have. */
typedef struct nc_flame_paint_key {
    unsigned family;
    const char *name; /* "mine", "django" */
    size_t size;
} nc_flame_paint_key;

typedef struct nc_flame_paint {
    /* Filled in by whoever draws: */
    const nc_calltree *tree;
    const nc_treediff *diff;      /* NULL: no difference */
    const nc_figure_kinds *kinds; /* NULL: not known */
    bool inverted;
    /* The rest by init: */
    nc_flame_paint_by by;
    int64_t most;      /* self of the frame that has most, when that is asked for */
    nc_str package[5]; /* those with families of their own */
    unsigned package_count;
    uint8_t family_of[NC_FLAME_PAINT_KINDS]; /* [kind]; 0 is what has none */
    nc_flame_paint_key keys[NC_FLAME_PAINT_FAMILIES];
    unsigned key_count;
} nc_flame_paint;

/* `by` is the word of --color-by; NULL: package, of a difference diff.
 * NCALLS_USAGE: there is none such, or none without a base. */
ncalls_status nc_flame_paint_init(nc_flame_paint *paint, const char *by, ncalls_error *error);

/* The scene's styles; what is estimated is paler. */
void nc_flame_paint_styles(const nc_flame_paint *paint, nc_scene_style styles[NC_FLAME_PAINT_STYLES]);

/* `narrow`: it has no room for an outline. */
unsigned nc_flame_paint_style(const nc_flame_paint *paint, uint32_t node, bool narrow);
/* What stands for a family in the key. */
unsigned nc_flame_paint_family(const nc_flame_paint *paint, unsigned family);

#endif
