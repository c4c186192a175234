/* SPDX-License-Identifier: MIT */
/*
 * cairo, loaded when it is first needed (see late.h). A function is called
 * through the table, by its own name:
 *
 *     const nc_cairo *cairo = nc_cairo_load(error);
 *     ...
 *     cairo->cairo_rectangle(context, x, y, width, height);
 *
 * A function that is missing here is one more row in cairo.def.
 */
#ifndef NC_CAIRO_H
#define NC_CAIRO_H

#include <cairo-pdf.h>
#include <cairo.h>

#include "base/error.h"

typedef struct nc_cairo {
#define NC_CAIRO(function) __typeof__(function) *function;
#include "base/cairo.def"
#undef NC_CAIRO
} nc_cairo;

/* The table, the same for all threads and for ever; NULL when cairo cannot be
 * loaded. */
const nc_cairo *nc_cairo_load(ncalls_error *error);

#endif
