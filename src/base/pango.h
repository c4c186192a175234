/* SPDX-License-Identifier: MIT */
/*
 * Pango, which joins, stacks and orders the letters of every script, loaded when
 * a text needs that (see late.h) and done without where it is not installed.
 *
 * Nothing of it is needed to build: some functions on opaque pointers, which
 * have been the same in every Pango 1.x since 2008, are said in pango.def, and
 * the soname of 1.x is fixed. They draw on cairo's contexts, so cairo is loaded.
 */
#ifndef NC_PANGO_H
#define NC_PANGO_H

#include "base/cairo.h"

enum {
    NC_PANGO_SCALE = 1024, /* its units for each of cairo's */
    NC_PANGO_LEFT_TO_RIGHT = 0,
    NC_PANGO_WEIGHT_NORMAL = 400,
    NC_PANGO_WEIGHT_BOLD = 700,
};

typedef struct nc_pango {
#define NC_PANGO(result, function, arguments) result(*function) arguments;
#include "base/pango.def"
#undef NC_PANGO
} nc_pango;

/* The table, the same for all threads and for ever; NULL where there is none. */
const nc_pango *nc_pango_load(void);

#endif
