/* SPDX-License-Identifier: MIT */
/*
 * x of each vertex (Brandes and Köpf 2002, "Fast and simple horizontal
 * coordinate assignment"): four drawings, each of which lines vertices up with
 * their median neighbours above or below and packs them to the left or to the
 * right; of the four x of a vertex the mean of the middle two counts.
 *
 * Links between two virtual vertices stay straight. Vertices have their real
 * widths. Blocks are packed over the graph of who stands right of whom, not
 * by the classes of the paper's third algorithm, which can overlap (Brandes,
 * Walter and Zink 2020, erratum).
 */
#ifndef NC_COORDINATES_H
#define NC_COORDINATES_H

#include "draw/layers.h"

/* Sets x of every vertex, none less than its left. Sorts the links by place.
 * False: no memory. */
bool nc_coordinates_assign(nc_layers *layers);

#endif
