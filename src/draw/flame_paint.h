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

#include "analyze/calltree.h"
#include "base/error.h"
#include "draw/scene.h"

typedef enum nc_flame_paint_by {
    NC_FLAME_PAINT_PACKAGE, /* whose code it is */
    NC_FLAME_PAINT_SELF,    /* how much of the whole it cost itself */
    NC_FLAME_PAINT_PLAIN,   /* warm colours by name, as flame graphs are known for */
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

enum { NC_FLAME_PAINT_LETTERS = NC_SCENE_PX(12) }; /* height of names */

/* A family that some frame may have. */
typedef struct nc_flame_paint_key {
    unsigned family;
    const char *name; /* "mine", "django" */
    size_t size;
} nc_flame_paint_key;

typedef struct nc_flame_paint {
    nc_flame_paint_by by;
    const nc_calltree *tree;
    bool inverted;
    int64_t most;      /* self of the frame that has most, when that is asked for */
    nc_str package[5]; /* those with families of their own */
    unsigned package_count;
    nc_flame_paint_key keys[NC_FLAME_PAINT_FAMILIES];
    unsigned key_count;
} nc_flame_paint;

/* `by` is the word of --color-by; NULL: package. NCALLS_USAGE: there is none such. */
ncalls_status nc_flame_paint_init(nc_flame_paint *paint, const nc_calltree *tree, const char *by, bool inverted,
                                  ncalls_error *error);

/* The scene's styles; what is estimated is paler. */
void nc_flame_paint_styles(const nc_flame_paint *paint, nc_scene_style styles[NC_FLAME_PAINT_STYLES]);

unsigned nc_flame_paint_style(const nc_flame_paint *paint, const nc_calltree_node *node);
/* The middle shade of a family, for the key. */
unsigned nc_flame_paint_family(unsigned family);

#endif
