/* SPDX-License-Identifier: MIT */
/*
 * Shorter edges: x of each vertex such that all links together span as little
 * as they can in the order that there is (Gansner et al. 1993, section 4.2, by
 * draw/simplex.h). It begins with the drawing of Brandes and Koepf, whose
 * straight chains stay straight: each moves as one.
 */
#ifndef NC_SHORTENING_H
#define NC_SHORTENING_H

#include "draw/layers.h"

/* False: no memory. */
bool nc_shortening_apply(nc_layers *layers);

#endif
